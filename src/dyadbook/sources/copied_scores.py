"""Return what the lines between an article's paragraphs are: scores over their shape, neighbours and shared words.

A linear model, one weight for each feature and kind (`copied_weights.json`, written by `benchmarks/blocks_fit.py`).
It knows no word of any article: features are shape (case, length, end), signs of captions, what stands before and
after, and how many of a line's words return in the paragraphs below it and in the whole text. A link to another
article brings new words; a subhead's return right below it.
"""

from __future__ import annotations

import json
import math
import re
import statistics
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from dyadbook.records import BlockKind
from dyadbook.sources import copied_head as head
from dyadbook.sources import copied_marks as marks
from dyadbook.sources.copied_lines import Stretch

KINDS: tuple[BlockKind, ...] = ("body", "subhead", "teaser", "caption", "credit", "deck")
COMPARED = 1_000
"""Paragraphs in which the words of a line are looked for: with more, the time would grow by the square."""
_END = re.compile(r"[.!?…;][\"'”’)\]*_]*(?:\s*(?:-0-|-30-|###))?$")  # the last line may bear an agency's end mark
_STEPS = (2, 4, 7, 11, 17, 30)  # words: a name, a subhead, a headline, a caption, a paragraph
_SMALL = {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"}
_SAID = re.compile(r"\b(?:said|says|told|added|according|asked|warned|noted|argued|wrote)\b")
_PERSON = re.compile(r"\b(?:I|we|you|my|our|your|me|us)\b", re.IGNORECASE)
_LINKING = re.compile(
    r"(?:He|She|They|It|But|And|In|On|For|However|This|That|These|Those|As|When|While|If|After|Before|There|His|Her|Their"
    r"|At|According|Although|Since|With|From|To|So|I|We|You|Still|Also|Then|Yet|Meanwhile|Among|During|Under|Both|Another)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did|been|became|went|came|took|made|began|\w{3,}ed)\b")
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|says?|will|could|may|can|must|should|would|to|vows?|urges?|warns?|calls?|slams?|seeks?"
    r"|hits?|backs?|faces?|gets?|makes?|takes?|wins?|kills?|finds?|reveals?|plans?|claims?|wants?|amid|over|after)\b"
)
_VERB = re.compile(
    r"\b(?:is|are|am|has|have|be|says?|will|could|may|might|can|must|should|would|do|does|'s|’s|gets?|makes?|takes?|goes"
    r"|wants?|needs?|knows?|thinks?|seems?|remains?|continues?|includes?|means?|let|keeps?|\w+(?:n't|n’t|'re|’re|'ve|’ve))\b"
)
_FULL_NAME = re.compile(r"\b[A-Z][a-zà-ÿ'’-]+ [A-Z][\w'’-]+\b")
_SINGLE_QUOTED = re.compile(r"(?:^|\s)['‘][^'’]{3,60}['’](?:[\s,:;]|$)")


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SIGNS = {
    "ends in a day": re.compile(rf"(?:{_WEEKDAY}|[A-Z][a-z]+\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]+|\d{{4}})\.?$"),
    "comma and a day": re.compile(rf", (?:on )?(?:{_WEEKDAY}\b|(?:[A-Z][a-z]+\.? )?\d{{1,2}}\b)"),
    "a day": re.compile(rf"\b{_WEEKDAY}\b"),
    "opens as a question": re.compile(r"^(?:How|Why|What|Where|When|Who|Which|Is|Are|Can|Does|Do|Will|Should)\b"),
    "number first": re.compile(r"^(?:No\. ?)?\d+[.):]? "),
    "points back": re.compile(r"\b(?:he|she|it|they|his|her|their|its|this|these|those)\b", re.IGNORECASE),
    "relates": re.compile(r"\b(?:that|which|but|because|although|however)\b"),
    "modal": re.compile(r"\b(?:will|would|could|should|may|might|must|can)\b"),
    "perfect": re.compile(r"\b(?:has|have) (?:been |\w+ed\b)"),
    "is doing": re.compile(r"\b(?:is|are) (?:being |\w+ing\b)"),
    "picture word": re.compile(
        r"(?i)\b(?:photo|image|picture[ds]?|portrait|logo|footage|screenshot|scene|view|illustration|video|file"
        r"|front page)\b"
    ),
    "people seen": re.compile(
        r"^(?:(?:An?|The|Some|Two|Three) )?(?:[\w'’-]+ ){0,3}(?:people|protest[eo]rs|demonstrators|police|soldiers?"
        r"|troops|officers?|residents|workers?|supporters|activists|firefighters|rescuers|members|fans|children|m[ae]n|wom[ae]n"
        r"|students?|villagers|refugees|migrants|players?|visitors|voters|officials|flags?|ships?|planes?|tanks?)\b"
    ),
    "with": re.compile(r"\bwith\b"),
    "ing early": re.compile(r"^(?:\S+ ){1,7}?\w{3,}ing\b"),
    "place at its end": re.compile(r"\b(?:in|at|near|outside|on) (?:[A-Z][\w.'’-]+(?:,? |, )?){1,4}\.?$"),
    "shouts first": re.compile(r"^[A-Z]{3,}(?: [A-Z]{2,})*\b[^A-Z].*[a-z]"),
    "institution": re.compile(r"^(?:The )?[A-Z][\w'’&.-]+(?: (?:[A-Z][\w'’&.-]+|of|for|and|the|/|via)){0,5}$"),
    "of": re.compile(r"\bof\b"),
    "slashes": re.compile(r"[/|]"),
}  # fmt: skip


class Scene:
    """The lines of a text with the kinds known so far, and the words they share."""

    def __init__(
        self, lines: list[Stretch], kinds: list[BlockKind | None], start: int, anchor: int, deck: int | None
    ) -> None:
        self.lines = lines
        self.start = start
        self.anchor = anchor
        self.deck = deck  # the line that its place makes the deck; the scores may think otherwise
        dated = (head.find_date(n.words) for n, k in zip(lines, kinds, strict=True) if k in ("dateline", "byline"))
        self.published = next((day for day in dated if day), None)
        self.spaced = any(line.gap > 1 for line in lines[1:])
        self.surface = [self._surface(line, kind) for line, kind in zip(lines, kinds, strict=True)]
        if deck is not None:
            self.surface[deck] = "deck"
        self.stems = [stems(line.words) for line in lines]
        self.prose = [i for i, name in enumerate(self.surface) if name == "prose"]
        self.cut = len(self.prose) > COMPARED
        self.counts: dict[str, int] = {}
        for i in self.prose:
            for stem in self.stems[i]:
                self.counts[stem] = self.counts.get(stem, 0) + 1
        self.title = next((self.stems[i] for i, kind in enumerate(kinds) if kind == "headline"), set[str]())
        self.style = [case_of(line.words) + line.mark[:1] for line in lines]
        self.alike = Counter(self.style[i] for i, name in enumerate(self.surface) if name == "short" and i >= start)
        self.median = statistics.median([len(lines[i].words) for i in self.prose] or [0])
        self.headed = any(line.heading for line in lines[start:])
        self.first_named: dict[str, int] = {}
        for i in self.prose:
            for name in _full_names(lines[i].words):
                self.first_named.setdefault(name, i)

    @staticmethod
    def _surface(line: Stretch, kind: BlockKind | None) -> str:
        if kind is not None and kind != "body":
            return kind
        return "prose" if reads_as_prose(line) else "short"

    def features(self, i: int) -> dict[str, float]:
        """Return the features of one line by name."""
        found = _shape(self.lines[i])
        found.update(self._shared(i))
        found.update(self._around(i))
        names = _full_names(self.lines[i].words)
        told = any(self.first_named.get(name, i) < i for name in names)
        day = head.find_date(self.lines[i].words) if self.published else None
        if day and self.published:  # the text itself leaves out the year of a day so near
            found["its own days"] = float(abs((day - self.published).days) <= 31)
        found["names again"] = float(told)  # a caption names in full whom the text calls by surname
        prose = "prose" if reads_as_prose(self.lines[i]) else "short"
        found.update(self._beside(i))
        pairs = {f"{prose}&{name}": value for name, value in found.items() if name in _CROSSED}
        return {"bias": 1.0, prose: 1.0, **found, **pairs}

    def _shared(self, i: int) -> dict[str, float]:
        own = self.stems[i]
        if not own:
            return {"no words": 1.0}
        nearby = range(i + 1, min(i + 6, len(self.lines)))
        below = set[str]().union(*(self.stems[j] for j in nearby if self.surface[j] == "prose"))
        known = sum(1 for stem in own if self.counts.get(stem, 0) > (1 if self.surface[i] == "prose" else 0))
        near = [self.stems[j] for j in (i - 1, i + 1) if 0 <= j < len(self.lines)]
        return {
            "words below": len(own & below) / len(own),
            "new words": 1 - known / len(own),
            "all words new": float(known == 0),
            "no word new": float(known == len(own)),
            "headline's words": len(own & self.title) / len(own),
            "neighbour's words": max((len(own & s) / len(own | s) for s in near), default=0.0),
        }

    def in_head(self, i: int) -> bool:
        """Return whether a line stands where the head may still go on."""
        first = self.prose[0] if self.prose else len(self.lines)
        return bool(self.start) and i <= max(first, self.anchor + 1, self.start + 1)

    def _beside(self, i: int) -> dict[str, float]:
        """Return how a line compares with the paragraphs of its page, and what follows it."""
        own, size = self.stems[i], len(self.lines[i].words)
        found = {"deck by place": float(i == self.deck), "page has headings": float(self.headed)}
        for share in (0.3, 0.5, 0.7, 1.0, 1.5):
            found[f"over {share} of a paragraph"] = float(size > share * self.median)
        if own:
            told = [len(own & self.stems[j]) / len(own) for j in self._compared(i) if j != i]
            found["told again"] = max(told, default=0.0)
        beside = [self.stems[j] if 0 <= j < len(self.lines) else set[str]() for j in (i - 1, i + 1)]
        if all(beside):
            found["neighbours agree"] = len(beside[0] & beside[1]) / min(map(len, beside))
        if i + 1 < len(self.lines):
            after = self.lines[i + 1].words
            found["next links"] = float(bool(_LINKING.match(after)))
            found["next opens quoted"] = float(after[0] in '"“')
        for j, side in ((i - 1, "before"), (i + 1, "after")):
            if self.start <= j < len(self.lines) and self.surface[j] == "short":
                found[f"{side} title case"] = float(case_of(self.lines[j].words) == "title")
                found[f"{side} its style"] = float(self.style[j] == self.style[i])
        return found

    def _compared(self, i: int) -> Sequence[int]:
        """Return the paragraphs in which a line's words are looked for: all, or in a very long text those around it."""
        if not self.cut:
            return self.prose
        at = bisect_left(self.prose, i)
        return self.prose[max(0, at - COMPARED // 2) : at + COMPARED // 2]

    def _around(self, i: int) -> dict[str, float]:
        last = len(self.lines) - 1
        before = self.surface[i - 1] if i > self.start else "top"
        after = self.surface[i + 1] if i < last else "bottom"
        found = {f"before {before}": 1.0, f"after {after}": 1.0, f"{before} it {after}": 1.0}
        found["last prose passed"] = float(not self.prose or i > self.prose[-1])
        found["first prose ahead"] = float(bool(self.prose) and i <= self.prose[0])
        if self.in_head(i):
            found["in the head"] = 1.0
            found["above byline"] = float(i < self.anchor)
            found["headline above"] = float(i == self.start)
            above = range(self.start, i)
            found["first open line"] = float(not any(self.surface[j] in ("prose", "short") for j in above))
            found["byline follows"] = float(after in ("byline", "dateline"))
            found["no byline"] = float(self.anchor < self.start)
            found["next is prose"] = float(after == "prose")
        found["tight above"] = float(self.lines[i].gap == 1 and self.spaced)
        found["tight below"] = float(i < last and self.lines[i + 1].gap == 1 and self.lines[i].gap > 1)
        same = self.alike[self.style[i]] - (self.surface[i] == "short")
        found["others of its style"] = math.log1p(same)
        found["one of its style"] = float(not same)
        return found


_CROSSED = frozenset(
    {
        "in the head", "above byline", "headline above", "first open line", "no byline", "next is prose", "new words",
        "words below", "shows act", "shows day", "before short", "tight above", "first prose ahead", "after credit",
        "over 4 words", "over 7 words", "over 11 words", "over 17 words", "linking", "asks", "said", "past",
        "neighbour's words", "names again", "verbless", "bracketed", "opens with a name", "no word new",
        "others of its style", "headline verb",
        "deck by place", "told again", "points back", "modal", "people seen", "place at its end", "picture word",
        "ing early", "with", "ends in a day", "over 0.5 of a paragraph", "next links", "after short", "year",
        "shows parts", "page has headings", "person", "relates", "perfect", "is doing", "opens quoted",
    }
)  # fmt: skip


def stems(words: str) -> set[str]:
    """Return the beginnings of the longer words, to compare lines by."""
    return {w[:6] for w in re.findall(r"[^\W\d_]{4,}", words.lower())}


@lru_cache(maxsize=4096)
def _full_names(words: str) -> frozenset[str]:
    return frozenset(_FULL_NAME.findall(words))


def case_of(words: str) -> str:
    """Return the case of a line: upper, title, lower or sentence."""
    if words.isupper():
        return "upper"
    long = [w for w in re.findall(r"[^\W\d_][\w'’-]*", words) if w.lower() not in _SMALL]
    if len(long) >= 2 and sum(w[0].isupper() for w in long) >= 0.85 * len(long):
        return "title"
    return "lower" if words[:1].islower() else "sentence"


def reads_as_prose(line: Stretch) -> bool:
    """Return whether a line reads as a paragraph: a sentence with its end, or a long text."""
    words = line.words
    count = len(words.split())
    if line.heading or words.isupper():
        return False
    if len(words) > 220 or words[-1] == ":" or (words[-1] in "\"”'’" and count >= 14):
        return True
    if words.endswith("?"):
        return count > 14 or words[0] in '"“'
    return bool(_END.search(words)) and count >= 3


def _shape(line: Stretch) -> dict[str, float]:
    words = line.words
    count = len(words.split())
    found = {f"over {step} words": 1.0 for step in _STEPS if count > step}
    found[f"case {case_of(words)}"] = 1.0
    found["upper over 4"] = float(words.isupper() and count > 4)
    found["title over 6"] = float(case_of(words) == "title" and count > 6)
    found["heading"] = float(line.heading)
    found["bold"] = float(line.mark == "**")
    found["listed"] = float(bool(line.mark) and line.mark[0] not in "#*>")
    found["ends"] = float(bool(_END.search(words)))
    found["asks"] = float(words.endswith("?"))
    found["opens a list"] = float(words[-1] == ":")
    found["two sentences"] = float(bool(re.search(r"[a-z0-9\"”’)][.!?][\"”’]? [A-Z\"“‘]", words)))
    found["name"] = float(head.is_name(words) and count <= 3)
    found["shows parts"] = float(marks.shows_parts(words))
    found["shows act"] = float(marks.shows_act(words))
    found["shows day"] = float(marks.shows_day(words))
    found["year"] = float(bool(re.search(r"\b(?:19|20)\d\d\b", words)))
    found["said"] = float(bool(_SAID.search(words)))
    found["person"] = float(bool(_PERSON.search(words)))
    found["linking"] = float(bool(_LINKING.match(words)))
    found["past"] = float(bool(_PAST.search(words)))
    found["verbless"] = float(not _PAST.search(words) and not _VERB.search(words.lower()) and count < 40)
    found["headline verb"] = float(bool(_PRESENT.search(words.lower())))
    found["opens with a name"] = float(bool(re.match(r"(?:[A-Z][\w.'’-]+,? ){2,}", words)))
    found["article first"] = float(bool(re.match(r"(?:An?|The)\b", words)))
    found["article within"] = float(bool(re.search(r"[a-z] (?:a|an|the) ", words)))
    found["quoted"] = float(any(c in words for c in '"“”'))
    found["opens quoted"] = float(words[0] in '"“')
    found["half quoted"] = float(bool(_SINGLE_QUOTED.search(words)))
    found["colon"] = float(":" in words[:-1])
    found["dash"] = float(bool(re.search(r"\s[–—-]\s", words)))
    found["bracketed"] = float(words[0] in "([")
    found["comma"] = float("," in words)
    found.update({name: 1.0 for name, sign in _SIGNS.items() if sign.search(words)})
    return {name: value for name, value in found.items() if value}


@cache
def _weights() -> dict[str, dict[str, float]]:
    text = resources.files("dyadbook.sources").joinpath("copied_weights.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, float]] = json.loads(text)
    return table


def score(features: dict[str, float]) -> dict[BlockKind, float]:
    """Return the chance of each kind; they sum to 1."""
    table = _weights()
    raw = {kind: sum(value * table.get(name, {}).get(kind, 0.0) for name, value in features.items()) for kind in KINDS}
    top = max(raw.values())
    total = sum(math.exp(value - top) for value in raw.values())
    return {kind: math.exp(value - top) / total for kind, value in raw.items()}
