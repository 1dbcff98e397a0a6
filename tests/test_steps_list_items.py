"""Lists: whoever the line above a list names does what its items tell."""

from __future__ import annotations

import pytest
from told_sentences import reading_of

from dyadbook.steps.acts.ruled_acts import ruled_acts
from dyadbook.steps.genres.list_items import doers_of_items
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.sides import parties_of

NATIONS = ("Peru met Mali.", "The two sides:")
COUNCIL = ("The UN Security Council,", "Recalling its resolutions on Chad,", "Deeply concerned at the fighting,")


def told(*paragraphs: str) -> list[tuple[str, set[str | None]]]:
    """Return the acts of the last sentence of paragraphs, each with who does it."""
    reading = reading_of(*paragraphs)
    last = reading.sentences[-1]
    doers = doers_of_items(reading).get(last.start, ())
    clauses = Clauses(reading.article.text, last.start, last.end, reading.mentions, doers)
    return [(act.type, parties_of(clauses.mentions, act.source)) for act in ruled_acts(clauses)]


@pytest.mark.parametrize(
    ("paragraphs", "doers"),
    [
        ((*NATIONS, "condemned the raids of Chad;"), {"PER", "MLI"}),
        ((*NATIONS, "praised Togo;", "also condemned the raids of Chad;"), {"PER", "MLI"}),
        ((*NATIONS, "condemned the seizure of a trawler by Chad."), {"PER", "MLI"}),
        (("Mali also:", "- strongly condemned the raids of Chad."), {"MLI"}),
        ((*COUNCIL, "1. Condemns Chad for the raids;"), {"org/UNSC"}),
        (("Peru met Mali. Mali also:", "- strongly condemned the raids of Chad."), {"MLI"}),
        ((*COUNCIL, "1. Praises Togo;", "2. Strongly condemns Chad for the raids;"), {"org/UNSC"}),
    ],
)
def test_an_item_tells_what_those_do_whom_the_line_above_its_list_names(
    paragraphs: tuple[str, ...], doers: set[str]
) -> None:
    assert ("ACCUSE", doers) in told(*paragraphs)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Peru met Mali.", "condemned the raids of Chad."),
        ("Peru met Mali in Lima, and it was told:", "Condemned the raids of Chad."),
        ("The two sides:", "Nobody came.", "condemned the raids of Chad."),
    ],
)
def test_elsewhere_a_verb_without_a_subject_has_none(paragraphs: tuple[str, ...]) -> None:
    assert all(doers <= {None} for _, doers in told(*paragraphs))


def test_who_is_named_above_keeps_the_place_of_the_name() -> None:
    reading = reading_of(*COUNCIL, "1. Condemns Chad for the raids;")
    [(doer,)] = doers_of_items(reading).values()
    assert (doer.text, doer.basis) == ("UN Security Council", "elsewhere")
