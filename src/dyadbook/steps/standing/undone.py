"""Return whether the words around a standing say that it does not stand: nearly so, weighed, a false report."""

from __future__ import annotations

import re

from dyadbook.steps.standing.parties import BEFORE_WORDS, Scope

ALMOST = re.compile(r"\b(?:almost|nearly) $|\b(?:close to|short of|(?:brink|verge) of) \w+ing\b", re.I)
LESSENED = re.compile(r"\b(?:reduction|decrease|decline|lack) (?:in|of) (?:the |all |any )?(?:\w+ )?$", re.I)
"""What there is less of: "a reduction in tensions"."""
AGAINST = re.compile(r"\bagainst\s\w+ing\s(?:an?\s|any\s)?(?:\w+\s)?$", re.I)
"""What somebody is told not to do: "warned Rome against forming an alliance with Oslo"."""
EASED = re.compile(
    r"\btensions\b[^,;.]{0,60}?\b(?:has|have|had|are|were)?\s?(?:(?:now|since|largely|recently|somewhat)\s)?"
    r"(?:eas(?:ed|ing)|cool(?:ed|ing)|subsid(?:ed|ing)|abat(?:ed|ing)|reced(?:ed|ing)|died down"
    r"|dissipated|lessened|calmed)\b",
    re.I,
)
"""What there is less of, or no more, in its own words: "tensions between them have eased"."""
REPLACED = re.compile(
    r"\b(?:succeed|replac|supersed|supplant)(?:s|es|ed|ing)? (?:the|an?|their) (?:[\w-]+ ){0,3}$"
    r"|\b(?:instead|in place|successor) (?:of|to) (?:the|an?|their) (?:[\w-]+ ){0,3}$",
    re.I,
)
"""What stood before something else did: "which succeeds the agreement signed in 2012"."""
DOUBTED = re.compile(
    r"\b(?:hop(?:es?|ed|ing)|wish(?:es|ed)?|pray(?:s|ed|ing)?|(?<!no )doubt(?:s|ed|ing)?|wonder(?:s|ed|ing)?"
    r"|assum(?:es|ed|ing)|(?:un|not )(?:clear|sure|certain)) (?:that|if|whether)\b[^,;”\"]*$",
    re.I,
)
"""What is only hoped or not known: "Rome hopes that the truce still holds"."""
RUMOURED = re.compile(r"\brumou?rs? (?:that|of)\b[^,;]*$", re.I)
WEIGHED = re.compile(
    r"\b(?:consider|weigh|mull|contemplat|ponder)(?:e?s|e?d|ing) (?!the |its |their )"
    r"(?:[a-z][\w-]* ){0,3}?(?:sanctions\b|$)"
)
CALLED_FOR = re.compile(
    r"\b(?:rul(?:e|es|ed|ing) out|(?:call|push|press)(?:s|es|ed|ing)? for|demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)"
    r"|threaten(?:s|ed|ing)?|propos(?:e|es|ed|ing)|threats? of|prospect of|possibility of|talk of|idea of|risk of"
    r"|fears? of|warn(?:s|ed|ing)? of|refus(?:e|es|ed|ing) to \w+) (?!the |its |their |existing |current )"
    r"(?:(?!an? end|end|lift|eas|remov|relief)[\w.’'-]+ ){0,3}?(?:sanctions\b|relations\b|ties\b|$)",
    re.I,
)
DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)"
    r"|(?:reject|dismiss)(?:s|es|ed|ing)? (?:\w+ )?(?:claims?|reports?|allegations?|suggestions?))"
    r" (?:(?:\w+ )?(?:claims?|reports?|allegations?) )?(?:that|having|it|they|he|she)\b[^,;”\"]*$",
    re.I,
)
OPEN_TO_CHOICE = re.compile(
    r"\b(?:(?:is|are|was|were|remain(?:s|ed)?) (?:(?!not|no)\w+ ){0,2}?"
    r"(?:on the table|an option|under consideration|a possibility"
    r"|being (?:weighed|considered|discussed|drafted|prepared|mulled))"
    r"|(?:(?:is|are|was|were|ha(?:s|ve|d) been) (?:not|never)|(?:is|are|was|were)n[’']t) (?:yet )?"
    r"(?:ruled out|excluded))\b",
    re.I,
)
"""What makes the thing before it one of several that may be chosen: "sanctions on Rome are an option"."""
RAISED = re.compile(
    r"\b(?:will|would|could|may|might|can|to|risks?|risk(?:s|ed|ing)? of|risking)\s(?:\w+ly\s|further\s)?"
    r"(?:increas|rais|escalat|heighten|stok|inflam|fuel|worsen|spark|provok|caus|creat|trigger|exacerbat|intensif|deepen)"
    r"\w*\s(?:\w+\s){0,2}?$", re.I
)  # fmt: skip
"""What only would bring it about: "strikes could raise tensions with Rome"."""
INVERTED = re.compile(r"^\W*(?i:had|should) (?i:the )?[A-Z]|^\W*(?i:were) (?i:the )?[A-Z][^,]* to\b")
FALSE_REPORT = re.compile(
    r"\b(?:reports?|rumou?rs?|claims?|allegations?) (?:that|of)\b.*\b(?:is|are|was|were|be|been|proved|proven|out)"
    r"(?: (?!not|no)\w+){0,2}? (?:false|untrue|baseless|unfounded|groundless|fabricated)\b", re.I
)  # fmt: skip


def is_undone(text: str, scope: Scope, start: int, end: int) -> bool:
    """Return whether a clause tells only what nearly is, what somebody weighs, supposes or denies as a rumour."""
    first = max(scope.clause[0], start - BEFORE_WORDS)
    near = max(0, start - BEFORE_WORDS)  # a statement may begin behind "called for"
    before, clause = text[first:start], text[first:end]
    return (
        any(pattern.search(words) for pattern in (ALMOST, LESSENED, REPLACED, WEIGHED) for words in (before, clause))
        or AGAINST.search(before) is not None
        or EASED.search(text[start : scope.sentence[1]]) is not None
        or any(words.search(text[scope.sentence[0] : start]) is not None for words in (DOUBTED, RUMOURED))
        or any(
            near + called.end() >= start
            for words in (text[near:start], text[near:end])
            for called in CALLED_FOR.finditer(words)
        )
        or DENIED.search(text[max(0, scope.sentence[0] - BEFORE_WORDS) : start]) is not None
        or OPEN_TO_CHOICE.search(text, start, scope.clause[1]) is not None
        or RAISED.search(text[near:start]) is not None
        or INVERTED.search(text[scope.clause[0] : start]) is not None
        or FALSE_REPORT.search(text[slice(*scope.sentence)]) is not None
    )
