"""The gold of the example articles: each file is valid, and its words are the article's."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import lxml.html
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import reading
from benchmarks.common import Gold, article_of, codings, find_words, golds, is_kept, row_of

from dyadbook import ontology

GOLDS = golds()
LAYERS = ("statements", "events", "standings", "issues")
FIELDS = {
    "blocks": {"kind", "words"},
    "statements": {"words", "speaker", "form", "cue"},
    "events": set("words source target type act modality historical lead date precision said_by".split()),
    "standings": {"words", "parties", "aspect", "value", "condition"},
    "issues": {"issue", "parties", "words"},
}
EXTRA = {"statements": {"audience"}, "events": {"place", "also", "or"}, "standings": {"said_by"}}
# Values of docs/gold.md that the ontology does not have: a careful coder needs them, no reading can have them yet.
ALLOWED: dict[str, set[object]] = {
    "kind": {"headline", "deck", "byline", "dateline", "subhead", "caption", "credit", "teaser"},
    "form": {"direct", "indirect", "mixed"},
    "modality": {"actual", "future", "hypothetical", "negated"},
    "precision": {"day", "week", "month", "quarter", "season", "year", "decade", "unknown"},
    "historical": {True, False, None},
    "lead": {True, False},
}
PARTY = re.compile(r"[A-Z]{3}|org/[\w.-]+")
DATE = re.compile(r"\d{3,4}|\d{4}-\d\d(-\d\d)?|\d{4}-Q[1-4]")

every_gold = pytest.mark.parametrize("gold", GOLDS, ids=[gold.slug for gold in GOLDS])


def records(gold: Gold) -> list[tuple[str, dict[str, Any]]]:
    """Return every record of a gold file with its layer; a second coding is a record of its own."""
    return [(layer, coding) for layer in FIELDS for record in gold.layer(layer) for coding in codings(record)]


def check(gold: Gold, found: list[str]) -> None:
    """Fail where something is wrong; of a file that is held back say only how much, since nobody looks into it."""
    if found:
        said = f"{len(found)} faults in a file held back" if gold.held_back else "\n".join(found)
        pytest.fail(said, pytrace=False)


def visible_text(gold: Gold) -> str:
    """Return all text of the file that the article is in; of a page what the browser shows, in any element."""
    if gold.row:
        row = row_of(gold)
        return f"{row['title']}\n{row['text']}"
    raw = gold.path.read_bytes()
    if gold.path.suffix != ".html":
        return raw.decode("utf-8")
    page = lxml.html.document_fromstring(raw)  # bytes: the page names its own encoding
    return " ".join(text for element in page.iter("body") for text in element.itertext() if isinstance(text, str))


@every_gold
def test_a_gold_file_has_the_fields_of_the_format(gold: Gold) -> None:
    found = []
    for layer, record in records(gold):
        keys, known = set(record), FIELDS[layer] | EXTRA.get(layer, set())
        found += [f"{layer}: no {key}: {record}" for key in FIELDS[layer] - keys]
        found += [f"{layer}: unknown {key}: {record}" for key in keys - known]
    check(gold, found)
    assert set(gold.data) == {"article", "held_back", "published", "title", "authors", "publisher", *FIELDS}


@every_gold
def test_every_value_is_one_that_the_format_and_the_ontology_know(gold: Gold) -> None:
    found = [
        f"{key} {record[key]}"
        for _, record in records(gold)
        for key, values in ALLOWED.items()
        if key in record and record[key] not in values
    ]
    for layer, record in records(gold):
        found += [f"type {record[k]}" for k in ("type", "act") if k in record and not ontology.is_type(record[k])]
        if layer == "standings":
            pair = record["aspect"], record["value"]
            found += [] if ontology.is_standing(*pair) else [f"standing {pair}"]
    check(gold, found)


def test_the_standings_that_are_scored_are_those_that_the_page_lists() -> None:
    page = (Path(__file__).resolve().parents[1] / "docs" / "gold.md").read_text(encoding="utf-8")
    told: dict[str, set[str]] = {}
    for aspects, values in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| (`.*) \|$", page.split("### standings")[1], re.M):
        for aspect in re.findall(r"`(\w+)`", aspects):
            told[aspect] = set(re.findall(r"`(\w+)`", values.split(" (")[0]))
    assert told == reading.LISTED


@every_gold
def test_every_party_is_a_country_or_an_organization(gold: Gold) -> None:
    sides = [party for _, r in records(gold) for key in ("source", "target", "parties") for party in r.get(key, [])]
    for statement in gold.layer("statements"):
        speaker = statement["speaker"]
        sides += [*speaker.get("countries", []), *filter(None, (speaker.get("country"), speaker.get("id")))]
    found = [party for party in sides if not PARTY.fullmatch(party)]
    check(gold, found)


@every_gold
def test_every_date_is_a_prefix_of_a_day_and_none_is_unknown(gold: Gold) -> None:
    found = [
        f"{event['date']} {event['precision']}: {event['words']}"
        for layer, event in records(gold)
        if layer == "events"
        and (
            (event["date"] is None) != (event["precision"] == "unknown")
            or (event["date"] is not None and not DATE.fullmatch(str(event["date"])))
        )
    ]
    check(gold, found)


@every_gold
def test_a_future_act_has_the_type_that_plover_gives_it(gold: Gold) -> None:
    changed = {act for act in ontology.event_types() if ontology.future_type(act) != act}
    found = [
        f"{event['type']}/{event['act']}: {event['words']}"
        for event in gold.layer("events")
        if event["modality"] == "future"
        and event["act"] in changed
        and ontology.future_type(event["act"]) not in (event["type"], (event.get("or") or {}).get("type"))
    ]
    check(gold, found)


@every_gold
def test_all_words_stand_in_the_file(gold: Gold) -> None:
    text = visible_text(gold)
    found = [
        f"{layer}: {words}"
        for layer in FIELDS
        for record in gold.layer(layer)
        for words in (record["words"], *(record.get("also") or []))
        if not any(find_words(text, words))
    ]
    check(gold, found)


@every_gold
def test_words_that_the_sources_keep_lie_within_one_block(gold: Gold) -> None:
    article = article_of(gold)
    found = [
        f"{layer}: {words}"
        for layer in LAYERS
        for record in gold.layer(layer)
        for words in (record["words"], *(record.get("also") or []))
        if any(find_words(article.text, words)) and not is_kept(article, words)
    ]
    check(gold, found)


@every_gold
def test_every_example_article_says_that_it_is_one(gold: Gold) -> None:
    assert article_of(gold).synthetic


def test_there_are_forty_articles_and_half_of_each_form_are_held_back() -> None:
    assert len(GOLDS) >= 40
    assert sum(gold.held_back for gold in GOLDS) >= 20
    forms, held = Counter(g.path.parent.name for g in GOLDS), Counter(g.path.parent.name for g in GOLDS if g.held_back)
    assert all(0.3 <= held[form] / count <= 0.7 for form, count in forms.items()), (forms, held)


def test_every_example_article_has_one_gold_file() -> None:
    examples = GOLDS[0].path.parents[1]
    files = [path for form in ("pages", "copied", "tables") for path in (examples / form).iterdir() if path.is_file()]
    assert {gold.path for gold in GOLDS} == set(files)
    rows = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files if path.suffix == ".jsonl")
    assert sum(gold.row is not None for gold in GOLDS) == rows
    assert len({gold.data["article"] for gold in GOLDS}) == len(GOLDS)
