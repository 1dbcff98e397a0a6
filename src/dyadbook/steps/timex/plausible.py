"""Return whether words are a time at all: is `2019` a year or a number, `May` a month or a person.

The words around them decide; what an expression itself looks like is known by its rule.
"""

from __future__ import annotations

import re

from dyadbook.steps.timex.patterns import Match

_PERSON_MAY = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Minister|PM)\s+May\b")
_STRONG = re.compile(
    r"\b(?:in|since|until|till|last|next|this|early|late|mid-?|during|throughout|end of|beginning of|start of"
    r"|middle of|month of|past)\s*$",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\b(?:by|from|to|before|after|between|and|of|through|or|the|for)\s+$|[-–—/(]\s?$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][a-z]+|\bMrs?\.?|\bMs\.?)\s+$")
_OPENING = re.compile(r"(?:^|[.!?:;,(\n\"“–—-])\s*$")
_PERSON_AFTER = re.compile(
    r"['’]s\b|\s+(?:said|told|has|had|is|was|will|would|be|not|have|also|then|who|and her|on the|of the)\b"
)
_NOUN_AFTER = re.compile(r"\s+(?!(?:on|for|to|from|of|against|through|by|in|and)\b)[a-z]")  # not "the March on Rome"
_COUNTED = re.compile(
    r"\s+(?:\w+-\w+\s+)?(?:people|men|women|troops|personnel|children|percent|per\s+cent|km|kilomet\w+|met(?:re"
    r"|er)s?|feet|miles?|tons?|tonnes?|dollars?|euros?|yen|won|yuan|rubles?|roubles?|acres?|hectares?|points?|votes"
    r"|MW|kg|mph|square|hours?|GMT|hrs?|local time|aircraft|staff|police|civilians|cases|deaths|jobs|more|other"
    r"|additional|British|French|American|Russian|rounds)\b"
)
_PLURAL = re.compile(
    r"\s+(?:(?!(?:the|an?|its|his|her|their|our|both|all|this|these)\s)[a-z]+\s+)?[a-z]{3,}(?<!s)s\b(?!['’])"
)
_EVENTS = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:elections?|games|protests|talks|sanctions|accords|agreements|guidelines|figures|results"
    r"|attacks|bombings|strikes|olympics|negotiations|tests|olympics|finals|midterms|polls|hostilities|wars|clashes"
    r"|riots|uprisings|as|was|is|has|his|this|its|across|sees|brings|drills|exercises|floods|killings|borders|lines"
    r"|levels|resolutions|plans|purchases|commitments|targets)\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|before|after|during|year|throughout|through|circa|early|late|mid|the|his"
    r"|its|their|her|to|and|between|or|pre|post|of)[\s-]+|['’]s?\s+|[-–—/(,:;\[\"“]\s?|^|\n)$",
    re.IGNORECASE,
)
_FIRM_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|before|after|during|year|throughout|through|early|late|mid|the|his|its"
    r"|their|her)[\s-]+|['’]s?\s+)$",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(
    r"(?:[$£€¥#\d][\s-]?|\b(?:no\.?|number|resolution|resolutions|res\.|unscr|flight|article|section|page|room|route"
    r"|highway|agenda|vision|protocol|boeing|airbus|model|unit|chapter|paragraph|decree|ref\.|than|nearly|almost"
    r"|least|some|killed|over|another|about|around|roughly)\s+)$",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"\b(?!(?i:mid|pre|post|early|late|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\b)[A-Z][A-Za-z]+[-–]$"
    r"|\b[Ee]xercises? (?:[A-Z][\w’'-]* ){1,2}$"
)
"""What makes a year part of a name: "the Zapad-2021 drills", "Exercise Malabar 2022"."""
_PAPER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|People|Sun|Independent|Agreement|Bloody|Morning Herald)\b"
)
_NAMED_DAY = re.compile(
    r"\b(?:Bloody|Black|Good|Easter|Palm|Super|Ash|Holy|Cyber|Maundy|Mail on|Ruby|Fat|Green|Whit)\s+(?:the\s+)?$"
)
_TODAY_NAME = re.compile(r"\b(?:USA|Russia|India|China|Iran|Israel|Arms Control|Pakistan|Africa)\s+$")


def names_may(text: str) -> bool:
    """Return whether a text tells of a person called May: her name is then no month."""
    return _PERSON_MAY.search(text) is not None


def is_plausible(text: str, rule: str, m: Match, *, led: bool, person: bool) -> bool:
    """Return whether the words around a match of a rule let it be a time; `led`: a word like "early" leads it.

    `person`: the text tells of a person called May.
    """
    before, after = text[max(0, m.start() - 24) : m.start()], text[m.end() : m.end() + 40]
    if rule == "year" and m[0].strip().isdigit():
        return _is_year(int(m["year"]), before, after, led)
    if rule == "bare-month" and not m["relative"] and not m["word"]:
        return _is_month(m["month"], before, after, person, led)
    if rule in ("weekday", "weekdays"):
        return not _PAPER.match(after) and not _NAMED_DAY.search(before)
    if rule == "deictic-day" and m[0][0].isupper():
        return not _TODAY_NAME.search(before)
    if rule in ("day", "days"):
        return not re.match(r"(?:\s*,\d{3}|\s+(?:percent|per cent|million|billion|people)\b)", after)
    if rule in ("duration", "vague-duration"):
        return not re.match(r"[\s-]+old\b|[\s-]+olds\b", after)
    if rule in ("bare-season", "season"):
        return not (m["season"][0].isupper() and re.search(r"\b(?:Arab|Prague|[Jj]asmine|Silicon)\s+$", before))
    return True


def _is_month(name: str, before: str, after: str, person: bool, led: bool) -> bool:
    """Return whether a bare name of a month is one; "May" and "March" need words that say so."""
    if led or _STRONG.search(before):
        return not (name in ("May", "March") and led and after[:2] in ("'s", "’s") and person)
    if name in ("May", "March", "MAY", "MARCH"):
        return (
            bool(_WEAK.search(before))
            and not person
            and not _PERSON_AFTER.match(after)
            and not re.match(r"\s+[A-Z]", after)
            and not (before.endswith("the ") and not _NOUN_AFTER.match(after))
        )
    if _NAME_BEFORE.search(before) and not _WEAK.search(before) and not _OPENING.search(before):
        return False  # "Judge April", "Kim Jun"
    return not (name in ("April", "June", "August") and re.match(r"\s+[A-Z][a-z]+", after) and not _WEAK.search(before))


def _is_year(year: int, before: str, after: str, led: bool) -> bool:
    """Return whether four digits are a year by what stands before and after them."""
    if led:
        return not _COUNTED.match(after) and not (_PLURAL.match(after) and not _EVENTS.match(after))
    firm = bool(_FIRM_BEFORE.search(before))
    if _NUMBER_BEFORE.search(before) or _IN_NAME.search(before):
        return False
    if _COUNTED.match(after) and not re.search(r"\bin\s+$", before, re.IGNORECASE):
        return False
    if _PLURAL.match(after) and not firm and not _EVENTS.match(after):
        return False
    return 1900 <= year <= 2060 or (bool(_YEAR_BEFORE.search(before)) and not (year < 1500 and not firm))
