"""Return whom a pronoun means, of those whom the article has named before it, or names right after its clause.

A pronoun looks first in its own sentence, then at the last that names somebody; whoever is the subject comes before
others. Who speaks in ", he said" is not one whom the speech itself names. Nobody is "he" whom the article calls "she".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dyadbook.records import Actor
from dyadbook.world import pronoun_of

FORMS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
    "i": "i", "me": "i", "my": "i", "we": "we", "us": "we", "our": "we", "they": "they", "them": "they",
    "their": "they", "themselves": "they", "it": "it", "its": "it", "itself": "it", "the country": "country",
    "the kingdom": "kingdom", "our country": "ours", "the bloc": "bloc", "the alliance": "alliance",
    "the league": "league", "the union": "union", "the group": "group", "the council": "council",
    "the agency": "agency", "the fund": "fund", "the commission": "commission", "the court": "court",
    "the assembly": "assembly", "the organization": "organization", "the organisation": "organisation",
}  # fmt: skip
"""What each pronoun may mean, by its words in lower case; nouns that stand for a country or body are among them."""
OWNS = frozenset({"his", "her", "its", "their"})
TAKES = frozenset({"him", "them"})
PERSONAL = frozenset({"he", "she"})
BACK = 500
"""How many characters back somebody must have been named."""
OBLIQUE = re.compile(
    r"\b(?:with|of|to|by|from|for|on|at|in|into|against|between|than|about|over|under|like|toward|towards|via"
    r"|beside|alongside)"
    r"\s+(?:(?:the|an?|both|his|her|its|their|own)\s+)*(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?$"
)
SAID = (
    r"(?:said|says|told|added|wrote|warned|tweeted|noted|argued|explained|insisted|announced|replied|confirmed|reported"
    r"|made clear)\b"
)
SPOKE = re.compile(rf"(?:['’]s)?\s+(?:\w+ly\s+)?{SAID}")
TELLS = re.compile(rf"{SPOKE.pattern}[^.;\n\"“”]{{0,60}}[,:]?\s*")
"""What stands between who speaks and his quoted words."""
LINE, SPOKEN = 2000, 100  # characters of a line, and from who speaks to his words
ASKED_TO = re.compile(
    r"\b(?:want|ask|urg|tell|told|press|forc|expect|allow|help|invit|order|warn|compel|encourag)(?:e?s|e?d|ing|e)?\s+$"
)
"""What stands before a pronoun that means another than the subject: "Oslo wants it"."""
TO_DO = re.compile(r"\s+(?:not\s+)?to\s+[a-z]")
OWN_SPEAKER = re.compile(rf"\w+(?:\s[\w'’-]+){{1,7}}\s{SAID}")
"""What stands where somebody's people have spoken: "its foreign ministry said"."""
BY_THE_WAY = re.compile(r",\s(?:which|who|whose)\b[^,;]*,\s+(?:\w+ly\s+)?[a-z]+\s+")
"""What stands between a subject of which something is told by the way and the pronoun behind its verb."""
DOING = re.compile(
    r"\s*[“\"]?(?:(?:[Aa]fter|[Bb]efore|[Ww]hile|[Ww]hen|[Ss]ince|[Bb]y|[Uu]pon)\s)?"
    r"(?!(?:During|[Ff]ollowing|According|Excluding|Including|Regarding|Beijing|Nanjing)\b)[A-Za-z]+ing\s[^.;:\n]*,\s$"
)
"""What opens a sentence by what its subject does beside: "After meeting Roe, he" means another than Roe."""
LINK = (
    r"(?:that|and|or|but|who|whom|which|when|while|where|if|as|because|after|before|since|than|until|so|though|although"
    r"|of|to|in|on|at|for|with|from|by|over|about|against|into|under)\b"
)
ACTS = re.compile(rf"\s+(?!{LINK})[a-z]")
"""What follows a name that is a subject: a verb, as far as one can tell from its not being a linking word."""
DOES = re.compile(rf"\s+(?:\w+ly\s+)?(?!{LINK})[a-z]+(?:\s+that)?\s+")
"""What stands between a subject and the pronoun right after its verb."""
AFTER_SPEECH = re.compile(r"[,”\"’']\s*$")
OPENS = re.compile(
    r"[“\"‘']?(?:(?:\w+\s+){0,4}(?:after|before)|when|while|if|as|since|although|though|because|asked|once|until"
    r"|with|in|on|at|like|for|under|during|despite|\w+ing)\b",
    re.I,
)
"""Words that open a clause which may tell of somebody before naming them: "Days after he left, Trump ..."."""
WHILE = re.compile(
    r"\s*[“\"]?(?:[Ww]hile|[Ww]hen|As|After|Before|Although|Though|Since|If|Unless|Until|Once|Because|Should|Had|Were)\b"
)
"""Words that open a clause whose subject is not the one of the sentence."""
CALLED = {
    "she": re.compile(r"\b(?:Mrs|Ms|Miss|Madam|Lady|[Qq]ueen|[Pp]rincess|[a-z]*woman|mother|widow|daughter|wife)\b"),
    "he": re.compile(r"\b(?:Mr|Sir|Lord|[Kk]ing|[Pp]rince|Sheikh|[Aa]yatollah|[a-z]*(?<!wo)man|father|son|husband)\b"),
}
"""Words before a name that say whether somebody is "he" or "she"."""


class Pronouns:
    """The persons and parties of one article in order, and whom its pronouns meant so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.gender: dict[str, str] = {}

    def call(self, actor: Actor, words: str) -> None:
        """Note whether the words before a name say that a person is "he" or "she"."""
        for form, pattern in CALLED.items():
            if pattern.search(words):
                self.gender.setdefault(actor.name, form)

    def meant(
        self, form: str, word: str, place: tuple[int, int], pool: Sequence[Actor], sentences: Sequence[int],
        ahead: Callable[[], Actor | None],
    ) -> Actor | None:  # fmt: skip
        """Return whom a pronoun at a place means of a pool in order; None where nobody fits.

        `sentences` are the starts of the sentences so far, `ahead` finds who is named after the pronoun's clause.
        """
        at, end = place
        quote = self._quoted(at) if form in PERSONAL else None
        fitting = [one for one in pool if self._fits(one, form) and (quote is None or not self._speaks(one, quote))]
        near = [one for one in fitting if (one.end or 0) > at - BACK]
        first = sentences[-1] if sentences else 0
        here = [one for one in near if (one.start or 0) >= first]
        apart = form in PERSONAL and bool(here) and DOING.fullmatch(self.text, first, at) is not None
        if apart:
            near, here = [one for one in near if one not in here], []
        elif form in PERSONAL and self._tells(at, end):
            here = [] if any((one.start or 0) < first for one in near) else here
        elif not here and OPENS.match(self.text, first) and (named := ahead()) and self._fits(named, form):
            here = [named]
        if word == "it" and ASKED_TO.search(self.text, max(0, at - 16), at) and TO_DO.match(self.text, end):
            asking = {one.name for one in here if DOES.fullmatch(self.text, one.end or 0, at)}
            here = [one for one in here if one.name not in asking]  # "the fund wants it to": another than who wants
            near = [one for one in near if one.name not in asking]
        chosen = self._of(here, word, at, first) if here else self._earlier(near, sentences)
        if chosen is not None and form in PERSONAL:
            self.gender.setdefault(chosen.name, form)
        return chosen

    def _fits(self, one: Actor, form: str) -> bool:
        if (one.kind == "person") != (form in PERSONAL):
            return False
        return form not in PERSONAL or (self.gender.get(one.name) or pronoun_of(one.name) or form) == form

    def _quoted(self, at: int) -> int | None:
        """Return where the quoted words begin in which a pronoun stands; None where it stands in none."""
        line = self.text.rfind("\n", max(0, at - LINE), at)
        start = line + 1 if line >= 0 or at <= LINE else at  # where a line is longer, quotation marks cannot be counted
        opens = self.text.rfind("“", start, at)
        if opens > self.text.rfind("”", start, at):
            return opens
        return self.text.rfind('"', start, at) if self.text.count('"', start, at) % 2 else None

    def _speaks(self, one: Actor, quote: int) -> bool:
        """Return whether somebody is said to speak the quoted words right behind: nobody calls himself "he"."""
        end = one.end or 0
        return end <= quote <= end + SPOKEN and TELLS.fullmatch(self.text, end, quote) is not None

    def _tells(self, at: int, end: int) -> bool:
        """Return whether a pronoun tells who has spoken: "..., he said"."""
        return bool(SPOKE.match(self.text, end) and AFTER_SPEECH.search(self.text, max(0, at - 3), at))

    def _tells_whose(self, at: int) -> bool:
        """Return whether a pronoun tells whose people have spoken: "..., its foreign ministry said"."""
        return bool(OWN_SPEAKER.match(self.text, at) and AFTER_SPEECH.search(self.text, max(0, at - 3), at))

    def _of(self, here: Sequence[Actor], word: str, at: int, sentence: int) -> Actor:
        """Return whom a pronoun means of those in its own sentence, by where that begins."""
        cut = self.text.rfind(";", 0, at)
        here = [one for one in here if (one.start or 0) > cut] or here
        told = [one for one in here if DOES.fullmatch(self.text, one.end or 0, at) and word not in TAKES]
        if told:  # "Pyongyang insists it", "Hayashi expressed his"
            return told[-1]
        if word in OWNS and (whose := [one for one in here if BY_THE_WAY.fullmatch(self.text, one.end or 0, at)]):
            return whose[-1]  # "Algeria, which backs the Polisario, recalled its"
        subjects = [one for one in here if self.is_subject(one)] or list(here)
        main = self._main_clause(here, at, sentence)
        subjects = [one for one in subjects if main <= (one.start or 0)] or subjects
        if word in OWNS:
            return subjects[0 if self._tells_whose(at) else -1]
        if word in TAKES and len({one.name for one in here}) > 1:
            acting = [one for one in subjects if ACTS.match(self.text, one.end or 0)] or subjects
            others = [one for one in here if one.name != acting[-1].name]
            return others[-1]
        return subjects[0]

    def _main_clause(self, here: Sequence[Actor], at: int, sentence: int) -> int:
        """Return where the main clause begins behind one that opens a sentence: "While Lee left, Roe said"; else 0."""
        first = min((one.start or 0) for one in here)
        line = max(self.text.rfind(mark, 0, first) for mark in ("\n", ". ", "” "))
        opens = WHILE.match(self.text, line + 1) or WHILE.match(self.text, sentence)  # behind a dateline
        commas = [one.start or 0 for one in here if self.text.startswith(", ", (one.start or 0) - 2)]
        main = min((start for start in commas if first < start), default=0)
        return main if opens and main < at else 0

    def _earlier(self, near: Sequence[Actor], sentences: Sequence[int]) -> Actor | None:
        """Return the first subject of the last sentence that names one."""
        for first, last in zip(reversed(sentences[:-1]), reversed(sentences[1:]), strict=True):
            inside = [one for one in near if first <= (one.start or 0) < last]
            if inside:
                speaks = [one for one in inside if SPOKE.match(self.text, one.end or 0)]
                owns = (one for one in inside if self.text.startswith(("'s ", "’s "), one.end or 0))
                return next((one for one in (*speaks, *inside) if self.is_subject(one)), next(owns, inside[0]))
        return near[-1] if near else None

    def is_subject(self, one: Actor) -> bool:
        """Return whether a mention may be a subject: no preposition before it, nothing that it owns after it."""
        start, end = one.start or 0, one.end or 0
        if one.basis == "pronoun":
            return (one.text or "").lower() not in OWNS | TAKES
        if one.basis in {"adjective", "place"} or self.text.startswith(("'s", "’s"), end):
            return False
        return OBLIQUE.search(self.text, max(0, start - 24), start) is None
