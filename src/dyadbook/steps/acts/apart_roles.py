"""Return whether a party is told of beside an act: who is told of it, who reports it, whose ally acts, who suffers."""

from __future__ import annotations

from dyadbook.steps.acts.apart_clauses import JOINED
from dyadbook.steps.acts.apart_named import Named
from dyadbook.steps.acts.asides import before_list
from dyadbook.steps.acts.seen_acts import MUTUAL
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import DETERMINER, PREPOSITION, TIME_WORDS
from dyadbook.steps.language.word_forms import singular
from dyadbook.steps.sides import parties_of, party_of

TELL = frozenset({"tell", "assure", "inform", "notify"})
SAY = frozenset({"say", "announce", "report"})
MIND = frozenset("fear believe suspect hope say think worry expect suppose call consider see view".split())
MEET = frozenset({"CONSULT", "COOPERATE"})
OUTWARD = frozenset({"ACCUSE", "REJECT", "REQUEST", "SANCTION", "THREATEN"})
TOWARD = frozenset("thank praise congratulate hail applaud welcome commend".split())
"""Verbs of what nobody does together with whom he does it to: "Rome and Oslo thanked him"."""
OWNER = frozenset({"'s", "’s", "'", "’"})
FOLLOWERS = frozenset("ally partner critic neighbour neighbor backer friend rival foe opponent enemy supporter".split())
SENT = frozenset("envoy representative ambassador emissary coordinator negotiator consul".split())
DESCRIBED = 5  # tokens from "Rome's" to "old arch-rival"
ONTO = frozenset({"on", "against"})
AIM = 6  # tokens from "raids on" to whom they are done to
ALONG = frozenset("together jointly along".split())
BROKERING = frozenset({"mediate", "broker"})
HOSTED = frozenset("hosted brokered mediated facilitated mediation chaired".split())
LAUNCH = frozenset({"fire", "launch", "shoot", "lob"})
FIRED = 4  # tokens from "fired" to "from"
AUDIENCE = 3  # tokens between "told" and "that"
ASKED = frozenset("request behest urging instigation insistence bidding".split())
DONE_TO = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
DEEDS_DONE = frozenset(
    "invasion occupation annexation bombing bombardment shelling storming siege blockade attack attacks raid raids"
    " strike strikes incursion incursions aggression war"
    " sanctions embargo tariff tariffs duties pressure threats".split()
)
BREACHES = frozenset("violation violations breach breaches encroachment infringement affront".split())
BREACHED = 5  # tokens from "violation" to "sovereignty of"
WHOLENESS = frozenset("airspace territory sovereignty border borders waters integrity independence".split())
SUFFERED = frozenset({"of", "on", "into", "against"})
"""Words between what is condemned and who suffers it: "the raid on Oslo", "the violation of Oslo's airspace"."""
CHAIRS = frozenset({"presidency", "chair", "chairmanship", "leadership"})
HOLD = frozenset({"hold", "have", "assume", "take", "occupy"})
MISSIONS = frozenset({"consulate", "embassy", "legation"})
SHUT = frozenset({"COERCE", "REJECT", "SANCTION"})
GUARDS = frozenset({"guard", "guards", "monitor", "monitors", "observers", "peacekeepers"})
BORDER = frozenset({"border", "frontier"})
HELP = frozenset("aid arm assist back congratulate defend endorse help praise support thank".split())
HELPED = 3  # tokens from such a verb to whom it helps
QUARRELS = frozenset(
    "battle battles clash clashes conflict conflicts confrontation dispute disputes feud fight fighting quarrel row"
    " standoff struggle war wars".split()
)
MISSION = 4  # tokens of "Rome's two consulates" before "in"
BORDERED = 5  # tokens from "the border of Rome" to "with"
HELD = 3  # tokens from "holds" to "presidency": "holds the rotating presidency of"


def has_another_role(one: Named) -> bool:
    """Return whether a party is told of beside an act, and neither does it nor undergoes it."""
    roles = (
        _is_told, _reports, _is_witness, _is_owner, _acts_too, _is_origin, _is_handed, _is_remit, _is_described,
        _has_other_aim, _is_wronged, _is_chaired, _is_site, _is_beyond_border, _is_opponent, _is_fought_over,
        _is_used, _mediates,
    )  # fmt: skip
    return any(role(one) for role in roles)


def _is_used(one: Named) -> bool:
    """Return whether a party is only whose arms or men another uses: "criticised the use of Roman mercenaries"."""
    clauses = one.clauses

    def used(index: int) -> bool:
        first = clauses.span[index][0]
        named = clauses.mentions[index].basis in {"demonym", "described"}
        return named and (clauses.low(first - 2), clauses.low(first - 1)) == ("use", "of")

    named = [index for index in one.indices if clauses.mentions[index].basis != "pronoun"]
    return not one.is_source and one.act.act == "ACCUSE" and bool(named) and all(used(index) for index in named)


def _mediates(one: Named) -> bool:
    """Return whether a target mediates with the source: "Rome mediated together with Oslo"."""
    clauses, verb = one.clauses, one.verb
    if one.is_source or verb is None or verb.base not in BROKERING:
        return False
    at = verb.at + 1 + (clauses.low(verb.at + 1) in ALONG)
    return clauses.low(at) == "with" and all(before_list(clauses, index) == at for index in one.indices)


def _is_told(one: Named) -> bool:
    """Return whether a party is only told of an act of others: "Rome told Oslo that Bern had seized a ship"."""
    clauses, act = one.clauses, one.act
    for group in clauses.groups:
        if group.base not in TELL or group.passive or act.first <= group.at:
            continue
        told = next((index for index in one.indices if group.at < clauses.span[index][0] <= group.at + AUDIENCE), None)
        if told is None or len(one.indices) > 1 or clauses.low(clauses.span[told][1]) != "that":
            continue
        teller = parties_of(clauses.mentions, clauses.subject(group))
        return not teller & parties_of(clauses.mentions, act.source)
    return False


def _reports(one: Named) -> bool:
    """Return whether a party only says or thinks of what others do: "met, Bern says", "talks that Bern fears"."""
    clauses, act = one.clauses, one.act
    if act.act not in MEET or len(one.indices) > 1 or len(one.others) < 2:
        return False
    first, end = clauses.span[one.indices[0]]
    verb = next((group for group in clauses.groups if group.first == end), None)
    if verb is None or first < act.last:
        return False
    before = {clauses.low(first - 1), clauses.low(first - 1 - (clauses.low(first - 1) == "the"))}
    minds = verb.base in MIND and bool(before & {"that", "which"})
    return minds or (verb.base in SAY and clauses.low(first - 1) == ",")


def _is_witness(one: Named) -> bool:
    """Return whether a party is said to be unlike who acts, abstains, asked for it, or is beside two as their host."""
    clauses, act = one.clauses, one.act

    def stands_by(index: int) -> bool:
        at = before_list(clauses, index)
        before = [clauses.low(at - back) for back in (2, 1, 0)]
        last = clauses.span[clauses.joined_right(index)[-1]][1]
        follows = before[-2:] == [",", "following"] and clauses.low(clauses.span[index][1]) in {",", "."}
        if before[-1] == "unlike" or follows or _is_where(clauses, index) or clauses.low(last) == "abstaining":
            return True
        asked = (before[-1] == "of" and before[-2] in ASKED) or before[-2:] == ["solidarity", "with"]
        if asked and act.act in DONE_TO:
            return True  # "arrested a spy at the request of Rome", "closed the border in solidarity with Rome"
        hosted = before[-1] == "by" and before[-2] in HOSTED and at - 1 > act.last
        return len(one.others) > 1 and (hosted or before[-2:] == ["presence", "of"])

    return all(stands_by(index) for index in one.indices)


def _is_where(clauses: Clauses, index: int) -> bool:
    """Return whether a country only says where a town is: "met at Arles, Rome"."""
    first, end = clauses.span[index]
    at, town = first - 1, first - 2
    while town > 0 and clauses.tokens[town].is_capital and clauses.low(town) not in TIME_WORDS:
        town -= 1
    named = clauses.mentions[index].kind == "country" and clauses.low(end) in {",", ".", ";", ")", ""}
    return named and clauses.low(at) == "," and 0 < town < at - 1 and clauses.low(town) in {"at", "in", "near"}


def _is_owner(one: Named) -> bool:
    """Return whether a party is named only as whose allies or critics act: "Rome's critics in Oslo urged"."""
    clauses = one.clauses

    def follows(at: int) -> bool:
        return singular(clauses.low(at)) in FOLLOWERS

    def owns(index: int) -> bool:
        first, end = clauses.span[index]
        at = end + (clauses.low(end) in OWNER)
        described = clauses.low(at).isalpha() and follows(at + 1)
        whose = (follows(at) or described) and clauses.owner[at] is None
        return whose or (clauses.low(first - 1) == "of" and follows(first - 2))

    return one.is_source and all(owns(index) and clauses.span[index][0] < one.act.first for index in one.indices)


def _acts_too(one: Named) -> bool:
    """Return whether a target stands in the list of who acts: "Rome and Oslo called on both to stop"."""
    clauses, act, verb = one.clauses, one.act, one.verb
    mutual = act.reciprocal or (act.act in MUTUAL and not (verb is not None and verb.base in TOWARD))
    if one.is_source or verb is None or verb.passive or mutual:
        return False
    subject = clauses.subject(verb)
    if act.act in OUTWARD and clauses.low(verb.first - 1) == "they" and (before := clauses.groups_so_far(verb.first)):
        subject = [*subject, *clauses.subject(before[-1])]  # "Rome and Oslo said that they were leaving"
    told = [index for index in one.indices if clauses.mentions[index].basis not in {"both", "pronoun"}]
    within = [index in subject and clauses.span[index][1] <= verb.first for index in told]
    doers = parties_of(clauses.mentions, act.source) & parties_of(clauses.mentions, subject) - {None}
    return bool(doers) and bool(told) and all(within)


def _is_origin(one: Named) -> bool:
    """Return whether something is only fired from the country of a target: "rockets fired from Rome"."""
    clauses = one.clauses

    def is_from(index: int) -> bool:
        at = clauses.span[index][0] - 1
        at -= clauses.low(at) in DETERMINER | {"inside", "within"}
        fired = any(group.base in LAUNCH and at - FIRED <= group.at < at for group in clauses.groups)
        return clauses.low(at) == "from" and fired

    return not one.is_source and one.act.act in DONE_TO and all(is_from(index) for index in one.indices)


def _is_handed(one: Named) -> bool:
    """Return whether a party is only whose citizen is handed over: "extradited an Oslo banker to Rome"."""
    clauses, verb = one.clauses, one.verb
    if one.is_source or verb is None or verb.base != "extradite" or verb.passive:
        return False
    to = next((at for at in range(verb.at + 1, len(clauses.tokens)) if clauses.low(at) == "to"), 0)
    whither = {to + 1, to + 2} & {first for first, _ in clauses.span}
    return bool(whither) and all(verb.at < clauses.span[index][0] < to for index in one.indices)


def _is_wronged(one: Named) -> bool:
    """Return whether a party suffers what somebody condemns: "criticised the violation of Rome's airspace"."""
    clauses = one.clauses

    def suffers(index: int) -> bool:
        at, end = before_list(clauses, index), clauses.span[index][1]
        wrong = clauses.low(at - 1)
        whole = clauses.low(end) in OWNER and clauses.low(end + 1) in WHOLENESS
        of = wrong in WHOLENESS and any(clauses.low(back) in BREACHES for back in range(at - BREACHED, at - 1))
        return clauses.low(at) in SUFFERED and (wrong in DEEDS_DONE or (wrong in BREACHES and whole) or of)

    blamed = one.verb is not None and one.verb.base in {"blame", "pin"}  # "blamed the strike on Rome"
    return not one.is_source and one.act.act == "ACCUSE" and not blamed and all(suffers(index) for index in one.indices)


def _is_chaired(one: Named) -> bool:
    """Return whether a body is only named as whom another presides over: "which holds the presidency of the union"."""
    clauses = one.clauses

    def is_held(index: int) -> bool:
        first = clauses.span[index][0]
        held = any(group.base in HOLD and first - HELD <= group.at < first for group in clauses.groups)
        return clauses.low(first) in CHAIRS and held

    return all(is_held(index) for index in one.indices)


def _is_site(one: Named) -> bool:
    """Return whether a party is only where another's missions are: "closed Rome's consulates in Oslo and Bern"."""
    clauses = one.clauses

    def is_in(index: int) -> bool:
        at = before_list(clauses, index)
        while at > 1 and clauses.low(at) in {"and", ","} and clauses.tokens[at - 1].is_capital:  # a town that is none
            at -= 2 if clauses.owner[at - 1] is None else 1 + at - 1 - clauses.span[clauses.owner[at - 1] or 0][0]
        if clauses.low(at) != "in":
            return False
        near = [clauses.owner[before] for before in range(at - MISSION, at)]
        owners = parties_of(clauses.mentions, [owner for owner in near if owner is not None]) - {None, one.party}
        others = owners - parties_of(clauses.mentions, one.opposite)  # "withdrew staff from its embassy in Oslo"
        return bool(others) and any(singular(clauses.low(before)) in MISSIONS for before in range(at - MISSION, at))

    return not one.is_source and one.act.act in SHUT and all(is_in(index) for index in one.indices)


def _is_beyond_border(one: Named) -> bool:
    """Return whether a border that is left is only one with a party: "left the border of Rome with Oslo".

    Guards of a border leave the country that they guard: in "Bern's guards leave the Roman border" it may be either.
    """
    clauses = one.clauses
    doers = {clauses.low(at) for index in one.act.source for at in range(*clauses.span[index])}
    guards = {clauses.low(clauses.span[index][1]) for index in one.act.source} | doers

    def borders(index: int) -> bool:
        first, end = clauses.span[index]
        beyond = (
            clauses.low(first - 1) == "with" and {clauses.low(at) for at in range(first - BORDERED, first)} & BORDER
        )
        return bool(beyond) or (clauses.low(end) in BORDER and bool(guards & GUARDS))

    return not one.is_source and one.act.act == "RETREAT" and all(borders(index) for index in one.indices)


def _is_opponent(one: Named) -> bool:
    """Return whether a party only fights or quarrels with whom another helps: "backed Rome in its war with Oslo"."""
    clauses, verb = one.clauses, one.verb
    if one.is_source or verb is None or verb.base not in HELP or verb.passive:
        return False
    behind = (index for index, (first, _) in enumerate(clauses.span) if verb.at < first <= verb.at + HELPED)
    helped = next((index for index in behind if party_of(clauses.mentions[index]) not in {None, one.party}), None)
    if helped is None or any(clauses.low(at) in PREPOSITION for at in range(verb.at + 1, clauses.span[helped][0])):
        return False

    def is_foe(index: int) -> bool:
        at = before_list(clauses, index)
        return clauses.low(at) in {"with", "against"} and clauses.low(at - 1) in QUARRELS

    return all(is_foe(index) for index in one.side if index in one.indices)


def _is_fought_over(one: Named) -> bool:
    """Return whether a party is only what two fight over: "Rome and Oslo fought a war over Bern"."""
    clauses = one.clauses

    def is_over(index: int) -> bool:
        at = before_list(clauses, index)
        fights = one.verb is not None and one.verb.at == at - 1
        return clauses.low(at) == "over" and (fights or clauses.low(at - 1) in QUARRELS)

    return not one.is_source and one.act.act == "ASSAULT" and all(is_over(index) for index in one.indices)


def _is_remit(one: Named) -> bool:
    """Return whether who meets another is only sent for a party: "the envoy for Rome visited Oslo"."""
    clauses, verb = one.clauses, one.verb

    def is_sent_for(index: int) -> bool:
        at = before_list(clauses, index)
        return clauses.low(at) in {"for", "to"} and singular(clauses.low(at - 1)) in SENT

    if one.act.act not in MEET or verb is None or verb.passive or not is_sent_for(one.indices[0]):
        return False
    doers = () if one.is_source else one.act.source
    known = parties_of(clauses.mentions, (*doers, *one.indices)) | {None}
    behind = [index for index, (first, _) in enumerate(clauses.span) if first > verb.at]
    met = next((index for index in behind if party_of(clauses.mentions[index]) not in known), None)
    if met is None:
        return False
    end = clauses.span[clauses.joined_right(met)[-1]][1]
    later = next((group.at for group in clauses.groups if group.at >= end), len(clauses.tokens))
    return all(is_sent_for(index) or clauses.span[index][0] > later for index in one.indices)


def _is_described(one: Named) -> bool:
    """Return whether a party only says what another is: the Rome of "hit Rome's ally Oslo", "its arch-rival, Oslo"."""
    clauses = one.clauses

    def describes(index: int) -> bool:
        at = clauses.span[index][1]
        at += clauses.low(at) in OWNER
        noun = next((k for k in range(at, at + DESCRIBED) if _is_follower(clauses, k)), None)
        if noun is None or any(_is_link(clauses, k) for k in range(at, noun)):
            return False
        name = noun + 1 + (clauses.low(noun + 1) == ",")
        owner = clauses.owner[name] if name < len(clauses.tokens) else None
        return owner is not None and party_of(clauses.mentions[owner]) in others

    own = [index for index in one.side if index in one.indices]
    beyond = parties_of(clauses.mentions, (*one.indices, *one.opposite))
    others = parties_of(clauses.mentions, range(len(clauses.mentions))) - beyond - {None}
    return bool(own) and all(describes(index) for index in own)


def _has_other_aim(one: Named) -> bool:
    """Return whether a noun says whom else it is done to: "Rome condemned Oslo's raids on Bern"."""
    clauses, act, verb = one.clauses, one.act, one.verb
    plain = verb is None or (verb.at == act.first and verb.first == act.last and verb.form == "s")
    if one.is_source or not plain or act.act not in DONE_TO or clauses.low(act.last + 1) not in ONTO:
        return False
    if any(clauses.low(before_list(clauses, index)) in ONTO for index in one.indices):
        return False
    reach = range(act.last + 2, min(act.last + AIM, len(clauses.tokens)))
    at = next((k for k in reach if clauses.owner[k] is not None), None)
    if at is None or any(clauses.low(k) in PREPOSITION | {",", "and"} for k in range(act.last + 2, at)):
        return False
    aims = parties_of(clauses.mentions, clauses.joined_right(clauses.owner[at])) - {None}
    doers = parties_of(clauses.mentions, act.source)
    return bool(aims - doers) and one.party not in aims


def _is_link(clauses: Clauses, at: int) -> bool:
    """Return whether a token is no adjective: "Rome and its ally Oslo"."""
    word = clauses.low(at)
    plain = word.isalpha() or word == "-"
    return clauses.owner[at] is not None or not plain or word in DETERMINER | PREPOSITION | JOINED | {"or", "as"}


def _is_follower(clauses: Clauses, at: int) -> bool:
    """Return whether a word tells how one stands to another: "ally", "arch-enemy"."""
    return clauses.owner[at : at + 1] == [None] and singular(clauses.low(at)).removeprefix("arch") in FOLLOWERS
