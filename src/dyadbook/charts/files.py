"""Return charts as files: the one importer of vl_convert (the extra `charts`), which makes PNG and PDF of SVG."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dyadbook.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from dyadbook.charts.svg import Svg


def makes_pictures() -> bool:
    """Return whether the library is installed that makes PNG and PDF."""
    return find_spec("vl_convert") is not None


def png(markup: str, scale: float) -> bytes:
    """Return a picture of a drawing. Raises: UsageError where the library is not installed."""
    return bytes(_library().svg_to_png(markup, scale=scale))


def pdf(markup: str) -> bytes:
    """Return a drawing as a PDF page. Raises: UsageError where the library is not installed."""
    return bytes(_library().svg_to_pdf(markup))


FORMS: dict[str, Callable[[Svg], bytes]] = {
    "svg": lambda chart: chart.standalone().encode(),
    "png": lambda chart: chart.png(),
    "pdf": lambda chart: chart.pdf(),
    "csv": lambda chart: chart.csv().encode(),
}


def form_of(path: Path, form: str | None = None) -> str:
    """Return the form of a file: the one given, else that of its name. Raises: UsageError where it is none."""
    found = (form or path.suffix.removeprefix(".")).lower()
    if found not in FORMS:
        raise UsageError(f"{path} is no name of a figure: end it in .{', .'.join(FORMS)}.")
    return found


def save(chart: Svg, path: Path, form: str | None = None) -> Path:
    """Return the file that was written, whole or not at all. Raises: UsageError."""
    content = FORMS[form_of(path, form)](chart)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Name another file.") from error
    return path


def _library() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError("SVG and CSV need nothing, PNG and PDF vl-convert-python", "charts") from error
    return vl_convert
