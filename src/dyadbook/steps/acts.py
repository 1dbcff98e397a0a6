"""Return the acts that a sentence tells: who did what to whom, in what modality, with the words of the act.

An act comes from a verb or a noun of `data/acts.csv`. A verb that governs it may be the act that was done: "agreed to
meet" is an AGREE, "agreed to release" a CONCEDE, "vowed to attack" a THREATEN, "refused to meet" a REJECT, all actual
(PLOVER manual 3.1; docs/gold.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dyadbook import ontology
from dyadbook.records import Actor, Modality
from dyadbook.steps.clauses import BREAK, CONTROL, DETERMINER, PREPOSITION, Clauses, VerbGroup
from dyadbook.steps.verbs import Row, rows, singular

CONFLICT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "THREATEN"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
REPORTING_PAST = frozenset(
    "said told announced added warned pledged vowed promised agreed confirmed insisted stated declared reported".split()
)
GIVING = frozenset({"provide", "supply", "present", "equip"})
ORDINAL = frozenset({"first", "second", "third", "last", "only", "latest", "youngest", "oldest"})
CONTENT_OF = frozenset({"against", "of", "for", "from", "about", "over", "on"})
AIMED = frozenset(
    {"ACCUSE", "REJECT", "THREATEN", "ASSAULT"}
)  # somebody must be meant, though another sentence says whom
EACH = frozenset({"each", "another"})
HEDGES: dict[str, Modality] = {
    "planned": "future",
    "upcoming": "future",
    "future": "future",
    "scheduled": "future",
    "proposed": "hypothetical",
    "possible": "hypothetical",
    "potential": "hypothetical",
    "expected": "future",
    "alleged": "hypothetical",
    "likely": "hypothetical",
    "any": "hypothetical",
    "no": "negated",
    "threatened": "hypothetical",
    "next": "future",
}
HOPED = frozenset({"hope", "hopes", "prospect", "chance", "idea", "possibility", "talk"})
READY = frozenset("ready readiness willing willingness prepared preparedness commitment committed".split())
"""Who says that a party is ready to do something promises it, as who vows to."""
SWORN = READY | {"vow", "pledge", "promise", "swear", "resolve"}
DOING = (
    dict.fromkeys(SWORN | {"agree", "commit", "offer"}, "AGREE")
    | dict.fromkeys(("threaten",), "THREATEN")
    | dict.fromkeys(("refuse", "decline", "reject", "oppose", "resist"), "REJECT")
    | dict.fromkeys(
        ("ask", "urge", "call", "push", "request", "press", "invite", "pressure", "beg", "implore"), "REQUEST"
    )
)
"""Verbs that are an act themselves, whatever they govern; what is sworn is a threat where it is a conflict."""
ASKING = frozenset(
    "urge urged urging call called calls calling demand demanded demanding seek sought seeking propose "
    "proposed want wants wanted offer offered suggest suggested request requested resume".split()
)


@dataclass
class Act:
    """An act as found: token places in the sentence, and indices of mentions; `elsewhere` stands on a side without."""

    first: int
    last: int
    type: str
    act: str
    mode: str
    cameo: str
    source: list[int]
    target: list[int]
    modality: Modality = "actual"
    cue: tuple[int, int] | None = None
    reciprocal: bool = False
    one_sided: bool = False
    fronted: bool = False  # whom it is done to stands before the verb: "Rome, whom Oslo accused"
    confidence: float = 0.6
    elsewhere: Actor | None = None  # a party that another sentence names
    used: set[int] = field(default_factory=set)

    def shares_words(self, other: Act) -> bool:
        """Return whether two acts of a sentence have words in common."""
        return self.first <= other.last and other.first <= self.last

    def verbs(self, clauses: Clauses) -> list[VerbGroup]:
        """Return the verbs among its words."""
        return [group for group in clauses.groups if self.first <= group.at <= self.last]


def acts_of(clauses: Clauses) -> list[Act]:
    """Return the acts of a sentence, verbs first; a noun that is a verb's object is told with its verb."""
    found = [act for group in clauses.groups for act in _verb_acts(clauses, group)]
    found = [act for act in found if not any(_told_with(act, other) for other in found)]
    used = set().union(*(act.used for act in found)) if found else set()
    found += [
        act for at in range(len(clauses.tokens)) if at not in used and (act := _noun_act(clauses, at)) is not None
    ]
    found += _evaluations(clauses)
    return sorted(found, key=lambda act: act.first)


def _told_with(act: Act, other: Act) -> bool:
    """Return whether an act is told with the one that it governs: the `agreed` of "agreed to resume talks"."""
    return other is not act and other.cue is not None and act.first <= other.cue[0] <= act.last


def _verb_acts(clauses: Clauses, group: VerbGroup) -> list[Act]:
    if group.form == "ing" and group.first == group.at and clauses.low(group.at - 1) in CONTENT_OF:
        return []  # "accused of attacking" tells of an accusation
    if group.base in {"recognize", "recognise", "insist"} and clauses.low(group.at + 1) == "that":
        return []
    best: tuple[tuple[int, int, int], Act] | None = None
    stop = clauses.stop(group.at)
    for words, row in rows().get(("v", group.base), ()):
        size = len(words)
        if any(clauses.low(group.at + k) != word for k, word in enumerate(words[1:], 1)):
            continue
        match = _fill(clauses, group, row, group.at + size - 1, stop)
        if match is None:
            continue
        rank = (bool(match[1].target) + (len(row.objects) > 0), size, match[0])
        if best is None or rank > best[0]:
            best = (rank, match[1])
    return [best[1]] if best is not None else []


def _fill(clauses: Clauses, group: VerbGroup, row: Row, last: int, stop: int) -> tuple[int, Act] | None:
    """Return how well a row fits a verb in this sentence, and the act; None where it does not."""
    links = clauses.links(last, stop)
    objects = _objects(clauses, group, row, last, stop)
    if objects is None:
        return None
    fronted = clauses.fronted_object(group) if not group.passive and "obj" in row.links else []
    if group.passive:
        source, target, order = _passive_sides(clauses, group, row, links)
    elif fronted:
        source, target, order = clauses.subject(group), fronted, 0
    else:
        source, target, order = _active_sides(clauses, group, row, last, links)
    target = [index for index in target if index not in source]
    act = Act(
        group.first,
        last,
        row.type,
        row.type,
        row.mode,
        row.cameo,
        source,
        target,
        used={*objects, *range(group.at, last + 1)},
    )
    act.reciprocal = "r" in row.flags and (len(source) > 1 if not target else "2" not in row.flags)
    act.one_sided = "o" in row.flags
    act.fronted = bool(fronted)
    if act.reciprocal and not target:
        if "z" in row.flags and len(source) < 2:
            return None
        act.source, act.target = source[:1], source[1:]
    if not act.source or (not act.target and not act.one_sided and not (act.type in AIMED and not row.objects)):
        return None
    if "g" in row.flags and all(clauses.mentions[index].kind == "country" for index in act.source):
        return None
    if not _modality(clauses, group, act) or ("n" in row.flags and act.modality == "actual"):
        return None
    within = clauses.owner[group.first - 1] is None if group.first else 1
    act.confidence = round(0.75 - 0.05 * order - 0.1 * within + 0.1 * bool(row.objects), 2)
    return -order, act


def _objects(clauses: Clauses, group: VerbGroup, row: Row, last: int, stop: int) -> set[int] | None:
    """Return the tokens of the nouns that a row asks for as what is done; None where it asks and none stands there."""
    if "@person" not in row.objects:
        return _object(clauses, group, row, last, stop) if row.objects else set()
    told = [index for link, index in clauses.links(last, stop) if link == "obj"]
    told += clauses.subject(group) if group.passive else []
    nouns = _object(clauses, group, row, last, stop)
    if nouns is None and not any(clauses.mentions[index].kind == "person" for index in told):
        return None
    return nouns or set()


def _passive_sides(
    clauses: Clauses, group: VerbGroup, row: Row, links: list[tuple[str, int]]
) -> tuple[list[int], list[int], int]:
    """Return who did what was done, at whom, and how far down the row's links that was found."""
    source = [index for link, index in links if link == "by"]
    source = clauses.joined_right(source[0]) if source else []
    target = clauses.subject(group)
    if row.objects and not target:
        target = _linked(clauses, row, [pair for pair in links if pair[0] != "by"])[1]
    elif row.objects:
        target = _linked(clauses, row, [pair for pair in links if pair[0] not in {"by", "obj"}])[1] or target
    return source, target, 1


def _active_sides(
    clauses: Clauses, group: VerbGroup, row: Row, last: int, links: list[tuple[str, int]]
) -> tuple[list[int], list[int], int]:
    """Return who does something, at whom, and how far down the row's links that was found."""
    source = clauses.subject(group)
    order, target = _linked(clauses, row, links)
    if not target and row.objects and "@person" not in row.objects and len(source) == 1:
        far = [pair for pair in clauses.links(last, _far(clauses, last)) if pair not in links]
        order, target = _linked(clauses, row, [pair for pair in far if pair[0] != "obj"])
    if len(source) > 1 and not target and EACH & {clauses.low(at) for at in range(last + 1, last + 3)}:
        source, target, order = source[:1], source[1:], 0
    return source, target, order


def _far(clauses: Clauses, last: int) -> int:
    """Return how far the other party may stand from an act: "the meeting that he was to hold with"."""
    for at in range(last + 1, min(len(clauses.tokens), last + 24)):
        if clauses.low(at) in {";", '"', "“", "”", "but", "while"}:
            return at
    return min(len(clauses.tokens), last + 24)


def _object(clauses: Clauses, group: VerbGroup, row: Row, last: int, stop: int) -> set[int] | None:
    """Return the tokens of the noun that a row wants as object (of a passive: as subject)."""
    if group.passive:
        span = range(max(0, group.first - 12), group.first)
    else:
        end = last + 1
        bounds = PREPOSITION - ({"of", "with"} if group.base in GIVING else {"of"})
        while end < min(stop, last + 9) and not (clauses.low(end) in bounds and clauses.owner[end] is None):
            end += 1
        span = range(last + 1, end)
    words = [clauses.low(at) for at in span]
    plain = " " + " ".join(singular(word) for word in words) + " "
    for noun in row.objects:
        if noun.startswith("@"):
            continue
        place = plain.find(f" {noun} ")
        if place >= 0:
            first = plain[:place].count(" ")
            return set(list(span)[first : first + len(noun.split())])
    return None


def _linked(clauses: Clauses, row: Row, links: list[tuple[str, int]]) -> tuple[int, list[int]]:
    """Return the rank of the best link and the mentions that it ties, coordinated ones together."""
    for order, wanted in enumerate(row.links):
        for link, index in links:
            if link == wanted and (wanted != "obj" or clauses.mentions[index].basis != "place" or link in {"in", "to"}):
                joined = clauses.joined_right(index)
                return order, joined
    return len(row.links), []


def _infinitive(clauses: Clauses, group: VerbGroup, act: Act) -> bool:
    """Return whether an infinitive tells an act, and set its modality.

    "the first president to meet" did; "Kim to meet Trump" will; "agreed on Friday to restore" is governed from afar;
    what somebody is urged to do is told by the urging, what somebody travels for is a purpose.
    """
    if {clauses.low(at) for at in range(group.first - 5, group.first)} & ORDINAL:
        return True
    earlier = [other for other in clauses.groups if other.at < group.first]
    if not earlier:
        _set(act, "future", group.first)
        return clauses.owner[group.first - 1] is not None
    governor = earlier[-1]
    for kind in ("future", "negated"):
        if governor.base in CONTROL[kind] and not clauses.links(governor.at, group.first):
            _govern(act, governor.at, governor.base, kind)
            return True
    return False


def _modality(clauses: Clauses, group: VerbGroup, act: Act) -> bool:
    """Set the modality of an act from what stands before its verb, and join what governs it; False: it tells no act."""
    words = [clauses.low(index) for index in group.modals]
    nobody = [at for index in act.source for at in (clauses.span[index][0] - 1, clauses.span[index][0] - 2)]
    if group.negations:
        _set(act, "negated", group.negations[-1], group.negations[0])
    elif any(clauses.low(min(act.used) + k) == "no" for k in range(1, 3)) or _no_object(clauses, act):
        _set(act, "negated", act.last + 1)
    elif any(clauses.low(at) in {"no", "neither"} for at in nobody):
        _set(act, "negated", next(at for at in nobody if clauses.low(at) in {"no", "neither"}))
    elif any(word in {"will", "shall", "'ll", "won't"} for word in words) or (
        any(word == "would" for word in words) and _told_before(clauses, group)
    ):
        _set(act, "future", group.modals[0])
    elif group.modals:
        _set(act, "hypothetical", group.modals[0])
    elif group.infinitive and not group.controls and not _infinitive(clauses, group, act):
        return False
    if clauses.low(group.first - 1) in {"without"}:
        _set(act, "negated", group.first - 1)
    for at, base, kind in group.controls:
        _govern(act, at, base, kind)
    if act.modality in {"actual", "future"} and _conditional(clauses, group.first):
        _set(act, "hypothetical", _conditional(clauses, group.first) or 0)
    if act.modality == "future" and act.type == act.act:
        act.type = ontology.future_type(act.act)
    return True


def _set(act: Act, modality: Modality, first: int, last: int | None = None) -> None:
    act.modality = modality
    act.cue = (first, last if last is not None else first)


def _no_object(clauses: Clauses, act: Act) -> bool:
    """Return whether the noun of an act is denied: "gave Tehran no concessions"."""
    return any(clauses.low(at - back) == "no" for at in act.used if at > act.last for back in (1, 2))


def _told_before(clauses: Clauses, group: VerbGroup) -> bool:
    """Return whether `would` is the future of reported speech: "said it would impose"."""
    return any(clauses.low(at) in REPORTING_PAST for at in range(group.first)) or any(
        clauses.low(at) in REPORTING_PAST for at in range(group.at, len(clauses.tokens))
    )


def _govern(act: Act, at: int, base: str, kind: Modality) -> None:
    """Join an act with the verb that governs it: what was promised, threatened, refused or asked for was done so."""
    if base in DOING:
        done = DOING[base]
        if done == "AGREE" and (base in SWORN or act.act in YIELDING):
            done = promised(act.act)
        act.type = act.act = done
        act.mode, act.cameo = "", ontology.cameo_from_plover(act.act, None).code
        return
    _set(act, kind, at)
    if kind == "future":
        act.type = ontology.future_type(act.act)


def promised(act: str) -> str:
    """Return the type of the promise of an act: to yield is a concession, of a conflict it is a threat."""
    return "CONCEDE" if act in YIELDING else "THREATEN" if act in CONFLICT else "AGREE"


def _conditional(clauses: Clauses, first: int) -> int | None:
    """Return where an `if` or `unless` opens the clause of a verb; None where none does."""
    for at in range(first - 1, max(-1, first - 10), -1):
        word = clauses.low(at)
        if word in {"if", "unless", "whether"}:
            return at
        if word in {",", ";", "that", ":"}:
            return None
    return None


def _noun_act(clauses: Clauses, at: int) -> Act | None:
    """Return the act that a noun tells with both its parties: "Japan's abduction of ...", "talks between A and B"."""
    if clauses.owner[at] is not None or any(group.at == at for group in clauses.groups):
        return None
    for words, row in rows().get(("n", singular(clauses.low(at))), ()) + rows().get(("n", clauses.low(at)), ()):
        if any(singular(clauses.low(at + k)) != word for k, word in enumerate(words[1:], 1)):
            continue
        last = at + len(words) - 1
        links = clauses.links(last, _noun_stop(clauses, last))
        source, target = _noun_parties(clauses, row, at, links)
        if not source or not target:
            continue
        act = Act(at, last, row.type, row.type, row.mode, row.cameo, source, target, used=set(range(at, last + 1)))
        act.reciprocal, act.confidence = "r" in row.flags, 0.55
        _noun_modality(clauses, act, at)
        return act
    return None


def _noun_stop(clauses: Clauses, last: int) -> int:
    for at in range(last + 1, min(len(clauses.tokens), last + 12)):
        if clauses.owner[at] is None and (clauses.low(at) in BREAK or any(group.at == at for group in clauses.groups)):
            return at
    return min(len(clauses.tokens), last + 12)


def _noun_parties(clauses: Clauses, row: Row, at: int, links: list[tuple[str, int]]) -> tuple[list[int], list[int]]:
    for link, index in links:
        if link in {"between", "among"}:
            pair = clauses.joined_right(index)
            return (pair[:1], pair[1:]) if len(pair) > 1 else ([], [])
    source = [index for link, index in links if link == "by"][:1] or _owner_before(clauses, at)
    order, target = _linked(clauses, row, links)
    del order
    return source, [index for index in target if index not in source]


def _owner_before(clauses: Clauses, at: int) -> list[int]:
    """Return the mention that owns or describes a noun: "Tehran's", "North Korean" before it."""
    for back in range(at - 1, max(-1, at - 4), -1):
        owner = clauses.owner[back]
        if owner is not None:
            return clauses.joined_left(owner) if clauses.mentions[owner].basis != "place" else []
        if clauses.low(back) in PREPOSITION | BREAK | (DETERMINER - {"'s"}) | {","}:
            return []
    return []


def _noun_modality(clauses: Clauses, act: Act, at: int) -> None:
    for back in range(at - 1, max(-1, at - 6), -1):
        word = clauses.low(back)
        if word in HEDGES:
            _set(act, HEDGES[word], back)
            break
        if word in ASKING | HOPED or (word == "for" and clauses.low(back - 1) in ASKING):
            _set(act, "hypothetical", back)
            break
    if act.modality == "future":
        act.type = ontology.future_type(act.act)


GOOD = frozenset("positive welcome good great important historic constructive encouraging major".split())
BAD = frozenset(
    "illegal unacceptable provocative dangerous irresponsible reckless outrageous shameful unjustified hostile".split()
)
THINGS = frozenset("development step move progress sign act decision action news".split())


def _evaluations(clauses: Clauses) -> list[Act]:
    """Return praise and blame told by a predicate: "X said it was a positive step that Y"."""
    found = []
    for at, token in enumerate(clauses.tokens[:-1]):
        good, bad = token.low in GOOD, token.low in BAD
        if not (good or bad) or singular(clauses.low(at + 1)) not in THINGS or clauses.owner[at] is not None:
            continue
        speakers = [group for group in clauses.groups if group.base in {"say", "call", "describe"} and group.at < at]
        source = clauses.subject(speakers[-1]) if speakers else []
        target = [index for index, (first, _) in enumerate(clauses.span) if first > at + 1 and index not in source][:2]
        if source and target:
            kind = "SUPPORT" if good else "ACCUSE"
            found.append(
                Act(
                    at,
                    at + 1,
                    kind,
                    kind,
                    "" if good else "disapprove",
                    "051" if good else "111",
                    source,
                    target,
                    confidence=0.5,
                )
            )
    return found
