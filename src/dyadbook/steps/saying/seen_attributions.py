"""Return the attributions that the model sees: source, cue and content of each, in the form that the rules give.

The content is cut to what was said: no `that` before it, no quotation marks or commas around it. Stretches under one
cue are one attribution (a quotation that its cue breaks).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dyadbook.models import Model, Said, Seen
from dyadbook.records import Form
from dyadbook.steps.language.cues import cues
from dyadbook.steps.language.quotes import Quote
from dyadbook.steps.language.units import Span
from dyadbook.steps.saying.record import Attribution

SILENT = re.compile(
    r"^(?:can|could|may|might|must|should|to)\s|\b(?:declin|refus)\w*|\b(?:is|are|was|were|been) told\b"
    r"|\b(?:not|never|n['’]t) (?:say|comment|elaborate|specify)",
    re.I,
)
SAYS = re.compile(
    r"\b(?:accus|blam|fault|thank|prais|hail|condemn|denounc|critici|slam|believ|think|thought|consider|voic|express"
    r"|mention|compar|liken|signal|articulat|argu|conclud|propos|suggest|recommend|recall|question|characteri|promis|vow"
    r"|threat|admit|report|post|tweet|wr(?:ite|ote|itten)|letter|statement|speech|remark|comment|speak|spoke|announc"
    r"|welcom|emphasi|underscor|underlin|demand|urg|insist|reiterat|reaffirm|reject|defend|highlight|tout|deplor|decr[iy]"
    r"|downplay|congratulat|endors|mock|ridicul|lament|dismiss|outlin)\w*",
    re.I,
)
"""Words that tell of something said besides those of cues.csv: what the model sees under others was done, not said."""
STANDS_FOR = re.compile(r"it|him|her|them|this|that|so", re.I)
"""Words that only point to what was said elsewhere: "rejected it"."""
NEWS = re.compile(
    r"\b(?:an?|the|of|this|with|followed|following|after) (?:announcement|news|word)"
    r"(?: (?:on |last |this )?(?:\w+day|week|month|year|yesterday|earlier))* that\s*$",
    re.I,
)
"""Words before what came as news, which say nothing of who told it: "after the announcement on Monday that"."""
LEAST = 0.3  # the probability of a content's span under which it is no attribution
BACK = 80  # characters in which such words stand
OPENING = re.compile(r"(?:[\s,:]*that\b(?!\s*$))?[\s,:“”\"'‘]*")
CLOSING = ' \t\n\r\u00a0,:“”"’'


def seen_attributions(
    model: Model, seen: Seen, text: str, sentences: Sequence[Span], quotes: Sequence[Quote]
) -> list[Attribution]:
    """Return the attributions of a text in the order of their content."""
    groups: list[list[Said]] = []
    for said in model.attributions(seen):
        if said.score < LEAST or (said.cue and not _says(text[slice(*said.cue)])):
            continue
        last = groups[-1][-1] if groups else None
        if last is not None and said.cue is not None and said.cue == last.cue:
            groups[-1].append(said)
        else:
            groups.append([said])
    found = []
    for group in groups:
        content = [span for said in group if (span := trimmed(text, said.content)) is not None]
        if not content or all(STANDS_FOR.fullmatch(text, *span) for span in content):
            continue
        if group[0].cue is None and NEWS.search(text, max(0, content[0][0] - BACK), content[0][0]):
            continue
        first = group[0]
        opened = bisect_right(sentences, content[0][0], key=lambda one: one[1])
        inside = sentences[opened : bisect_left(sentences, content[-1][1], key=lambda one: one[0])]
        unit = (inside[0][0], inside[-1][1]) if inside else (content[0][0], content[-1][1])
        found.append(Attribution(first.source, first.cue, tuple(content), form_of(content, quotes), unit))
    return found


def _says(cue: str) -> bool:
    """Return whether a cue tells of something said, not of a deed or of silence."""
    known = any(word.lower() in cues() for word in re.findall(r"[^\W\d_]+", cue))
    return SILENT.search(cue) is None and (known or SAYS.search(cue) is not None or not re.search(r"\w", cue))


def trimmed(text: str, span: Span) -> Span | None:
    """Return a content without what stands around it, and within one paragraph; None where nothing is left."""
    start, end = span
    if (opening := OPENING.match(text, start, end)) is not None:
        start = opening.end()
    end = start + len(text[start:end].partition("\n\n")[0].rstrip(CLOSING))
    return (start, end) if start < end else None


def _near(quotes: Sequence[Quote], start: int, end: int) -> Sequence[Quote]:
    """Return the quotations that reach into a stretch."""
    first = bisect_right(quotes, start, key=lambda quote: quote.last)
    return quotes[first : bisect_left(quotes, end, key=lambda quote: quote.first)]


def form_of(content: Sequence[Span], quotes: Sequence[Quote]) -> Form:
    """Return direct where all of a content stands in quotation marks, mixed where a part does, else indirect."""
    inside = sum(
        max(0, min(end, quote.last) - max(start, quote.first))
        for start, end in content
        for quote in _near(quotes, start, end)
    )
    size = sum(end - start for start, end in content)
    return "direct" if inside >= 0.9 * size else "mixed" if inside else "indirect"
