"""Return the statements of an article: whose words, in what form, under which cue, about whom.

`attribution` finds source, cue and content in the text; here the source becomes an actor by the mentions within it, and
the statement gets its date, place, issues and the parties that it speaks of. Words in quotation marks whose speaker
stays open are kept with `speaker` None and stand under `not_sure` besides.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

import msgspec

from dyadbook import ontology, world
from dyadbook.records import Actor, Reading, Statement, Unsure, Words, make_id, words_at
from dyadbook.steps.confidence import calibrated
from dyadbook.steps.genres.list_items import doers_of_items, opens_item
from dyadbook.steps.language.quotes import find_quotes
from dyadbook.steps.occasions import date_of, place_of
from dyadbook.steps.saying import doubts
from dyadbook.steps.saying.attribution import Attribution, Span, find_attributions, only_names
from dyadbook.steps.saying.documents import announced, stated_before, whole_documents, with_posts
from dyadbook.steps.saying.seen_attributions import seen_attributions
from dyadbook.steps.saying.speaker_pronouns import STANDS_FOR
from dyadbook.steps.saying.speakers import PEOPLE, speaker_of
from dyadbook.steps.saying.voices import Voices
from dyadbook.steps.sides import body_of, is_excepted, party_of
from dyadbook.steps.sight import model, origin, see
from dyadbook.steps.step import Step

LAYERS = (("body",), ("headline",), ("deck",), ("subhead",), ("caption",), ("teaser",))
POINTS_BACK = re.compile(r"(?:not\s)?to\sdo(?:\s(?:so|it|that|this|last|on|in|at|today|yesterday)\b|\W|$)")
"""What somebody "threatened to do": the words only point at others."""
NOBODY = "the words before and after the cue name no speaker that is known"
DOUBTFUL = "words like these are seldom what is said, or said by whom they seem to be"


def read(reading: Reading) -> Reading:
    """Return the reading with its statements; where a cue has no speaker, the words are under `not_sure` too.

    Nobody's words that stand in no quotation marks, or that the model alone takes for a statement, are there only; so
    is what is doubtful for other reasons.
    """
    made, alone = _statements(reading)

    def is_said(one: Statement) -> bool:
        quoted = one.form != "indirect" and (one.content[0].start, one.content[0].end) not in alone
        return one.speaker is not None or quoted

    said = [one for one in made if is_said(one)]
    reporters = _Reporters(said)
    weighed = [_weighed(reporters.told(one)) for one in made]
    told = [is_said(one) and one.confidence >= doubts.LEAST for one in weighed]
    statements = tuple(
        msgspec.structs.replace(one, confidence=calibrated("statement", one.confidence))
        for one, is_told in zip(weighed, told, strict=True) if is_told
    )  # fmt: skip
    unsure = _not_sure(zip(weighed, told, strict=True))
    return msgspec.structs.replace(reading, statements=statements, not_sure=(*reading.not_sure, *unsure))


def _weighed(one: Statement) -> Statement:
    """Return a statement with the chance that it is right."""
    return msgspec.structs.replace(one, confidence=doubts.chance(one))


def _not_sure(found: Iterable[tuple[Statement, bool]]) -> Iterator[Unsure]:
    """Yield what is not sure of statements, each with whether it is told: nobody's first, then what is doubtful."""
    for one, is_told in sorted(found, key=lambda each: each[0].speaker is not None):
        words = one.cue or (None if is_told else one.content[0])
        if words is not None and not (is_told and one.speaker is not None):
            reason = NOBODY if one.speaker is None else DOUBTFUL
            yield Unsure(kind="statement", start=words.start, end=words.end, text=words.text, reason=reason)


def _statements(reading: Reading) -> tuple[list[Statement], set[Span]]:
    """Return the statements by place, without `said_by`, and the stretches that the model alone takes for one."""
    found: list[Statement] = []
    alone: set[Span] = set()
    seen, names, listed = _seen(reading), _Names(reading.mentions), doers_of_items(reading)
    for kinds in LAYERS:
        sentences = [
            (one.start, one.end, one.block)
            for one in reading.sentences
            if reading.article.blocks[one.block].kind in kinds
        ]
        headlines = frozenset(one[2] for one in sentences) if kinds != ("body",) else frozenset()
        attributions = find_attributions(reading.article.text, sentences, headlines=headlines, names=names)
        text, blocks = reading.article.text, reading.article.blocks
        own = [one for one in blocks if one.kind in kinds]
        attributions = announced(text, own, with_posts(text, own, attributions))
        attributions += stated_before(text, sentences, attributions)
        if kinds == ("body",):
            documents = whole_documents(text, blocks, attributions)
            labels = {one.cue for one in documents} - {None}
            attributions = [replace(one, content=()) if one.cue in labels else one for one in attributions] + documents
        added = _added(reading, sentences, attributions, seen, names)
        alone |= {span for one in added for span in one.content}
        told = [_with_source(reading, _of_item(text, one, listed), seen) for one in attributions]
        found += _resolved(reading, [*told, *added])
    spoken = [
        one for one in found
        if not POINTS_BACK.match(one.content[0].text)
        and not _is_own(one, found)
        and (one.speaker is None or not is_excepted(reading.article.text, one.speaker.start or 0))
    ]  # fmt: skip
    return sorted(spoken, key=lambda one: one.content[0].start), alone


def _is_own(one: Statement, others: Sequence[Statement]) -> bool:
    """Return whether somebody tells in words of his own that are whole already what "we" have said."""
    if one.cue is None or one.speaker is None or (one.speaker.text or "").lower() not in {"we", "i"}:
        return False
    at, party = one.cue.start, party_of(one.speaker)
    holding = (other for other in others if any(words.start <= at < words.end for words in other.content))
    return any(other is not one and party_of(other.speaker) == party for other in holding)


def _of_item(text: str, one: Attribution, listed: Mapping[int, tuple[Actor, ...]]) -> Attribution:
    """Return an attribution whose cue opens the item of a list with whom the line above names as its source."""
    doers = listed.get(one.unit[0])
    if not doers or one.cue is None or not opens_item(text, one.unit[0], one.cue[0]):
        return one
    end = max(doer.end or 0 for doer in doers)
    source = (min(doer.start or 0 for doer in doers), end)
    first = one.unit[1] - len(text[one.cue[1] : one.unit[1]].lstrip())
    content = tuple((first, last) for _, last in one.content[-1:]) if one.source else one.content
    return replace(one, source=source, content=content)


def _with_source(reading: Reading, one: Attribution, seen: Sequence[Attribution]) -> Attribution:
    """Return an attribution with the source that the model sees where the rules find none, or nobody in theirs."""
    known = speaker_of(reading, one.source) if one.source is not None else None
    if one.follows is not None or (known is not None and not _doubtful(known)):
        return one
    if one.source is not None and reading.article.text[slice(*one.source)].lower() in STANDS_FOR:
        return one
    sources = [
        other.source
        for other in seen
        if other.source is not None
        and (_stands_outside(one, other.source) if known is None else _names_another(reading, one, other))
        and any(a < end and start < b for a, b in other.content for start, end in one.content)
    ]
    return replace(one, source=sources[0]) if sources else one


def _stands_outside(one: Attribution, source: Span) -> bool:
    """Return whether a source is no part of what is said: not "a report of June 5 said Oslo had left", said by Oslo."""
    return one.source is None or not any(start <= source[0] < end for start, end in one.content)


def _doubtful(actor: Actor) -> bool:
    """Return whether the words that rules take for a source may name nobody: no people, no name that is known."""
    return actor.basis == "words" and actor.kind == "group" and not PEOPLE.search(actor.name)


def _names_another(reading: Reading, one: Attribution, other: Attribution) -> bool:
    """Return whether the model sees a source apart from the one of the rules, and somebody known in it."""
    if one.source is None or other.source is None:
        return False
    apart = other.source[1] <= one.source[0] or one.source[1] <= other.source[0]
    actor = speaker_of(reading, other.source) if apart and _stands_outside(one, other.source) else None
    return actor is not None and not _doubtful(actor)


def _added(
    reading: Reading,
    sentences: Sequence[tuple[int, int, int]],
    found: list[Attribution],
    seen: Sequence[Attribution],
    names: _Names,
) -> list[Attribution]:
    """Return the attributions that the model sees in these blocks and of which no rule has found anything."""
    blocks = [reading.article.blocks[block] for block in sorted({block for _, _, block in sentences})]
    taken = [span for one in found for span in one.content]
    return [
        one for one in seen
        if any(block.start <= one.content[0][0] < block.end for block in blocks)
        and not any(a < end and start < b for a, b in one.content for start, end in taken)
        and not _is_title(reading.article.text, names, one)
    ]  # fmt: skip


def _is_title(text: str, names: _Names, one: Attribution) -> bool:
    """Return whether bare names stand in another paragraph than the cue under which the model sees them."""
    first, last = one.content[0][0], one.content[-1][1]
    apart = one.cue is None or "\n\n" in text[min(first, one.cue[0]) : max(last, one.cue[1])]
    return apart and all(only_names(text, names, *span) for span in one.content)


def _seen(reading: Reading) -> list[Attribution]:
    """Return the attributions that the model sees in the article."""
    text = reading.article.text
    quotes = find_quotes(text, [(block.start, block.end) for block in reading.article.blocks])
    return seen_attributions(model(), see(reading), text, [(one.start, one.end) for one in reading.sentences], quotes)


class _Names:
    """Says whether a stretch of text is the name of someone who can speak: a mention covers most of it."""

    def __init__(self, mentions: Sequence[Actor]) -> None:
        self.spans = sorted((one.start or 0, one.end or 0) for one in mentions if one.basis != "pronoun")

    def __call__(self, start: int, end: int) -> bool:
        inside = self.spans[bisect_left(self.spans, (start, 0)) : bisect_left(self.spans, (end + 1, 0))]
        return any(last <= end and (last - first) * 2 >= end - start for first, last in inside)


def _resolved(reading: Reading, attributions: Sequence[Attribution]) -> Iterator[Statement]:
    """Yield the statements of attributions that have a content, a quotation without a cue in the voice before it."""
    speakers: dict[int, tuple[Actor, ...]] = {}
    audiences: dict[int, str | None] = {}
    voices = Voices(reading)
    said: dict[Span, list[Span]] = defaultdict(list)
    for one in attributions:
        said[one.unit] += one.content
    for index in sorted(range(len(attributions)), key=lambda each: _place_of(attributions[each])):
        one = attributions[index]
        if one.follows is None:
            speakers[index] = voices.speakers(one)
            audiences[index] = reading.article.text[slice(*one.audience)] if one.audience else None
    speakers = {index: voices.as_named(said_by) for index, said_by in speakers.items()}
    for index, one in enumerate(attributions):
        if not one.content or not any(c.isalnum() for c in reading.article.text[slice(*one.content[0])]):
            continue
        origin = index
        while (before := attributions[origin].follows) is not None:
            origin = before
        told = [span for span in said[one.unit] if _apart(span, one)]
        audience = audiences[origin] if origin == index else None
        yield _statement(reading, one, speakers[origin], audience, told)


def _apart(content: Span, one: Attribution) -> bool:
    """Return whether what is said does not hold the cue of an attribution: no time in it tells when that was said."""
    return one.cue is None or not content[0] <= one.cue[0] < content[1]


def _place_of(one: Attribution) -> Span:
    """Return where an attribution stands in the text: its unit, and in it the cue."""
    return one.unit[0], (one.cue or one.source or one.unit)[0]


def _statement(
    reading: Reading, one: Attribution, speakers: Sequence[Actor], audience: str | None, told: Sequence[Span]
) -> Statement:
    """Return the statement of an attribution, not yet weighed; `told` is what is said in its unit, under any cue."""
    speaker, *others = map(_for_body, speakers) if speakers else (None,)
    text = reading.article.text
    content = tuple(words_at(text, start, end) for start, end in one.content)
    block = next(b for b in reading.article.blocks if b.start <= content[0].start < b.end)
    return Statement(
        id=make_id("statement", reading.article.id, *one.content), speaker=speaker,
        co_speakers=tuple(others), audience=audience, form=one.form,
        cue=words_at(text, *one.cue) if one.cue else None, content=content,
        about=_about(reading.mentions, content, speakers),
        issues=_issues(content), date=date_of(reading, one, told), place=place_of(reading.places, text, one),
        block=block.kind, confidence=0.0, origin=STEP.origin,
    )  # fmt: skip


def _for_body(speaker: Actor) -> Actor:
    """Return a speaker who holds an office of an international body without the country that he is of."""
    if body_of(speaker) not in world.organizations():
        return speaker
    return msgspec.structs.replace(speaker, country=None, country_inferred=False)


def _about(mentions: Sequence[Actor], content: Sequence[Words], speakers: Iterable[Actor]) -> tuple[str, ...]:
    """Return the parties that the content mentions, the speakers' own persons apart."""
    found: dict[str, None] = {}
    speaking = {speaker.id or speaker.name for speaker in speakers}
    first = bisect_left(mentions, min(words.start for words in content), key=lambda one: one.start or 0)
    last = bisect_left(mentions, max(words.end for words in content), key=lambda one: one.start or 0)
    for one in mentions[first:last]:
        start, end = one.start or 0, one.end or 0
        own = (one.id or one.name) in speaking and one.kind == "person"
        party = party_of(one)
        if one.basis == "pronoun" and one.score < 0.5:
            continue
        if party and not own and any(words.start <= start and end <= words.end for words in content):
            found[party] = None
    return tuple(found)


def _issues(content: Iterable[Words]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(issue for words in content for issue, _, _ in ontology.find_issues(words.text)))


class _Reporters:
    """Finds within whose words a statement stands."""

    def __init__(self, said: Sequence[Statement]) -> None:
        self.words = sorted(
            ((words.start, words.end, number, one) for number, one in enumerate(said) for words in one.content),
            key=lambda each: each[0],
        )
        self.ends = list(accumulate((end for _, end, _, _ in self.words), max))

    def told(self, one: Statement) -> Statement:
        """Return the statement with the speaker within whose words it stands, where there is one."""
        if one.cue is None:
            return one
        holding: list[tuple[int, Statement]] = []
        at = bisect_right(self.words, one.cue.start, key=lambda each: each[0]) - 1
        while at >= 0 and self.ends[at] >= one.cue.end:
            _, end, number, other = self.words[at]
            if end >= one.cue.end and other is not one:
                holding.append((number, other))
            at -= 1
        name = one.speaker.name if one.speaker else None
        for _, other in sorted(holding, key=lambda each: each[0]):
            if other.speaker is not None and other.speaker.name != name:
                return msgspec.structs.replace(one, said_by=other.speaker.name)
        return one


STEP = Step("statements", 17, ("sentences", "mentions", "times", "places"), ("statements",), read, origin)
