"""Return acts as the words beside them have it where these say that they were not done: nearly, weighed, a rumour.

The model gives an act the modality of its own clause; an adverb before its verb, an inverted condition ("had Rome
attacked") or what a report is said to be ("proved untrue") it passes over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dyadbook.records import Modality
from dyadbook.steps.acts import plain_acts
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.conditions import inverted
from dyadbook.steps.acts.no_acts import is_seen
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK, NEGATION, PREPOSITION
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import singular
from dyadbook.steps.sides import parties_of

ALMOST = frozenset({"almost", "nearly"})
SHORT: dict[tuple[str, str], Modality] = {
    ("close", "to"): "negated",
    ("short", "of"): "negated",
    ("verge", "of"): "hypothetical",
    ("brink", "of"): "hypothetical",
}
WEIGHED = frozenset(
    "consider considers considered considering mull mulls mulled mulling contemplate contemplates contemplated "
    "contemplating weigh weighs weighed weighing ponder ponders pondered pondering".split()
)
OPEN_TO_CHOICE = (
    ("on", "the", "table"), ("an", "option"), ("under", "consideration"), ("a", "possibility"), ("being", "considered"),
)  # fmt: skip
BE = frozenset("is are was were be been remain remains remained".split())
REPORT = frozenset({"report", "rumour", "rumor", "claim", "allegation"})
REPORTED = REPORT | {"suggestion", "accusation", "assertion", "charge"}
DENYING = frozenset("deny reject dismiss refute dispute".split())
FALSE = frozenset("false untrue baseless unfounded groundless fabricated".split())
PROVED = BE | frozenset("proved proven turned".split())
DENIED = frozenset({"not", "n't", "never", "no", "neither", "off"})
DONE_TO = frozenset("the its their his her our these those this that".split())
MORE = frozenset("more less fewer longer later sooner doubt matter to and but".split())
"""What may follow a `no` that denies nothing: "held no fewer than nine talks", "said no to Rome"."""
TEXTS = frozenset("resolution draft statement text motion declaration bill proposal communique measure vote".split())
KEPT_FROM = ("veto", "abstain", "block", "oppos", "reject")
JOINED = frozenset({"and", "but", ";"})
HELPERS = frozenset("did does do would will has have had could can may might should is was were are".split())
NOR_REACH = 8  # tokens between "nor" and its verb
TELLER = 9  # words from "by" to the "that" of a claim
BARE = 7  # words from "denied" to the verb of its clause
FEARED = frozenset({"AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT", "SANCTION"})
OPENING = frozenset({"if", "whether", "unless"})
OPENED = 6  # tokens from "whether" to the verb of its clause
IF_ANYTHING = 10  # tokens from "if anything" to its verb
NEAR = 5  # tokens between a verb and the noun that it weighs


def as_done(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts, those that the words around them make undone with that modality and its cue."""
    for act in acts:
        for kind, at in _undone(clauses, act):
            taken = act.cue is not None and act.cue[0] <= at <= act.cue[1] and kind != act.modality
            unreal = act.modality == "negated" and at == inverted(clauses, act)  # "had Rome not fallen": it fell
            if act.modality in {"actual", "future"} or taken or unreal:
                act.modality, act.cue, act.type = kind, (at, at), act.act
        if act.modality == "negated" and _of_another(clauses, act):
            act.modality, act.cue = "actual", None
        _turn(clauses, act)
        _turn_seen(clauses, act)
        plain_acts.set_type(clauses, act)
    return plain_acts.told_once(
        clauses, [act for act in acts if not (_is_denial(clauses, act) or plain_acts.is_nothing(clauses, act))]
    )


def _turn(clauses: Clauses, act: Act) -> None:
    """Turn an act whose doer was taken for its victim by who denies it: "Rome denied that Oslo had shot its jets"."""
    at = _denied(clauses, act)
    denier = next((verb for verb in clauses.groups if verb.at == at), None)
    done = next((verb for verb in act.verbs(clauses) if not verb.passive), None)
    if denier is None or done is None or act.reciprocal:
        return
    said, doers = (parties_of(clauses.mentions, clauses.subject(verb)) for verb in (denier, done))
    source, target = (parties_of(clauses.mentions, side) for side in (act.source, act.target))
    if doers and source <= said and doers == target and not doers & said:
        act.source, act.target = act.target, act.source


def _turn_seen(clauses: Clauses, act: Act) -> None:
    """Turn a show of force that is only what somebody saw of another: "tracked nine warships of Rome"."""
    if act.act == "MOBILIZE" and act.target and is_seen(clauses, act):
        act.source, act.target = act.target, act.source


def _is_denial(clauses: Clauses, act: Act) -> bool:
    """Return whether an act is but the word by which another is denied: no refusal of anybody, no charge.

    "Rome denied that Oslo had sent the ship" tells nothing of Rome toward Oslo.
    """
    verb = next((verb for verb in act.verbs(clauses) if verb.base == "deny"), None)
    if verb is None or act.type not in {"ACCUSE", "REJECT"}:
        return False
    if act.modality == "negated" and act.type == "REJECT":
        return True
    done = next((group for group in clauses.groups if group.at > verb.at), None)
    if done is None or done.infinitive or done.form == "ing" or act.modality != "actual":
        return False
    doers = clauses.subject(done)
    first = min((clauses.span[index][0] for index in doers), default=0)
    between = {clauses.low(at) for at in range(verb.at + 1, first)}
    charged = any(singular(clauses.low(at)) in REPORTED for at in range(verb.at + 1, done.at + 1))
    known = parties_of(clauses.mentions, doers) - {None}
    whole = first > verb.at and between <= {"that", "the"} and not charged
    return whole and parties_of(clauses.mentions, act.target) <= known


def _undone(clauses: Clauses, act: Act) -> list[tuple[Modality, int]]:
    """Return what the words around an act make of it, with the word that does so."""
    found: list[tuple[Modality, int]] = []
    verb = next((group.at for group in act.verbs(clauses)), None)
    if verb is not None and clauses.low(verb - 1) in ALMOST:
        found.append(("negated", verb - 1))
    short = SHORT.get((clauses.low(act.first - 2), clauses.low(act.first - 1)))
    came = clauses.low(act.first - 2) != "close" or clauses.low(act.first - 3) in {"came", "come", "coming"}
    if short is not None and came and clauses.low(act.first).endswith("ing"):
        found.append((short, act.first - 2))
    for kind, find in _SIGNS:
        at = find(clauses, act)
        found += [(kind, at)] if at is not None else []
    return found


def _of_another(clauses: Clauses, act: Act) -> bool:
    """Return whether the clause about who acts is closed before what is denied: "Rome, which bombed Oslo, has not"."""
    verb = next(iter(act.verbs(clauses)), None)
    if verb is None or act.cue is None or clauses.low(act.cue[0]) not in NEGATION or verb.negations:
        return False
    aside = clauses.low(verb.first - 1) in {"who", "which"} and clauses.low(verb.first - 2) == ","
    closed = "," in {clauses.low(at) for at in range(act.last + 1, act.cue[0])}
    return aside and closed and not any(act.last < one.at < act.cue[0] for one in clauses.groups)


def _weighed(clauses: Clauses, act: Act) -> int | None:
    """Return the verb whose object a noun of an act is: "weighed new sanctions"; None for what is there already."""
    for at in range(act.first - 1, max(-1, act.first - NEAR), -1):
        word = clauses.low(at)
        if word in WEIGHED:
            denied = {clauses.low(at - back) for back in (1, 2)} & DENIED
            return None if denied else at
        if word in BREAK | DONE_TO | {",", "and", "'s", "’s"} or clauses.owner[at] is not None:
            return None
    return None


def _choice(clauses: Clauses, act: Act) -> int | None:
    """Return where an act that a noun tells is only one of several: "sanctions on Rome are an option"."""
    if act.verbs(clauses):
        return None
    for at in range(act.last + 1, len(clauses.tokens)):
        if clauses.low(at) in BREAK | {","}:
            return None
        if clauses.low(at) in BE:
            ahead = [clauses.low(at + k) for k in range(1, 7)]
            places = [
                k for words in OPEN_TO_CHOICE for k in range(3) if tuple(ahead[k : k + len(words)]) == words
            ]  # fmt: skip
            return at + 1 + places[0] if places and not DENIED & set(ahead[: places[0] + 1]) else None
    return None


def _false(clauses: Clauses, act: Act) -> int | None:
    """Return where the report that an act was done is said to be false: "rumours that Rome fell proved untrue"."""
    heads = [
        at for at in range(act.first)
        if singular(clauses.low(at)) in REPORT and clauses.low(at + 1) in {"that", "of"} and clauses.owner[at] is None
    ]  # fmt: skip
    if not heads:
        return None
    for at in range(act.last + 1, len(clauses.tokens) - 1):
        if clauses.low(at) in {";", "but"}:
            return None
        if clauses.low(at) in FALSE and PROVED & {clauses.low(at - back) for back in range(1, 5)}:
            return None if DENIED & {clauses.low(at - back) for back in range(1, 4)} else at
    return None


def _denied(clauses: Clauses, act: Act) -> int | None:
    """Return the verb by which somebody denies a report of an act: "denied a report that it rammed a ship"."""
    return _report_refused(clauses, act, False)


def _left_open(clauses: Clauses, act: Act) -> int | None:
    """Return the verb by which somebody does not deny a report of an act: "did not deny that it rammed a ship"."""
    return _report_refused(clauses, act, True)


def _not_ruled_out(clauses: Clauses, act: Act) -> int | None:
    """Return the "not" by which an act stays possible: "did not rule out sending troops"."""
    for verb in clauses.groups:
        out = verb.base == "rule" and clauses.low(verb.at + 1) == "out" and bool(verb.negations)
        if out and verb.at < act.first <= verb.at + BARE:
            return verb.negations[-1]
    return None


def _report_refused(clauses: Clauses, act: Act, negated: bool) -> int | None:
    """Return the verb that refuses a report of an act, or by `negated` one that does not."""
    for verb in clauses.groups:
        if verb.base not in DENYING or bool(verb.negations) != negated or verb.modals:
            continue
        that = next(
            (at + 1 for at in range(verb.at + 1, verb.at + NEAR) if singular(clauses.low(at)) in REPORTED), verb.at + 1
        )
        done = next((group.at for group in clauses.groups if group.at > that and not _is_aside(clauses, group)), -1)
        that = _past_teller(clauses, that)
        if act.first <= done <= act.last and (clauses.low(that) == "that" or _bare_clause(clauses, verb, done)):
            return verb.at
    return None


def _past_teller(clauses: Clauses, at: int) -> int:
    """Return the "that" behind whose claim it is: "dismissed a claim by Oslo's envoy that"; else the place given."""
    if clauses.low(at) not in {"by", "from", "of"}:
        return at
    ends = (one for one in range(at + 1, at + TELLER) if clauses.low(one) == "that" or clauses.low(one) in BREAK)
    end = next(ends, at)
    return end if clauses.low(end) == "that" else at


def _bare_clause(clauses: Clauses, verb: VerbGroup, done: int) -> bool:
    """Return whether a verb stands in a clause right behind one that denies it: "denied it had sent"."""
    between = {clauses.low(at) for at in range(verb.at, done)}
    return verb.base == "deny" and done <= verb.at + BARE and not between & {"and", "but"}  # "denied it and expelled"


def _is_aside(clauses: Clauses, group: VerbGroup) -> bool:
    """Return whether a verb is that of a clause about a noun: "that Rome, which bombed Oslo, had"."""
    return clauses.low(group.first - 1) in {"who", "which"}


def _none(clauses: Clauses, act: Act) -> int | None:
    """Return the `no` of what an act is done to: "expelled no diplomats"; None where it says something else."""
    at = act.last + 1
    verb = next((group.at for group in act.verbs(clauses)), None)
    if verb is not None and "neither" in (near := [clauses.low(verb + 1), clauses.low(at)]) and act.type != "REJECT":
        return verb + 1 if near[0] == "neither" else at
    told = clauses.low(at) == "no" and clauses.low(at + 1).isalpha() and clauses.low(at + 1) not in MORE
    return at if told and act.type != "REJECT" else None


def _there_is_no(clauses: Clauses, act: Act) -> int | None:
    """Return the `no` of a noun that there is not: "there have been no formal talks between Rome and Oslo"."""
    if act.verbs(clauses):
        return None
    no = next((at for at in range(act.first - 1, act.first - NEAR, -1) if clauses.low(at) == "no"), None)
    between = range(no + 1, act.first) if no is not None else ()
    if no is None or any(clauses.owner[at] is not None or clauses.low(at) in PREPOSITION | BREAK for at in between):
        return None
    be = range(no - 1, no - NEAR, -1)
    there = "there" in {clauses.low(at) for at in be} and bool(BE & {clauses.low(at) for at in be})
    return no if there and clauses.low(no + 1) not in MORE else None


def _if_anything(clauses: Clauses, act: Act) -> int | None:
    """Return the `if` by which it is open if anything was done: "what, if anything, Rome agreed with Oslo"."""
    for at in range(act.first - 1, act.first - IF_ANYTHING, -1):
        if (clauses.low(at), clauses.low(at + 1)) in {("if", "anything"), ("if", "any")}:
            return at if clauses.low(at - 1) == "," and clauses.low(at - 2) in {"what", "which"} else None
    return None


def _if(clauses: Clauses, act: Act) -> int | None:
    """Return the word that leaves a verb open: "asked whether Rome sent arms"."""
    verb = next(iter(act.verbs(clauses)), None)
    if verb is None:
        return None
    at = next((at for at in range(verb.first - 1, verb.first - OPENED, -1) if clauses.low(at) in OPENING), None)
    between = range(at + 1, verb.first) if at is not None else range(0)
    subject = any(clauses.owner[one] is not None for one in between)
    return at if subject and not any(clauses.low(one) in BREAK | PREPOSITION | {","} for one in between) else None


def _might(clauses: Clauses, act: Act) -> int | None:
    """Return the "might" of a deed that somebody said to be possible: "warned that Rome might leave the pact"."""
    verb = next(iter(act.verbs(clauses)), None)
    if verb is None or act.act not in FEARED or act.modality != "actual":
        return None
    return next((at for at in verb.modals if clauses.low(at) in {"might", "may"}), None)


def _goes_on(clauses: Clauses, act: Act) -> int | None:
    """Return the word by which what would end goes on: "has never ceased its attacks on Rome"."""
    verb = next(iter(act.verbs(clauses)), None)
    ended = verb is not None and act.act == "RETREAT" and not verb.controls
    return verb.negations[-1] if ended and verb is not None and verb.negations else None


def _voted_down(clauses: Clauses, act: Act) -> int | None:
    """Return the word by which who acts keeps from what a text says: "vetoed a resolution that condemned Rome"."""
    ends = [clauses.span[index][1] for index in act.source if clauses.span[index][1] <= act.first]
    texts = [
        at for at in range(max(ends, default=act.first), act.first)
        if singular(clauses.low(at)) in TEXTS and clauses.owner[at] is None
    ]  # fmt: skip
    if not texts or act.act == "REJECT" or len(ends) < len(act.source):
        return None
    between = [clauses.low(at) for at in range(texts[-1] + 1, act.first)]
    says = (bool(between) and between[0] in {"that", "which"}) or (not between and _is_ing(clauses, act.first))
    for at in range(texts[-1] - 1, max(ends) - 1, -1):
        word = clauses.low(at)
        if word in JOINED:
            return None
        if word.startswith(KEPT_FROM) or (word == "against" and clauses.low(at - 1).startswith("vot")):
            return at if says else None
    return None


def _is_ing(clauses: Clauses, at: int) -> bool:
    return clauses.low(at).endswith("ing")


def _nor(clauses: Clauses, act: Act) -> int | None:
    """Return the `nor` that denies a verb behind it: "nor would it expel the envoy"."""
    verb = next((group.at for group in act.verbs(clauses)), None)
    if verb is None:
        return None
    for at in range(verb - 1, max(-1, verb - NOR_REACH), -1):
        if clauses.low(at) == "nor":
            return at if clauses.low(at + 1) in HELPERS else None
        if clauses.low(at) in BREAK | {","}:
            return None
    return None


_SIGNS: tuple[tuple[Modality, Callable[[Clauses, Act], int | None]], ...] = (
    ("hypothetical", _weighed), ("hypothetical", _choice), ("hypothetical", inverted), ("negated", _false),
    ("negated", _none), ("negated", _there_is_no), ("negated", _denied), ("negated", _nor), ("negated", _goes_on),
    ("negated", _voted_down), ("hypothetical", _if_anything), ("hypothetical", _if), ("hypothetical", _might),
    ("hypothetical", _left_open),
    ("hypothetical", _not_ruled_out),
)  # fmt: skip
