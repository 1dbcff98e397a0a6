"""Return labels of real sentences as offsets: from marked lines to rows of `real.jsonl`, which hold no text.

`python -m training.offsets SENTENCES LABELS >> training/data/real.jsonl`. SENTENCES is JSON lines {set, id, start, end,
text}, cut from the sets beside the repository; LABELS has `number@@construction@@events@@marked sentence`, the number
being the line of SENTENCES from 0.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.inline import FormatError, Labelled, parse_line


def labelled(sentences: Path, labels: Path) -> Iterator[dict[str, Any]]:
    """Yield a row for each labelled sentence.

    Raises: FormatError where a label cannot be read or its text is not the sentence.
    """
    rows = [json.loads(line) for line in sentences.read_text(encoding="utf-8").splitlines()]
    for number, line in enumerate(labels.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        key, construction, events, marked = line.split("@@")
        one = parse_line("\t".join((construction.strip(), events.strip(), marked)), f"{labels.name}:{number}")
        row = rows[int(key)]
        if one.text != row["text"].strip():
            raise FormatError(f"{labels}:{number}: the text is not that of sentence {key}")
        yield {"set": row["set"], "article": row["id"], "start": row["start"], "end": row["end"], **_labels(one)}


def _labels(one: Labelled) -> dict[str, Any]:
    return {
        "construction": one.construction,
        "marks": [[mark.kind, mark.key, mark.start, mark.end] for mark in one.marks],
        "events": [
            {"key": e.key, "source": e.source, "target": e.target, "way": e.way, "type": e.type, "act": e.act,
             "modes": e.modes, "modality": e.modality}
            for e in one.events
        ],
    }  # fmt: skip


def main(sentences: str, *labels: str) -> None:
    """Print the rows."""
    for path in labels:
        for row in labelled(Path(sentences), Path(path)):
            print(json.dumps(row, separators=(",", ":")))


if __name__ == "__main__":
    main(*sys.argv[1:])
