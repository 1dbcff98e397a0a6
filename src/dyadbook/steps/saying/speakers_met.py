"""Return those who met in the sentence before, where "they" or their joint statement speaks: "Rome and Oslo held talks.
A joint statement said".
"""

from __future__ import annotations

import re

from dyadbook.records import Actor
from dyadbook.steps.saying.attribution import Attribution
from dyadbook.steps.saying.speaker_context import Context
from dyadbook.steps.saying.speakers_together import (
    LEAD,
    PHRASE,
    distinct,
    each_of,
    is_one,
    listed_in,
    names_in,
)

JOINT = re.compile(
    r"(?:the|an?|their)\s(?:(?:final|closing)\s)?(?:joint\s(?:statement|declaration)|(?:joint\s)?communiqu[eé])", re.I
)
TALKED = re.compile(
    r"\s(?:(?:both|have|had|also|on|\w+day)\s){0,3}(?:met|spoke|(?:held|concluded|ended)\s(?:[a-z]+\s){0,2}?(?:talks|a\s(?:summit|meeting)))"
    r"(?=[,.;]|\s(?:in|on|at|for|by|here|to|late|early|last|\w+day)\b)"
)
"""What stands behind those who met."""
OPENS = re.compile(rf"(?:{PHRASE.pattern},\s)?", re.I)


def speakers_met(context: Context, one: Attribution) -> tuple[Actor, ...]:
    """Return each of those who met, in the order of the text; nobody where they are not two at least."""
    words = context.text[slice(*one.source)] if one.source else ""
    joint = JOINT.fullmatch(words) is not None
    before = context.sentence_before(one) if joint or words.lower() == "they" else None
    if before is None or context.text[before.end : one.unit[0]].strip(' “"'):
        return ()
    text, names = context.text, names_in(context.reading, before.start)
    listed, whole = listed_in(text, names)
    if not listed:
        return ()
    lead = LEAD.search(text, before.start, listed[0].start)
    if lead is None or not OPENS.fullmatch(text, before.start, lead.start()):
        return ()
    if not whole or TALKED.match(text, listed[-1].end) is None or is_one(text, listed):
        return ()
    known = distinct(each_of(context.reading, text[lead.start() : listed[0].start], listed))
    return tuple(context.named(each, one, "document" if joint else "pronoun") for each in known)
