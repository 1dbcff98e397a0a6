"""The index of a book: what commits do to it, what it holds, and that it can be lost."""

from __future__ import annotations

import itertools
import os
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import pytest
from hand_readings import reading
from told_readings import ASKED, DAY, Story, actor, commit, index_of

from dyadbook.answers import Filter
from dyadbook.book.decisions import decide
from dyadbook.book.index import FILE, BusyError, Index
from dyadbook.book.index_ties import parties_of
from dyadbook.book.questions.country import country
from dyadbook.book.questions.dyad import dyad
from dyadbook.book.questions.dyads import dyads
from dyadbook.book.questions.find import find
from dyadbook.book.questions.home import home
from dyadbook.errors import DyadbookError
from dyadbook.pages import DyadPage, Entry
from dyadbook.records import IssueMention, Reading
from dyadbook.views import dyad_page

TABLES = ("articles", "records", "keys", "events", "reports", "ties", "told", "matters")


def _page(index: Index, a: str = "USA", b: str = "PRK", asked: Filter = ASKED) -> DyadPage:
    with index.view() as view:
        return dyad(view, a, b, asked)


def _sizes(index: Index) -> dict[str, int]:
    with index.view() as view:
        sizes = {table: view.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
        return sizes | {"words": view.rows("SELECT count(*) FROM words WHERE words MATCH 'tags: (y0 OR y1)'")[0][0]}


def _met(on: date = DAY, outlet: str = "The Quay", **article: object) -> Story:
    return Story(on, outlet, **article).did("USA", "PRK", "CONSULT", "The envoys of both met in Geneva on arms", on)


# ---- commits


def test_a_commit_is_taken_in_once(tmp_path: Path) -> None:
    index = index_of(tmp_path)
    told = [_met().reading()]
    assert [index.put(commit(1), told), index.put(commit(1), told)] == [True, False]
    assert index.covered == 1


def test_a_commit_whose_forerunner_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="missing"):
        index_of(tmp_path).put(commit(2), [])


def test_an_article_belongs_to_the_first_commit_that_has_it(tmp_path: Path) -> None:
    first, again = _met().reading(), _met().did("USA", "PRK", "ACCUSE").reading()
    again = msgspec.structs.replace(again, article=first.article)
    page = _page(index_of(tmp_path, first, again))
    assert [entry.type for entry in page.timeline] == ["CONSULT"]
    assert page.articles == 1


def test_a_reread_replaces_what_an_article_told(tmp_path: Path) -> None:
    index = index_of(tmp_path, reading(synthetic=False))
    newer = Story().did("USA", "PRK", "ACCUSE", on=DAY).reading()
    newer = msgspec.structs.replace(newer, article=msgspec.structs.replace(newer.article, id=reading().article.id))
    index.put(commit(2, "reread"), [newer])
    assert [entry.type for entry in _page(index).timeline] == ["ACCUSE"]
    assert _page(index, "JPN", "PRK").articles == 0


def test_what_is_forgotten_leaves_nothing_and_no_word(tmp_path: Path) -> None:
    whole = reading(synthetic=False)
    index = index_of(tmp_path, whole)
    assert all(_sizes(index).values())
    index.put(commit(2, "forget", [whole.article.id]), [])
    assert not any(_sizes(index).values())


def test_a_forgotten_report_leaves_the_others_of_its_event(tmp_path: Path) -> None:
    one, other = _met(outlet="A").reading(), _met(outlet="B").reading()
    index = index_of(tmp_path, one, other)
    index.put(commit(3, "forget", [one.article.id]), [])
    (entry,) = _page(index).timeline
    assert entry.outlets == ("B",)


def test_the_order_in_which_articles_come_changes_no_event(tmp_path: Path) -> None:
    told = [_met(DAY + timedelta(days=n), outlet).reading() for n, outlet in ((0, "A"), (0, "B"), (90, "A"))]
    pages = []
    for n, order in enumerate(itertools.permutations(told)):
        page = _page(index_of(tmp_path / str(n), *order))
        pages.append([(entry.id, entry.date, entry.independent) for entry in page.timeline])
    assert all(page == pages[0] for page in pages)
    assert [independent for _, _, independent in pages[0]] == [2, 1]


@pytest.mark.parametrize("status", ["superseded", "retracted"])
def test_what_an_article_that_no_longer_holds_reports_does_not_count(tmp_path: Path, status: str) -> None:
    page = _page(index_of(tmp_path, _met(outlet="A", status=status), _met(outlet="B")))
    assert page.articles == 1
    assert "1 superseded or retracted article left out" in page.filter


WIRE = " ".join(f"Hour {n} went by in hall {n * 7}, and the envoys spoke of post {n * 3}." for n in range(1, 25))
URL = "https://example.org/talks"


def _wired(outlet: str, more: str = "") -> Reading:
    """Return a wire story as one outlet has it."""
    story = _met(outlet=outlet)
    story.text += f" {WIRE} {more}"
    return story.reading()


def _edition(words: str, type: str, **article: Any) -> Reading:
    return Story(DAY, "The Quay", url=URL, **article).did("USA", "PRK", type, words, DAY).reading()


def _counts(index: Index) -> list[tuple[str, int | None]]:
    return [(entry.type, entry.independent) for entry in _page(index).timeline]


def test_copies_of_one_text_count_once(tmp_path: Path) -> None:
    told = [_wired("A"), _wired("B", "Desk two."), _wired("C", "Desk three."), _met(outlet="D").reading()]
    for n, order in enumerate(itertools.permutations(told)):
        assert _counts(index_of(tmp_path / str(n), *order)) == [("CONSULT", 2)]


def test_copies_of_a_text_that_is_forgotten_are_still_of_one_text(tmp_path: Path) -> None:
    told = [_wired("A"), _wired("B", "Desk two."), _wired("C", "Desk three.")]
    index = index_of(tmp_path, *told)
    index.put(commit(4, "forget", [told[0].article.id]), [])
    assert _counts(index) == [("CONSULT", 1)]


def test_of_two_texts_at_one_address_the_newer_counts(tmp_path: Path) -> None:
    index = index_of(tmp_path, _edition("They will sign nothing", "REJECT"), _edition("They signed a pact", "AGREE"))
    assert _counts(index) == [("AGREE", 1)]
    assert "1 superseded or retracted article left out" in _page(index).filter
    with index.view() as view:
        assert find(view, "nothing", ASKED).count == 0
        assert view.rows("SELECT count(*) FROM records") == [(2,)]  # what the older told stays


def test_the_older_text_counts_again_where_the_newer_is_forgotten(tmp_path: Path) -> None:
    newer = _edition("They signed a pact", "AGREE", retrieved=DAY + timedelta(days=2))
    older = _edition("They will sign nothing", "REJECT", retrieved=DAY)
    index = index_of(tmp_path, newer, older)
    assert _counts(index) == [("AGREE", 1)]
    index.put(commit(3, "forget", [newer.article.id]), [])
    assert _counts(index) == [("REJECT", 1)]
    with index.view() as view:
        assert find(view, "nothing", ASKED).count == 1


def test_a_notice_of_retraction_at_its_address_takes_an_article_back(tmp_path: Path) -> None:
    told = _edition("They signed a pact", "AGREE")
    withdrawn = Story(DAY, "The Quay", url=URL, title="RETRACTED: A pact is signed").reading()
    assert _counts(index_of(tmp_path, told, withdrawn)) == []


def test_both_editions_in_one_batch_leave_the_words_of_the_newer(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.put(commit(1), [_edition("They will sign nothing", "REJECT"), _edition("They signed a pact", "AGREE")])
    with index.view() as view:
        assert [find(view, words, ASKED).count for words in ("nothing", "pact")] == [0, 1]
    assert _counts(index) == [("AGREE", 1)]


def test_what_a_removed_report_kept_apart_is_made_anew(tmp_path: Path) -> None:
    told = [_met(DAY + timedelta(days=n), outlet).reading() for n, outlet in ((0, "A"), (1, "B"), (2, "C"))]
    for n, gone in enumerate(told):
        index = index_of(tmp_path / str(n), *told)
        index.put(commit(4, "forget", [gone.article.id]), [])
        assert _counts(index) == _counts(index_of(tmp_path / f"{n} anew", *(one for one in told if one is not gone)))


@dataclass(frozen=True)
class Decided:
    """Verdicts in their order, and how many events are left of two reports of one."""

    verdicts: tuple[str, ...]
    events: int


@pytest.mark.parametrize("case", [Decided((), 1), Decided(("split",), 2), Decided(("split", "withdraw"), 1)])
def test_a_decision_wins_and_can_be_withdrawn(tmp_path: Path, case: Decided) -> None:
    one, other = _met(outlet="A").reading(), _met(outlet="B").reading()
    index, taken = index_of(tmp_path, one, other), []
    for n, verdict in enumerate(case.verdicts):
        at = datetime(2025, 1, 1 + n, tzinfo=UTC)
        if verdict == "split":
            reports, others = [one.events[0].id], [other.events[0].id]
            taken.append(decide("split", reports, others=others, name="R. Roe", at=at))
        else:
            taken.append(decide("withdraw", withdraws=taken[0].id, name="R. Roe", at=at))
        index.put(commit(3 + n, "decide"), [], taken)
    assert len(_page(index).timeline) == case.events


# ---- many at once


def test_a_view_is_one_version_while_others_write(tmp_path: Path) -> None:
    index = index_of(tmp_path, _met(outlet="A"))
    with index.view() as view:
        before = dyad(view, "USA", "PRK", ASKED)
        writer = Thread(target=lambda: Index.open(tmp_path).put(commit(2), [_met(outlet="B").reading()]))
        writer.start()
        writer.join()
        assert dyad(view, "USA", "PRK", ASKED) == before
    assert _page(index).articles == 2


def test_a_second_writer_is_told_that_the_first_is_at_it(tmp_path: Path) -> None:
    index = index_of(tmp_path)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError):
        index.put(commit(1), [_met().reading()])
    other.execute("ROLLBACK")
    other.close()
    assert index.put(commit(1), [_met().reading()])


def test_a_batch_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    index = index_of(tmp_path, _met(outlet="A"))

    def broken() -> object:
        yield _met(outlet="B").reading()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.put(commit(2), broken())  # type: ignore[arg-type]
    assert index.covered == 1
    assert index.put(commit(2), [_met(outlet="B").reading()])
    assert _page(index).articles == 2


@pytest.mark.parametrize("harm", ["damage", "version"])
def test_an_index_that_cannot_be_used_is_made_anew(tmp_path: Path, harm: str) -> None:
    index = index_of(tmp_path, _met())
    index.close()
    if harm == "damage":
        for path in tmp_path.iterdir():
            path.write_bytes(b"no database" * 500)
    else:
        db = sqlite3.connect(tmp_path / FILE)
        db.execute("UPDATE meta SET value = 0 WHERE name = 'version'")
        db.commit()
        db.close()
    assert Index.open(tmp_path).covered == 0


def _no_right_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system say that nothing may be written, as it does to who has no right to."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))


def test_an_index_that_may_not_be_written_is_read_and_nothing_is_made_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(tmp_path, _met()).close()
    _no_right_to_write(monkeypatch)
    there = {path.name for path in tmp_path.iterdir()}
    index = Index.open(tmp_path)
    assert (_page(index).articles, index.only_read) == (1, True)
    assert {path.name for path in tmp_path.iterdir()} == there
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        index.put(commit(2), [_met(outlet="B").reading()])


def test_where_no_index_can_be_read_or_made_the_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_right_to_write(monkeypatch)
    with pytest.raises(DyadbookError, match=f"no permission to write in {tmp_path}"):
        Index.open(tmp_path)


# ---- the page of a dyad, from the index as from readings


@pytest.mark.parametrize("pair", [("USA", "PRK"), ("JPN", "PRK"), ("KOR", "USA"), ("FRA", "PER")])
@pytest.mark.parametrize("synthetic", ["apart", "only", "with"])
def test_the_page_is_that_of_the_readings(tmp_path: Path, pair: tuple[str, str], synthetic: str) -> None:
    told = [reading(), Story().did("USA", "KOR", "ACCUSE").said("Jane Roe/USA", "PRK", "They must answer").reading()]
    ours = _page(index_of(tmp_path, *told), *pair, Filter(synthetic=synthetic))  # type: ignore[arg-type]
    theirs = dyad_page(told, *pair, synthetic=synthetic)  # type: ignore[arg-type]

    def plain(page: DyadPage) -> DyadPage:
        def bare(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
            alone = (msgspec.structs.replace(one, id=None, independent=None, why=()) for one in entries)
            return tuple(sorted(alone, key=lambda one: (str(one.date.start), one.passages[0].start, one.type)))

        timeline, undated = bare(page.timeline), bare(page.undated)
        said = tuple(msgspec.structs.replace(one, id=None) for one in page.statements)
        facts = tuple(msgspec.structs.replace(one, ids=()) for one in page.facts)
        return msgspec.structs.replace(
            page, timeline=timeline, undated=undated, statements=said, facts=facts, filter=""
        )

    assert plain(ours) == plain(theirs)
    assert ours.filter.startswith(theirs.filter)


def test_a_dyad_is_of_parties_and_not_of_the_place_that_a_sentence_with_an_issue_names(tmp_path: Path) -> None:
    met = _met().reading()
    mention = IssueMention(issue="arms_control", parties=("USA", "PRK", "CHE"), start=0, end=3, text="The")
    index = index_of(tmp_path, msgspec.structs.replace(met, issues=(mention,)))
    with index.view() as view:
        assert [(one.a.id, one.b.id) for one in dyads(view, ASKED).dyads] == [("PRK", "USA")]
    assert [one.issue for one in _page(index).issues] == ["arms_control"]
    assert _page(index, "USA", "CHE").articles == 0


def _unsure(story: Story, *sure: float) -> Reading:
    """Return a reading whose events, then statements, then standings are so sure."""
    told, left = story.reading(), iter(sure)
    layers = {
        name: tuple(msgspec.structs.replace(one, confidence=next(left)) for one in getattr(told, name))
        for name in ("events", "statements", "standings")
    }
    return msgspec.structs.replace(told, **layers)


@pytest.mark.parametrize(
    ("story", "sure", "doubtful"),
    [
        (_met(), [0.2], True),
        (_met(), [0.3], False),
        (_met().did("USA", "PRK", "AID", "grain went north", DAY), [0.2, 0.6], False),
        (_met().said("USA", "PRK", "we are pleased"), [0.2, 0.2], True),
        (_met().said("USA", "PRK", "we are pleased"), [0.2, 0.8], False),
        (_met().stands("PRK", "USA", "embassy", "none"), [0.1, 0.4], False),
    ],
)
def test_a_dyad_is_doubtful_where_all_that_is_told_of_it_is(
    tmp_path: Path, story: Story, sure: list[float], doubtful: bool
) -> None:
    with index_of(tmp_path, _unsure(story, *sure)).view() as view:
        assert [one.doubtful for one in dyads(view, ASKED).dyads] == [doubtful]
        assert [one.doubtful for one in home(view, ASKED).dyads] == [doubtful]
        assert [one.doubtful for one in country(view, "USA", ASKED).dyads] == [doubtful]


def test_a_dyad_of_which_a_person_corrected_something_is_not_doubtful(tmp_path: Path) -> None:
    told = _unsure(_met(), 0.2)
    made = decide(
        "correct",
        [told.events[0].id],
        field="place",
        value="Geneva, CHE",
        name="Ann",
        at=datetime(2025, 1, 1, tzinfo=UTC),
    )
    index = index_of(tmp_path)
    index.put(commit(1), [told], [made])
    with index.view() as view:
        assert [one.doubtful for one in dyads(view, ASKED).dyads] == [False]


def test_a_page_shows_the_newest_and_says_how_many_there_are(tmp_path: Path) -> None:
    story = Story()
    for n in range(5):
        story.did("USA", "PRK", "CONSULT", f"talks number {n} in city {n}", DAY - timedelta(days=100 * n))
    with index_of(tmp_path, story).view() as view:
        page = dyad(view, "USA", "PRK", ASKED, most=2)
    assert [entry.date.start for entry in page.timeline] == [DAY - timedelta(days=100), DAY]
    assert page.totals is not None
    assert page.totals.events == 5
    assert "Of 5 events the newest 2 are shown" in page.filter


def test_the_actors_of_an_armed_group_do_not_act_for_their_country() -> None:
    rebels = msgspec.structs.replace(actor("Jane Roe/SYR"), sector="REB")
    assert parties_of(actor("Jane Roe/SYR")) == {"SYR"}
    assert parties_of(rebels) == set()


def test_words_with_signs_of_the_query_language_are_words(tmp_path: Path) -> None:
    told = Story().said("Jane Roe/USA", "PRK", "a 50% cut (or NOT) of text: tags")
    with index_of(tmp_path, told).view() as view:
        for words in ("50%", "(or", "NOT)", "text: tags", '"cut (or"', "tags:", "a*"):
            assert find(view, words, ASKED).count == 1, words
