"""Return whose ministry, military, government or administration is meant where the words name no country.

"The ministry denied it", "the regime", "officials said": whose they are is told by who acted, and where, before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dyadbook.records import Actor
from dyadbook.steps.naming.discourse import Discourse
from dyadbook.steps.naming.phrases import Phrase

OPENING_WORD = 4  # characters of "The " before what opens a sentence
BACK = 800  # characters back in which a country's ministry named explains "the military"
MINISTER = re.compile(r"\bminist(?:er|ry)\b", re.I)
OF_MINISTRY = re.compile(r"\b(?:ministry|minister|department)\b", re.I)
SEATED = re.compile(r"\b(?:ministry|department)\s+in\s+$", re.I)
"""What stands before the capital that tells whose a ministry is: "called to the ministry in Rome"."""
EMBASSY = re.compile(r"\bembass(?:y|ies)\b|\bconsulate\b", re.I)
FORCES = frozenset({"military", "army", "armed forces", "navy", "air force"})
SENT = frozenset({"ambassador", "envoy"})
"""Roles of those who are sent to another country."""
INSERTED = re.compile(r",[”\"]?\s+(?:the\s+)?$", re.I)
SAYING = re.compile(r"\s+(?:said|says|announced|confirmed)\b")
CRITICS = re.compile(
    r"\b(?:unions?|(?:opposition|dissident)\s\w+|activists|protesters|demonstrators|students?|farmers|workers|teachers"
    r"|doctors|residents|campaigners|lawmakers|critics|citizens|charities)\b",
    re.I,
)
JUDGING = re.compile(
    r"\b(?:criticiz|criticis|accus|blam|condemn|denounc|slamm?|urg|press|attack|fault)(?:ed|es|s|e|ing)\s+the\s+$"
)
"""Who judges the government of the country where they live, and the verb for it that stands before its words."""


def whose(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return whose ministry, military, government or administration is meant; None where several may be.

    "The administration" is the American one, if one is told of before it, or after where no other country is before.
    """
    words = discourse.text[phrase.start : phrase.end].lower()
    if words.startswith("administration"):
        told = {one.country for one in discourse.acting} or discourse.named
        return "USA" if "USA" in told else None
    if words.startswith(("regime", "government")):
        return _government(discourse, phrase)
    return _ministry(discourse, phrase)


def near(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return the country of a capital in the same sentence, for a ministry that of the last one; else None.

    An envoy is of the country of an embassy there, and never of the one to which a capital says he was sent. Where
    a dateline is of another country, whose minister it is remains open.
    """
    here = [0, *discourse.sentences][-1]
    if phrase.title is not None and phrase.title.basis in SENT:
        acting = (one for one in reversed(discourse.acting) if (one.start or 0) >= here)
        return next((one.country for one in acting if EMBASSY.search(one.text or "")), None)
    placed = [one for one in discourse.placed if (one.start or 0) >= here and _has(discourse, one, phrase)]
    if placed:
        return placed[-1].country
    if OF_MINISTRY.search(discourse.text, phrase.start, phrase.end) is None:
        return None
    code = whose(discourse, phrase)
    return None if discourse.dateline is not None and code != discourse.dateline else code


def _government(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return the country of the last party named, or, where it opens its sentence, of the subject before."""
    opens = phrase.start - [0, *discourse.sentences][-1] <= OPENING_WORD
    if not opens and (own := _at_home(discourse, phrase) or _of_whom_told(discourse, phrase)):
        return own
    doer = _subject_before(discourse, discourse.bodies) if opens else None
    last = doer or (discourse.bodies[-1] if discourse.bodies else None)
    return last.country if last is not None else None


def _ministry(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return the country whose ministry, or for a military whose officer, was named last.

    Else that of the subject of the sentence before, or the only one acting in these two.
    """
    words = discourse.text[phrase.start : phrase.end].lower()
    ministry = OF_MINISTRY.search(words) is not None
    ministries = [
        one
        for one in _told_of(discourse)
        if _has(discourse, one, phrase) and not (ministry and EMBASSY.search(one.text or ""))
    ]
    officers = [one for one in discourse.persons if one.sector == "MIL" and one.country and words in FORCES]
    last = max([phrase.start - BACK, *(one.end or 0 for one in ministries), 0])
    if officers and (officers[-1].end or 0) > last:
        return officers[-1].country
    if ministries and (ministries[-1].end or 0) > phrase.start - BACK:
        return ministries[-1].country
    if ministry and discourse.issuer is not None:
        return discourse.issuer
    bodies = [one for one in discourse.bodies if _has(discourse, one, phrase)]
    ministers = [one for one in discourse.persons if ministry and one.country and MINISTER.search(one.text or "")]
    opening = _subject_before(discourse, sorted([*bodies, *ministers], key=lambda one: one.start or 0))
    if opening is not None:
        return opening.country
    close = {one.country for one in bodies if (one.start or 0) >= [0, 0, *discourse.sentences][-2]}
    codes = close or {bodies[-1].country if bodies else discourse.dateline}
    return codes.pop() if len(codes) == 1 else None


def _told_of(discourse: Discourse) -> list[Actor]:
    """Return the ministries named with whose they are, and the capitals that say it of one, in the text's order."""
    seats = [
        one for one in discourse.placed
        if SEATED.search(discourse.text, max(0, (one.start or 0) - 20), one.start or 0)
    ]  # fmt: skip
    return sorted([*discourse.ministries, *seats], key=lambda one: one.start or 0)


def _at_home(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return the country of those who judge their own government: "trade unions in Rome accused the government"."""
    start = [0, *discourse.sentences][-1]
    judged = JUDGING.search(discourse.text, start, phrase.start)
    if judged is None:
        return None
    told = [one for one in (*discourse.acting, *discourse.placed) if start <= (one.start or 0) < judged.start()]
    people = CRITICS.search(discourse.text, start, judged.start())
    return told[0].country if people and len({one.country for one in told}) == 1 else None


def _of_whom_told(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return the country whose act a government reports behind it: "Peru will pay Chile, the government said"."""
    start = [0, *discourse.sentences][-1]
    text = discourse.text
    if not (INSERTED.search(text, start, phrase.start) and SAYING.match(text, phrase.end)):
        return None
    told = [one for one in (*discourse.acting, *discourse.persons) if (one.start or 0) >= start and one.country]
    return min(told, key=lambda one: one.start or 0).country if told else None


def _subject_before(discourse: Discourse, bodies: Sequence[Actor]) -> Actor | None:
    """Return the party, of these, that is the subject of the sentence before; None where none is."""
    before, here = [0, 0, *discourse.sentences][-2:]
    told = (one for one in bodies if before <= (one.start or 0) < here)
    return next((one for one in told if discourse.pronouns.is_subject(one)), None)


def _has(discourse: Discourse, one: Actor, phrase: Phrase) -> bool:
    """Return whether a mention's country can have what a phrase names: the United States have no ministers."""
    return one.country != "USA" or MINISTER.search(discourse.text, phrase.start, phrase.end) is None
