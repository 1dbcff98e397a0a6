"""Take from acts who only stands beside: who tells of one, the outlet that is told, whose ally a party is."""

from __future__ import annotations

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK, GENITIVE
from dyadbook.steps.language.word_forms import singular
from dyadbook.steps.sides import parties_of, party_of

OUTLET = frozenset(
    "reporter journalist newspaper daily channel television tv radio broadcaster agency magazine station network media "
    "press outlet".split()
)
TOLD_TO = 4  # tokens between "told" and those who were told
SAID = frozenset({"said", "say", "says", "told"})
QUOTES = frozenset({'"', "”", "'", "’"})
SPEAKER = 7  # tokens from who speaks to "said"
REPORTED = frozenset({"reported", "reports"})
INTERVIEW = frozenset({"interview", "interviews", "remarks", "comments", "statement"})
OUTLET_NOUN = 4  # tokens from the name of a country to the noun of its outlet
FOUGHT = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
BEFORE_NOT = frozenset(", and but - – — (".split())
TOGETHER = frozenset({"joint", "together", "along", "jointly"})
WITH = 5  # tokens of "joint operation with the" before a name
WISHES = frozenset("behest insistence invitation request suggestion urging".split())
INSERTED = 4  # tokens of "Oslo's old ally" behind the name


def without_asides(clauses: Clauses, act: Act) -> None:
    """Take from the sides of an act who is no party of it, where others are left, and who is said to be none."""
    every = range(len(clauses.mentions))
    excluded = {index: at for index in every if (at := _excluding(clauses, index)) is not None}
    excluded = {index: at for index, at in excluded.items() if not _is_of(clauses, act, index)}
    if act.modality == "negated" and act.cue in {(at, at) for at in excluded.values()}:
        act.modality, act.cue = "actual", None
    for side in (act.source, act.target):
        side[:] = [index for index in side if index not in excluded]
    inviting = _inviting(clauses, act)
    act.source[:] = [index for index in act.source if party_of(clauses.mentions[index]) not in inviting]
    for side in (act.source, act.target):
        aside = [index for index in side if _is_aside(clauses, act, index)]
        if len(aside) == len(side):
            side[:] = [*side, *_named_else(clauses, act, aside)]
        if len(aside) < len(side):
            side[:] = [index for index in side if index not in aside]


def _named_else(clauses: Clauses, act: Act, aside: list[int]) -> list[int]:
    """Return other mentions of the parties of some: "crossed into Finland, the Finnish president said"."""
    parties = parties_of(clauses.mentions, aside) - {None}
    others = [index for index in range(min(aside, default=0)) if party_of(clauses.mentions[index]) in parties]
    return [index for index in others if not _is_aside(clauses, act, index)][:1]


def _excluding(clauses: Clauses, index: int) -> int | None:
    """Return the "not" that says that a mention is no party: "Rome, not Oslo, fired"; None where none does."""
    at = before_list(clauses, index)
    at -= clauses.low(at) == "by"  # "is recognized by Rome but not by Oslo"
    return at if clauses.low(at) == "not" and clauses.low(at - 1) in BEFORE_NOT else None


def _inviting(clauses: Clauses, act: Act) -> set[str | None]:
    """Return the parties at whose wish others act: "at the invitation of Rome's king, Oslo's came and warned Bern"."""
    wish = clauses.low(0) == "at" and clauses.low(1) == "the" and clauses.low(2) in WISHES and clauses.low(3) == "of"
    comma = next((at for at in range(4, len(clauses.tokens)) if clauses.low(at) == ","), 0) if wish else 0
    if act.reciprocal or not comma < act.first:
        return set()
    before = [index for index, (_, end) in enumerate(clauses.span) if end <= comma]
    return parties_of(clauses.mentions, before) - {None}


def _is_of(clauses: Clauses, act: Act, index: int) -> bool:
    """Return whether a noun that tells an act is a mention's own: the war of "blamed drought, not Oslo's war"."""
    end = clauses.span[index][1]
    between = [clauses.low(at) for at in range(end, act.first)]
    plain = all(word.isalpha() or word in GENITIVE for word in between)
    return bool(between) and plain and not act.verbs(clauses)


def before_list(clauses: Clauses, index: int) -> int:
    """Return the token before a mention, those that stand in a list before it, and their article."""
    first = min((clauses.span[one][0] for one in clauses.joined_left(index)), default=clauses.span[index][0])
    return first - 1 - (clauses.low(first - 1) == "the")


def _is_aside(clauses: Clauses, act: Act, index: int) -> bool:
    """Return whether a mention only tells of an act, is told of it, or says what a party of it is."""
    first, end = clauses.span[index]
    inserted = clauses.low(first - 1 - (clauses.low(first - 1) == "the")) == ","
    said = clauses.low(end) in SAID or (is_outlet(clauses, index) and _reports(clauses, end))
    reports = first > act.last and ((inserted and said) or (index in act.target and _has_spoken(clauses, index)))
    spoken = _is_spoken_to(clauses, index) or _is_ally(clauses, act, index)
    return reports or (inserted and _is_owner(clauses, index)) or spoken


def _has_spoken(clauses: Clauses, index: int) -> bool:
    """Return whether a mention tells whose the quoted words before it are: "...," an aide to Oslo's mayor said."""
    first, end = clauses.span[index]
    at = first - 1 - (clauses.low(first - 1) in {"the", "a", "an"})
    if clauses.low(at) not in QUOTES or clauses.low(at - 1) != ",":
        return False
    said = next((one for one in range(end, end + SPEAKER) if clauses.low(one) in SAID), end)
    return clauses.low(said) in SAID and not any(clauses.low(one) in BREAK | {",", "and"} for one in range(end, said))


def _is_ally(clauses: Clauses, act: Act, index: int) -> bool:
    """Return whether a target is told behind "with", and another before: "hit the rebels with Chad's army"."""
    if act.type not in FOUGHT or index not in act.target:
        return False
    first = min(clauses.span[one][0] for one in clauses.joined_left(index))
    at = first - 1 - (clauses.low(first - 1) == "the")
    struck = any(act.last < clauses.span[one][0] < at for one in act.target)
    return clauses.low(at) == "with" and struck


def is_with(clauses: Clauses, act: Act) -> bool:
    """Return whether what is done to somebody is done with him: "struck rebels in a joint raid with Chad's army"."""
    firsts = [clauses.span[index][0] for index in act.target]
    before = [{clauses.low(at) for at in range(first - WITH, first)} for first in firsts if first > act.last]
    return bool(firsts) and len(before) == len(firsts) and all("with" in words and words & TOGETHER for words in before)


def _is_owner(clauses: Clauses, index: int) -> bool:
    """Return whether a mention stands in an apposition: the "Oslo" of "Rome, Oslo's old ally, left"."""
    first, end = clauses.span[index]
    if clauses.low(end) not in GENITIVE or first < 2 or clauses.owner[first - 2] is None:
        return False
    stop = next((at for at in range(end + 1, end + 1 + INSERTED) if clauses.low(at) == ","), end + 1)
    return stop > end + 1 and all(clauses.low(at).isalpha() for at in range(end + 1, stop))


def _is_spoken_to(clauses: Clauses, index: int) -> bool:
    """Return whether a mention is an outlet behind "in an interview with" or "in remarks to"."""
    before = {clauses.low(clauses.span[index][0] - back) for back in range(1, TOLD_TO)}
    return bool(INTERVIEW & before) and bool({"with", "to", "for"} & before) and is_outlet(clauses, index)


def is_outlet(clauses: Clauses, index: int) -> bool:
    """Return whether a mention is an outlet or its people: "Peruvian reporters", "Chile's state television"."""
    end = clauses.span[index][1]
    for at in range(end, end + OUTLET_NOUN):
        if singular(clauses.low(at)) in OUTLET:
            return True
        if is_small(clauses, at) or not (clauses.low(at).isalpha() or clauses.low(at) in GENITIVE):
            break
    return clauses.mentions[index].sector == "JRN"


def _reports(clauses: Clauses, end: int) -> bool:
    """Return whether a verb of telling stands behind a mention, or behind the name of the outlet that it describes."""
    return bool((SAID | REPORTED) & {clauses.low(at) for at in range(end, end + OUTLET_NOUN)})


def is_small(clauses: Clauses, at: int) -> bool:
    """Return whether a word is a verb, a preposition or a conjunction, so that it says nothing of the noun after it."""
    return clauses.low(at) in BREAK | {"and", "or", "that", "to", "on", "against", "with", "of", "for", "by"} or any(
        group.at == at for group in clauses.groups
    )
