"""Return the tokens of a stretch of text, with their places: what the rules of the later steps walk over."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., D.C.
    r"|\d[\d,.]*\d|\d"  # 1,950 and 3.5 are one token
    r"|['’]s\b"  # the possessive stands alone
    r"|[Rr]e-[a-z]+"  # re-establish is one verb
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"  # words; don't is one token
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: `start` and `end` in the article's text, `low` its form in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Return whether it begins with a letter or digit."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Return whether it begins with an upper-case letter."""
        return self.text[0].isupper()


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of `text[start:end]`; hyphenated words come as their parts with the hyphen between."""
    found = []
    for match in TOKEN.finditer(text, start, end):
        word = match.group()
        found.append(Token(match.start(), match.end(), word, word.lower().replace("’", "'")))
    return found
