"""Return the tense around a time expression, which tells whether "Friday" is the last one or the coming one."""

from __future__ import annotations

import re

_FUTURE = (
    r"(?:will|shall|['’]ll|won['’]t|would|upcoming|(?:is|are)\s+to|to\s+be\s+held|due\s+(?:in|on|by)|scheduled\s+for"
    r"|(?<!to\s)(?:expires?|runs?\s+out|lapses?|begins?|starts|opens|resumes?|takes?\s+(?:effect|office)|comes?\s+into\s+force)|(?:is"
    r"|are|was|were)\s+(?:due|set|scheduled|expected|planned|planning|going|slated|likely)\s+(?:to|for)|(?:plans?"
    r"|hopes?|intends?|vows?|expects?)\s+to"
    r"|(?:is|are)\s+(?:heading|travell?ing|flying|returning|arriving|leaving|visiting|hosting|holding|meeting"
    r"|considering|weighing|mulling|preparing|seeking|hoping|aiming)"
    r"|could(?!\s+(?:not|hardly|barely|only)\b|n['’]t)|wants?\s+to|considers?\s+\w+ing|(?-i:may|might)|expected\s+(?:\w+\s+){1,6}?to)"
)
_PAST = (
    r"(?:said|told|says|according|was|were|had|did|met|held|left|made|took|sent|began|came|went|gave|kept|rose|fell"
    r"|struck|shot|spoke|saw|won|lost|wrote|put|[a-z]{2,}ed)"
)
_VERB = re.compile(rf"(?<![\w-])(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))(?!\w)")
_SWORN = re.compile(
    r"\b(?:(?:promised|vowed|pledged|offered|undertook|swore|committed|threatened|agreed)\s+to|aim(?:s"
    r"|ed)\s+to)\s+(?!(?:an?|the|this|that|these|its|his|her|their|all|both|\w+ing|\w+[^s]s)\b)[a-z]+\b"
)
_ELSEWHEN = re.compile(r"\b(?:19|20)\d\d\b|\bto\b.*(?:,|\bafter\b)")
"""What parts a limit from its promise: a year in which it was given, words that come between."""
_LIMIT = re.compile(r"\b(?:by|in|until|till|before)\s+(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+)?$", re.I)
_DEADLINE = re.compile(
    r"\b(?:by|until|till|(?:on\s+or\s+)?before|not?\s+later\s+than|deadline(?:\s+of|(?:\s+\w+){0,4}?\s+is))\s+"
    r"(?:(?:noon|midnight|dawn|the\s+end\s+of)\s+(?:on\s+)?)?$",
    re.I,
)
_BARE = re.compile(
    r"(?:(?:\S+\s+){1,3}?to\s+[a-z]+\s+)?(?:by|until|till)\s+(?:the\s+)?"
    r"(?:(?:end|start|beginning|middle)\s+of\s+|early\s+|late\s+)?",
    re.I,
)
"""A limit of which no verb tells, with what is to be done at most: "by the end of August", "Rome to vote by May"."""
_ORDERING = (
    r"(?:(?:order|demand|want|expect|promis|vow|pledg)(?:s|es|ed|ing)?|(?:ask|call|press|push)\w*\s+for|insist\w*\s+on)"
)
_ORDERED = re.compile(
    r"\b(?:(?:order|tell|told|ask|urg|instruct|direct|request|requir|warn|command|demand|call)\w*\s+(?:\S+\s+){0,7}?to\s+(?:be\s+)?[a-z]+"
    r"|must\b|(?:demand|insist|request)\w*\s+(?:\S+\s+){0,4}?that\b"
    rf"|{_ORDERING}(?:\s+(?!that\b|which\b|who\b|and\b)[^\s,;]+){{0,4}}\s+[a-z]+ed(?=\s+by\b)|{_ORDERING}\s+(?!by\b)"
    r"|(?:postpon|delay|deferr|adjourn|suspend)(?:es?|ed|ing)\b|put(?:ting)?\s+off\b|push(?:es|ed|ing)\s+back\b"
    r"|(?:g[ai]ves?|given|giving|ha(?:s|ve)|had|extend(?:s|ed)|set|deadline|ultimatum|time)\b)",
    re.I,
)
"""What a limit follows that is set: an order, or time that is given ("gave Rome until Friday to leave")."""
_SPOKEN = re.compile(r"(?:“|(?<!\S)\")(?=[^”\"]*$)")
"""Where a quotation opens that is not closed: a limit in it of which no verb tells is set ("Leave by Friday")."""
_MET = re.compile(
    r"\bha(?:d|(?:s|ve)(?!\s+(?:been\s+)?(?:order|told|ask|urg|demand|warn)))\s+(?:already\s+)?\w+(?:ed|en|wn|ft|ught|ne)\b",
    re.I,
)
"""What was done before, a limit or not: "had withdrawn by Friday"; no order, "has ordered it to leave by Friday"."""
_TOLD = re.compile(r"\s+that\b")
"""What follows the day of words: "after the announcement Wednesday that it would leave"."""
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(A-Z])|\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|St)\.\s+$")
_AHEAD = re.compile(
    r"\b(?:planned|proposed|scheduled|forthcoming|upcoming|ahead\s+of|looming|coming)\s+(?:the\s+|a\s+|its\s+"
    r"|his\s+)?$"
)
_SINCE = re.compile(r"\bsince\s+(?:at\s+least\s+)?(?:(?:the\s+)?(?:early|late|mid|end\s+of|start\s+of)[\s-]+)?$", re.I)
"""What stands before the beginning of what goes on: it is over, whatever is to come beside it."""
_PASSIVE = re.compile(r"\b(?:be|been|being|get|is|are)\s+(?:\w+ly\s+)?$")


def guess_tense(text: str, start: int, end: int) -> str | None:
    """Return "future" or "past" by the last verb before the words in their sentence, else by the first one after.

    What follows "will" ("will be signed") is part of it; a report ("he will go, she said on Friday") is not. A limit
    set to what was promised ("vowed to leave by June") lies ahead; its day ("vowed to leave on Friday") may be either.
    """
    window = text[max(0, start - 160) : start]
    if _SINCE.search(window):
        return "past"
    if _AHEAD.search(window):
        return "future"
    stops = (stop.end() for stop in _STOP.finditer(window))
    window = window[max((stop for stop in stops if not _ABBREVIATED.search(window[:stop])), default=0) :]
    sworn = [match.end() for match in _SWORN.finditer(window)] if _LIMIT.search(window) else []
    if sworn and not _VERB.search(window, sworn[-1]) and not _ELSEWHEN.search(window):
        return "future"
    if _DEADLINE.search(window) and not _ELSEWHEN.search(window):
        orders = [match.end() for match in _ORDERED.finditer(window)]
        if orders and not _VERB.search(window, orders[-1]) and not _MET.search(window):
            return "future"
        spoken = _SPOKEN.search(window)
        if spoken is not None and not _VERB.search(window, spoken.end()):
            return "future"
    told = None
    for verb in _VERB.finditer(window):
        passive = told == "future" and verb["past"] and _PASSIVE.search(window[: verb.start()])
        told = "future" if verb["future"] or passive else "past"
    if told or not re.fullmatch(r"\W*(?:\w+\W+){0,4}", window):
        return told
    rest = text[end : end + 120]
    if _TOLD.match(rest):
        return "past"
    stop_after = _STOP.search(rest)
    verb_after = _VERB.search(rest[: stop_after.start()] if stop_after else rest)
    if verb_after is None:
        return "future" if _BARE.fullmatch(window) and not re.search(r"\w", rest) else None
    return "future" if verb_after["future"] else "past"
