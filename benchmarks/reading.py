"""Return how well articles are read: the readings of the example articles against their gold.

Each gold article is read from its file, then compared layer by layer (precision, recall, F1). A record of the gold is
paired with at most one record of the reading, the best match first; what pairs is written beside each function. Events
that match in words, parties and type are then asked how many of their other fields are right.

    python -m benchmarks.reading [--errors] [--held-back] [--article SLUG] [--json] [--floors]

`--held-back` scores the articles that nobody looks at while building, and prints totals only.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from benchmarks.common import (
    Count,
    Gold,
    Row,
    article_of,
    codings,
    find_words,
    fold,
    golds,
    is_kept,
    same_name,
    share,
    table,
)

from dyadbook.records import Actor, Article, Block, Event, IssueMention, Place, Reading, Standing, Statement, When
from dyadbook.sources.article import SYNTHETIC_LINE
from dyadbook.world.offices import aliases

Span = tuple[int, int]
T = TypeVar("T")


@dataclass
class Score:
    """What a comparison counted: layers, fields of matched records (right, asked), and the errors in words.

    `right` holds the places of a reading's records that are right in full; it belongs to one article.
    """

    layers: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    fields: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    errors: list[str] = field(default_factory=list)
    right: dict[str, set[int]] = field(default_factory=dict)
    articles: int = 0

    def add(self, other: Score) -> None:
        """Add the counts of another score; errors are listed by article, so they stay there."""
        self.articles += other.articles
        for name, count in other.layers.items():
            self.layers[name].add(count)
        for name, (right, asked) in other.fields.items():
            self.ask(name, right, asked)

    def ask(self, name: str, right: int | bool, asked: int = 1) -> None:
        """Count a field of a matched record."""
        self.fields[name][0] += right
        self.fields[name][1] += asked

    def numbers(self) -> dict[str, float]:
        """Return every figure by its name: `events.f1`, `events.date`, ... in the order of the table."""
        found = {"articles": float(self.articles)}
        for name, count in self.layers.items():
            found |= {f"{name}.{measure}": getattr(count, measure) for measure in ("precision", "recall", "f1")}
        return found | {name: right / asked for name, (right, asked) in self.fields.items() if asked}


def compare(gold: Gold, reading: Reading) -> Score:
    """Return the score of one reading."""
    score = Score(articles=1)
    score.ask("head.no_problem", not reading.problems)
    score.errors += [f"problem {p.step} {p.code}: {p.message}" for p in reading.problems]
    _head(score, gold, reading.article)
    _kept_words(score, gold, reading.article)
    _blocks(score, gold, reading.article)
    compare_records(score, gold, reading)
    _issues(score, gold, reading)
    return score


def compare_records(score: Score, gold: Gold, reading: Reading) -> None:
    """Add the score of statements, events and standings."""
    _statements(score, gold, reading)
    _events(score, gold, reading)
    compare_standings(score, gold, reading)


# What is common to the layers


def pair(gold: Sequence[T], found: Sequence[Any], worth: Callable[[T, Any], float]) -> list[tuple[int, int]]:
    """Return pairs of places in both lists, each used once, the pairs of greatest worth first; worth 0 is no match."""
    worths = [(worth(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    pairs: list[tuple[int, int]] = []
    left, right = set(range(len(gold))), set(range(len(found)))
    for value, i, j in sorted(worths, reverse=True):
        if value > 0 and -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            pairs.append((-i, -j))
    return pairs


def _count(score: Score, layer: str, gold: int, found: int, right: int) -> None:
    score.layers[layer].add(Count(gold, found, right))


def _places(article: Article, record: dict[str, Any]) -> list[Span]:
    """Return where the words of a gold record stand: its `spans` where it is labelled by offset, else its words."""
    if "spans" in record:
        return [(start, end) for start, end in record["spans"]]
    return _spans(article, [record["words"], *(record.get("also") or [])])


def _spans(article: Article, words: Iterable[str]) -> list[Span]:
    """Return where the words first stand in the article; words that the sources lost are nowhere."""
    return [span for phrase in words for span in [next(find_words(article.text, phrase), None)] if span]


def _overlap(one: Iterable[Span], other: Iterable[Span]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _list_errors(
    score: Score,
    layer: str,
    pairs: Sequence[tuple[int, int]],
    gold: Sequence[str],
    found: Sequence[str],
) -> None:
    """Add what was missed and what was false, in the words of the records."""
    have, right = {i for i, _ in pairs}, {j for _, j in pairs}
    score.errors += [f"missed {layer}: {line}" for i, line in enumerate(gold) if i not in have]
    score.errors += [f"false  {layer}: {line}" for j, line in enumerate(found) if j not in right]


def _said(record: Event | Standing) -> str:
    return record.said_by.name if record.said_by else ""


# Head and blocks


def _head(score: Score, gold: Gold, article: Article) -> None:
    """Ask title, day, authors and publisher: each right as a whole."""
    published = gold.data["published"]
    stated = article.published if article.published_basis == "stated" else None
    checks = {
        "title": (fold(gold.data["title"]), fold(article.title or "")),
        "published": (str(published) if published else None, str(stated) if stated else None),
        "authors": (sorted(map(fold, gold.data["authors"] or [])), sorted(map(fold, article.authors))),
        "publisher": (fold(gold.data["publisher"] or ""), fold(article.publisher or "")),
    }
    for name, (want, have) in checks.items():
        score.ask(f"head.{name}", want == have)
        if want != have:
            score.errors.append(f"wrong  {name}: {want} read as {have}")


def _kept_words(score: Score, gold: Gold, article: Article) -> None:
    """Ask of each record of the gold whether the sources kept its words, within one block."""
    for layer in ("statements", "events", "standings", "issues"):
        for record in gold.layer(layer):
            for words in (record["words"], *(record.get("also") or [])):
                kept = is_kept(article, words)
                score.ask("head.words", kept)
                if not kept:
                    score.errors.append(f"lost   words: {words}")


def _blocks(score: Score, gold: Gold, article: Article) -> None:
    """Match blocks by kind and first words; a teaser may be dropped.

    Menus and buttons are in no gold, and may be any kind but body: an extra block is false where it holds words of the
    gold or is prose.
    """
    wanted = [b for b in gold.layer("blocks") if b["kind"] != "teaser" or is_kept(article, b["words"])]
    told = _spans(article, (r["words"] for name in ("blocks", "statements", "events") for r in gold.layer(name)))
    found = [b for b in article.blocks if b.kind != "body" and SYNTHETIC_LINE not in _text(article, b)]

    def worth(want: dict[str, Any], have: Block) -> float:
        starts = fold(_text(article, have)).lstrip("\"'").startswith(fold(want["words"]).lstrip("\"'"))
        return float(have.kind == want["kind"] and starts)

    pairs = pair(wanted, found, worth)
    right = {j for _, j in pairs}
    asked = [
        b for j, b in enumerate(found) if j in right or _overlap([(b.start, b.end)], told) or _is_prose(article, b)
    ]
    for kind in sorted({b["kind"] for b in wanted} | {b.kind for b in asked}):
        hits = sum(wanted[i]["kind"] == kind for i, _ in pairs)
        n_wanted, n_found = sum(b["kind"] == kind for b in wanted), sum(b.kind == kind for b in asked)
        _count(score, f"blocks.{kind}", n_wanted, n_found, hits)
    _count(score, "blocks", len(wanted), len(asked), len(pairs))
    have = {i for i, _ in pairs}
    score.errors += [f"missed block: {b['kind']}: {b['words']}" for i, b in enumerate(wanted) if i not in have]
    score.errors += [
        f"false  block: {b.kind}: {_text(article, b)[:90]}" for b in asked if b not in [found[j] for j in right]
    ]


def _is_prose(article: Article, block: Block) -> bool:
    text = _text(article, block)
    return len(text.split()) >= 12 and text.endswith((".", ".”", '."'))


def _text(article: Article, block: Block) -> str:
    return article.text[block.start : block.end]


# Statements


def _statements(score: Score, gold: Gold, reading: Reading) -> None:
    """Match statements by half of their words on both sides, then by speaker; ask form, cue, name and office."""
    wanted, found = gold.layer("statements"), reading.statements
    spans = [_places(reading.article, s) for s in wanted]
    places = {id(s): span for s, span in zip(wanted, spans, strict=True)}

    def in_words(want: dict[str, Any], have: Statement) -> float:
        content = [(w.start, w.end) for w in have.content if _overlap([(w.start, w.end)], places[id(want)])]
        common = _overlap(content, places[id(want)])
        share_both: float = min(common / max(_length(places[id(want)]), 1), common / max(_length(content), 1))
        return share_both if share_both >= 0.5 else 0.0

    def in_full(want: dict[str, Any], have: Statement) -> float:
        return in_words(want, have) if same_speaker(want["speaker"], have.speaker) else 0.0

    by_words, pairs = pair(wanted, found, in_words), pair(wanted, found, in_full)
    _count(score, "statements.words", len(wanted), len(found), len(by_words))
    _count(score, "statements", len(wanted), len(found), len(pairs))
    score.right["statement"] = {j for _, j in pairs}
    for i, j in by_words:
        want, have = wanted[i], found[j]
        score.ask("statements.speaker", same_speaker(want["speaker"], have.speaker))
        score.ask("statements.form", want["form"] == have.form)
        score.ask("statements.cue", _same_cue(want.get("cue"), have.cue.text if have.cue else None))
    for i, j in pairs:
        if office := wanted[i]["speaker"].get("office"):
            speaker = found[j].speaker
            score.ask("statements.office", bool(speaker and speaker.office and same_name(office, speaker.office)))
    _list_errors(
        score, "statement", pairs, list(map(_show_wanted_statement, wanted)), list(map(_show_statement, found))
    )


def same_speaker(want: dict[str, Any], have: Actor | None) -> bool:
    """Return whether the names and the country agree; a country speaks through its government.

    One signatory of several is enough. Who speaks for an international body has no country, so the name decides.
    """
    if have is None:
        return False
    if want.get("countries"):
        return have.country in want["countries"] or same_name(want["name"], have.name)
    if want.get("country") not in (None, have.country):
        return False
    if have.kind != "person" and have.text and same_name(want["name"], have.text):
        return True  # "Baghdad" is how the article names Iraq's government
    if have.kind == "person" and any(same_name(want["name"], name) for name in _other_names(have)):
        return True  # Tony Blinken is Antony Blinken
    governs = "government" in fold(want["name"]) and (have.kind == "country" or "government" in fold(have.name))
    return governs or want.get("id") in _ids(have) or same_name(want["name"], have.name)


def _other_names(actor: Actor) -> list[str]:
    """Return the names under which the tables know a person too."""
    return [name for person, name in aliases() if person == actor.id]


def _same_cue(want: str | None, have: str | None) -> bool:
    """Return whether one cue is within the other: `had said` is `said`."""
    if not want or not have:
        return want == have
    return fold(want) in fold(have) or fold(have) in fold(want)


def _show_wanted_statement(want: dict[str, Any]) -> str:
    return f"{want['speaker']['name']} ({want['form']}): {want['words']}"


def _show_statement(have: Statement) -> str:
    speaker = f"{have.speaker.name}/{have.speaker.country}" if have.speaker else "nobody"
    return f"{speaker} ({have.form}): {' ... '.join(w.text for w in have.content)}"


# Events


def _ids(actor: Actor) -> set[str | None]:
    """Return the ids under which an actor may be coded: organs of the United Nations act for it."""
    whole = "org/UN" if actor.id in {"org/UNSC", "org/UNGA"} else None
    return {actor.country, actor.id, whole} - {None}


def _same_parties(want: Iterable[str], have: Iterable[Actor]) -> bool:
    """Return whether each wanted party is an actor's country or id, and each actor is a wanted party."""
    wanted, sides = set(want), [_ids(actor) for actor in have]
    return all(side & wanted for side in sides) and all(any(w in side for side in sides) for w in wanted)


def _parties_right(want: dict[str, Any], have: Event) -> bool:
    """Return whether source and target are right; where an act has no direction, in either order."""
    if _same_parties(want["source"], have.source) and _same_parties(want["target"], have.target):
        return True
    if have.reciprocal or "CONSULT" in (want["type"], want["act"]):
        return _same_parties([*want["source"], *want["target"]], [*have.source, *have.target])
    return False


def _events(score: Score, gold: Gold, reading: Reading) -> None:
    """Match events by common words with any report, parties and type; then ask the other fields of the matched."""
    wanted, found = gold.layer("events"), reading.events
    spans = {id(e): _places(reading.article, e) for e in wanted}

    def in_words(want: dict[str, Any], have: Event) -> float:
        return float(bool(_overlap(spans[id(want)], [(r.start, r.end) for r in have.reports])))

    def in_parties(want: dict[str, Any], have: Event) -> float:
        right = in_words(want, have) and any(_parties_right(coding, have) for coding in codings(want))
        return _closeness(want, have, spans[id(want)]) if right else 0.0

    def in_full(want: dict[str, Any], have: Event) -> float:
        right = any(_parties_right(coding, have) and coding["type"] == have.type for coding in codings(want))
        return _closeness(want, have, spans[id(want)]) if right and in_words(want, have) else 0.0

    def in_words_best(want: dict[str, Any], have: Event) -> float:
        return in_words(want, have) * (1 + 4 * in_full(want, have) + 2 * in_parties(want, have))

    def as_told(want: dict[str, Any], have: Event) -> float:
        right = any(
            _parties_right(c, have)
            and (c["type"], c["modality"], c["historical"]) == (have.type, have.modality, have.historical)
            for c in codings(want)
        )
        return _closeness(want, have, spans[id(want)]) if right and in_words(want, have) else 0.0

    pairs = pair(wanted, found, in_full)
    _count(score, "events.words", len(wanted), len(found), len(pair(wanted, found, in_words_best)))
    _count(score, "events.parties", len(wanted), len(found), len(pair(wanted, found, in_parties)))
    _count(score, "events", len(wanted), len(found), len(pairs))
    told = pair(wanted, found, as_told)
    _count(score, "events.as_told", len(wanted), len(found), len(told))
    score.right["event"] = {j for _, j in told}
    _false_news(score, wanted, found, pair(wanted, found, in_parties))
    for i, j in pairs:
        _event_fields(score, wanted[i], found[j], {one.id: one.speaker for one in reading.statements})
    _list_errors(score, "event", pairs, list(map(_show_wanted_event, wanted)), list(map(_show_event, found)))


def _false_news(
    score: Score, wanted: Sequence[dict[str, Any]], found: Sequence[Event], pairs: Sequence[tuple[int, int]]
) -> None:
    """Ask of each event that is shown as actual and current whether the gold tells it so, or tells nothing of it."""
    told = {j: wanted[i] for i, j in pairs}
    for j, have in enumerate(found):
        if have.modality == "actual" and have.historical is False:
            want = told.get(j)
            false = want is not None and all(
                c["modality"] != "actual" or c["historical"] is True for c in codings(want)
            )
            score.ask("events.not_false_news", not false)
            if want is not None and false:
                score.errors.append(f"false  news: {_show_wanted_event(want)}; read as {_show_event(have)}")


def _closeness(want: dict[str, Any], have: Event, spans: list[Span]) -> float:
    """Return 1 and more where other fields and more of the words agree, to pair the records that belong together."""
    reports = [(r.start, r.end) for r in have.reports]
    common = _overlap(spans, reports) / max(_length(spans), _length(reports), 1)
    agree: int = sum((want["type"] == have.type, want["modality"] == have.modality, _same_date(want, have.date)))
    return 1.0 + agree + common


def _event_fields(score: Score, want: dict[str, Any], have: Event, speakers: Mapping[str, Actor | None]) -> None:
    """Ask act, modality, history, lead, date, place and teller of a matched event; either coding of the gold counts."""
    right = codings(want)
    dated = any(coding["date"] for coding in right)
    answers: dict[str, bool] = {
        "act": any(c["act"] == have.act for c in right),
        "modality": any(c["modality"] == have.modality for c in right),
        "historical": any(c["historical"] == have.historical for c in right),
        "date" if dated else "no_date": any(_same_date(c, have.date) for c in right),
        "said_by": any(_same_teller(c.get("said_by"), _said(have), _teller(have, speakers)) for c in right),
    }
    if "lead" in want:  # labels by offset have no lead and no place
        answers["lead"] = any(c["lead"] == have.lead for c in right)
        answers["place"] = any(_same_place(c.get("place"), have.place) for c in right)
    for name, is_right in answers.items():
        score.ask(f"events.{name}", is_right)
        if not is_right:
            score.errors.append(f"wrong  {name}: {_show_wanted_event(want)}; read as {_show_event(have)}")


def _same_date(want: dict[str, Any], have: When) -> bool:
    """Return whether a date begins as the gold has it and is as precise; no date is right where the gold has none."""
    if want["date"] is None or have.start is None:
        return want["date"] is None and have.start is None
    prefix = str(want["date"])
    year, quarter, number = prefix.partition("-Q")
    if quarter:
        prefix = f"{year}-{3 * int(number) - 2:02d}"
    return have.start.isoformat().startswith(prefix) and have.precision == want["precision"]


def _same_place(want: dict[str, Any] | None, have: Place | None) -> bool:
    if not want or not have:
        return not want and not have
    return bool(want.get("country") == have.country) and same_name(want["name"], have.name)


def _teller(have: Event, speakers: Mapping[str, Actor | None]) -> Actor | None:
    return speakers.get(have.said_by.statement or "") if have.said_by else None


def _same_teller(want: str | None, have: str, speaker: Actor | None = None) -> bool:
    """Return whether a teller's name is that of the gold; of its statement's speaker every name counts, as there."""
    if not want or not have:
        return not want and not have
    return same_name(want, have) or (speaker is not None and same_speaker({"name": want}, speaker))


def _show_wanted_event(want: dict[str, Any]) -> str:
    sides = f"{'+'.join(want['source'])} > {'+'.join(want['target'])}"
    place = (want.get("place") or {}).get("name")
    told = [want["modality"], want["date"], want["precision"], place, want.get("said_by")]
    flags = ("history " if want["historical"] else "") + ("lead" if want.get("lead") else "")
    return f"{sides} {want['type']}/{want['act']} {told} {flags}: {want['words']}"


def _show_event(have: Event) -> str:
    sides = " > ".join("+".join(a.country or a.id or a.name for a in side) for side in (have.source, have.target))
    told = [have.modality, str(have.date.start), have.date.precision, have.place and have.place.name, _said(have)]
    flags = ("history " if have.historical else "") + ("lead" if have.lead else "")
    return f"{sides} {have.type}/{have.act} {told} {flags}: {' | '.join(r.text for r in have.reports)}"


# Standings and issues


LISTED = {
    "diplomatic_relations": {"none", "established", "suspended", "severed", "restored"},
    "recognition": {"recognized", "not_recognized", "withdrawn"},
    "embassy": {"open", "closed", "none"},
    "alliance": {"in_force", "suspended", "ended", "none"},
    "treaty": {"in_force", "suspended", "ended", "none"},
    "armistice": {"in_force", "ended", "none"},
    "sanctions": {"in_force", "eased", "lifted"},
    "border": {"open", "restricted", "closed"},
    "dispute": {"open", "settled"},
    "tone": {"good", "tense", "hostile"},
}
"""The values of standings that the gold lists (docs/gold.md): of the others it says nothing."""


def listed(reading: Reading) -> list[Standing]:
    """Return the standings of which the gold can say whether they are right."""
    return [one for one in reading.standings if one.value in LISTED.get(one.aspect, ())]


def compare_standings(score: Score, gold: Gold, reading: Reading) -> None:
    """Match listed standings by common words, parties and aspect; then with their value."""
    wanted, found = gold.layer("standings"), listed(reading)
    spans = {id(s): _places(reading.article, s) for s in wanted}

    def in_aspect(want: dict[str, Any], have: Standing) -> float:
        common = _overlap(spans[id(want)], [(r.start, r.end) for r in have.reports])
        same = set(want["parties"]) == set(have.parties) and want["aspect"] == have.aspect
        return float(bool(common and same)) * (2.0 if want["value"] == have.value else 1.0)

    def in_full(want: dict[str, Any], have: Standing) -> float:
        return in_aspect(want, have) if want["value"] == have.value else 0.0

    pairs = pair(wanted, found, in_full)
    _count(score, "standings.aspect", len(wanted), len(found), len(pair(wanted, found, in_aspect)))
    _count(score, "standings", len(wanted), len(found), len(pairs))
    score.right["standing"] = {j for _, j in pairs}
    for i, j in pairs:
        score.ask("standings.said_by", _same_teller(wanted[i].get("said_by"), _said(found[j])))
    show = [f"{'+'.join(s['parties'])} {s['aspect']}={s['value']}: {s['words']}" for s in wanted]
    shown = [f"{'+'.join(s.parties)} {s.aspect}={s.value}: {' | '.join(r.text for r in s.reports)}" for s in found]
    _list_errors(score, "standing", pairs, show, shown)


def _issues(score: Score, gold: Gold, reading: Reading) -> None:
    """Match issues by their name and parties, each counted once an article."""
    wanted = list(dict.fromkeys((i["issue"], tuple(sorted(i["parties"]))) for i in gold.layer("issues")))
    found = list(dict.fromkeys(map(_issue_key, reading.issues)))
    pairs = pair(wanted, found, lambda want, have: float(want == have))
    _count(score, "issues", len(wanted), len(found), len(pairs))
    names, names_found = {name for name, _ in wanted}, {name for name, _ in found}
    _count(score, "issues.name", len(names), len(names_found), len(names & names_found))
    _list_errors(score, "issue", pairs, list(map(str, wanted)), list(map(str, found)))


def _issue_key(mention: IssueMention) -> tuple[str, tuple[str, ...]]:
    return mention.issue, tuple(sorted(mention.parties))


# The run


def scores(held_back: bool = False, slug: str | None = None) -> dict[str, Score]:
    """Return the score of each gold article by its slug; an article that cannot be read counts with all its gold."""
    from dyadbook.reader import read

    found = {}
    for gold in golds(held_back):
        if slug is None or slug == gold.slug:
            found[gold.slug] = compare(gold, read(article_of(gold)))
    return found


def total(parts: Iterable[Score]) -> Score:
    """Return the sum of several scores."""
    whole = Score()
    for part in parts:
        whole.add(part)
    return whole


def rows(score: Score, data: str) -> list[Row]:
    """Return the rows for docs/benchmarks.md."""
    layers = (
        "blocks",
        "statements.words",
        "statements",
        "events.words",
        "events.parties",
        "events",
        "standings",
        "issues",
    )
    f1 = [(f"{name} F1", f"{score.layers[name].f1:.3f}") for name in layers if name in score.layers]
    fields = [(f"{name}, right", share(*pair)) for name, pair in score.fields.items() if not name.startswith("head")]
    clean, asked = score.fields["head.no_problem"]
    troubled = [("articles with a problem", str(asked - clean))]
    return [Row("reading", measure, value, data=data) for measure, value in troubled + f1 + fields]


def show(score: Score) -> str:
    """Return the tables of layers and of fields as lines."""
    head = ("layer", "gold", "found", "right", "precision", "recall", "F1")
    lines = [
        (name, str(c.gold), str(c.found), str(c.right), f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}")
        for name, c in sorted(score.layers.items())
    ]
    asked = [(name, str(right), str(n), share(right, n)) for name, (right, n) in sorted(score.fields.items())]
    return table([head, *lines]) + "\n\n" + table([("field of the matched", "right", "asked", "share"), *asked])


def main() -> None:
    """Print the scores, and with `--errors` what was missed, false or wrong in each article."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--held-back", action="store_true", help="score the articles held back: totals only")
    which.add_argument("--errors", action="store_true", help="list the errors of each article")
    which.add_argument("--article", metavar="SLUG", help="one article, with its errors")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--floors", action="store_true", help="print the figures as lines of tests/floors.toml")
    options = parser.parse_args()
    parts = scores(options.held_back, options.article)
    whole = total(parts.values())
    if options.json:
        print(json.dumps(whole.numbers(), indent=1))
        return
    if options.floors:
        print(*(f'"{name}" = {math.floor(100 * n) / 100}' for name, n in whole.numbers().items()), sep="\n")
        return
    if options.errors or options.article:
        for slug, part in parts.items():
            print(slug, *(f"  {line}" for line in part.errors), "", sep="\n")
    print(f"{whole.articles} articles, {'held back' if options.held_back else 'not held back'}\n")
    print(show(whole))


if __name__ == "__main__":
    main()
