"""The labelled sentences: the format, how many there are of what, and that real ones are offsets only."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import stories as benchmark
from benchmarks.reading import Score
from training import corpora, dates, stories
from training.inline import FormatError, Labelled, near_duplicates, parse_line, parse_sentence

from dyadbook import ontology

GOOD = "active\ta 1>2 SANCTION/expel future\t[c1 Malta] [ma will] [ta expel] [c2 Libyan] [g envoys] [w on 3 May]."
shared = pytest.mark.skipif(not corpora.SHARED.exists(), reason="the development data is not beside the repository")


@pytest.fixture(scope="module")
def invented() -> list[Labelled]:
    return corpora.invented()


def test_a_line_gives_text_marks_and_events() -> None:
    one = parse_line(GOOD)
    assert one.text == "Malta will expel Libyan envoys on 3 May."
    assert [(m.kind, m.key, one.text[m.start : m.end]) for m in one.marks][:2] == [
        ("c", "1", "Malta"),
        ("m", "a", "will"),
    ]
    assert (one.events[0].type, one.events[0].modes, one.events[0].modality) == ("SANCTION", ("expel",), "future")


def test_marks_may_nest() -> None:
    text, marks = parse_sentence("[s1 the [c1 Greek] [o1 navy]] said")
    assert text == "the Greek navy said"
    assert [(mark.kind, text[mark.start : mark.end]) for mark in marks] == [
        ("s", "the Greek navy"),
        ("c", "Greek"),
        ("o", "navy"),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("active\ta 1>2 AID actual", "2 columns"),
        (GOOD.replace("active", "sideways"), "no construction"),
        (GOOD.replace("SANCTION/expel", "SANCTION/phone"), "no mode"),
        (GOOD.replace("SANCTION", "HUGGING"), "no PLOVER type"),
        (GOOD.replace("future", "someday"), "no modality"),
        (GOOD.replace("1>2", "1>3"), "side 3"),
        (GOOD.replace("[ta expel]", "expel"), "no trigger"),
        (GOOD.replace("a 1>2 SANCTION/expel future", "a 1>2 AID future"), "a future AID is AGREE:AID"),
        (GOOD.replace("[w on", "[y on"), "unknown mark"),
        (GOOD.replace("3 May]", "3 May"), "not closed"),
        (GOOD.replace("active", "none"), "none goes with no event"),
    ],
)
def test_a_broken_line_says_what_is_wrong(line: str, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        parse_line(line)


def test_sentences_that_differ_in_names_alone_are_near_duplicates() -> None:
    pair = [parse_line(GOOD, "a"), parse_line(GOOD.replace("Malta", "Fiji").replace("Libyan", "Omani"), "b")]
    assert near_duplicates(pair) == [("a", "b")]


def test_there_are_at_least_8000_sentences_and_a_third_has_no_event(invented: list[Labelled]) -> None:
    assert len(invented) >= 8000
    assert sum(not one.events for one in invented) * 3 >= len(invented) * 0.98


def test_every_type_mode_modality_and_construction_is_there(invented: list[Labelled]) -> None:
    events = [event for one in invented for event in one.events]
    assert {event.type for event in events} == set(ontology.event_types())
    modes = Counter(f"{event.act}/{mode}" for event in events for mode in event.modes)
    wanted = {f"{kind}/{mode}" for kind in ontology.event_types() for mode in ontology.modes(kind)}
    assert {mode for mode in wanted if modes[mode] < 3} == set()
    assert min(Counter(event.modality for event in events).values()) > 600
    assert min(Counter(one.construction for one in invented).values()) > 150


def test_no_two_sentences_share_a_frame(invented: list[Labelled]) -> None:
    assert near_duplicates(invented) == []


def test_each_file_says_at_its_head_that_its_sentences_are_invented() -> None:
    for path in corpora.INVENTED.glob("*.tsv"):
        assert "nvented" in path.read_text(encoding="utf-8").split("\n")[0], path


def test_real_sentences_are_offsets_without_text() -> None:
    rows = [json.loads(line) for line in corpora.REAL.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 1500
    assert {key for row in rows for key in row} == {"set", "article", "start", "end", "construction", "marks", "events"}
    assert not any(row["set"] == "news" and corpora.held_back(row["article"]) for row in rows)


def test_stories_are_offsets_without_text() -> None:
    for path in stories.FILES:
        for one in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            assert set(one) <= {"id", "events", "standings"}
            assert all(0 <= start < end for event in one["events"] for start, end in event["spans"])
            assert {event["type"] for event in one["events"]} <= set(ontology.event_types())


def test_judged_standings_are_offsets_without_text_of_stories_to_train_on() -> None:
    rows = [json.loads(line) for line in (stories.DATA / "standings.jsonl").read_text(encoding="utf-8").splitlines()]
    told = [each for row in rows for each in row["standings"]]
    assert {row["id"] for row in rows} <= {one["id"] for one in stories.read_labels()}
    assert not any(stories.is_held_back(row["id"]) or stories.is_kept(row["id"]) for row in rows)
    assert all(set(each) == {"parties", "aspect", "value", "spans", "right"} for each in told)
    assert 0.5 < sum(each["right"] for each in told) / len(told) < 1


def test_labelled_statements_are_offsets_without_text() -> None:
    rows = [json.loads(line) for line in stories.STATEMENTS.read_text(encoding="utf-8").splitlines()]
    keys = {"speaker", "form", "source", "cue", "spans"}
    assert all(set(row) == {"id", "statements"} and all(set(one) == keys for one in row["statements"]) for row in rows)
    assert all(0 <= start < end for row in rows for one in row["statements"] for start, end in one["spans"])


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Rome said that it would leave.", "it would leave", "that it would leave"),
        ("“It is over,” she said.", "It is over", "“It is over,”"),
        ("He said: 'We go. We stay.'", "We go. We stay.", "'We go. We stay.'"),
        ("Rome will act, he said.", "Rome will act", "Rome will act"),
    ],
)
def test_labelled_contents_are_as_polnear_has_them(text: str, content: str, expected: str) -> None:
    start = text.index(content)
    label = {"source": None, "cue": None, "spans": [[start, start + len(content)]]}
    [(role, _, first, last)] = stories.spoken_spans(text, [label])
    assert (role, text[first:last]) == ("content", expected)


def test_sentences_of_one_statement_that_run_on_are_one_content() -> None:
    text = "“We go. We stay,” he said."
    label = {"source": [18, 20], "cue": [21, 25], "spans": [[1, 7], [8, 15]]}
    contents = [(first, last) for role, _, first, last in stories.spoken_spans(text, [label]) if role == "content"]
    assert [text[first:last] for first, last in contents] == ["“We go. We stay,”"]


def test_no_story_to_train_on_is_held_back_or_of_the_benchmark() -> None:
    labelled = {one["id"] for one in stories.read_labels()}
    measured = {json.loads(line)["id"] for line in benchmark.FILE.read_text(encoding="utf-8").splitlines()}
    assert len(labelled) >= 1000
    assert not any(map(stories.is_held_back, labelled))
    labelled |= {json.loads(line)["id"] for line in stories.STATEMENTS.read_text(encoding="utf-8").splitlines()}
    assert not any(map(stories.is_held_back, labelled))
    assert not labelled & (measured | {one["id"] for one in stories.kept()})


@shared
def test_the_marks_of_real_sentences_lie_in_their_text() -> None:
    for _, one in corpora.real():
        assert one.text == one.text.strip()
        assert all(0 <= mark.start < mark.end <= len(one.text) for mark in one.marks)


@shared
def test_no_invented_sentence_stands_in_a_set_that_measures(invented: list[Labelled]) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.lower().split()
        return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}

    known = set[tuple[str, ...]]()
    for row in [*corpora.plv(), *corpora.cameo_class()]:
        known |= runs(row.text)
    for article in corpora.polnear("dev"):
        known |= runs(article.text)
    assert [one.origin for one in invented if runs(one.text) & known] == []


def test_the_model_card_is_made_of_the_records_of_the_runs() -> None:
    spec = importlib.util.spec_from_file_location("build_model_card", corpora.ROOT.parent / "tools/build_model_card.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.CARD.read_text(encoding="utf-8") == module.card(), "run `make docs`"


def test_dates_are_scored_on_the_stories_that_have_them_in_two_halves() -> None:
    labels = [{"id": "a", "events": [{"date": None}]}, {"id": "b", "events": [{"type": "AID"}]}]
    assert [one["id"] for one in dates.dated(labels)] == ["a"]
    assert {dates.half_of(str(number)) for number in range(9)} == set(dates.HALVES)
    score = Score()
    score.ask(dates.DATED, 1, 4)
    score.ask(dates.UNDATED, 5, 6)
    assert dates.row("half", score).split() == ["half", "0.600", "of", "10", "0.250", "of", "4", "0.833", "of", "6"]
