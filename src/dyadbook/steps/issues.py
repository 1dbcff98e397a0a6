"""Return what stands between parties: each word that names an issue, with the parties of its sentence.

Where a sentence names fewer than two, the parties of its block help, then the two that the article names most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from dyadbook import ontology
from dyadbook.records import Actor, IssueMention, Reading
from dyadbook.steps.sides import party_of
from dyadbook.steps.step import Step

KINDS = frozenset({"headline", "deck", "subhead", "body", "caption"})


def _parties_within(mentions: Iterable[Actor], start: int, end: int) -> list[str]:
    """Return the parties mentioned in a stretch of text, countries first, each once."""
    found = [
        party
        for one in mentions
        if start <= (one.start or 0) and (one.end or 0) <= end and _sure(one) and (party := party_of(one)) is not None
    ]
    return sorted(dict.fromkeys(found), key=lambda party: "/" in party)


def _sure(one: Actor) -> bool:
    """Return whether a mention shows that its party has a part: no place, no word that may mean others."""
    return one.basis not in {"place", "both"} and not (one.basis == "pronoun" and one.score < 0.5)


def read(reading: Reading) -> Reading:
    """Return the reading with the mentions of issues."""
    found: dict[tuple[str, int], IssueMention] = {}
    text = reading.article.text
    most = _most_named(reading)
    for sentence in reading.sentences:
        block = reading.article.blocks[sentence.block]
        if block.kind not in KINDS:
            continue
        issues = ontology.find_issues(text[sentence.start : sentence.end])
        if not issues:
            continue
        parties = _parties_within(reading.mentions, sentence.start, sentence.end)
        for more in (_parties_within(reading.mentions, block.start, block.end), most):
            if len(parties) < 2:
                parties += [party for party in more if party not in parties][: 2 - len(parties)]
        for issue, first, last in issues:
            start, end = sentence.start + first, sentence.start + last
            found[issue, start] = IssueMention(
                issue=issue, parties=tuple(parties), start=start, end=end, text=text[start:end]
            )
    return msgspec.structs.replace(reading, issues=tuple(found.values()))


def _most_named(reading: Reading) -> list[str]:
    """Return the two countries that the article names most, the one named first before another named as often."""
    spans = [(block.start, block.end) for block in reading.article.blocks if block.kind in KINDS]
    counts = Counter(
        party
        for one in reading.mentions
        if _sure(one) and (party := party_of(one)) and any(a <= (one.start or 0) < b for a, b in spans)
    )
    return [party for party, _ in counts.most_common(2)]


STEP = Step("issues", 4, ("sentences", "mentions"), ("issues",), read)
