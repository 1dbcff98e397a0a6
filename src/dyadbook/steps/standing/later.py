"""Return what its sentence and the next tell of a standing beyond it: that it was undone later, or long before.

`standings.csv` holds, by aspect and value, the verbs that undo it and what stands then: "closed its border in 2008 and
opened it again on Monday" tells of an open border, as does "closed its border in 2008. It was reopened on Monday".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from dyadbook.steps.standing.parties import Scope
from dyadbook.steps.standing.rules import Rule, opposites

BREACHES = frozenset({"severed", "suspended", "downgraded", "closed", "tense"})
THINGS = frozenset({"alliance", "dispute", "sanctions", "treaty"})
"""What is told as a thing that is there, and not as an act: it is over where it "ended" or somebody "settled" it."""
NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|\d+)"
ADVERBS = (
    r"(?:(?:it|they|both|the two|was|were|has|have|been|since|later|then|now|again|finally|soon|only|partly"
    rf"|fully|[a-z]+ly|in \d{{4}}|{NUMBER} (?:day|week|month|year|decade)s? later),? )*"
)
JOINT = r"(?:[,;]|\b(?:and|but|yet|before|then|although|though))\s+"
TAIL = (
    r"(?=\s*(?:[.,;)”\"]|$)|\s(?:again|on|in|last|this|after|since|when|by|earlier|late|early|at|for|under|today"
    rf"|yesterday|\d+|{NUMBER} (?:\w+ )?(?:hour|day|week|month|year|decade)s?)\b)"
)
OTHER = r"(?! (?:with|between|of|to|against|at)\b)"
"""What would make the thing undone another one: "closed its border with A and opened the border with B"."""
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)"
MOVED = rf"(?! in (?!{MONTH})(?-i:[A-Z]))"
"""Nor is it undone where it is moved: "closed its embassy in A and opened it in B"."""
NOT_DONE = re.compile(
    r"\b(?:which|had|after|not|never|no|would|will|could|can|may|might|must|should|shall|be|to|if|unless|until|without"
    r"|refus\w+|rul\w+ out|(?:want|hop|plan|consider|discuss|promis|vow|pledg)(?:e?d|e?s|ing)?)\b|n['’]t\b"
)
YEARS_AFTER = re.compile(r"\b(?:years?|decades?) after\b[^,;]*$", re.I)
WORD = r"(?!(?:is|are|that|which|who|after|before|when|until|said|says)\b)[\w.’'-]+"
"""A word that may stand between a thing and what is told of it: no verb, and nothing that opens a clause."""
OF_HEAD = re.compile(
    r"\b(?:on|over|about|of|in|with|by|for|against|under|to|from|after|despite) (?:[\w.’'-]+ ){0,3}$", re.I
)
"""Words after which something else is what ended: "talks on the dispute ended"."""
WHEN = re.compile(r"(?<!, )\bwhen (?:the )?(?:[\w.’'-]+ ){0,3}[\w.’'-]+ $", re.I)
DATED = re.compile(rf"\b(?:\d{{4}}|\w+day|{MONTH}\w*|ago|last|this|today)\b")
"""What says when it was: without it "when" only says what else was so at the time."""
BEFORE_THAT = re.compile(r"\b(?:which|that|had|after|since)\b", re.I)
OPENING = (
    rf"\W*(?:(?:and|but|then|now|later|finally|in|on|last|this|early|late|after|{NUMBER}|the)\b"
    r"(?: (?!(?:is|are|was|were|has|have|had|remains?)\b)[\w’'-]+){0,4}?,? )?"
)
"""What may stand before the subject of a sentence: a conjunction, a time."""
THEY = r"(?:they|both(?: \w+)?|the (?:two|pair|countries|neighbou?rs|governments|sides)(?: \w+)?|it)"
TIED = re.compile(
    r"(?:\s+[\w’'-]+){0,4}?\s+(?:relations|ties|links|embass\w+|consulates?|missions?|borders?|crossings?)\b"
)


@dataclass(frozen=True)
class Undoing:
    """What undoes a standing, and what stands then: verbs with their object, behind a conjunction, right behind
    or before what they undo, alone, at the head of the next sentence, and of one further on, which names the thing.
    """

    later: str
    done: re.Pattern[str]
    joined: re.Pattern[str]
    ends: re.Pattern[str]
    ended: re.Pattern[str]
    verbs: re.Pattern[str]
    after: re.Pattern[str]
    beyond: re.Pattern[str]


@cache
def _undoing(aspect: str, value: str) -> Undoing | None:
    """Return what undoes a standing of that aspect and value; None where the table does not tell."""
    if (aspect, value) not in opposites():
        return None
    later, verbs, thing = opposites()[aspect, value]
    named = rf"(?:(?:its|their|the|both|full|all|formal|those|these) )*{thing}"
    done = rf"\b(?P<verb>{verbs}) (?:it|them|{named}{OTHER})\b{MOVED}"
    bare = r"(?<!, )" if later in BREACHES else ""  # not "reopened its embassy, closed in 1979"
    joined = rf"{JOINT}(?:{named} )?{ADVERBS}{bare}(?P<verb>{verbs})\b{TAIL}{MOVED}"
    ends = rf"(?: {WORD}){{0,12}}? (?:(?:was|were|has|have|been|finally|later|[a-z]+ly) )*(?:{verbs})\b{TAIL}"
    ended = rf"\b(?:{verbs}) (?:(?!(?:for|of|on|to|in|with|and|from|over|by) )[\w.’'-]+ ){{0,3}}$"
    has = r"(?:(?:was|were|has|have|had|been|since|then|later|finally|[a-z]+ly) )*"
    somebody = rf"(?:{THEY}|(?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+)?)"
    the_thing = rf"(?:(?:its|their|the|both|full|all|formal|those|these) )+{thing}"
    beyond = rf"{OPENING}(?:{somebody} {has}(?:{verbs}) {the_thing}{OTHER}\b|{the_thing} {has}(?:{verbs}){TAIL}){MOVED}"
    after = (
        rf"{OPENING}(?:{somebody} {has}(?:{verbs}) (?:it|them|{named}{OTHER})\b"
        rf"|(?:{THEY}|{named}) {has}(?:{verbs}){TAIL}){MOVED}"
    )
    patterns = (done, joined, ends, ended, rf"\b{verbs}\b", after, beyond)
    return Undoing(later, *(re.compile(each.replace(" ", r"\s"), re.I) for each in patterns))


def undone_later(text: str, rule: Rule, scope: Scope, start: int, end: int) -> tuple[Rule, int] | None:
    """Return the rule with what stands after the sentence has undone it (nothing: ""), and where those words end."""
    undoing = _undoing(rule.aspect, rule.value)
    found = undoing and (
        _done(text, undoing, scope, end)
        or _joined(text, undoing, scope, end)
        or (rule.aspect in THINGS and rule.scheme != "ally" and _ended(text, rule, undoing, scope, (start, end)))
    )
    if not undoing or not found:
        return _undone_next(text, undoing, rule, scope) if undoing else None
    after = replace(rule, value=undoing.later)
    return undone_later(text, after, scope, found, found) or (after, found)


def _undone_next(text: str, undoing: Undoing, rule: Rule, scope: Scope) -> tuple[Rule, int] | None:
    """Return the same of the sentences after: "had no relations for years. In March they restored them"."""
    if scope.statement is not None:
        return None
    for at, sentence in enumerate(scope.next):
        found = (undoing.beyond if at else undoing.after).match(text, *sentence)
        if found is not None and not NOT_DONE.search(found[0].replace(" had ", " ")):
            after, there = replace(rule, value=undoing.later), replace(scope, sentence=sentence, next=())
            return undone_later(text, after, there, found.end(), found.end()) or (after, found.end())
    return None


def _done(text: str, undoing: Undoing, scope: Scope, end: int) -> int | None:
    """Return where words end that name the thing undone: "and opened it again", "before restoring ties"."""
    for found in undoing.done.finditer(text, end, scope.sentence[1]):
        gap = text[end : found.start("verb")]
        as_past = not found["verb"].lower().endswith("ing") or gap.endswith("before ")
        if as_past and re.search(JOINT, gap) and NOT_DONE.search(re.split(JOINT, gap)[-1]) is None:
            return found.end()
    return None


def _joined(text: str, undoing: Undoing, scope: Scope, end: int) -> int | None:
    """Return where words end that go on with the thing itself: "but reopened on Friday", "and has since been shut"."""
    found = undoing.joined.search(text, end, scope.sentence[1])
    return found.end() if found and not found["verb"].lower().endswith("ing") else None


def _ended(text: str, rule: Rule, undoing: Undoing, scope: Scope, match: tuple[int, int]) -> int | None:
    """Return where words end that say of the thing itself that it is over: "the alliance ended in 1991"."""
    before = text[scope.clause[0] : match[0]]
    behind = undoing.ends.match(text, match[1], scope.sentence[1])
    if behind and OF_HEAD.search(before) is None and NOT_DONE.search(behind[0]) is None:
        return behind.end()
    if rule.aspect == "sanctions":  # whose words hold what stands before them; "lifted sanctions" is a rule of its own
        return None
    verb = undoing.ended.search(before)
    return match[1] if verb and NOT_DONE.search(before[max(0, verb.start() - 30) : verb.start()]) is None else None


def is_background(text: str, rule: Rule, scope: Scope, start: int, end: int) -> bool:
    """Return whether a breach is told only as what was before: "years after A cut ties", "was there when A did"."""
    undoing = _undoing(rule.aspect, rule.value)
    if undoing is None or rule.value not in BREACHES:
        return False
    before = text[scope.sentence[0] : start]
    if YEARS_AFTER.search(before):
        return True
    if WHEN.search(before) and not DATED.search(text, start, scope.sentence[1]):
        return True
    return any(
        not verb[0].lower().endswith("ing")
        and TIED.match(before + text[start:end], verb.end())
        and NOT_DONE.search(before[max(0, verb.start() - 30) : verb.start()]) is None
        and BEFORE_THAT.search(text, scope.sentence[0] + verb.end(), end)
        for verb in undoing.verbs.finditer(before)
    )
