"""Score places on two sets of news, LGL (local papers) and TR-News, with the gold's own spans.

Both are read from `../shared/data/places`. A place is right within 161 km (100 miles) of the gold's point, of all gold
places that have one; a country is right where the codes are equal, of all that have one. Documents of even number were
looked at while the rules were written, those of odd number were not: that row is the honest one. A span whose words are
not the gold's (TR-News counts some characters twice) is moved to where they stand nearest by.

    python benchmarks/places.py [--errors]
"""

from __future__ import annotations

import argparse
import gzip
import math
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dyadbook import world
from dyadbook.lookup.place import FoundPlace, find_place

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "places"
SETS = {"LGL": FOLDER / "lgl.xml.gz", "TR-News": FOLDER / "TR-News.xml.gz"}
NEAR_KM = 161.0
EARTH_KM = 6371.0
AS_WE_HAVE_IT = {"Palestinian Territory": "PSE", "Burma": "MMR", "Macedonia": "MKD", "East Timor": "TLS"}
"""Countries as GeoNames had them, whose names are none of ours."""


@dataclass
class Gold:
    """A place of the gold: its words, its point, and the code of its country where it has one."""

    start: int
    end: int
    words: str
    lat: float
    lon: float
    country: str | None


@dataclass
class Score:
    """Counts over documents; `points` is how far the scores that were given promised to be right."""

    gold: int = 0
    near: int = 0
    told: int = 0
    with_country: int = 0
    country: int = 0
    promised: float = 0.0

    def add(self, gold: Gold, found: FoundPlace) -> bool:
        """Count a place, and return whether its point is right."""
        near = found.lat is not None and found.lon is not None and distance(gold, found.lat, found.lon) < NEAR_KM
        self.gold += 1
        self.near += near
        self.told += found.lat is not None
        self.promised += found.score if found.lat is not None else 0.0
        if gold.country is not None:
            self.with_country += 1
            self.country += found.country == gold.country
        return near

    def row(self, name: str) -> str:
        """Return a line of the table."""
        shares = (
            self.near / max(self.gold, 1), self.near / max(self.told, 1), self.promised / max(self.told, 1),
            self.country / max(self.with_country, 1),
        )  # fmt: skip
        return f"{name:14}{self.gold:6}" + "".join(f"{share:10.3f}" for share in shares)


def distance(gold: Gold, lat: float, lon: float) -> float:
    """Return the kilometres from a gold place to a point."""
    one, other = math.radians(gold.lat), math.radians(lat)
    half = math.sin((other - one) / 2) ** 2
    half += math.cos(one) * math.cos(other) * math.sin(math.radians(lon - gold.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def documents(path: Path) -> Iterator[tuple[int, str, list[Gold]]]:
    """Yield number, text and gold places of each document, in order."""
    with gzip.open(path) as file:
        root = ET.parse(file).getroot()
    for number, article in enumerate(root.iter("article")):
        text = article.findtext("text") or ""
        places = (_gold(toponym, text) for toponym in article.iter("toponym"))
        yield number, text, [place for place in places if place is not None]


def _gold(toponym: ET.Element, text: str) -> Gold | None:
    tag = toponym.find("gaztag")
    if tag is None or not tag.findtext("lat"):
        return None
    start, words = int(toponym.findtext("start") or 0), toponym.findtext("phrase") or ""
    if not text.startswith(words, start):
        places = [at for at in range(len(text)) if text.startswith(words, at)]
        start = min(places, key=lambda at: abs(at - start)) if places else start
    name = tag.findtext("country")
    country = AS_WE_HAVE_IT.get(name) or world.country_of(name) if name else None
    point = (float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0))
    return Gold(start, start + len(words), words, *point, country)


def scores(path: Path, errors: bool = False) -> dict[str, Score]:
    """Return the scores of a set by part; print what was missed in the documents of even number, where asked."""
    parts = {"even": Score(), "odd": Score(), "all": Score()}
    for number, text, places in documents(path):
        for gold in places:
            found = find_place(text, gold.start, gold.end)
            near = parts["odd" if number % 2 else "even"].add(gold, found)
            parts["all"].add(gold, found)
            if errors and not near and number % 2 == 0:
                print(f"{number}\t{gold.words}\t{gold.country}\t{found.name}\t{found.country}\t{found.score}")
    return parts


def main() -> None:
    """Print the table, with `--errors` what was missed in the documents for development."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--errors", action="store_true", help="list the errors of the documents of even number")
    options = parser.parse_args()
    if not FOLDER.is_dir():
        raise SystemExit(f"places: {FOLDER.name} is not beside the repository, nothing to score")
    heads = ("in 161 km", "of told", "its score", "country")
    print(f"{'':14}{'gold':>6}" + "".join(f"{head:>10}" for head in heads))
    for name, path in SETS.items():
        begun = time.perf_counter()
        parts = scores(path, options.errors)
        print(*(score.row(f"{name}, {part}") for part, score in parts.items()), sep="\n")
        print(f"{parts['all'].gold / (time.perf_counter() - begun):.0f} places a second")


if __name__ == "__main__":
    main()
