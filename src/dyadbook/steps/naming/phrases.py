"""Return the noun phrases that name or describe an actor: where a mention begins and ends, and what stands in it.

A phrase is put together from known terms, titles, agent nouns and unknown names that stand side by side: "Japanese
Prime Minister Shigeru Ishiba", "the leaders of Iran and Iraq", "South Korea's defence ministry". Who is meant is
decided in `actors`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from dyadbook import world
from dyadbook.steps.language.cues import cues
from dyadbook.steps.language.word_forms import forms
from dyadbook.steps.naming.phrase_parts import DESCRIBING, Part, parts_of
from dyadbook.steps.naming.shared_titles import AND
from dyadbook.world.lexicon import Entry

KNOWING = re.compile(
    r"(?:scholar|expert|analyst|specialist|historian|researcher|correspondent|reporter|editor|director|chair)s?", re.I
)
"""Who is called after what he knows, tells of or works on: "an Iran scholar", "Japan chair"."""


VESSELS = frozenset(
    "battleship boat carrier corvette cruiser cutter destroyer freighter frigate gunboat icebreaker ship submarine "
    "supertanker tanker trawler vessel warship".split()
)
"""Agents that bear names of their own."""


@dataclass
class Phrase:
    """A noun phrase: `head` is the kind of its last part; the entries of each part are kept for who resolves it.

    `beside` is the name that stands in apposition to a title, "the general, Hassan Omari", or of who leads a
    government, "the regime of Hassan Omari"; `served` the country that any of its titles is of by itself ("Pentagon
    spokesman Col. Ann Lee").
    """

    start: int
    end: int
    head: str
    country: list[Entry] = field(default_factory=list)
    title: Entry | None = None
    agent: Entry | None = None
    person: tuple[Entry, ...] = ()
    body: tuple[Entry, ...] = ()
    name: str | None = None
    office_words: str | None = None
    described: bool = False
    possessive: bool = False
    former: bool = False
    beside: Phrase | None = None
    served: str | None = None
    shares: bool = False  # its title is that of the names behind it too


FORMER = re.compile(r"\b(?:(?:former|late)\s+|ex-)(?:(?:deputy|assistant|acting|senior|top)\s+)?$", re.I)


def phrases_of(
    text: str,
    start: int,
    end: int,
    persons: Sequence[tuple[int, int]] = (),
    likely: Sequence[tuple[int, int]] = (),
    *,
    joint: bool = False,
) -> list[Phrase]:
    """Return the phrases of a sentence in order, without overlap.

    `persons` are where names of persons stand, `likely` where they may; `joint`: several issue the text together.
    """
    parts = parts_of(text, start, end, persons, likely, joint=joint)
    found: list[Phrase] = []
    index = 0
    while index < len(parts):
        phrase, index = _grow(text, parts, index)
        if phrase is not None:
            phrase.former = phrase.former or FORMER.search(text, max(0, phrase.start - 20), phrase.start) is not None
            if found and found[-1].shares and phrase.head in NAMED and AND.fullmatch(text, found[-1].end, phrase.start):
                phrase.title, phrase.office_words, phrase.shares = found[-1].title, found[-1].office_words, True
            found.append(phrase)
    return _with_owners(text, found)


RANK = {"country": 0, "ministry": 1, "agent": 1, "title": 1, "organization": 2, "group": 2, "person": 3, "name": 3}
GAP = re.compile(
    r"\s*(?:['’]s?)?[\s-]*(?:(?:former|ex-|acting|late|new|top|senior|chief|deputy|vice|first|two|three|own|then-)\s*)?"
)


def _grow(text: str, parts: list[Part], index: int) -> tuple[Phrase | None, int]:
    """Return the phrase that begins at a part, and the index after it."""
    part = parts[index]
    if part.kind in {"pronoun", "dual", "other"}:
        return Phrase(part.start, part.end, part.kind, name=part.text), index + 1
    phrase = Phrase(part.start, part.end, part.kind)
    _add(phrase, part)
    index += 1
    while index < len(parts):
        following = parts[index]
        gap = text[phrase.end : following.start]
        if following.kind not in RANK or not GAP.fullmatch(gap) or not _may_join(phrase, following, gap):
            break
        if _is_vessel(phrase) and following.kind in NAMED:
            phrase.end, index = following.end, index + 1  # "the frigate Lee Roe" is no person
            continue
        phrase.former = phrase.former or "former" in gap or "ex-" in gap
        if _is_subject(phrase, following, gap):
            phrase.country = []
        phrase.end = following.end
        phrase.head = following.kind
        _add(phrase, following)
        index += 1
    return phrase, index


def _is_vessel(phrase: Phrase) -> bool:
    """Return whether a phrase so far is a country's ship's, so that a name behind it is the ship's too."""
    agent = phrase.agent.key.split()[-1] if phrase.head == "agent" and phrase.agent is not None else ""
    return agent in VESSELS and bool(phrase.country)


def _is_subject(phrase: Phrase, part: Part, gap: str) -> bool:
    """Return whether a country is what somebody knows or tells of, "a China scholar", where it has an adjective."""
    named = phrase.head == "country" and phrase.country[0].basis == "name" and gap == " "
    return named and KNOWING.fullmatch(part.text) is not None and phrase.country[0].key in _described_countries()


@cache
def _described_countries() -> frozenset[str]:
    """Return the codes of the countries that have an adjective: whose people are not told by its name."""
    return frozenset(term.code for term in world.country_terms() if term.basis == "adjective")


def _may_join(phrase: Phrase, part: Part, gap: str) -> bool:
    """Return whether the next part belongs to the phrase: what describes stands before what it describes."""
    owned = "'" in gap or "’" in gap
    if RANK[part.kind] == 3:
        return (
            phrase.head in {"title", "agent", "country"}
            and not owned
            and (phrase.head != "country" or phrase.described)
        )
    if RANK[part.kind] == 0:  # "the U.S. Department of Defense"
        seat = part.entries[0].basis == "seat" and [entry.key for entry in phrase.country] == [part.entries[0].key]
        return phrase.head == "country" and seat and not owned and gap.isspace()
    if phrase.head == "country":
        return True
    if RANK[phrase.head] == 1 and RANK[part.kind] == 1:
        return not (owned and phrase.head == "title")
    return RANK[phrase.head] == 2 and RANK[part.kind] == 1


def _add(phrase: Phrase, part: Part) -> None:
    """Put a part into its place in the phrase."""
    if part.kind == "country":
        phrase.country = list(part.entries)
        phrase.described = part.entries[0].basis in DESCRIBING
    elif part.kind == "title":
        rank = part.entries[0].basis == "officer" and phrase.title is not None
        if not rank:  # "Navy spokesman Cmdr. Ann Lee" speaks as the spokeswoman that she is
            phrase.title = part.entries[0]
        phrase.served = phrase.served or part.entries[0].country
        phrase.office_words = phrase.office_words if rank else part.text
        phrase.shares = phrase.shares or part.shared
        phrase.former = phrase.former or part.entries[0].basis == "former"
    elif part.kind in {"agent", "ministry"}:
        phrase.agent = (
            part.entries[0] if part.entries else Entry("agent", part.text.lower(), "ministry", None, _sector(part.text))
        )
        if part.kind == "ministry":
            phrase.name = part.text
    elif part.kind == "person":
        phrase.person = part.entries
        phrase.name = part.text
    elif part.kind in {"organization", "group"}:
        phrase.body = part.entries
    else:
        phrase.name = part.text


def _sector(words: str) -> str:
    low = words.lower()
    if any(word in low for word in ("military", "army", "navy", "air force", "joint chiefs")):
        return "MIL"
    return {"parliament": "LEG", "supreme court": "JUD", "state media": "JRN"}.get(low, "GOV")


LONGEST = 120
"""How many characters the charge of an office may take before the name of who holds it."""
NAMED = frozenset({"person", "name"})
APPOSED = re.compile(
    r",\s*(?:(?:the|an?|its|their|his|her|then)(?:\s+[a-zA-Z-]+){0,2}?)?\s*(?:deputy|former|senior|top|acting|now)?\s*"
)
BESIDES_HIM = re.compile(
    r"(?:^|[.!?:;\n“”\"])\s*(?:[A-Z][a-z]+ing|After|Alongside|At|Before|Beside|During|Following|From|In|With)\s[^.,;:!?\n“”\"]*$"
)
"""What opens a sentence about another than its subject: "Speaking beside his Peruvian counterpart, Lee said"."""
OPENING = re.compile(r"(?:^|[.!?:;,\n“”\"(—–-]|\b(?:and|but|as|while|that))\s*$")
"""What stands before a name that opens a sentence or a clause."""
ITS_VERB = re.compile(r"\s+(?:(?:also|later|then|has|had|have)\s+)?([a-z]+)\b")
"""The verb right behind a subject."""
SENT_TO = re.compile(r"\s+(?:to|for|of|in|at|with)\s+(?:the\s+)?")
CHARGED = re.compile(r"\s+(?:for|of|on)\s+(?:the\s+)?(?=[A-Z])(?:(?:[A-Z][\w-]+|and|of|the|&),?\s+){1,9}")
"""What stands between an office and the name of who holds it: "Deputy Minister for Political Affairs Ann Lee"."""
SENT = re.compile(r"\b(?:envoy|representative|emissary|mediator|rapporteur|coordinator)s?\b", re.I)
"""Who is sent "for" a country is not its: "the special envoy for Yemen"."""
OF = re.compile(r"\s+(?:of|from|for)\s+(?:the\s+)?")
SUBJECT = re.compile(
    r"\s+(?:[A-Za-z-]+\s+)?(?:chair|program(?:me)?|desk|relations|affairs|studies|policy|expert|specialist|analyst"
    r"|scholar|project|historian|observer|watcher|study|history|politics|literature|language|economics)\b"
    r"(?!\s(?:journal|magazine|newspaper|weekly|daily|website|think[\s-]tank)\b)",
    re.I,
)
"""Words behind a country that is what somebody knows of: "the Japan Chair", no "Russian policy journal"."""
KNOWS = re.compile(r"\b(?:historian|scholar|expert|observer|biographer)s?$", re.I)
"""Who is called by what he knows of: "a historian of Russia"."""
OWN = re.compile(r"(?:\b(?:its|their|his|her|our|my)|['’]s?)\s+(?:[\w-]+\s+){0,2}$", re.I)


def _with_owners(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """Return the phrases with what follows by `of` taken in: "the president of the United States".

    One's own envoy or troops "from" a country are not its: they are called back from it.
    """
    kept: list[Phrase] = []
    for phrase in phrases:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.head in {"title", "agent", "ministry"}
            and not last.country
            and phrase.head in {"country", "organization", "group"}
            and OF.fullmatch(text[last.end : phrase.start])
            and not (phrase.head == "country" and SUBJECT.match(text, phrase.end))
            and not (phrase.head == "country" and KNOWS.search(text, last.start, last.end))
            and not (last.head == "title" and phrase.described and text[last.end :].lstrip().startswith("from"))
            and not text.startswith(("'s", "’s"), phrase.end)
            and not (SENT.search(last.office_words or "") and "for" in text[last.end : phrase.start])
            and not ("from" in text[last.end : phrase.start] and OWN.search(text, max(0, last.start - 40), last.start))
        ):
            last.end, last.country, last.body = phrase.end, phrase.country, phrase.body
            continue
        phrase.possessive = text.startswith(("'s", "’s"), phrase.end) or (
            text.startswith(("'", "’"), phrase.end) and text[phrase.end - 1] == "s"
        )
        led = last is not None and last.head == "ministry" and text[last.end : phrase.start] == " of "
        if led and last is not None and not last.country and RANK.get(phrase.head) == RANK["person"]:
            last.beside = phrase  # "the government of President Ann Lee"
        if last is not None and _is_apposed(text, last, phrase):
            _appose(last, phrase)
            if len(kept) > 1 and SENT_TO.fullmatch(text[kept[-2].end : last.start]) and phrase.head in NAMED:
                _appose(kept[-2], phrase)  # "the new ambassador to Iraq, Reza Ameri"
        elif phrase.head in NAMED and " " in (phrase.name or "") and last is not None:
            titles = [one for one in kept[-3:] if one.head == "title" and one.end > phrase.start - LONGEST]
            if titles and CHARGED.fullmatch(text, titles[-1].end, phrase.start):
                _appose(titles[-1], phrase)
            elif len(kept) > 1 and last.head == "country" and text[last.end : phrase.start] == " ":
                before = kept[-2]  # "the special representative for Iran Ann Lee"
                if before.head == "title" and SENT_TO.fullmatch(text, before.end, last.start):
                    _appose(before, phrase)
        kept.append(phrase)
    return kept


def _is_apposed(text: str, first: Phrase, second: Phrase) -> bool:
    """Return whether two phrases tell of one, not of him who acts: "Speaking beside the envoy, Lee said".

    Nor are they one in "the talks with Lee, a diplomat said".
    """
    verb = ITS_VERB.match(text, second.end)
    speaks = verb is not None and verb[1] in cues()
    acts = verb is not None and any(form in {"past", "s"} for _, form in forms().get(verb[1], ()))
    before = text[max(0, first.start - LONGEST) : first.start]
    another = False
    if (speaks or acts) and first.head == "title" and second.head in NAMED:
        another = BESIDES_HIM.search(before) is not None
    elif speaks and first.head in NAMED and second.head == "title":
        another = OPENING.search(before) is None
    return not another and APPOSED.fullmatch(text[first.end : second.start]) is not None


def _appose(first: Phrase, second: Phrase) -> None:
    """Give a name the country and title that stand beside it: "Susan Rice, the American adviser"."""
    named, title = (first, second) if first.head in NAMED else (second, first)
    if named.head in NAMED and title.head == "title":
        named.country, named.title = named.country or title.country, named.title or title.title
        named.served, named.body = named.served or title.served, named.body or title.body
        title.beside = named
