"""Return how two parties stand, as the words of a sentence tell it: facts that hold for a time.

`standing_rules` holds the forms of words, `standing_pairs` finds the two parties around them; here what is only
wished, planned or denied is left out, and condition, speaker and "since" are added. Where a form of words is met and
the two parties are not clear, it is kept under `not_sure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import msgspec

from dyadbook import ontology
from dyadbook.records import (
    BlockKind,
    Reading,
    SaidBy,
    Sentence,
    Standing,
    Time,
    Unsure,
    When,
    Words,
    make_id,
    words_at,
)  # fmt: skip
from dyadbook.steps.confidence import calibrated
from dyadbook.steps.genres.interviews import is_asked, questions_in
from dyadbook.steps.standing import doubts
from dyadbook.steps.standing.later import is_background, undone_later
from dyadbook.steps.standing.pairs import find_pair, with_lists
from dyadbook.steps.standing.parties import BEFORE_WORDS, KINDS, Parties, Scope
from dyadbook.steps.standing.rules import Rule, matching
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
NONE = re.compile(
    r"\b(?:no|without)\s+(?:an?\s+|any\s+)?$|(?:\bnot|n['’]t)\s+(?:\w+ly\s+)?(?:in|at|want|seek|need|having|fighting|waging|starting)\s+(?:an?\s+|any\s+)?$",
    re.I,
)
"""What denies a thing right before its name: "there is no alliance between", "not in a trade war with"."""
THINGS = frozenset({"alliance", "dispute", "sanctions", "treaty"})
AGAIN = Rule("sanctions", "in_force", "", "", negated=True)
SANCTIONS = re.compile(r"\b(?:sanctions|embargo(?:es)?)\b", re.I)
NOT_YET = re.compile(
    r"\b(?:new|more|further|fresh|additional|potential|possible|future|next|propos\w+|threat\w*|no|without)\s+(?:[\w.’'-]+\s+){0,3}$",
    re.I,
)
"""What makes sanctions others than those that stand, before the word."""
STATES = frozenset({"tone", "alliance", "dispute"})
"""Aspects that are told as how two stood, and not as what one did."""
CAME = frozenset({"ended", "settled", "suspended"})
"""Values that begin with an act, which is told as past for as long as they last: "was settled in 2005"."""
OVER = re.compile(r"\b(?:had|was|were)\b", re.I)
THEN = frozenset({"border", "embassy", "hotline", "talks", "trade", "visas"})
HAD_BEEN = re.compile(r"\bhad\s+(?:\w+\s+)?been\b", re.I)
"""What an article's own words tell of a time before its news, at which it mostly ended: "had been closed since May"."""
STILL = re.compile(r"\b(?:has|have|is|are|still|since|now|remains?)\b", re.I)
BEFORE = re.compile(r"\b(?:before|prior to|until|till)\s+(?:the|his|her|its|their|that|World|[A-Z]\w+['’]s)\b", re.I)
"""What a state is told to have been before, which may have ended it: "relations were good before the war"."""
IN_TIME = re.compile(r"\b(?:in|during)\s+(?:the\s+)?$", re.I)
CLAUSE_END = re.compile(
    r"[;:—–]|,\s|\s(?:because|since(?= \w+ (?:\w+ )?(?:have|has|had|is|are))|although|though|while|whereas|but"
    r"|(?<!North\s)and(?=\s+(?:\w+\s+){0,4}?(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|said|met|told)\b)|that|which)\b",
    re.I,
)
SINCE = re.compile(r"\b(?:since|as of|effective(?: from)?)\s+(?:\w+\s+)?$", re.I)
OTHERWISE = re.compile(
    r"\b(?:clos|shut|seal|sever|suspend|downgrad)\w*\b|\b(?:broken|cut|frozen|absent|vacant|empty|imposed)\b", re.I
)
"""What was so since then, where it stands between words and a time: "reopened its embassy, closed since 2012"."""
CHANGED = re.compile(
    r"\b(?:clos|shut|sever|cut|restor|establish|recogni[sz]|open|reopen|suspend|broke|resum|lift|normali[sz]|annex|join"
    r"|accede|withdr|left|quit|pull|exit|expel|expuls|sign|expir|laps|end|terminat|conclu|complet|settl|resolv|demarcat"
    r"|agreed|downgrad|collaps|halt|bann|stall|appli|took|came|entered|made|eas|repeal)\w*",
    re.I,
)
IN = re.compile(r"(?:(?!\b(?:after|when|because|over|that|which|who|and|but|for|to)\b)[^,;])*\b(?:in|on|from)\s+", re.I)
BECAME = re.compile(r"\bbecame\b[^,;]*$", re.I)
"""What stands before what two became then: "became NATO's 32nd member in March"."""
OPENS = re.compile(r"\W*(?:(?:on|in|from|late|early)\s+)*$", re.I)
"""What stands before a time with which a sentence opens: "On 5 April Oslo cut ties"."""
ITS_ACT = re.compile(
    r",?\s+when\s+(?:[\w.’'-]+\s+){0,4}$"
    r"|(?!.*\b(?:said|says?|told|had|announc\w+|that|which|who|when|after|before|because|since|where|for)\b)[^;:]*$",
    re.I,
)
"""What stands between a time and the words of what came about then: its subject, and no other verb of saying."""
ANNIVERSARY = re.compile(r"\b(?:anniversary|centenary|jubilee)\b", re.I)
FOR = re.compile(r"\b(?:for|over|during)\s+$", re.I)
PAST = re.compile(r"the (?:past|last) ", re.I)
LASTING = re.compile(r"\b(?:has|have)\b", re.I)
FOR_A_TIME = re.compile(
    r"(?:(?!\b(?:has|have|had|been|will|is|are)\b)[^,;])*\bfor\s+"
    r"(?:(?:about|some|nearly|almost|over|up to|more than|another|just|only)\s+)?"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|\d+)\s+(?:day|week|month|year)s?\b",
    re.I,
)
"""What limits a thing done to a time, of which nobody knows whether it is over: "suspended visas for two months"."""
LIMITED = frozenset({"closed", "embargo", "restricted", "suspended"})
GOES_ON = re.compile(r"\b(?:has|have|is|are|been)\b", re.I)
UNTIL = re.compile(r"\b(?:until|till)\s+(?:\w+\s+)?$", re.I)
BEHIND = 40  # characters of the words that undo something
PASSAGE = 3  # sentences behind one that may undo what it tells
NEAR_VERB = 12  # characters from "had" to what there was
NEAR = 60  # characters from the words to the time at which it came about
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
    parties, questions = Parties(reading), questions_in(reading.article.text, reading.article.blocks)
    found: dict[tuple[object, ...], Standing] = {}
    signs: dict[tuple[object, ...], frozenset[str]] = {}
    unsure: list[Unsure] = []
    open_: list[tuple[Rule, tuple[int, int], Scope]] = []
    for at, sentence in enumerate(reading.sentences):
        kind = reading.article.blocks[sentence.block].kind
        if kind not in KINDS or is_asked(questions, sentence.start):
            continue
        for rule, start, end in _matches(reading.article.text, sentence):
            scope = _scope(reading, sentence, start, end, kind)
            following = reading.sentences[at + 1 : at + 1 + PASSAGE]
            scope = replace(scope, next=tuple((a.start, a.end) for a in following if a.block == sentence.block))
            text = reading.article.text
            if _is_denied(text, rule, start) or _is_over(reading, rule, start, end, scope):
                continue
            if _for_a_time(text, rule, scope, end):
                continue
            if is_undone(text, scope, start, end) or (not rule.negated and _unreal(text, scope, start, end)):
                continue
            later = undone_later(text, rule, scope, start, end)
            if (later and not later[0].value) or is_background(text, rule, scope, start, end):
                continue
            pair = find_pair(parties, rule, (start, end), scope)
            if pair is None:
                open_.append((rule, (start, end), scope))
                continue
            told, last = later or (rule, end)
            alone = rule.scheme == "ally" and not text[start:end].lower().endswith("s")  # "A and B, its key ally"
            for each in [pair] if alone else with_lists(parties, pair, start, scope):
                if rule.scheme in {"member", "allied"} and ("/" in each[0][0] or "/" not in each[0][1]):
                    continue  # "left the EU and Japan behind"
                made = _standing(reading, told, (start, last), scope, parties, each)
                if later is not None:  # the times of the clause are those of what was undone
                    made = msgspec.structs.replace(made, since=_came(reading, last - BEHIND, last, scope), until=When())
                key = (
                    frozenset(made.parties) if made.holder is None else made.parties,
                    made.aspect,
                    made.value,
                    made.condition,
                    made.until.start,
                )
                found[key] = _merge(found[key], made) if key in found else made
                signs.setdefault(key, frozenset(doubts.signs(parties, rule, start, scope, each)))
        if (named := SANCTIONS.search(reading.article.text, sentence.start, sentence.end)) is not None:
            open_.append((AGAIN, named.span(), _scope(reading, sentence, *named.span(), kind)))
    for rule, match, scope in open_:
        again = _told_again(reading, rule, match, parties, scope, found)
        if again is not None:
            words = _words(reading.article.text, match, scope, parties, found[again].parties)
            found[again] = _with_words(found[again], words)
        elif rule.scheme == "pair" and parties.within(*scope.sentence):
            unsure.append(_unsure(reading, rule, *match, parties, scope))
    return [Told(_until_next(one, found.values()), signs[key]) for key, one in found.items()], unsure


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
    return UNREAL.search(before) is not None or MODAL.search(text, start, end) is not None


def _is_denied(text: str, rule: Rule, start: int) -> bool:
    """Return whether a thing is named only as one that is not there."""
    return (
        rule.aspect in THINGS
        and rule.value in {"in_force", "open"}
        and NONE.search(text, max(0, start - BEHIND), start) is not None
    )


def _for_a_time(text: str, rule: Rule, scope: Scope, end: int) -> bool:
    """Return whether it was done for a limited time: it is over, or will be, on a day that is not told."""
    if rule.value not in LIMITED or GOES_ON.search(text[scope.clause[0] : end]):
        return False
    return FOR_A_TIME.match(text, end, scope.clause[1]) is not None


def _is_over(reading: Reading, rule: Rule, start: int, end: int, scope: Scope) -> bool:
    """Return whether a state is told of a time that is over: "in the 1960s they had no diplomatic relations"."""
    text, published = reading.article.text, reading.article.published
    if scope.statement is None and rule.aspect in THEN and HAD_BEEN.search(text, start, end):
        return True
    told = text[scope.clause[0] : scope.clause[1]]
    state = (rule.aspect in STATES and rule.value not in CAME) or rule.value == "none"
    if (
        published is None
        or not state
        or not OVER.search(text[max(scope.clause[0], start - NEAR_VERB) : end])
        or STILL.search(told)
    ):
        return False
    if BEFORE.search(text, *scope.sentence):
        return True
    return _period(reading.times, text, scope)[1].start is None and any(
        IN_TIME.search(text, max(0, time.start - 12), time.start) and time.until is not None
        and time.until.year < published.year
        for time in reading.times
        if scope.sentence[0] <= time.start and time.end <= scope.clause[1]
    )  # fmt: skip


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
    since, until = _bound(SINCE, reading.times, text, scope), _bound(UNTIL, reading.times, text, scope)
    if since.start is None and until.start is None:
        since = _lasted(reading.times, text, scope)
    if since.words and OTHERWISE.search(text, match[1], max(match[1], since.words.start)):
        since = When()
    if since.start is None and until.start is None:
        since, until = _period(reading.times, text, scope)
    if since.start is None and until.start is None:
        since = _came(reading, *match, scope)
    if condition and until.words and condition.start() < until.words.start < condition.end():
        condition = None  # "until 1991" is a time, and no condition
    words = _words(text, match, scope, parties, pair)
    value = rule.value
    if (rule.aspect, value) == ("diplomatic_relations", "none") and since.start is not None and until.start is None:
        value = "severed"  # what has not been there since a day was there before
    directed = rule.aspect in ontology.DIRECTED_ASPECTS
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


def _bound(word: re.Pattern[str], times: Sequence[Time], text: str, scope: Scope) -> When:
    """Return since or until when it is so: a time behind that word in the clause; unknown elsewhere."""
    for time in times:
        inside = scope.clause[0] <= time.start and time.end <= scope.clause[1] + 40 and time.end <= scope.sentence[1]
        opens = not text[scope.sentence[0] : time.start].strip(" \n").count(" ") and time.start >= scope.sentence[0]
        if (inside or opens) and time.begin and word.search(text[max(scope.sentence[0], time.start - 20) : time.start]):
            return _when(time)
    return When()


def _came(reading: Reading, start: int, end: int, scope: Scope) -> When:
    """Return when it came to be so, told right behind the verb that says that it did: "cut ties with Rome in 1985"."""
    text = reading.article.text
    if CHANGED.search(text, start, end) or BECAME.search(text[max(scope.clause[0], start - NEAR) : start]):
        for time in reading.times:
            near = end <= time.start and time.end <= min(scope.sentence[1], end + NEAR)
            told = IN.fullmatch(text, end, time.start) and not OTHERWISE.search(text, end, time.start)
            opens = scope.sentence[0] <= time.start and OPENS.match(text[scope.sentence[0] : time.start])
            when = scope.sentence[0] <= time.start and re.match(r",?\s+when\b", text[time.end : start])
            lead = (
                not ANNIVERSARY.search(text, start, end)
                and start - NEAR < time.end <= start
                and ITS_ACT.match(text[time.end : start])
                and (opens or when)
            )
            if time.begin and ((near and told) or lead):
                return _when(time)
    return When()


def _lasted(times: Sequence[Time], text: str, scope: Scope) -> When:
    """Return the year or month since when it has been so: "for the past five years the border has been closed"."""
    for time in times:
        inside = scope.clause[0] <= time.start and time.end <= scope.clause[1]
        lasts = (
            inside and PAST.match(time.text) and FOR.search(text[max(scope.sentence[0], time.start - 8) : time.start])
        )
        if lasts and time.begin and time.precision == "year" and LASTING.search(text, *scope.clause):
            year, words = time.begin.year, Words(start=time.start, end=time.end, text=time.text)
            start, end = date(year, 1, 1), date(year + 1, 1, 1)
            return When(start=start, end=end, precision="year", basis=time.rule, words=words)
    return When()


def _period(times: Sequence[Time], text: str, scope: Scope) -> tuple[When, When]:
    """Return since when and until when it was so, where the clause tells both: "from 1988 to 1991"."""
    inside = [time for time in times if scope.clause[0] <= time.start and time.end <= scope.sentence[1] and time.begin]
    for first, last in pairwise(inside):
        opened = re.search(
            r"\b(?:from|between)\s+$", text[max(scope.sentence[0], first.start - 12) : first.start], re.I
        )
        if opened and re.fullmatch(r"\s*(?:to|and|until|till|through|[–-])\s*", text[first.end : last.start], re.I):
            return _when(first), _when(last)
    return When(), When()


def _when(time: Time) -> When:
    words = Words(start=time.start, end=time.end, text=time.text)
    return When(start=time.begin, end=time.until, precision=time.precision, basis=time.rule, words=words)


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


STEP = Step("standings", 6, ("sentences", "mentions", "times", "places", "statements"), ("standings",), read)
