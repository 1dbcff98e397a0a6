"""Return the forms of words that tell how two parties stand: one pattern a row, with its aspect and value.

The table is data/standings.csv; its head says what the columns are. Parts that many patterns share are rows of their
own and stand in a pattern as {NAME}.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dyadbook.steps.table import table_rows

PART = re.compile(r"\{([A-Z_]+)\}")


@dataclass(frozen=True)
class Rule:
    """A form of words: its pattern, what it tells, where the parties stand, and how far it is to be trusted.

    `negated`: the pattern holds its own negation or modal, so that words before it do not undo it.
    """

    aspect: str
    value: str
    pattern: str
    scheme: str
    confidence: float
    negated: bool


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order of the table: of two that share words for one aspect the first counts."""
    parts: dict[str, str] = {}
    found = []
    for row in table_rows("standings.csv"):
        pattern = PART.sub(lambda match: parts[match[1]], row["pattern"])
        if row["aspect"] == "part":
            parts[row["value"]] = pattern
        else:
            scheme, sure, negated = row["scheme"], float(row["confidence"]), row["negated"] == "yes"
            found.append(Rule(row["aspect"], row["value"], pattern, scheme, sure, negated))
    return tuple(found)


@cache
def compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """Return the rules with their patterns; a space stands for any white space."""
    return tuple((rule, re.compile(rule.pattern.replace(" ", r"\s"), re.IGNORECASE)) for rule in rules())
