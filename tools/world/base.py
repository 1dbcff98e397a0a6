"""Return what the builders share: where sources and tables lie, how rows are read and written, how names fold."""

from __future__ import annotations

import csv
import gzip
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HAND = Path(__file__).resolve().parent
SOURCES = ROOT.parent / "shared" / "data" / "world"
OUT = ROOT / "src" / "dyadbook" / "world" / "data"


def hand_rows(name: str) -> Iterator[dict[str, str]]:
    """Return the rows of a table written by hand, without its `#` lines."""
    lines = (HAND / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader(line for line in lines if line and not line.startswith("#"))


def source_text(name: str) -> str:
    """Return a source file's text; REIGN is not quite UTF-8."""
    data = (SOURCES / name).read_bytes()
    data = gzip.decompress(data) if name.endswith(".gz") else data
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def source_json(name: str) -> Any:
    """Return a source file's JSON."""
    return json.loads(source_text(name))


def write(name: str, notes: Sequence[str], header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Return how many rows were written to a table of the package; None is written as nothing."""
    buffer = io.StringIO()
    for note in notes:
        buffer.write(f"# {note}\n")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow(["" if field is None else str(field) for field in row])
        count += 1
    data = buffer.getvalue().encode()
    OUT.mkdir(parents=True, exist_ok=True)
    # No time in the gzip header: the same sources give the same bytes.
    (OUT / name).write_bytes(gzip.compress(data, 9, mtime=0) if name.endswith(".gz") else data)
    return count


def ascii_fold(text: str) -> str:
    """Return text in lower case without accents, with hyphens and punctuation as blanks."""
    text = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    kept = "".join(char for char in text if not unicodedata.combining(char)).lower()
    return " ".join("".join(char if char.isalnum() else " " for char in kept.replace("'", "")).split())


def without_accents(text: str) -> str:
    """Return text with its accents gone and its capitals kept."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
