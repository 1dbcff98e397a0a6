"""Return whether words that tell an act elsewhere tell none here: of sport, in a story that was made up, of what stays.

"Peru met Chile in the final" is no meeting; "tariffs stand at zero" and "the embargo remains" tell of nothing done;
"demand from Peru" asks for nothing; nobody acts where soldiers are stationed; a drought that "threatens Peru, its
minister told Chile" threatens nobody else.
"""

from __future__ import annotations

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK, DETERMINER, POSSESSIVE, PREPOSITION
from dyadbook.steps.language.word_forms import singular, written

SPORT = frozenset(
    "fixture qualifier semi-final semifinal quarter-final quarterfinal tournament medal goalkeeper striker midfielder "
    "wicket inning rugby cricket football soccer hockey tennis basketball handball volleyball olympic championship "
    "playoff play-off friendly shootout footballer eurovision".split()
)
SPORT_PHRASES = (
    ("final", "minute"), ("last", "minute"), ("second", "half"), ("first", "half"), ("world", "cup"), ("test", "match"),
    ("cup", "of"), ("the", "final"), ("group", "stage"), ("on", "penalty"), ("opening", "match"), ("the", "match"),
    ("a", "match"), ("for", "gold"),
)  # fmt: skip
PLAYED = frozenset(
    "meet face host beat block clash yield surrender withdraw crush thrash play hold retreat concede stop defend fight "
    "battle defeat punish stun seal open".split()
)
"""What countries do in a match as well as between themselves."""
BESIDE_SPORT = frozenset("during ahead before after amid over boycott".split())
"""Words before sport that only say when, or about what, an act is."""
BESIDE = 4
TOLD_IN = frozenset("novel film movie thriller drama play comic videogame game".split())
SHOWN_IN = frozenset("museum exhibition exhibit documentary musical opera".split())
TELLS = frozenset("tells told shows showed recalls recalled depicts depicted recounts retells explains".split())
TOURISTS = frozenset("tourist tourists holidaymakers shoppers travellers travelers visitors".split())
TOLD_HOW = frozenset("by set shown about that which released called".split())
OPENING = 9  # tokens in which a sentence says that it is told in a novel
KEPT = frozenset("tariff duty levy sanction embargo ban restriction curb".split())
STAYS = frozenset("stand stands stood remain remains remained stay stays stayed lasts lasted".split())
IN_FORCE = frozenset("at in unchanged intact".split())
GOODS = frozenset(
    "oil gas coal crude steel car chip wheat grain rice copper ore lithium fertilizer electricity energy export import "
    "soybean beef".split()
)
IDIOMS = {
    "stand": (("in", "for"), ("between",), ("to", "gain"), ("to", "lose")),
    "fire": (("up",),),
    "strike": (("oil",), ("gold",)),
}
"""What stands right behind a verb and gives it another sense; behind oil and gold no noun follows."""
NAMED = 5  # tokens before "demand" in which it is said whose it is
FORCES = frozenset("troop soldier force peacekeeper marine serviceman contingent garrison".split())
THERE = frozenset("in at near stationed based are is remain remains stay stays still who that".split())
"""What follows forces that are somewhere."""
BEING = frozenset("be have keep maintain remain stay base".split())
SUBJECT = 14  # tokens from what stays to the verb


def has_other_sense(clauses: Clauses, act: Act) -> bool:
    """Return whether the words of an act tell none here."""
    senses = (_is_sport, _is_made_up, _is_kept, _is_stationed, _is_market, _is_nature, _is_tourism, _is_idiom)
    return any(sense(clauses, act) for sense in senses)


def _is_sport(clauses: Clauses, act: Act) -> bool:
    """Return whether an act is a match: two countries, a verb that is also of sport, and a word of sport with it."""
    sides = [*act.source, *act.target]
    plain = all(clauses.mentions[index].kind == "country" for index in sides)
    verb = next(iter(act.verbs(clauses)), None)
    if not plain or verb is None or verb.base not in PLAYED:
        return False
    low = [*(singular(token.low) for token in clauses.tokens), ""]
    places = [at for at, word in enumerate(low) if word in SPORT]
    places += [
        at for phrase in SPORT_PHRASES for at in range(len(low) - len(phrase))
        if tuple(low[at : at + len(phrase)]) == phrase and (phrase[-1] != "half" or low[at + 2] != "of")
    ]  # fmt: skip
    return any(not BESIDE_SPORT & set(low[max(0, at - BESIDE) : at]) for at in places)


def _is_made_up(clauses: Clauses, act: Act) -> bool:
    """Return whether a sentence opens with the novel or film in which all of it is told, or a play tells how it was."""
    if clauses.low(0) != "in":
        return _is_shown(clauses, act)
    comma = next((at for at in range(1, OPENING) if clauses.low(at) == ","), 0)
    return comma < act.first and any(
        clauses.low(at) in TOLD_IN and (at + 1 == comma or clauses.low(at + 1) in TOLD_HOW) for at in range(1, comma)
    )


def _is_shown(clauses: Clauses, act: Act) -> bool:
    """Return whether a play or an exhibition tells of an act: "the museum shows how Oslo fought Rome"."""
    for at in range(2, act.first):
        if clauses.low(at) == "how" and clauses.low(at - 1) in TELLS:
            return any(clauses.low(one) in TOLD_IN | SHOWN_IN for one in range(max(0, at - OPENING), at - 1))
    return False


def _is_idiom(clauses: Clauses, act: Act) -> bool:
    """Return whether a verb has another sense with the words right behind it: "struck oil off Oslo"."""
    for at in range(act.first, act.last + 1):
        for base, ends in IDIOMS.items():
            for words in ends if clauses.low(at) in written(base) else ():
                end = at + 1 + len(words)
                behind = tuple(clauses.low(one) for one in range(at + 1, end))
                alone = not clauses.low(end).isalpha() or clauses.low(end) in PREPOSITION
                if behind == words and (alone if base == "strike" else clauses.low(end) != "to"):
                    return True
    return False


def _is_tourism(clauses: Clauses, act: Act) -> bool:
    """Return whether those who act are tourists: "Roman tourists invade Oslo"."""
    doers = [clauses.mentions[index] for index in act.source]
    return any(TOURISTS & {*(one.text or "").lower().split()} for one in doers)


def _is_kept(clauses: Clauses, act: Act) -> bool:
    """Return whether what an act lays on somebody only stays as it is: "tariffs on Oslo stand at zero"."""
    if act.act not in {"SANCTION", "RETREAT"} or act.modality not in {"actual", "negated"}:
        return False
    for at in range(max(0, act.first - 1), min(len(clauses.tokens), act.last + SUBJECT)):
        force = IN_FORCE & {clauses.low(at + 1), clauses.low(at + 2)}
        if clauses.low(at) in STAYS and (force or clauses.low(at) in {"lasts", "lasted"}):
            before = range(max(0, at - SUBJECT), at)
            verbs = [one for one in act.verbs(clauses) if one.at != at]
            return not verbs and any(singular(clauses.low(one)) in KEPT for one in before)
        if clauses.low(at) in BREAK | {","} and at > act.last:
            return False
    return False


def _is_stationed(clauses: Clauses, act: Act) -> bool:
    """Return whether an act only says where forces are: "Oslo has 900 soldiers in Rome", "they remain in Rome"."""
    if act.act not in {"AID", "MOBILIZE"} or act.modality not in {"actual", "negated"}:
        return False
    verbs = act.verbs(clauses) or [group for group in clauses.groups if group.at <= act.last][-1:]
    near = range(max(0, act.first - NAMED), min(len(clauses.tokens), act.last + NAMED + 1))
    there = any(singular(clauses.low(at)) in FORCES and clauses.low(at + 1) in THERE for at in near)
    return there and bool(verbs) and all(group.base in BEING for group in verbs)


def _is_market(clauses: Clauses, act: Act) -> bool:
    """Return whether a demand is that of buyers: "demand from Oslo lifted prices"."""
    at = act.first
    if act.act != "REQUEST" or act.last != at or clauses.low(at) != "demand" or act.verbs(clauses):
        return False
    if clauses.low(at + 1) == "for" and GOODS & {singular(clauses.low(at + ahead)) for ahead in (2, 3, 4)}:
        return True
    for back in range(at - 1, max(-1, at - 1 - NAMED), -1):
        if clauses.low(back) in DETERMINER | POSSESSIVE | {"'s", "’s"} or clauses.owner[back] is not None:
            return False
    return clauses.low(at + 1) in {"from", "for", "in"}


def _is_nature(clauses: Clauses, act: Act) -> bool:
    """Return whether a threat is none that a party makes: "rising seas threaten Oslo, its minister told Rome"."""
    places = [at for at in range(act.first, act.last + 1) if clauses.low(at) in {"threaten", "threatens"}]
    threat = act.act == "THREATEN" and bool(places) and clauses.low(places[0] - 1) != "to"
    return threat and bool(act.source) and all(clauses.span[index][0] > places[0] for index in act.source)
