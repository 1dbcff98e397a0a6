"""Return how many of NGEC's own actor texts `actor` resolves as they expect: country and the first two sectors.

The cases are read from `../shared/data/events/ngec_actor_dev.jsonl`; those that NGEC marks as failing are left out.
Speed is that of the same texts, again and again, once the tables are loaded.

    python -m benchmarks.actors [--errors] [--json]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.common import SHARED, Row

from dyadbook.lookup.actor import ActorRow, find_actors
from dyadbook.lookup.found_actor import FoundActor

CASES = SHARED / "data" / "events" / "ngec_actor_dev.jsonl"
FIELDS = ("country", "code_1", "code_2")


def cases() -> list[dict[str, Any]]:
    """Return the cases that ask for the codes of an actor's words and expect something of them."""
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    asked = [row for row in rows if row["fn"] == "agent_to_code" and not row["marks"]]
    return [row for row in asked if any(one["field"] in (*FIELDS, "") for one in row["expect"])]


def row_of(case: dict[str, Any]) -> ActorRow:
    """Return a case as a row; its date may stand among its keywords."""
    day = (case.get("kw") or {}).get("query_date") or case["date"]
    return ActorRow(id=case["id"], text=case["actor"], context=case["context"], date=day)


def faults(case: dict[str, Any], found: FoundActor) -> list[str]:
    """Return what is not as the case expects."""
    codes = (*found.sectors, "", "")
    told = {"country": found.country or "", "code_1": codes[0], "code_2": codes[1]}
    wrong = []
    for one in case["expect"]:
        field, value = one["field"], one["value"]
        if field == "" and (told["country"] or told["code_1"]):
            wrong.append(f"nobody, not {told['country']} {told['code_1']}")
        elif field in FIELDS:
            right = {"==": told[field] == (value or ""), "!=": told[field] != value, "in": told[field] in value}
            if not right[one["op"].replace("or ", "")]:
                wrong.append(f"{field} {one['op']} {value}, not {told[field] or 'none'}")
    return wrong


def failed() -> Iterator[tuple[str, list[str]]]:
    """Yield each case that is not answered as it expects: its words, and what is wrong."""
    asked = cases()
    for case, found in zip(asked, find_actors(map(row_of, asked)), strict=True):
        if wrong := faults(case, found):
            yield case["actor"], wrong


def passed() -> float:
    """Return the share of cases passed."""
    return 1 - len(list(failed())) / len(cases())


def measure() -> dict[str, float]:
    """Return the share of cases passed, texts a second, and seconds until the first answer."""
    begun = time.perf_counter()
    list(find_actors([ActorRow(text="France")]))
    loading = time.perf_counter() - begun
    rows = [row_of(case) for case in cases()]
    share = passed()  # towns are loaded when the first one is asked for
    begun = time.perf_counter()
    for _ in range(10):
        list(find_actors(rows))
    rate = 10 * len(rows) / (time.perf_counter() - begun)
    return {"cases": len(rows), "passed": share, "texts a second": rate, "seconds to load": loading}


def rows() -> list[Row]:
    """Return the figures as rows of the benchmarks' table."""
    if not CASES.exists():
        return []
    return [Row("actor", name, f"{value:.3f}" if value < 100 else f"{value:,.0f}") for name, value in measure().items()]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print each case that fails")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not CASES.exists():
        raise SystemExit(f"there is no {CASES}: the cases are not part of the repository.")
    if given.errors:
        for words, wrong in failed():
            print(f"{words}: {'; '.join(wrong)}")
    figures = measure()
    print(json.dumps(figures, indent=1) if given.json else "\n".join(f"{k:18}{v:12.3f}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
