"""Return where the name of a body begins that ends with what it is: "Kunduz Trauma Hospital" is no "Hospital".

Running text writes the noun with a capital letter where it is the end of a name; in a title every word has one, which
says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dyadbook.steps.language.grammar import PREPOSITION
from dyadbook.steps.language.tokens import Token

A_BODY = re.compile(
    r"(?:Organi[sz]ation|Institut(?:e|ion)|Foundation|Cent(?:er|re)|Council|Committee|Commission|Association|University"
    r"|College|Ministry|Department|Agency|Authority|Party|Union|Corporation|Company|Observatory|Office|Bureau|Network"
    r"|Federation|League|Society|Hospital|Fund|Initiative|Alliance|Coalition|Movement|Ministries|Affairs|Agreement"
    r"|Administration|Parliament|Assembly|Embassy|Consulate|Headquarters|Province|County|District|Airport|Airlines"
    r"|School|Church|Mosque|Bank|Court)$"
)
"""The last word of a name that is no person's."""
BETWEEN = re.compile(r"['’]s \Z| \Z|-\Z|\. \Z")
"""What stands between two words of one name: "St. Mary's Hospital"."""
SMALL = PREPOSITION | frozenset("the a an and or but nor as than its is".split())
"""Words that a title leaves without a capital letter."""


def is_titled(tokens: Iterable[Token]) -> bool:
    """Return whether a sentence is written as a title: all but the small words with a capital letter."""
    return all(token.is_capital or token.low in SMALL for token in tokens if token.text.isalpha())


def begins(text: str, name: tuple[int, int], before: Sequence[tuple[int, int]]) -> int:
    """Return where a body's name begins that ends with `name`, of the capitalized words `before`, the nearest last."""
    first, last = name
    if not A_BODY.search(text[first:last]) or not text[first].isupper():
        return first
    for start, end in reversed(before):
        if not BETWEEN.fullmatch(text[end:first]) or not text[start].isupper():
            break
        first = start
    return first
