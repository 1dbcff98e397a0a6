"""Return drawings as SVG: elements that escape what they are given, and the whole as markup, file or notebook object.

A chart within a page has classes alone, for which `style` gives the rules; a chart by itself has them in it, without
variables, which few programs but browsers know.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from dyadbook.charts.specs import Chart, rows, short
from dyadbook.formats.wording import one_line

Given = Mapping[str, str | float]
"""Attributes of an element; a number is a length in pixels."""

WIDTH = 960
_NO_XML = re.compile("[\ufffe\uffff]")  # what XML cannot hold; `one_line` takes care of all else
_EXAMPLES = "Example texts, written for Dyadbook, are among what is drawn. They are no sources."
_READ = "Read by machine with Dyadbook."
_LINE = 150  # characters of a line of notes


def number(value: float) -> str:
    """Return a length in pixels, to a tenth."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")  # + 0.0: no minus before nothing


def element(tag: str, given: Given | None = None, text: str | None = None) -> Element:
    """Return an element; what its attributes and its text hold is made safe to show."""
    attributes = (given or {}).items()
    made = Element(tag, {name: safe(value) if isinstance(value, str) else number(value) for name, value in attributes})
    if text is not None:
        made.text = safe(text)
    return made


def linked(classes: str, link: str | None, says: str, *shapes: Element) -> Element:
    """Return shapes that say in words what they are: a link where there is an address, else an image."""
    lead = ("g", {"role": "img"}) if link is None else ("a", {"href": link})
    made = element(lead[0], {"class": classes, **lead[1], "aria-label": says})
    made.append(element("title", text=says))
    made.extend(shapes)
    return made


def safe(text: str) -> str:
    """Return text that moves and hides nothing around it, and that XML can hold."""
    return _NO_XML.sub("\ufffd", one_line(text))


class Svg:
    """A chart that was drawn."""

    def __init__(self, chart: Chart, parts: Sequence[Element], height: float, *, marks: int) -> None:
        """Keep the parts of a chart of which so many are marks."""
        self.chart, self.height, self.marks = chart, height, marks
        self._parts = list(parts)

    def __bool__(self) -> bool:
        """Return whether anything is drawn."""
        return self.marks > 0

    def __str__(self) -> str:
        """Return the markup for a page that has the rules of `style`."""
        root = self._root(self.height)
        root.extend(self._parts)
        return _text(root)

    def __html__(self) -> str:
        """Return the markup, by the name by which templates know what is escaped already."""
        return str(self)

    def _repr_svg_(self) -> str:
        """Return the file, by the name by which notebooks ask for it."""
        return self.standalone()

    def standalone(self) -> str:
        """Return the whole as a file: with its style, a title, and the filter in words."""
        notes = [*([_EXAMPLES] if self.chart.examples else []), *_wrapped(f"{self.chart.filter} {_READ}")]
        top, foot = 40.0, 16.0 * len(notes) + 14
        root = self._root(top + self.height + foot)
        root.attrib |= {"width": number(WIDTH), "height": number(top + self.height + foot)}
        root.append(element("title", text=self.chart.title))
        root.append(element("desc", text=self.chart.filter))
        sheet = element("style")
        sheet.text = _plain_style()
        root.append(sheet)
        root.append(element("rect", {"class": "paper", "width": WIDTH, "height": top + self.height + foot}))
        root.append(element("text", {"class": "head", "x": 8, "y": 26}, short(self.chart.title, 90)))
        body = element("g", {"transform": f"translate(0 {number(top)})"})
        body.extend(self._parts)
        root.append(body)
        for line, note in enumerate(notes):
            given = {
                "class": "strong" if note == _EXAMPLES else "note",
                "x": 8,
                "y": top + self.height + 14 + 16 * line,
            }
            root.append(element("text", given, note))
        return _text(root)

    def csv(self) -> str:
        """Return the data of the chart as CSV."""
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(rows(self.chart))
        return stream.getvalue()

    def png(self, scale: float = 2.0) -> bytes:
        """Return the chart as a PNG picture, `scale` pixels to a unit. Raises: UsageError; see `files`."""
        from dyadbook.charts.files import png

        return png(self.standalone(), scale)

    def pdf(self) -> bytes:
        """Return the chart as a PDF page. Raises: UsageError without the extra `charts`."""
        from dyadbook.charts.files import pdf

        return pdf(self.standalone())

    def save(self, path: Path | str, form: str | None = None) -> Path:
        """Return the file that was written whole or not at all; its form is that of its name, unless one is given.

        Raises: UsageError when it cannot be written, or its name ends in no known form.
        """
        from dyadbook.charts.files import save

        return save(self, Path(path), form)

    def _root(self, height: float) -> Element:
        given: dict[str, str | float] = {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "dyadbook-chart",
            "viewBox": f"0 0 {WIDTH} {number(height)}",
            # what is within an image has no links for a screen reader
            "role": "group",
            "aria-label": self.chart.title,
        }
        return element("svg", given)


@cache
def style() -> str:
    """Return the style sheet of charts within a page, light and dark; each rule begins with `.dyadbook-chart`."""
    return files(__package__).joinpath("charts.css").read_text("utf-8")


@cache
def _plain_style() -> str:
    """Return the rules without variables, in the light colours."""
    sheet = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", style())
    values = dict(re.findall(r"(--[\w-]+):([^;}]+)", sheet))
    rules = re.sub(r"--[\w-]+:[^;}]+;?", "", sheet)
    return re.sub(r"var\((--[\w-]+)\)", lambda match: values[match[1]], rules)


def _wrapped(text: str) -> list[str]:
    """Return text in lines; a word that is longer than a line is cut."""
    lines = [""]
    for word in safe(text).split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {short(word, _LINE)}".strip()
    return lines


def _text(root: Element) -> str:
    return tostring(root, encoding="unicode")
