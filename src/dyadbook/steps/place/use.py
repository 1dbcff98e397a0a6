"""Return whether a name is used as a place: "in Seoul" is one, and "Seoul warned" is not.

The words before a name decide: a preposition of place, a verb of going, or the words of a summit after it. Cities and
regions that act for nobody need less than capitals do.
"""

from __future__ import annotations

import re

from dyadbook.steps.place.names import KIND, Name

_BESIDE = (
    r"(?:the |nearby |neighbou?ring |central |downtown |(?:north|south)?[- ]?(?:east|west|north|south)(?:ern)? "
    r"|(?:government|rebel)-held |occupied |war-\w+ |mainland |far |today's |old |rural "
    rf"|(?:[A-Z][\w.]+(?: [A-Z]\w+)?['’]s? )|(?:[\w'’.-]+ ){{0,3}}{KIND} of (?:the )?){{0,3}}"
)
_GOING = (
    r"(?:trips?|visit(?:s|ed|ing)?|travel\w*|fl(?:y|ies|ew|own|ying|ights?)|goes|go|went|going|gone|return\w*"
    r"|c[oa]m(?:e|es|ing)|head(?:s|ed|ing)?|mov(?:e|ed|es|ing)|arriv\w*|way|sen[dt]s?|sending|deploy\w*|fled|flee\w*"
    r"|journey\w*|tour|dr(?:ove|iven|iving)|march\w*|br(?:ing|ought)|took|taken|relocat\w*|route|access|back|close|home"
    r"|deport\w*|withdr\w+|pull\w*|launch\w*|fired|ship(?:ped|ments?)|depart\w*|left|evacuat\w*|exports?|escap\w*"
    r"|extradit\w*)"
)


def _before(words: str) -> re.Pattern[str]:
    """Return the pattern of words that stand right before a name, with what may stand between."""
    return re.compile(rf"{words}\s+{_BESIDE}$", re.I)


_PLACING = _before(
    r"\b(?:in|near|outside|inside|across|throughout|within|around|into|off|via|along|above|through|beyond)"
)
_AT = _before(r"(?<!aimed )(?<!angry )(?<!anger )(?<!directed )(?<!out )\bat")
_GOES = _before(rf"\b{_GOING}\s+(?:[^\s,;]+\s+){{0,3}}?(?:to|from|toward|towards|out of|through|over)")
_DIRECT = _before(
    r"\b(?:visit(?:s|ed|ing)?|tour(?:s|ed|ing)|enter(?:ed|ing)|reach(?:ed|ing)|left|leaving|leaves|stormed|crossed)"
)
_OF = re.compile(rf"\b{KIND} (?:of|with|between) (?:the )?$", re.I)
_LOOSE = _before(r"\b(?:of|to|from|on|over|toward|towards|under|for|at|against|around|between|\w{3,}ed|\w{3,}ing|\w+s)")
_TIED = re.compile(r"\b(?:of|to|from|on|over|for)\s+(?:the )?$", re.I)
_NOT_IN = re.compile(
    r"\b(?:interest\w*|confidence|trust|faith|believ\w*|interfer\w*|meddl\w*|invest\w*|inquiry|probe|insight"
    r"|disappointed|rein\w*)\s+(?:in|into)\s+(?:the )?$",
    re.I,
)
_BODY_OF = re.compile(
    r"\b(?:University|Bank|Church|Diocese|Bishop|Archbishop|Treaty|Duke|Prince|Mayor|Embassy|Consulate|Republic"
    r"|[Aa]ccording) (?:of|to) (?:the )?$"
)
_MEETING = re.compile(r"\s+(?:[Ss]ummit|[Cc]onference|[Mm]eeting|[Tt]alks|[Ff]orum)\b")
_MEETING_BEFORE = re.compile(
    r"\b(?:the|this|that|their|in|at|after|during|before|since|of|following|a|failed|historic|last|next|first|second"
    r"|from|for)\s+$",
    re.I,
)
_OBJECT = re.compile(
    r"[-–](?=[A-Za-z])|['’](?:s\b)?(?!['’])|\s+(?:nuclear|sanctions?|deal|policy|crisis|war|conflict|standoff|row|trade"
    r"|envoy|embassy|ambassador|officials?|relations|ties|issue|threat|negotiations|tensions|talks|troops|forces"
    r"|strategy|hawks?|experts?|analysts?|watchers?|spokes\w+|consulate|desk|bureau|correspondent|Post|Times|Agreement"
    r"|[Aa]ccords?|Convention|Protocol|Declaration|University|Treaty|Olympics|Examiner|Institute|Games|News|FC|Review)\b"
)
_AFTER_ABBREVIATION = re.compile(
    r"\s*(?:$|[^\w\s]|\s(?:and|or|but|in|on|at|to|for|from|by|with|as|of|after|before|since|when|while|where|who|which"
    r"|that|if|is|was|are|were|has|had|have|will|would|could|can|may|should|this|last|next|the|a|an|not|over|under"
    r"|between|during|until|about|because|so|than|he|she|they|it|we|also|now|against|amid|\w+(?:ed|ly|ing)|\d+"
    r"|[A-Z]\w+)\b)"
)
_CAPITAL_AFTER = re.compile(
    r" (?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|March|April|May\b|June|July|Aug|Sept?|Oct|Nov|Dec"
    r"|President|Prime|Foreign|Secretary|Province|Region|Oblast|State|City|County|Prefecture|District|Island|Air"
    r"|International|Strip|Governorate|AP|Reuters|Photograph|Sea|Summit))[A-Z][\w’'-]"
)
_CAPITAL_BEFORE = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen)\.?|(?<![.!?:;\n] )(?<![.!?:;\n]  )\b[A-Z][\w.’-]*)[ -]$")
_OPENS = re.compile(
    r"\b(?:In|At|Near|From|To|On|Outside|Inside|Across|The|Around|Over|Into|Of|(?:Nor|Sou)th(?:ern)?|(?:Ea|We)st(?:ern)?"
    r"|Central|Off|Visits?|Visited|Through|Via|Downtown|City|Port|State|Leaves|Reaches|Hits?|And|Strikes?)[ -]$"
)
_DESCRIBED = re.compile(r"\b[A-Z]\w+(?:n|ese|sh|i) $")
_OTHER_SENTENCE = re.compile(r"['’]s $|[a-z] \($")
_ACTS = re.compile(
    r"\s+(?:has|had|have|says?|said|warn\w*|will|would|wants?|vow\w*|agree[sd]?|reject\w*|accus\w+|called|calls|urged?"
    r"|insist\w*|den(?:y|ies|ied)|condemn\w*|respond\w*|seeks?|sought|threaten\w*|announce\w*|hopes?|could|should|may"
    r"|might|must|does|did)\b"
)
_LIST_GOES_ON = re.compile(r",? (?:and|or) [A-Z]|, [A-Z]\w+,? (?:and|or) ")


class Judge:
    """Judges, name by name through one block, whether it is used as a place; one joined to a place is one too."""

    def __init__(self, text: str, titled: bool) -> None:
        self.text = text
        self.titled = titled
        self.last: Name | None = None

    def is_place(self, name: Name, seen: set[str]) -> bool:
        """Return whether the words around a name make it a place; `seen` are the names that were places before."""
        used = self._has_place_words(name, seen)
        self.last = name if used else None
        return used

    def _has_place_words(self, name: Name, seen: set[str]) -> bool:
        before, after = self.text[max(0, name.start - 70) : name.start], self.text[name.end : name.end + 30]
        before = before[before.rfind("\n") + 1 :]
        if self._is_part_of_name(name, before, after):
            return False
        if _is_town(name) and _MEETING.match(after) and _MEETING_BEFORE.search(before):
            return True
        if _describes(name, after) or _BODY_OF.search(before):
            return False
        if self._joins(name) or _OF.search(before):
            return not (name.acts and _ACTS.match(after))
        if _PLACING.search(before):
            return not (name.acts and _NOT_IN.search(before))
        if _DIRECT.search(before) or _GOES.search(before) or (not name.country and _AT.search(before)):
            return True
        return not name.acts and self._has_loose_words(name, before, seen)

    def _has_loose_words(self, name: Name, before: str, seen: set[str]) -> bool:
        """Return whether the words before a name that acts for nobody are enough to make it a place."""
        if name.entries and all(entry.country for entry in name.entries):
            return bool(_LOOSE.search(before))
        return bool(_TIED.search(before)) or (not name.entries and name.text in seen)

    def _is_part_of_name(self, name: Name, before: str, after: str) -> bool:
        """Return whether a capitalized word beside makes it a part of another name: `Paris Hilton`, `Jack London`."""
        if self.titled and (_PLACING.search(before) or name.entries):
            return False
        if _CAPITAL_BEFORE.search(before) and not _OPENS.search(before) and not _OTHER_SENTENCE.search(before):
            return not (name.entries and _DESCRIBED.search(before))
        return bool(_CAPITAL_AFTER.match(after)) and not (name.entries and _PLACING.search(before))

    def _joins(self, name: Name) -> bool:
        """Return whether it stands beside a place as one of several: `Seoul, Tokyo and Beijing`, `Seoul/Hanoi`."""
        if self.last is None:
            return False
        between = self.text[self.last.end : name.start]
        if re.fullmatch(r"(?:,? and |,? or |/|,? as well as )(?:the |in |near )?", between):
            return True
        return between == ", " and _LIST_GOES_ON.match(self.text, name.end) is not None


def _is_town(name: Name) -> bool:
    """Return whether a name may be a town's, rather than a country's or a sea's."""
    return not name.country and (not name.entries or any(entry.country for entry in name.entries))


def _describes(name: Name, after: str) -> bool:
    """Return whether the name of a country or capital only describes the next word: `Iran talks`, `US bases`."""
    if not name.acts:
        return False
    if _OBJECT.match(after) and (name.country or after[0] not in "'’"):
        return True
    short = name.country and (name.text.isupper() or "." in name.text)
    return short and not _AFTER_ABBREVIATION.match(after)
