"""Return what a text says of itself or of an earlier one: that it was corrected or retracted.

Level 4, pure functions. A notice that names the story that it is about is a version of that story.
"""

from __future__ import annotations

import re
from itertools import takewhile

from dyadbook.records import Article, Status
from dyadbook.world import outlet_key

NOTICES: frozenset[Status] = frozenset({"retracted", "corrected"})
_FEWEST = 4  # words of a headline by which a story is known: `North Korea news` heads many

_OPENS = r"^[^\w\n\"'“”„«»‘’]*"  # a line, by no quotation
_HEAD = _OPENS + r"(?:{})\b[^\w\n]*?(?:[:\])–—]|\s-|$)"
_ITSELF = (  # `report` and `post` are of many things besides
    r"\bthis (?:article|story) (?:has been|was|is) (?:now )?{0}\b"
    r"|(?:" + _OPENS + r"|: *)this (?:report|post) (?:has been|is) (?:now )?{0}\b"
)
_RETRACTED = re.compile(
    "|".join((
        _HEAD.format(r"(?:notice of )?retraction(?: notice)?|retracted"),
        _OPENS + r"(?:withdrawn[^\w\n:]*$|(?<=[\[(])withdrawn[\])])",  # `Withdrawn: troops leave` is news
        _ITSELF.format(r"(?:retracted|withdrawn)"),
    )),
    re.IGNORECASE | re.MULTILINE,
)  # fmt: skip
_CORRECTED = re.compile(
    "|".join((
        _HEAD.format(r"corrections?|corrected|clarification|corrections? (?:and|&) clarifications?"),
        _ITSELF.format("corrected"),
        r"\ban earlier version of this (?:article|story|report|post)\b",
    )),
    re.IGNORECASE | re.MULTILINE,
)  # fmt: skip
_WORDS = ("retract", "withdrawn", "correct", "clarification", "an earlier version")
_MARKS = re.compile(r"(?P<both>\")|(?P<opens>[“«])|(?P<closes>[”»])|(?<!\w)(?P<begins>['‘])(?=\w)|(?P<ends>['’])(?!\w)")
_PREFIX = re.compile(
    r"^\W*(?:notice of )?(?:retraction(?: notice)?|retracted|withdrawn|corrections?|corrected|clarification)"
    r"(?:[\])]\W*|\s*[:–—]\s*|\s+-\s+)",
    re.IGNORECASE,
)
_HEADLINED = re.compile(
    r"\b(?:headlined|titled|entitled|(?:under|with) the (?:headline|title)),?:? "
    r"(?:\"([^\"\n]+)\"|“([^“”\n]+)”|'([^\"\n]+?)'(?!\w)|‘([^‘\n]+?)’(?!\w))",
    re.IGNORECASE,
)


def notice(article: Article) -> Status:
    """Return `retracted` or `corrected` where the title or a line of the text says so, else the article's status.

    What stands in quotation marks is said of another text.
    """
    told = f"{article.title or ''}\n{article.text}"
    words = told.lower()
    if not any(word in words for word in _WORDS):  # looked for at once, since most articles have none
        return article.status
    if _says(_RETRACTED, told):
        return "retracted"
    if article.status == "current" and _says(_CORRECTED, told):
        return "corrected"
    return article.status


def _says(notice: re.Pattern[str], text: str) -> bool:
    """Return whether a notice stands in a text outside quotation marks."""
    return any(not _in_quotes(text, found.start()) for found in notice.finditer(text))


def _in_quotes(text: str, at: int) -> bool:
    """Return whether a quotation is open at a place of a text, by the marks before it in its line."""
    double = single = False
    for mark in takewhile(lambda mark: mark.start() < at, _MARKS.finditer(text, text.rfind("\n", 0, at) + 1)):
        match mark.lastgroup:
            case "both":
                double = not double
            case "opens" | "closes":
                double = mark.lastgroup == "opens"
            case _:
                single = mark.lastgroup == "begins"
    return double or single


def headed(article: Article, own: Status) -> tuple[str | None, bool]:
    """Return by which outlet and headline an article is known, `own` by its `notice`, and whether it names another's.

    None where it has no text, no outlet, no day, or too short a headline. Of a notice it is the headline of the story
    that it is about: the one that it quotes, else its own without `Retraction:`.
    """
    if not (article.text and article.publisher and article.published and article.title):
        return None, False
    headline, names = article.title, False
    if own in NOTICES:
        headline = _PREFIX.sub("", article.title)
        quoted = {next(filter(None, found.groups())) for found in _HEADLINED.finditer(article.text)}
        if len(quoted) == 1:
            headline = quoted.pop()
        names = headline != article.title
    words = re.findall(r"\w+", headline.casefold())
    if len(words) < _FEWEST:
        return None, False
    return f"{outlet_key(article.publisher)}: {' '.join(words)}", names
