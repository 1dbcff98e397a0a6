"""Return how events of the example articles are merged that are made from their labels: merging without a reader.

Parties, act, day, modality and place are as labelled, the words those of the sentence: what is lost here, merging
loses. Only example articles that are not held back; the pairs are those of `benchmarks.merging`.

    python -m benchmarks.merging_labelled [--errors]
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import Any

from benchmarks import merging
from benchmarks.common import article_of, golds

from dyadbook import ontology
from dyadbook.book.merge import Told, ToldIn, merge
from dyadbook.records import Actor, Article, Event, Place, Report, When, Words

DAYS = {"day": 1, "week": 7}


def told(article: Article, label: dict[str, Any], number: int) -> Told:
    """Return a labelled event as an article's account of it."""
    at = article.text.index(label["words"])
    words = Words(start=at, end=at + len(label["words"]), text=label["words"])
    block = next(each for each in article.blocks if each.start <= at < each.end)
    before = article.text.rfind(". ", block.start, at)
    first = before + 2 if before >= 0 else block.start
    full = article.text.find(". ", words.end, block.end)
    last = full + 1 if full >= 0 else max(block.end, words.end)
    when = interval(label["date"], label["precision"])
    same: dict[str, Any] = {key: label[key] for key in ("modality", "historical")} | {"date": when, "confidence": 1.0}
    report = Report(
        article=article.id, block=block.kind, start=first, end=last, text=article.text[first:last], trigger=words,
        **same,
    )  # fmt: skip
    event = Event(
        id=f"{article.id} {number}", source=parties(label["source"]), target=parties(label["target"]),
        type=label["type"], act=label["act"], quad=ontology.quad(label["act"]), lead=label["lead"], reports=(report,),
        origin="label",
        place=Place(**label["place"]) if label.get("place") else None, **same,
    )  # fmt: skip
    return Told(event=event, article=ToldIn(id=article.id, outlet=article.publisher, published=article.published))


def parties(names: list[str] | None) -> tuple[Actor, ...]:
    """Return labelled parties: countries by their codes, others by their ids."""
    return tuple(
        Actor(name=name, kind="organization", id=name)
        if "/" in name
        else Actor(name=name, kind="country", country=name, id=name)
        for name in names or ()
    )


def interval(prefix: Any, precision: str) -> When:
    """Return the days of a labelled date: 2016, 2016-01, 2016-01-03; none where it is not a year or narrower."""
    given = [int(part) for part in str(prefix or "").split("-") if part]
    if not given or given[0] < 1000:
        return When()
    if len(given) == 1:
        return When(start=date(given[0], 1, 1), end=date(given[0] + 1, 1, 1), precision="year")
    if len(given) == 2:
        year, month = given
        return When(start=date(year, month, 1), end=date(year + month // 12, month % 12 + 1, 1), precision="month")
    day = date(*given)
    return When(
        start=day, end=day + timedelta(days=DAYS.get(precision, 1)), precision="week" if precision == "week" else "day"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print the pairs that are wrong")
    given = parser.parse_args()
    made: dict[tuple[str, str], Told] = {}
    for gold in golds(False):
        article = article_of(gold)
        for number, label in enumerate(gold.data["events"]):
            made[gold.data["article"], label["words"]] = told(article, label, number)
    home = {member: event.id for event in merge(made.values()) for member in event.members}
    score = merging.Score()
    for part, pair in merging.pairs():
        if part == merging.EXAMPLES:
            one, other = (made[pair[name][0], pair[name][1]].event for name in "ab")
            joined = home[one.id] == home[other.id]
            score.pairs += 1
            score.same += pair["same"]
            score.merged += joined
            score.right += joined and pair["same"]
            if given.errors and joined != pair["same"]:
                print("merged:" if joined else "not merged:", one.reports[0].text, "|", other.reports[0].text)
    print(
        f"example articles as labelled: precision {score.precision:.3f} ({score.right} of {score.merged}), "
        f"recall {score.recall:.3f} ({score.right} of {score.same}); {score.pairs} pairs"
    )


if __name__ == "__main__":
    main()
