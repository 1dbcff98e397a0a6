"""Return how two parties stand, as the words of a sentence tell it: facts that hold for a time.

`standing_rules` holds the forms of words, `standing_pairs` finds the two parties around them; here what is only
wished, planned or denied is left out, and condition, speaker and "since" are added. Where a form of words is met and
the two parties are not clear, it is kept under `not_sure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from dyadbook import ontology
from dyadbook.records import (
    BlockKind,
    Reading,
    SaidBy,
    Sentence,
    Standing,
    Unsure,
    When,
    Words,
    make_id,
    words_at,
)  # fmt: skip
from dyadbook.steps.confidence import calibrated
from dyadbook.steps.genres.interviews import is_asked, questions_in
from dyadbook.steps.standing import doubts
from dyadbook.steps.standing.later import THINGS, is_background, undone_later
from dyadbook.steps.standing.over import is_over
from dyadbook.steps.standing.pairs import find_pair, with_lists
from dyadbook.steps.standing.parties import BEFORE_WORDS, Parties, Scope
from dyadbook.steps.standing.rules import Rule, matching
from dyadbook.steps.standing.since import came, since_and_until
from dyadbook.steps.standing.undone import is_undone
from dyadbook.steps.step import Step

UNREAL = re.compile(
    r"\b(?:would|could|may|might|should|will|shall|['’]ll|wants?|wanted|hopes?|hoped|hoping|seeks?|seeking|sought|plans?"
    r"|planned|aims?|intends?|wish(?:es|ed)?|agreed|offers?|offered|vow(?:s|ed)?|pledged?|promised?|propos(?:es|ed|al|ing)"
    r"|talks on|(?:re)?impos(?:e|es|ed|ing)|slap(?:s|ped|ping)?"
    r"|lift(?:s|ed|ing)?|strengthen(?:s|ed|ing)?|tighten(?:s|ed|ing)?"
    r"|to|if|threaten(?:s|ed|ing)?|urg(?:es|ed|ing)|calls? for|called for"
    r"|desir(?:e|es|ed|ing)|without|used to|no longer|former|never"
    r"|not|can ?not"
    r"|no (?:government|country|state|nation|party)|none of|neither|once|eas(?:e|ed|ing)"
    r"|reduc(?:e|ed|ing)|defus(?:e|ed|ing)|end(?:ed|ing)?"
    r"|formerly|before|whether|unless|until)\b|n['’]t\b",
    re.I,
)
MODAL = re.compile(r"\b(?:would|could|may|might|should|will|not|never|used to)\b|n['’]t\b", re.I)
FIRST_TO = re.compile(r"\b(?:became|was|were) the (?:first|second|third|last|latest|only)\b[^,;]{0,50}?\bto\s+$", re.I)
"""What tells a thing as done although a "to" stands before it: "became the first to recognize Rome"."""
NONE = re.compile(
    r"\b(?:no|without)\s+(?:an?\s+|any\s+)?$|(?:\bnot|n['’]t)\s+(?:\w+ly\s+)?(?:in|at|want|seek|need|having|fighting|waging|starting)\s+(?:an?\s+|any\s+)?$",
    re.I,
)
"""What denies a thing right before its name: "there is no alliance between", "not in a trade war with"."""
AGAIN = Rule("sanctions", "in_force", "", "", negated=True)
SANCTIONS = re.compile(r"\b(?:sanctions|embargo(?:es)?)\b", re.I)
NOT_YET = re.compile(
    r"\b(?:new|more|further|fresh|additional|potential|possible|future|next|propos\w+|threat\w*|no|without)\s+(?:[\w.’'-]+\s+){0,3}$",
    re.I,
)
"""What makes sanctions others than those that stand, before the word."""
CLAUSE_END = re.compile(
    r"[;:—–]|(?<!\bair)(?<!\bsea)(?<!\bland),\s"  # "air, sea and land links" are no clauses
    r"|\s(?:because|since(?= \w+ (?:\w+ )?(?:have|has|had|is|are))|although|though|while|whereas|but"
    r"|(?<!North\s)and(?=\s+(?:\w+\s+){0,4}?(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|said|met|told)\b)|that|which)\b",
    re.I,
)
BEHIND = 40  # characters of the words that undo something
PASSAGE = 3  # sentences behind one that may undo what it tells
CONDITION = re.compile(r"\b(?:until|unless|as long as|so long as|provided that|only if)\s[^.;:”\"]+", re.I)


@dataclass(frozen=True)
class Told:
    """A standing, and what speaks for and against it."""

    standing: Standing
    signs: frozenset[str]

    @property
    def chance(self) -> float:
        """Return how likely it is right."""
        return doubts.chance(self.signs)


def read(reading: Reading) -> Reading:
    """Return the reading with its standings; what is unclear or unlikely is `not_sure`."""
    every, unsure = told_in(reading)
    told = tuple(
        msgspec.structs.replace(one.standing, confidence=calibrated("standing", one.chance))
        for one in every if one.chance >= doubts.LEAST
    )  # fmt: skip
    unlikely = (_unlikely(one) for one in every if one.chance < doubts.LEAST)
    return msgspec.structs.replace(reading, standings=told, not_sure=(*reading.not_sure, *unsure, *unlikely))


def told_in(reading: Reading) -> tuple[list[Told], list[Unsure]]:
    """Return what an article tells of how two stand, the same fact once with all its words, and what is unclear."""
    parties = Parties(reading)
    found: dict[tuple[object, ...], Standing] = {}
    signs: dict[tuple[object, ...], frozenset[str]] = {}
    unsure: list[Unsure] = []
    open_: list[tuple[Rule, tuple[int, int], Scope]] = []
    for rule, match, scope, later in _passages(reading):
        pair = None if rule is AGAIN else find_pair(parties, rule, match, scope)
        if pair is None:
            open_.append((rule, match, scope))
            continue
        start, end = match
        alone = rule.scheme == "ally" and not reading.article.text[start:end].lower().endswith("s")
        for each in [pair] if alone else with_lists(parties, rule, pair, start, scope):  # "A and B, its key ally"
            if rule.scheme in {"member", "allied"} and ("/" in each[0][0] or "/" not in each[0][1]):
                continue  # "left the EU and Japan behind"
            told, last = later or (rule, end)
            made = _standing(reading, told, (start, last), scope, parties, each)
            if later is not None:  # the times of the clause are those of what was undone
                made = msgspec.structs.replace(made, since=came(reading, last - BEHIND, last, scope), until=When())
            key = _key(made)
            found[key] = _merge(found[key], made) if key in found else made
            signs.setdefault(key, frozenset(doubts.signs(parties, rule, start, scope, each)))
    for rule, match, scope in open_:
        again = _told_again(reading, rule, match, parties, scope, found)
        if again is not None:
            words = _words(reading.article.text, match, scope, parties, found[again].parties)
            found[again] = _with_words(found[again], words)
        elif rule.scheme == "pair" and parties.within(*scope.sentence):
            unsure.append(_unsure(reading, rule, *match, parties, scope))
    return [Told(_until_next(one, found.values()), signs[key]) for key, one in found.items()], unsure


def _passages(reading: Reading) -> Iterator[tuple[Rule, tuple[int, int], Scope, tuple[Rule, int] | None]]:
    """Yield the words that tell how two stand: their rule, their place, their scope, and what has undone it since.

    Last of each sentence come the sanctions that it names, which may be those told before.
    """
    text, questions = reading.article.text, questions_in(reading.article.text, reading.article.blocks)
    for at, sentence in enumerate(reading.sentences):
        kind = reading.article.blocks[sentence.block].kind
        if is_asked(questions, sentence.start):
            continue
        following = reading.sentences[at + 1 : at + 1 + PASSAGE]
        behind = tuple((a.start, a.end) for a in following if a.block == sentence.block)
        for rule, start, end in _matches(text, sentence):
            scope = replace(_scope(reading, sentence, start, end, kind), next=behind)
            if _is_denied(text, rule, start) or is_over(reading, rule, start, end, scope):
                continue
            if is_undone(text, scope, start, end) or (not rule.negated and _unreal(text, scope, start, end)):
                continue
            later = undone_later(text, rule, scope, start, end)
            if not (later and not later[0].value) and not is_background(text, rule, scope, start, end):
                yield rule, (start, end), scope, later
        if (named := SANCTIONS.search(text, sentence.start, sentence.end)) is not None:
            yield AGAIN, named.span(), _scope(reading, sentence, *named.span(), kind), None


def _key(one: Standing) -> tuple[object, ...]:
    """Return what is the same of one fact wherever it is told."""
    parties = frozenset(one.parties) if one.holder is None else one.parties
    return parties, one.aspect, one.value, one.condition, one.until.start


def _until_next(one: Standing, told: Iterable[Standing]) -> Standing:
    """Return a standing that ends where another value of the same two, which excludes it, is told to have begun."""
    if one.since.end is None or one.until.words is not None:
        return one
    began = [
        other.since
        for other in told
        if (other.aspect, other.parties) == (one.aspect, one.parties)
        and ontology.exclude(one.aspect, one.value, other.value)
        and other.since.start is not None
        and other.since.start >= one.since.end
    ]
    return msgspec.structs.replace(one, until=min(began, key=lambda each: each.start or date.max)) if began else one


def _matches(text: str, sentence: Sentence) -> Iterator[tuple[Rule, int, int]]:
    """Yield the forms of words in a sentence, of two for one aspect that share words the first alone."""
    taken: list[tuple[str, int, int]] = []
    for rule, pattern in matching(text[sentence.start : sentence.end]):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            shares = any(aspect == rule.aspect and a < match.end() and match.start() < b for aspect, a, b in taken)
            if not shares:
                taken.append((rule.aspect, match.start(), match.end()))
                lead = len(match[0]) - len(match[0].lstrip())
                yield rule, match.start() + lead, match.start() + len(match[0].rstrip())


def _scope(reading: Reading, sentence: Sentence, start: int, end: int, kind: BlockKind) -> Scope:
    """Return the sentence, or what is said in it, and the clause around words."""
    holding = [
        (words.end - words.start, index, words, one)
        for index, one in enumerate(reading.statements)
        for words in one.content
        if words.start <= start and end <= words.end
    ]
    first, last, statement = sentence.start, sentence.end, None
    if holding:
        _, _, words, statement = min(holding, key=lambda each: each[:2])
        first, last = max(first, words.start), min(last, words.end)
    text = reading.article.text
    borders = [match.start() for match in CLAUSE_END.finditer(text, first, last)]
    left = max((at for at in borders if at < start), default=first)
    right = min((at for at in borders if at >= end), default=last)
    return Scope((first, last), (left, right), statement, kind)


def _unreal(text: str, scope: Scope, start: int, end: int) -> bool:
    """Return whether a modal in the words, or what stands before them in the clause, makes it unreal or past."""
    before = text[max(scope.clause[0], start - BEFORE_WORDS) : start]
    before = FIRST_TO.sub(" ", before)
    return UNREAL.search(before) is not None or MODAL.search(text, start, end) is not None


def _is_denied(text: str, rule: Rule, start: int) -> bool:
    """Return whether a thing is named only as one that is not there."""
    return (
        rule.aspect in THINGS
        and rule.value in {"in_force", "open"}
        and NONE.search(text, max(0, start - BEHIND), start) is not None
    )


def _standing(
    reading: Reading,
    rule: Rule,
    match: tuple[int, int],
    scope: Scope,
    parties: Parties,
    found: tuple[tuple[str, str], float],
) -> Standing:
    text, (pair, _) = reading.article.text, found
    condition = CONDITION.search(text, match[0], scope.sentence[1])
    since, until = since_and_until(reading, *match, scope)
    if condition and until.words and condition.start() < until.words.start < condition.end():
        condition = None  # "until 1991" is a time, and no condition
    words = _words(text, match, scope, parties, pair)
    value = rule.value
    if (rule.aspect, value) == ("diplomatic_relations", "none") and since.start is not None and until.start is None:
        value = "severed"  # what has not been there since a day was there before
    directed = rule.aspect in ontology.DIRECTED_ASPECTS or (
        rule.scheme == "holder" and ontology.may_be_directed(rule.aspect, value)
    )
    ordered = pair if directed else (min(pair), max(pair))
    statement = scope.statement
    said_by = (
        SaidBy(name=statement.speaker.name, id=statement.speaker.id, statement=statement.id)
        if statement and statement.speaker else None
    )  # fmt: skip
    return Standing(
        id=make_id("standing", reading.article.id, *ordered, rule.aspect, value, match[0]), parties=ordered,
        holder=pair[0] if directed else None, toward=pair[1] if directed else None, aspect=rule.aspect, value=value,
        since=since, until=until,
        as_of=reading.article.published, condition=condition[0].rstrip(" ,'’") if condition else None, said_by=said_by,
        issues=tuple(dict.fromkeys(issue for issue, _, _ in ontology.find_issues(words.text))),
        reports=(words,), block=scope.kind, confidence=0.0, origin=STEP.origin,
    )  # fmt: skip


def _words(text: str, match: tuple[int, int], scope: Scope, parties: Parties, pair: tuple[str, str]) -> Words:
    """Return the clause that tells it, widened to the parties of the sentence that it is about."""
    start, end = scope.clause
    stretch = text[start:end]
    lead = re.match(
        r"[\s,;:—–.]*(?:(?:because|since|although|though|while|whereas|but|and|that|which)\s+)?", stretch, re.I
    )
    start = min(match[0], start + (lead.end() if lead else 0))
    named = [one for one in parties.within(*scope.sentence) if one.id in pair]
    if not any(start <= one.start < end for one in named) and named:
        start, end = min(start, *(one.start for one in named)), max(end, *(one.end for one in named))
    end = max(match[1], start + len(text[start:end].rstrip(" ,;:.—–\n")))
    return words_at(text, start, end)


def _unsure(reading: Reading, rule: Rule, start: int, end: int, parties: Parties, scope: Scope) -> Unsure:
    candidates = tuple(dict.fromkeys(one.id for one in parties.within(*scope.sentence)))
    return Unsure(
        kind="standing", start=start, end=end, text=reading.article.text[start:end],
        reason=f"{rule.aspect} {rule.value}: the words do not show between which two parties", candidates=candidates,
    )  # fmt: skip


def _unlikely(one: Told) -> Unsure:
    words, (first, second) = one.standing.reports[0], one.standing.parties
    return Unsure(
        kind="standing", start=words.start, end=words.end, text=words.text, candidates=one.standing.parties,
        reason=f"{one.standing.aspect} {one.standing.value} of {first} and {second}: about "
        f"{round(10 * one.chance)} in 10 such readings are right",
    )  # fmt: skip


def _told_again(
    reading: Reading,
    rule: Rule,
    match: tuple[int, int],
    parties: Parties,
    scope: Scope,
    found: Mapping[tuple[object, ...], Standing],
) -> tuple[object, ...] | None:
    """Return the key of the only standing of which words tell again that name one of its parties and nobody else."""
    named = {one.id for one in parties.within(*scope.sentence)}
    if not named or (rule.aspect == AGAIN.aspect and rule is not AGAIN):
        return None
    text = reading.article.text
    if rule is AGAIN and (NOT_YET.search(text, scope.clause[0], match[0]) or is_undone(text, scope, *match)):
        return None
    same = [key for key, one in found.items() if (one.aspect, one.value) == (rule.aspect, rule.value)]
    fits = [key for key in same if named <= {*found[key].parties}]
    return fits[0] if len(fits) == 1 else None


def _with_words(one: Standing, words: Words) -> Standing:
    """Return a standing with more words that tell it, unless it has those already."""
    if any(words.start < other.end and other.start < words.end for other in one.reports):
        return one
    return msgspec.structs.replace(one, reports=(*one.reports, words))


def _merge(one: Standing, other: Standing) -> Standing:
    """Return a standing with the words of both, and the better known `since`."""
    reports = one.reports if other.reports[0] in one.reports else (*one.reports, *other.reports)
    since = one.since if one.since.start is not None else other.since
    return msgspec.structs.replace(one, reports=reports, since=since)


STEP = Step("standings", 14, ("sentences", "mentions", "times", "places", "statements"), ("standings",), read)
