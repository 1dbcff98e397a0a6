"""Take from acts the parties that stand apart from their words: in another clause, an opening phrase, as who was told.

The model asks of two parties what a sentence tells between them, and where it has several clauses takes the doer of one
for the doer of the next: "Rome praised Oslo, and Bern accused Bonn" tells of no act of Rome toward Bonn. A party goes
only where the words have one of their own in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from dyadbook.steps.acts import Act
from dyadbook.steps.asides import before_list
from dyadbook.steps.clauses import ADVERB, AUXILIARY, DETERMINER, PREPOSITION, RELATIVE, Clauses, VerbGroup
from dyadbook.steps.seen_acts import MUTUAL
from dyadbook.steps.sides import parties_of, party_of
from dyadbook.steps.verbs import forms, singular

BORDER = frozenset({";", "while", "whereas"})
JOINED = frozenset({"and", "but"})
ADVERBIAL = frozenset("because after before when as since although though".split())
DEPENDENT = RELATIVE | ADVERBIAL | {"if", "whether", "where"}
OPENING = PREPOSITION | frozenset("after before while when as since although though".split())
TELL = frozenset({"tell", "assure", "inform", "notify"})
SAY = frozenset({"say", "announce", "report"})
EXCEPT = frozenset({"except", "excepting", "excluding", "exception"})
ALL = frozenset("all every each no none nobody any whole entire".split())
EXCEPTED = 5  # tokens from "no Gulf state" to "but"
MEET = frozenset({"CONSULT", "COOPERATE"})
OWNER = frozenset({"'s", "’s", "'", "’"})
FOLLOWERS = frozenset("ally partner critic neighbour neighbor backer friend rival foe opponent enemy supporter".split())
SENT = frozenset("envoy representative ambassador emissary coordinator negotiator consul".split())
DESCRIBED = 5  # tokens from "Rome's" to "old arch-rival"
ONTO = frozenset({"on", "against"})
AIM = 6  # tokens from "raids on" to whom they are done to
HOSTED = frozenset("hosted brokered mediated facilitated mediation chaired".split())
LAUNCH = frozenset({"fire", "launch", "shoot", "lob"})
FIRED = 4  # tokens from "fired" to "from"
SUBJECT = 12  # tokens from a conjunction to the verb of its clause
AUDIENCE = 3  # tokens between "told" and "that"
BESIDE = frozenset("joined accompanied followed including led headed followed flanked represented".split())
"""Words that open an aside about who acts too: "Rome, joined by Oslo, vetoed it"."""
SAYING = frozenset({"said", "says", "saying", "claimed"})
ASKED = frozenset("request behest urging instigation insistence bidding".split())
DONE_TO = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
DEEDS_DONE = frozenset(
    "invasion occupation annexation bombing bombardment shelling storming siege blockade attack attacks raid raids"
    " strike strikes incursion incursions".split()
)
BREACHES = frozenset({"violation", "violations", "breach", "breaches"})
WHOLENESS = frozenset("airspace territory sovereignty border borders waters integrity independence".split())
SUFFERED = frozenset({"of", "on", "into", "against"})
"""Words between what is condemned and who suffers it: "the raid on Oslo", "the violation of Oslo's airspace"."""
CHAIRS = frozenset({"presidency", "chair", "chairmanship", "leadership"})
HOLD = frozenset({"hold", "have", "assume", "take", "occupy"})
HELD = 3  # tokens from "holds" to "presidency": "holds the rotating presidency of"
DEEDS = DONE_TO | {"AID", "RETREAT"}


def without_strangers(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts, without the parties that stand apart from their words; those with none left go."""
    found = []
    for act in acts:
        _turn_exception(clauses, act)
        had = bool(act.source), bool(act.target)
        verb = next(iter(act.verbs(clauses)), None)
        for number, side in enumerate((act.source, act.target)):
            told = parties_of(clauses.mentions, side)
            gone = {party for party in told if _is_apart(clauses, act, verb, number, party)}
            side[:] = [index for index in side if party_of(clauses.mentions[index]) not in gone]
        if act.reciprocal and not act.target and len(parties_of(clauses.mentions, act.source)) > 1:
            first = party_of(clauses.mentions[act.source[0]])
            act.target = [index for index in act.source if party_of(clauses.mentions[index]) != first]
            act.source = [index for index in act.source if party_of(clauses.mentions[index]) == first]
        if (bool(act.source), bool(act.target)) == had:
            found.append(act)
    return found


def _is_apart(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, party: str | None) -> bool:
    """Return whether a party of a side (0: source) stands apart from the words of an act, wherever it is named."""
    named = [index for index, one in enumerate(clauses.mentions) if party_of(one) == party]
    if party is None or not named:
        return False
    ways: list[Callable[[Clauses, Act, VerbGroup | None, int, list[int]], bool]] = [
        _is_across, _opens, _is_in_relative, _is_told, _reports, _is_witness, _is_owner, _acts_too, _is_origin,
        _is_handed, _is_remit, _is_described, _has_other_aim, _is_wronged,
        _is_chaired,
    ]  # fmt: skip
    return any(way(clauses, act, verb, side, named) for way in ways)


def _is_across(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a party is named in other clauses alone, and that of the act has another in its place."""
    starts = _clauses(clauses)
    if act.act in DEEDS:  # what somebody says of others: he is no party of it
        starts = sorted({*starts, *_opened(clauses, SAYING)})
    if verb is None or not starts:
        return False
    mine, theirs = _number(starts, act.first), {_number(starts, clauses.span[index][0]) for index in named}
    if mine in theirs:
        return False
    first, end = [0, *starts, len(clauses.tokens)][mine : mine + 2]
    known = parties_of(clauses.mentions, act.source if side else act.target)
    known |= parties_of(clauses.mentions, named)
    own = [
        clauses.span[index] for index, one in enumerate(clauses.mentions)
        if first <= clauses.span[index][0] < end and party_of(one) not in known | {None} and one.basis != "pronoun"
    ]  # fmt: skip
    if side == 0:
        return any(last <= verb.first for _, last in own)
    return any(begin > verb.at for begin, _ in own)


def _clauses(clauses: Clauses) -> list[int]:
    """Return the first tokens of clauses that have a subject of their own behind another: "...; Bern did"."""
    found = []
    for group in clauses.groups:
        if group.infinitive or (group.form in {"ing", "part"} and group.first == group.at):
            continue
        at = _conjunction(clauses, group)
        told = any(other.at < at and not other.infinitive for other in clauses.groups)
        subject = any(_is_nominal(clauses, index) for index in range(at + 1, group.first))
        if at > 0 and subject and (told or clauses.low(at) in BORDER):
            found.append(at + 1)
    return sorted({*found, *_opened(clauses, ADVERBIAL)})


def _opened(clauses: Clauses, words: Container[str]) -> list[int]:
    """Return the first tokens of clauses that one of some words opens, whatever their verb: "after Oslo waited"."""
    found = []
    for at in range(1, len(clauses.tokens) - 2):
        begin = at + 1 + (clauses.low(at + 1) == "that" and clauses.low(at) in SAYING)
        begin += clauses.low(begin) in DETERMINER
        owner = clauses.owner[begin] if begin < len(clauses.tokens) else None
        if clauses.low(at) not in words or owner is None or not any(other.at < at for other in clauses.groups):
            continue
        end = clauses.span[clauses.joined_right(owner)[-1]][1]
        end += clauses.low(end) in ADVERB
        verb = clauses.low(end).endswith("ed") and clauses.owner[end] is None
        if verb or clauses.low(end) in AUXILIARY:
            found.append(at + 1)
    return found


def _is_nominal(clauses: Clauses, at: int) -> bool:
    """Return whether a word can be part of a subject."""
    plain = clauses.low(at).isalpha() and not clauses.low(at).endswith("ly")
    return clauses.owner[at] is not None or (plain and clauses.low(at) not in ADVERB | AUXILIARY)


def _conjunction(clauses: Clauses, group: VerbGroup) -> int:
    """Return the token that joins the clause of a verb to the one before; 0 where none does."""
    for at in range(group.first - 1, max(0, group.first - SUBJECT), -1):
        word = clauses.low(at)
        if clauses.owner[at] is not None:
            continue
        if word in ADVERBIAL and _has_subject(clauses, at, group):
            return at
        if word in DEPENDENT or any(other.at == at for other in clauses.groups):
            return 0
        if word in BORDER or (word in JOINED and clauses.low(at - 1) == ","):
            return at
    return 0


def _has_subject(clauses: Clauses, at: int, group: VerbGroup) -> bool:
    """Return whether an actor is the subject of a verb behind a conjunction: "after Oslo paid", not "after talks"."""
    words = [one for one in range(at + 1, group.first) if clauses.owner[one] is None]
    plain = not any(clauses.low(one) in PREPOSITION | {",", "but", "or", "to"} for one in words)
    lists = [one for one in words if clauses.low(one) == "and"]
    joined = all(clauses.owner[one - 1] is not None and clauses.owner[one + 1] is not None for one in lists)
    return plain and joined and len(words) < group.first - at - 1


def _number(starts: Sequence[int], at: int) -> int:
    return sum(first <= at for first in starts)


def _opens(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a source stands in the opening of a sentence, whose verb has its own: "In Oslo, Rome asked"."""
    if side or verb is None or verb.passive or verb.infinitive or verb.form == "ing" or not _has_opening(clauses):
        return False
    subject = clauses.subject(verb)
    comma = next((at for at in range(len(clauses.tokens)) if clauses.low(at) == ","), 0)
    behind = bool(subject) and all(comma < clauses.span[index][0] < verb.first for index in subject)
    before = all(clauses.span[index][1] <= comma for index in named)
    return behind and before and bool(parties_of(clauses.mentions, subject) - {None})


def _has_opening(clauses: Clauses) -> bool:
    """Return whether a sentence begins with a phrase, and not with its subject."""
    if not clauses.tokens or clauses.owner[0] is not None:
        return False
    return clauses.low(0) in OPENING or any(form in {"ing", "part"} for _, form in forms().get(clauses.low(0), ()))


def _is_in_relative(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether an act is told by a relative clause and a party beyond it, or the party in one and the act after.

    "Rome, which Oslo accuses of theft, thanked Bern": Oslo accuses Rome, and thanks nobody.
    """
    for first, last, head in _relatives(clauses):
        inside = [first <= clauses.span[index][0] < last for index in named]
        if first <= act.first < last:
            heads = parties_of(clauses.mentions, clauses.joined_left(head)) - {None}
            party, other = party_of(clauses.mentions[named[0]]), act.source if side else act.target
            within = any(first <= clauses.span[index][0] < last for index in other)
            own = heads - parties_of(clauses.mentions, other)
            return not any(inside) and party not in heads and within and bool(own)
        if act.first >= last and all(inside):
            return verb is not None
    return False


def _relatives(clauses: Clauses) -> list[tuple[int, int, int]]:
    """Return relative clauses and participles between commas behind a party: first token, comma's, and the party."""
    found = []
    for at in range(2, len(clauses.tokens)):
        head = clauses.owner[at - 2]
        opens = clauses.low(at) in {"which", "who", "whom", "whose"} or _is_participle(clauses, at)
        if opens and clauses.low(at - 1) == "," and head is not None:
            end = next((k for k in range(at, len(clauses.tokens)) if clauses.low(k) == ","), 0)
            told = _is_participle(clauses, at) or any(at < group.at < end for group in clauses.groups)
            if told and _goes_on(clauses, end):
                found.append((at, end, head))
    return found


def _is_participle(clauses: Clauses, at: int) -> bool:
    """Return whether a verb opens an aside about who is named before it: "Rome, backed by Oslo, attacked"."""
    if clauses.low(at) in BESIDE:
        return False
    by = clauses.low(at).endswith("ed") and clauses.low(at + 1) == "by"
    return clauses.owner[at] is None and (by or clauses.low(at).endswith("ing"))


def _goes_on(clauses: Clauses, at: int) -> bool:
    """Return whether a verb follows a comma, so that the clause before it is over."""
    return any(group.first in {at + 1, at + 2} and group.form != "ing" for group in clauses.groups)


def _is_told(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a party is only told of an act of others: "Rome told Oslo that Bern had seized a ship"."""
    for group in clauses.groups:
        if group.base not in TELL or group.passive or act.first <= group.at:
            continue
        told = next((index for index in named if group.at < clauses.span[index][0] <= group.at + AUDIENCE), None)
        if told is None or len(named) > 1 or clauses.low(clauses.span[told][1]) != "that":
            continue
        teller = parties_of(clauses.mentions, clauses.subject(group))
        return not teller & parties_of(clauses.mentions, act.source)
    return False


def _reports(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a party only says that others meet or work together: "Rome and Oslo will meet, Bern says"."""
    others = parties_of(clauses.mentions, (*act.source, *act.target)) - {party_of(clauses.mentions[named[0]])}
    if act.act not in MEET or len(named) > 1 or len(others - {None}) < 2:
        return False
    first, end = clauses.span[named[0]]
    said = next((group for group in clauses.groups if group.first == end and group.base in SAY), None)
    return said is not None and first > act.last and clauses.low(first - 1) == ","


def _is_witness(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a party is said to be unlike who acts, abstains, asked for it, or is beside two as their host."""
    others = parties_of(clauses.mentions, (*act.source, *act.target)) - {party_of(clauses.mentions[named[0]]), None}

    def stands_by(index: int) -> bool:
        at = before_list(clauses, index)
        before = [clauses.low(at - back) for back in (2, 1, 0)]
        last = clauses.span[clauses.joined_right(index)[-1]][1]
        if before[-1] == "unlike" or clauses.low(last) == "abstaining":
            return True
        asked = before[-1] == "of" and before[-2] in ASKED and act.act in DONE_TO
        if asked:
            return True  # "arrested a spy at the request of Rome": Rome is not whom it is done to
        hosted = before[-1] == "by" and before[-2] in HOSTED and at - 1 > act.last
        return len(others) > 1 and (hosted or before[-2:] == ["presence", "of"])

    return all(stands_by(index) for index in named)


def _is_owner(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a party is named only as whose allies or critics act: "Rome's critics in Oslo urged"."""

    def follows(at: int) -> bool:
        return singular(clauses.low(at)) in FOLLOWERS

    def owns(index: int) -> bool:
        first, end = clauses.span[index]
        at = end + (clauses.low(end) in OWNER)
        described = clauses.low(at).isalpha() and follows(at + 1)
        whose = (follows(at) or described) and clauses.owner[at] is None
        return whose or (clauses.low(first - 1) == "of" and follows(first - 2))

    return side == 0 and all(owns(index) and clauses.span[index][0] < act.first for index in named)


def _acts_too(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a target stands in the list of who acts: "Rome and Oslo called on both to stop"."""
    if side == 0 or verb is None or verb.passive or act.reciprocal or act.act in MUTUAL:
        return False
    subject = clauses.subject(verb)
    told = [index for index in named if clauses.mentions[index].basis not in {"both", "pronoun"}]
    within = [index in subject and clauses.span[index][1] <= verb.first for index in told]
    doers = parties_of(clauses.mentions, act.source) & parties_of(clauses.mentions, subject) - {None}
    return bool(doers) and bool(told) and all(within)


def _is_origin(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether something is only fired from the country of a target: "rockets fired from Rome"."""

    def is_from(index: int) -> bool:
        at = clauses.span[index][0] - 1
        at -= clauses.low(at) in DETERMINER | {"inside", "within"}
        fired = any(group.base in LAUNCH and at - FIRED <= group.at < at for group in clauses.groups)
        return clauses.low(at) == "from" and fired

    return side == 1 and act.act in DONE_TO and all(is_from(index) for index in named)


def _is_handed(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a party is only whose citizen is handed over: "extradited an Oslo banker to Rome"."""
    if side == 0 or verb is None or verb.base != "extradite" or verb.passive:
        return False
    to = next((at for at in range(verb.at + 1, len(clauses.tokens)) if clauses.low(at) == "to"), 0)
    whither = {to + 1, to + 2} & {first for first, _ in clauses.span}
    return bool(whither) and all(verb.at < clauses.span[index][0] < to for index in named)


def _is_wronged(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a party suffers what somebody condemns: "criticised the violation of Rome's airspace"."""

    def suffers(index: int) -> bool:
        at, end = before_list(clauses, index), clauses.span[index][1]
        wrong = clauses.low(at - 1)
        whole = clauses.low(end) in OWNER and clauses.low(end + 1) in WHOLENESS
        return clauses.low(at) in SUFFERED and (wrong in DEEDS_DONE or (wrong in BREACHES and whole))

    blamed = verb is not None and verb.base in {"blame", "pin"}  # "blamed the strike on Rome"
    return side == 1 and act.act == "ACCUSE" and not blamed and all(suffers(index) for index in named)


def _is_chaired(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a body is only named as whom another presides over: "which holds the presidency of the union"."""

    def is_held(index: int) -> bool:
        first = clauses.span[index][0]
        held = any(group.base in HOLD and first - HELD <= group.at < first for group in clauses.groups)
        return clauses.low(first) in CHAIRS and held

    return all(is_held(index) for index in named)


def _is_remit(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether who meets another is only sent for a party: "the envoy for Rome visited Oslo"."""

    def is_sent_for(index: int) -> bool:
        at = before_list(clauses, index)
        return clauses.low(at) in {"for", "to"} and singular(clauses.low(at - 1)) in SENT

    if act.act not in MEET or verb is None or verb.passive or not is_sent_for(named[0]):
        return False
    known = parties_of(clauses.mentions, (*(act.source if side else ()), *named)) | {None}
    behind = [index for index, (first, _) in enumerate(clauses.span) if first > verb.at]
    met = next((index for index in behind if party_of(clauses.mentions[index]) not in known), None)
    if met is None:
        return False
    end = clauses.span[clauses.joined_right(met)[-1]][1]
    later = next((group.at for group in clauses.groups if group.at >= end), len(clauses.tokens))
    return all(is_sent_for(index) or clauses.span[index][0] > later for index in named)


def _is_described(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a party only says what another is: the Rome of "hit Rome's ally Oslo", "its arch-rival, Oslo"."""

    def describes(index: int) -> bool:
        at = clauses.span[index][1]
        at += clauses.low(at) in OWNER
        noun = next((one for one in range(at, at + DESCRIBED) if _is_follower(clauses, one)), None)
        if noun is None or any(_is_link(clauses, one) for one in range(at, noun)):
            return False
        name = noun + 1 + (clauses.low(noun + 1) == ",")
        owner = clauses.owner[name] if name < len(clauses.tokens) else None
        return owner is not None and party_of(clauses.mentions[owner]) in others

    own = [index for index in (act.target if side else act.source) if index in named]
    beyond = parties_of(clauses.mentions, (*named, *(act.source if side else act.target)))
    others = parties_of(clauses.mentions, range(len(clauses.mentions))) - beyond - {None}
    return bool(own) and all(describes(index) for index in own)


def _has_other_aim(clauses: Clauses, act: Act, verb: VerbGroup | None, side: int, named: list[int]) -> bool:
    """Return whether a noun says whom else it is done to: "Rome condemned Oslo's raids on Bern"."""
    plain = verb is None or (verb.at == act.first and verb.first == act.last and verb.form == "s")
    if side == 0 or not plain or act.act not in DONE_TO or clauses.low(act.last + 1) not in ONTO:
        return False
    if any(clauses.low(before_list(clauses, index)) in ONTO for index in named):
        return False
    reach = range(act.last + 2, min(act.last + AIM, len(clauses.tokens)))
    at = next((one for one in reach if clauses.owner[one] is not None), None)
    if at is None or any(clauses.low(one) in PREPOSITION | {",", "and"} for one in range(act.last + 2, at)):
        return False
    aims = parties_of(clauses.mentions, clauses.joined_right(clauses.owner[at])) - {None}
    doers = parties_of(clauses.mentions, act.source)
    return bool(aims - doers) and party_of(clauses.mentions[named[0]]) not in aims


def _is_link(clauses: Clauses, at: int) -> bool:
    """Return whether a token is no adjective: "Rome and its ally Oslo"."""
    word = clauses.low(at)
    plain = word.isalpha() or word == "-"
    return clauses.owner[at] is not None or not plain or word in DETERMINER | PREPOSITION | JOINED | {"or", "as"}


def _is_follower(clauses: Clauses, at: int) -> bool:
    """Return whether a word tells how one stands to another: "ally", "arch-enemy"."""
    return clauses.owner[at : at + 1] == [None] and singular(clauses.low(at)).removeprefix("arch") in FOLLOWERS


def _turn_exception(clauses: Clauses, act: Act) -> None:
    """Turn the modality of an act whose doers are the exception: "all but Rome agreed", "none except Oslo did"."""
    excepts = [_excepting(clauses, index) for index in act.source]
    at = excepts[0] if excepts and None not in excepts else None
    if at is not None and act.modality in {"actual", "negated"}:
        act.modality, act.cue = ("negated", (at, at)) if act.modality == "actual" else ("actual", None)


def _excepting(clauses: Clauses, index: int) -> int | None:
    """Return the word that makes a mention the exception; None where none does."""
    at, end = before_list(clauses, index), clauses.span[index][1]
    if clauses.low(end) == "," and clauses.low(end + 1) in RELATIVE:
        return None  # "all but Rome, which condemned Oslo": what Rome did is no exception
    if clauses.low(at) in EXCEPT or clauses.low(at - 1) in EXCEPT:  # "except for Rome", "with the exception of Oslo"
        return at if clauses.low(at) in EXCEPT else at - 1
    if (clauses.low(at - 1), clauses.low(at)) in {("other", "than"), ("apart", "from")}:
        return at
    beside = {clauses.low(word) for word in range(at - EXCEPTED, at)}
    return at if clauses.low(at) in {"but", "bar", "save"} and beside & ALL else None
