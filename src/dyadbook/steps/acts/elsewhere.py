"""Return the acts of which one party alone stands in the sentence, with the other as the article has it.

"It would also recall its ambassador", a sentence after Rome and Oslo: a reader knows whom it is aimed at.
`elsewhere_signs` names what speaks for each party that may be meant and for the act itself; data/elsewhere.csv says how
much: training/elsewhere.py fits the weights.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from dyadbook import world
from dyadbook.records import ELSEWHERE, Actor
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.asides import FOUGHT
from dyadbook.steps.acts.blamed import is_only_blamed
from dyadbook.steps.acts.elsewhere_signs import Elsewhere, Half, Option
from dyadbook.steps.acts.pairs import Pair
from dyadbook.steps.acts.seen_acts import half_acts
from dyadbook.steps.odds import Weights, chance, shares, weights
from dyadbook.steps.sides import as_party

TABLE = "elsewhere.csv"
SURE = 0.4
"""The probability from which such an act is told: lower tells more acts, and more wrong ones."""
WORTH = 0.25
"""The probability from which an act that is not told is listed as not sure."""


def told_elsewhere(article: Elsewhere) -> list[list[Act]]:
    """Return the acts of each sentence of an article of which one party stands in another sentence, or is nobody.

    Those under `SURE` are not to be told.
    """
    found: list[list[Act]] = []
    by_sentence: defaultdict[int, defaultdict[tuple[str, str | None], list[tuple[Pair, float]]]]
    by_sentence = defaultdict(lambda: defaultdict(list))
    listed: defaultdict[int, list[tuple[Pair, float]]] = defaultdict(list)
    for half in article.halves():
        if article.sentences[half.sentence].clauses.implied:  # an item of a list: who acts is named above it
            if half.side == "source":
                signs = article.told_signs(half, Option(half.known, {}), 1.0)
                likely = chance(signs, weights(TABLE, side=half.side, asked="told"))
                listed[half.sentence].append((half.pair, likely))
        elif (best := chosen(half)) is not None:
            option, share = best
            likely = chance(article.told_signs(half, option, share), weights(TABLE, side=half.side, asked="told"))
            if _is_disputed(article, half, option):
                likely = min(likely, WORTH)
            if likely >= WORTH:
                by_sentence[half.sentence][half.side, option.party].append((half.pair, likely))
    for number, sentence in enumerate(article.sentences):
        acts: list[Act] = []
        for (_, party), halves in by_sentence[number].items():
            surest = max(likely for _, likely in halves)
            other = actor(article, party, number, surest) if party is not None else None
            acts += [_bodily(act) for act in half_acts(sentence, other, halves)]
        if listed[number]:
            acts += half_acts(sentence, None, listed[number])
        found.append(acts)
    return found


def _is_disputed(article: Elsewhere, half: Half, option: Option) -> bool:
    """Return whether who is taken for the doer of an attack only stands near it as blamed, or as denying it."""
    doer = option.party if half.side == "source" and half.pair.type in FOUGHT else None
    return doer is not None and is_only_blamed(article.sentences, half.sentence, doer)


def _bodily(act: Act) -> Act:
    """Return an act that is done to bodies as done to a country, where only a person of it is named elsewhere."""
    if act.type in FOUGHT and not act.target:  # who was hit is not known
        act.elsewhere = tuple(map(_country, act.elsewhere))
    return act


def _country(one: Actor) -> Actor:
    """Return a person's country as a party; any other as it is."""
    known = world.countries().get(one.country or "")
    if one.kind != "person" or known is None:
        return one
    return Actor(
        name=known.name, kind="country", country=one.country, id=one.country, basis=one.basis, score=one.score,
        start=one.start, end=one.end, text=one.text, country_inferred=one.country_inferred,
    )  # fmt: skip


def actor(article: Elsewhere, party: str, sentence: int, score: float) -> Actor:
    """Return a party as it is named nearest before a sentence, or after it, with how sure it is."""
    own = article.named[party]
    before = [one for one in own if (one.start or 0) < article.starts[sentence]]
    named = as_party(before[-1] if before else own[0])
    return msgspec.structs.replace(named, basis=ELSEWHERE, score=round(score, 2))


def chosen(half: Half, table: Weights | None = None) -> tuple[Option, float] | None:
    """Return who is likeliest the other party, with its share of all who may be; None where nobody may."""
    if not half.options:
        return None
    table = weights(TABLE, side=half.side, asked="choice") if table is None else table
    likely = shares([option.signs for option in half.options], table)
    return max(zip(half.options, likely, strict=True), key=lambda pair: pair[1])
