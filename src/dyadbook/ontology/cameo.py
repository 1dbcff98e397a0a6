"""Return CAMEO's codes with both Goldstein tables and the quad class that GDELT's data have.

Sources: names of the CAMEO manual 1.1b3, else of ICEWS; Goldstein scores of the GDELT lookup and of ICEWS, which
differ for 016, 022, 164 and 165; quad class as measured in GDELT's rows (09 is 2 and 14 is 3, against the usual prose).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from .plover import QUADS, Quad
from .tables import read_rows, to_number, unknown


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code; `root` is its two-digit code, `base` the three-digit one above it.

    `name_gdelt` is there where GDELT's lookup gives the code another meaning (101 to 108, from CAMEO 0.9).
    Each Goldstein score is None where its table lacks the code. Units: -10 (conflict) to 10 (cooperation).
    """

    code: str
    root: str
    base: str
    name: str
    name_gdelt: str | None
    goldstein: float | None
    goldstein_icews: float | None
    quad: Quad


@cache
def cameo_codes() -> Mapping[str, CameoCode]:
    """Return all 318 codes of two, three and four digits, in order."""
    codes = {
        row["code"]: CameoCode(
            code=row["code"],
            root=row["root"],
            base=row["base"],
            name=row["name"],
            name_gdelt=row["name_gdelt"] or None,
            goldstein=to_number(row["goldstein"]),
            goldstein_icews=to_number(row["goldstein_icews"]),
            quad=QUADS[int(row["quad"])],
        )
        for row in read_rows("cameo")
    }
    return MappingProxyType(codes)


def is_cameo(code: str) -> bool:
    """Return whether the text is a CAMEO code, with its leading zero."""
    return code in cameo_codes()


def cameo(code: str) -> CameoCode:
    """Return the code with its name, scores and quad class.

    Raises: UsageError when CAMEO has no such code ("42" is none: "042" lost its zero there).
    """
    if not is_cameo(code):
        raise unknown("CAMEO code", code, cameo_codes())
    return cameo_codes()[code]


def goldstein(code: str, table: Literal["gdelt", "icews"] = "gdelt") -> float | None:
    """Return the Goldstein score of a CAMEO code; None where that table lacks it, never the other table's.

    Units: -10 (conflict) to 10 (cooperation).
    Raises: UsageError when CAMEO has no such code.
    """
    found = cameo(code)
    return found.goldstein_icews if table == "icews" else found.goldstein
