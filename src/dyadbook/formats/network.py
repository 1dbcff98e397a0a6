"""Write the network of who acts at whom, as GraphML or GEXF: parties are its nodes, what passed its edges.

Level 5. An edge goes from a party to another and counts the events between them; an act without direction counts once
each way. What is not told as done is counted apart (`hollow`), and so is what example texts tell (`synthetic`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

from dyadbook.formats.exchange import Losses, whole_files
from dyadbook.records import Actor, Event, Reading
from dyadbook.world import countries, groups, organizations

__all__ = ["export"]

_NEVER = (
    "single events, with their types, dates, places and words: an edge has counts, a mean, the first and last day",
    "who acts within a country: persons and offices count for their country, an organization for itself",
    "what a party was known by: that another sentence names it, or that its country is inferred",
    "statements, standings and issues",
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KINDS = {
    "events": "int", "cooperation": "int", "conflict": "int", "hollow": "int", "synthetic": "int",
    "goldstein": "double", "first": "string", "last": "string",
}  # fmt: skip


@dataclass
class _Edge:
    """What is counted between two parties."""

    events: int = 0
    cooperation: int = 0
    conflict: int = 0
    hollow: int = 0
    synthetic: int = 0
    weighed: int = 0
    total: float = 0.0
    first: date | None = None
    last: date | None = None

    def add(self, event: Event, synthetic: bool) -> None:
        """Count an event."""
        self.synthetic += synthetic
        if event.modality != "actual":
            self.hollow += 1
            return
        self.events += 1
        self.cooperation += event.quad.endswith("cooperation")
        self.conflict += event.quad.endswith("conflict")
        if event.goldstein is not None:
            self.weighed += 1
            self.total += event.goldstein
        if event.date.start is not None and event.date.end is not None:
            self.first = min(self.first or event.date.start, event.date.start)
            self.last = max(self.last or event.date.start, event.date.start)

    def values(self) -> dict[str, Any]:
        """Return what the edge says, without what is not known."""
        mean = round(self.total / self.weighed, 4) if self.weighed else None
        found = {name: getattr(self, name) for name in _KINDS if name != "goldstein"} | {"goldstein": mean}
        return {name: found[name] for name in _KINDS if found[name] is not None}


def export(
    readings: Iterable[Reading], folder: Path, losses: Losses, *, format: Literal["graphml", "gexf"]
) -> tuple[Path, ...]:
    """Return the file written."""
    losses.never(*_NEVER)
    edges: dict[tuple[str, str], _Edge] = {}
    for reading in readings:
        for event in reading.events:
            found = set(_ties(event))
            losses.add("event without an edge: it is not told by whom or at whom, or both are one party", not found)
            for tie in found:
                edges.setdefault(tie, _Edge()).add(event, reading.article.synthetic)
    nodes = sorted({party for tie in edges for party in tie})
    root = (_graphml if format == "graphml" else _gexf)(nodes, dict(sorted(edges.items())))
    ElementTree.indent(root)
    path = folder / f"network.{format}"
    with whole_files(path) as (file,):
        file.write(ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n")
    return (path,)


def _ties(event: Event) -> Iterator[tuple[str, str]]:
    """Yield the pairs of parties between which an event passed."""
    for source in filter(None, map(_party, event.source)):
        for target in filter(None, map(_party, event.target)):
            if source != target:
                yield source, target
                if event.reciprocal:
                    yield target, source


def _party(actor: Actor) -> str | None:
    """Return the party that an actor counts for: an organization itself, else the country."""
    return actor.id if actor.id and actor.id.startswith("org/") else actor.country


def _node(party: str) -> dict[str, str]:
    known = countries().get(party) or organizations().get(party) or groups().get(party)
    return {
        "label": _clean(known.name if known else party),
        "kind": "country" if party in countries() else "organization",
    }


def _graphml(nodes: list[str], edges: dict[tuple[str, str], _Edge]) -> ElementTree.Element:
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    keys = {"label": ("node", "string"), "kind": ("node", "string")} | {
        name: ("edge", kind) for name, kind in _KINDS.items()
    }
    for name, (of, kind) in keys.items():
        ElementTree.SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": kind})
    graph = ElementTree.SubElement(root, "graph", id="dyadbook", edgedefault="directed")
    for party in nodes:
        node = ElementTree.SubElement(graph, "node", id=_clean(party))
        for name, text in _node(party).items():
            ElementTree.SubElement(node, "data", key=name).text = text
    for (source, target), edge in edges.items():
        element = ElementTree.SubElement(graph, "edge", source=_clean(source), target=_clean(target))
        for name, value in edge.values().items():
            ElementTree.SubElement(element, "data", key=name).text = str(value)
    return root


def _gexf(nodes: list[str], edges: dict[tuple[str, str], _Edge]) -> ElementTree.Element:
    root = ElementTree.Element("gexf", xmlns="http://www.gexf.net/1.2draft", version="1.2")
    graph = ElementTree.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    for of, kinds in (("node", {"kind": "string"}), ("edge", _KINDS)):
        columns = ElementTree.SubElement(graph, "attributes", {"class": of})
        for name, kind in kinds.items():
            kind = {"int": "integer"}.get(kind, kind)
            ElementTree.SubElement(columns, "attribute", id=name, title=name, type=kind)
    listed = ElementTree.SubElement(graph, "nodes")
    for party in nodes:
        words = _node(party)
        node = ElementTree.SubElement(listed, "node", id=_clean(party), label=words["label"])
        values = ElementTree.SubElement(node, "attvalues")
        ElementTree.SubElement(values, "attvalue", {"for": "kind", "value": words["kind"]})
    drawn = ElementTree.SubElement(graph, "edges")
    for number, ((source, target), edge) in enumerate(edges.items()):
        element = ElementTree.SubElement(
            drawn, "edge", id=str(number), source=_clean(source), target=_clean(target), weight=str(edge.events)
        )
        values = ElementTree.SubElement(element, "attvalues")
        for name, value in edge.values().items():
            ElementTree.SubElement(values, "attvalue", {"for": name, "value": str(value)})
    return root


def _clean(text: str) -> str:
    """Return a text that XML can hold."""
    return _FORBIDDEN.sub("\ufffd", text)
