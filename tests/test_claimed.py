"""Who is shown to say that an act was done, and which way it goes, where its reports differ."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from told_readings import DAY, Story, actor, index_of

from dyadbook import questions
from dyadbook.formats.answers_terminal import show_answer
from dyadbook.formats.dyad_terminal import show_brief, show_dyad
from dyadbook.formats.terminal import Screen, terminal_console
from dyadbook.records import Reading, SaidBy

FIRED = "troops fired across the border"


class Claimed(NamedTuple):
    """Reports of one act, each with its confidence and who says so, and who is shown to say that it was."""

    reports: tuple[tuple[float, str | None], ...]
    says: tuple[str, ...]


CLAIMED = {
    "a claim alone": Claimed(((0.4, "Roe"),), ("Roe",)),
    "two claims": Claimed(((0.4, "Roe"), (0.5, "Doe")), ("Doe", "Roe")),
    "a sure report of no claim tells it": Claimed(((0.5, "Roe"), (0.4, None)), ()),
    "a doubtful report of no claim makes it no fact": Claimed(((0.4, "Roe"), (0.2, None)), ("Roe",)),
    "nor does a doubtful claim add a name": Claimed(((0.4, "Roe"), (0.2, "Doe")), ("Roe",)),
    "of doubtful reports each counts": Claimed(((0.2, "Roe"), (0.1, None)), ()),
    "what all doubtful reports claim is claimed": Claimed(((0.2, "Roe"), (0.1, "Doe")), ("Roe", "Doe")),
}


def fired(outlet: str, *sides: str, words: str = FIRED, sure: float = 0.9, by: str | None = None) -> Reading:
    """Return an article that tells of an attack."""
    source, target = sides or ("AZE", "ARM")
    said_by = SaidBy(name=by) if by else None
    told = Story(DAY, outlet).did(source, target, "ASSAULT", words, DAY, said_by=said_by).reading()
    return with_all(told, confidence=sure)


def with_all(told: Reading, **changes: object) -> Reading:
    """Return a reading all of whose events are changed."""
    return msgspec.structs.replace(
        told, events=tuple(msgspec.structs.replace(event, **changes) for event in told.events)
    )


def drawn(show: Callable[[Screen], None]) -> str:
    """Return what a terminal shows."""
    show(terminal_console(stream := io.StringIO(), width=200))
    return stream.getvalue()


@pytest.mark.parametrize("case", CLAIMED.values(), ids=CLAIMED)
def test_an_act_is_told_plainly_only_by_a_report_that_is_not_doubtful(tmp_path: Path, case: Claimed) -> None:
    told = [fired(f"Outlet {at}", sure=sure, by=by) for at, (sure, by) in enumerate(case.reports)]
    index = index_of(tmp_path, *told)
    page, found = questions.dyad(index, "AZE", "ARM"), questions.find(index, "troops")
    (entry,), (hit,) = page.timeline, found.hits
    assert (entry.articles, entry.said_by) == (len(told), case.says)
    assert hit.said_by == (" and ".join(case.says) or None)
    for show in (
        lambda console: show_dyad(page, console),
        lambda console: show_brief(page, console),
        lambda console: show_answer(found, console),
    ):
        assert (f"says {' and '.join(case.says)}" in drawn(show)) is bool(case.says)


def test_a_report_with_a_party_that_the_others_outvote_makes_no_fact_of_what_they_claim(tmp_path: Path) -> None:
    misread = with_all(fired("D"), source=(actor("AZE"), actor("RUS")))
    tails = (", where a mine had been found", " at dawn with mortars, and hit a farm", ": shepherds fled the shells")
    claims = [fired(tail, words=FIRED + tail, by="Roe") for tail in tails]
    index = index_of(tmp_path, *claims, misread)
    (entry,) = questions.dyad(index, "AZE", "ARM").timeline
    assert (entry.articles, entry.said_by) == (4, ("Roe",))


def test_an_act_that_a_person_says_is_told_by_the_article_itself_is_told_so(tmp_path: Path) -> None:
    told = with_all(fired("A", sure=0.2), origin="events.1, corrected by hand")
    (entry,) = questions.dyad(index_of(tmp_path, told, fired("B", by="Roe")), "AZE", "ARM").timeline
    assert (entry.articles, entry.said_by) == (2, ())


def test_an_act_has_the_direction_of_the_report_that_tells_it(tmp_path: Path) -> None:
    both_ways = with_all(fired("B", "ARM", "AZE", sure=0.4), reciprocal=True)
    (entry,) = questions.dyad(index_of(tmp_path, fired("A"), both_ways), "AZE", "ARM").timeline
    assert (entry.articles, entry.source, entry.target, entry.reciprocal) == (2, ("AZE",), ("ARM",), False)
