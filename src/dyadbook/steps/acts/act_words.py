"""Return the words that tell an act together with the verbs that only carry its noun, and what goes on at its time.

"Sent a strong warning" tells a warning, "the talks will be held on Monday" and "the sanctions, which took effect in
May" tell of talks and sanctions: a time of such a verb is that of the act. What is done "during a visit" is done when
the visit is.
"""

from __future__ import annotations

from dyadbook.records import Time
from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import PREPOSITION, RELATIVE

LIGHT = frozenset(
    "send issue make deliver give hold pay conduct launch carry stage have take sign impose mount express voice offer "
    "lodge file release publish reach approve announce".split()
)
HAPPENING = frozenset(
    "hold begin start launch open happen occur resume convene continue conclude impose sign reach".split()
)
INTO = {
    "take": frozenset({"place", "effect"}),
    "go": frozenset({"into", "ahead"}),
    "come": frozenset({"into"}),
}
"""Verbs that tell of a noun before them only with these words: "took place", "will go into effect"."""
APART = frozenset(', ; : and but “ ” " after before since as when while who'.split())
NEAR, FAR = 7, 12  # tokens between a noun and the verb before it, and after it
AGAIN = frozenset({"it", "they"})
HELD = 6  # tokens between "during" and the noun


def told_by(clauses: Clauses, act: Act) -> tuple[int, int]:
    """Return the first and last token of an act with the verbs that only carry its noun."""
    first, last = act.first, act.last
    noun = is_noun(clauses, act)
    before = [group for group in clauses.groups if group.at < first]
    if noun and before and before[-1].base in LIGHT and first - before[-1].at <= NEAR:
        between = [clauses.low(at) for at in range(before[-1].at + 1, first) if clauses.owner[at] is None]
        if not set(between) & (PREPOSITION | RELATIVE | APART):
            first = before[-1].at
    after = next((group for group in clauses.groups if group.at > last), None)
    if after is not None and after.at - last <= FAR:
        words = [clauses.low(at) for at in range(last + 1, after.first)]
        again, rest = _without_link(words)
        happens = after.base in HAPPENING or clauses.low(after.at + 1) in INTO.get(after.base, ())
        if happens and noun and not set(rest) & ((APART | RELATIVE) - ({"and"} if again else set())):
            last = after.at
    return first, last


def is_noun(clauses: Clauses, act: Act) -> bool:
    """Return whether no verb is among the words of an act."""
    return not any(act.first <= group.at <= act.last for group in clauses.groups)


def _without_link(words: list[str]) -> tuple[bool, list[str]]:
    """Return whether words end as what takes up a noun again does ("and they", ", which it"), and those before it."""
    end = len(words) - bool(words and words[-1] in AGAIN)
    if end and words[end - 1] in {"and", "which", "that"} and (words[end - 1] != "and" or end < len(words)):
        end -= 1 + (end > 1 and words[end - 2] == ",")
        return True, words[:end]
    return False, words


def is_during(clauses: Clauses, act: Act, time: Time) -> bool:
    """Return whether an act is told by a noun behind "during", after a time: "said on Monday during a visit"."""
    if not is_noun(clauses, act):
        return False
    for at in range(act.first - 1, max(-1, act.first - HELD), -1):
        word = clauses.low(at)
        if word == "during":
            before = {clauses.low(other) for other in range(at)}
            return time.end <= clauses.tokens[at].start and not before & (RELATIVE | APART - {","})
        if word in PREPOSITION | APART:
            return False
    return False
