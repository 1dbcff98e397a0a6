"""Return the noun phrases that name or describe an actor: where a mention begins and ends, and what stands in it.

A phrase is put together from known terms, titles, agent nouns and unknown names that stand side by side: "Japanese
Prime Minister Shigeru Ishiba", "the leaders of Iran and Iraq", "South Korea's defence ministry". Who is meant is
decided in `actors`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from dyadbook import world
from dyadbook.steps.bodies import begins, is_titled
from dyadbook.steps.cues import cues
from dyadbook.steps.pronouns import FORMS
from dyadbook.steps.tokens import Token, tokens_of
from dyadbook.world.lexicon import Entry, TermMatch, find_terms

PARTS = ("country", "person", "organization", "group", "title", "agent", "compound")
JOINED = re.compile(
    r"[-–—](?:backed|allied|supported|sponsored|brokered|mediated|imposed|led|based|born|made|aligned|linked|controlled|occupied|style|era|held|run|owned)\b",
    re.I,
)
IN_BODIES = frozenset({"name", "person", "agent"})
"""Kinds of parts that may stand in the name of a body."""
AGAINST = re.compile(r"\b(?:pro|anti|ex)[-–]$", re.I)
DESCRIBING = frozenset({"adjective", "demonym"})
KNOWING = re.compile(
    r"(?:scholar|expert|analyst|specialist|historian|researcher|correspondent|reporter|editor)s?", re.I
)
"""Who is called after what he knows or tells of: "an Iran scholar"."""
MINISTRY = re.compile(
    r"(?:(?:foreign|defen[cs]e|interior|state|trade|finance|unification|energy|justice|external affairs)\s+)?"
    r"(?:ministry|department)"
    r"(?:\s+of\s+(?:foreign affairs|(?:national\s+)?defen[cs]e|external affairs|the interior|state|commerce|trade"
    r"|justice|unification))?"
    r"|(?:state|foreign|treasury) (?:department|office)|embassy|cabinet|government|regime|parliament|military"
    r"|army|navy|air force|joint chiefs of staff|presidential office|central bank|supreme court|state media"
    r"|administration",
    re.I,
)
NOT_NAMES = frozenset(
    "i the a an this that these those it he she we they but and or if in on at by for from to of as with after before "
    "when while since who what why how not no yes there here his her its their our my your all both some many "
    "more most "
    "one two three four five six seven eight nine ten first second last next new old also still yet only just now then "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow meanwhile however read related watch live "
    "breaking exclusive despite during without within among unlike like besides instead following according because "
    "although though unless until whether since neither through throughout between against "
    "should would could must shall did does "
    "analysis opinion photo file photos video god western eastern northern southern earlier later under over".split()
)
THE_COUNTRY = re.compile(
    r"\b(?:the|this|that|our)\s+(?:[a-z]+(?:-[a-z]+)?\s+)?(?:country|nation|state|kingdom)\b(?!\s+(?:of|that|to|department|media|news|tv"
    r"|television|run|visit|dinner|banquet|funeral|secrets?|owned|party|capitol|legislature|house|senate)\b|-)"
)
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "kingdom"})
DUAL_NOUNS = frozenset(
    "countries sides nations governments neighbours neighbors leaders men armies rivals powers capitals states "
    "parties presidents ministers militaries delegations koreas".split()
)
DUAL = re.compile(
    r"\b(?:(?:the|these|our)\s+(?:two|three)|all\s+three|both)\s+"
    r"(?:(?:nuclear(?:-armed)?|warring|rival|feuding|neighbou?ring|allied|opposing|friendly|regional|foreign|prime"
    r"|defen[cs]e|Asian|Arab|Muslim|European|African)\s+)?"
    rf"(?:{'|'.join(sorted(DUAL_NOUNS))})\b(?!\s+of\s+the\s+(?:aisle|border|conflict|dispute|debate)\b)"
    r"|\bthe\s+(?:two|pair|sides|parties|leaders|presidents)(?=\s+(?:(?:also|had|have|then|later)\s+)?(?:agreed|met|discussed"
    r"|spoke|talked|held|signed|exchanged|traded|reviewed|stressed|underlined|reaffirmed|pledged|vowed|conferred"
    r"|expressed|noted|emphasi[sz]ed|confirmed)\b)"
    r"|\bboth(?= to\b)",
    re.I,
)
"""Words for two or three parties told of before; "the parties" and "the two" where they do what two do together."""
WITHIN = frozenset({"title", "agent", "name"})
"""Kinds of parts that words for two parties may hold: "the two foreign ministers"."""
RELATED = re.compile(r"\b(?:counterpart|predecessor|successor|interlocutor)\b")
"""Words for a person by what binds him to another: a title whose holder the one beside or before tells."""
NAME_PART = re.compile(r"[A-Z][a-z]*['’](?:[A-Z][a-z]+|[a-z]{3,})")
"""A part of a name with an apostrophe in it: "O'Leary", "Sa'ar"."""
INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
ARMS = re.compile(r"(?<=\s)(?!G-|U-\d\d)(?:[A-Z][A-Za-z]{0,2}|F/A)-\d{1,3}[A-Z]{0,2}s?(?![\w-])")
"""What acts for the country whose adjective stands before it: "F-16s", "MiG-29"."""
HONORIFIC = frozenset(
    "mr mrs ms dr sir gen lt col adm sen rep gov prof sheikh messrs datuk dato seri hojjatoleslam".split()
)


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


@dataclass(frozen=True)
class Part:
    """One piece of a phrase: its kind, what it may mean, and its place."""

    kind: str
    start: int
    end: int
    text: str
    entries: tuple[Entry, ...] = ()


def parts_of(text: str, start: int, end: int, persons: Sequence[tuple[int, int]] = ()) -> list[Part]:
    """Return the pieces of a sentence in order: known terms, ministries, unknown capitalized names and pronouns.

    What lies within a person's name (`persons`) is none by itself: "Anatoly Antonov" is no aircraft.
    """
    parts = [
        part
        for match in find_terms(text[start:end])
        if (part := _known(text, match, start)) and not _is_in_a_name(part, persons)
    ]
    parts += list(_arms(text, end, parts))
    taken = sorted((part.start, part.end) for part in parts)
    tokens = tokens_of(text, start, end)
    parts += list(_ministries(text, start, end, taken))
    taken = sorted((part.start, part.end) for part in parts)
    parts += [cut for part in _names(text, tokens, taken) for cut in _persons_in(text, part, persons)]
    for match in DUAL.finditer(text, start, end):
        near = [part for part in parts if part.start < match.end() and match.start() < part.end]
        if all(match.start() <= one.start and one.end <= match.end() and one.kind in WITHIN for one in near):
            parts = [part for part in parts if part not in near]
            parts.append(Part("dual", match.start(), match.end(), match.group()))
    for match in RELATED.finditer(text, start, end):
        if not _inside(match.start(), taken):
            entry = Entry("title", match.group(), "related", None, None)
            parts.append(Part("title", match.start(), match.end(), match.group(), (entry,)))
    if not is_titled(tokens):
        parts = _with_bodies(text, sorted(parts, key=lambda part: part.start))
    taken = sorted((part.start, part.end) for part in parts)
    for match in THE_COUNTRY.finditer(text, start, end):
        if not any(a < match.end() and match.start() < b for a, b in taken if text[a:b].lower() not in COUNTRY_NOUNS):
            parts = [part for part in parts if not match.start() <= part.start < match.end()]
            words = match.group().lower().split()
            form = "our country" if words[0] == "our" else "the kingdom" if words[-1] == "kingdom" else "the country"
            parts.append(Part("pronoun", match.start(), match.end(), form))
    taken = sorted((part.start, part.end) for part in parts)
    for token in tokens:
        word = token.text.partition("'")[0].partition("’")[0]  # the first of "he'd"
        if word.lower() in FORMS and word != "US" and not _inside(token.start, taken):
            parts.append(Part("pronoun", token.start, token.start + len(word), word))
    return sorted(parts, key=lambda part: part.start)


def _known(text: str, match: TermMatch, offset: int) -> Part | None:
    kinds = {entry.kind: entry for entry in reversed(match.entries)}
    start, end = match.start + offset, match.end + offset
    if (
        JOINED.match(text, end)
        or AGAINST.search(text, max(0, start - 5), start)
        or ("compound" in kinds and kinds["compound"].basis != "agent")
    ):
        return None
    for kind in PARTS:
        if kind in kinds:
            entries = tuple(entry for entry in match.entries if entry.kind == kind)
            if kind == "agent" and MINISTRY.fullmatch(match.text):
                kind = "ministry"
            return Part(kind, start, end, match.text, entries)
    return None


def _with_bodies(text: str, parts: Sequence[Part]) -> list[Part]:
    """Return the parts, those of a body's name as one: "Kunduz Trauma Hospital"."""
    kept: list[Part] = []
    for part in parts:
        if part.kind == "agent":
            named = [one for one in kept if one.kind in IN_BODIES]
            first = begins(text, (part.start, part.end), [(one.start, one.end) for one in named])
            kept = [one for one in kept if one.end <= first]
            part = Part("agent", first, part.end, text[first : part.end], part.entries)
        kept.append(part)
    return kept


def _is_in_a_name(part: Part, persons: Sequence[tuple[int, int]]) -> bool:
    return part.kind in {"organization", "country", "title"} and any(
        first + (part.kind == "title") <= part.start and part.end <= last and last - first > part.end - part.start
        for first, last in persons
    )


def _inside(at: int, taken: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in taken)


def _arms(text: str, end: int, parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the weapons that stand right behind a country's adjective."""
    for part in parts:
        described = part.kind == "country" and part.entries[0].basis in DESCRIBING
        arms = ARMS.match(text, part.end + 1, end) if described else None
        if arms and not any(other.start < arms.end() and arms.start() < other.end for other in parts):
            entry = Entry("agent", arms.group(), "plural", None, "MIL")
            yield Part("agent", arms.start(), arms.end(), arms.group(), (entry,))


def _ministries(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[Part]:
    for match in re.finditer(rf"\b(?:{MINISTRY.pattern})\b", text[start:end], re.I):
        if not _inside(start + match.start(), taken):
            yield Part("ministry", start + match.start(), start + match.end(), match.group())


def _persons_in(text: str, name: Part, persons: Sequence[tuple[int, int]]) -> list[Part]:
    """Return the persons' names within a run of capitalized words, or the run: "Photographer Ann Lee" is Ann Lee."""
    inside = [(start, end) for start, end in persons if name.start < start and end <= name.end]
    return [Part("name", start, end, text[start:end]) for start, end in inside if " " in text[start:end]] or [name]


SYLLABLE = 6  # letters at most of the second half of a given name that begins with a small letter
NO_HALF = frozenset(
    "led run era held like born based style made owned wide old only day week year long free type class level backed"
    " linked aid held elect aged hit torn wing tied funded style trade ruled area".split()
)
"""What else stands behind the hyphen of a name: "Rome-led"."""


def _names(text: str, tokens: list[Token], taken: list[tuple[int, int]]) -> Iterator[Part]:
    """Return runs of capitalized words that no table knows; a lone word that opens the sentence is none."""
    run: list[Token] = []
    for token in [*tokens, Token(10**9, 10**9, ".", ".")]:
        joins = run and text[run[-1].end : token.start] in {"", " "}
        adverb = not run and token.low.endswith("ly") and text.startswith(",", token.end)
        initial = bool(run) and len(token.text) == 1 and text.startswith(". ", token.end)
        known = token.low in NOT_NAMES and not initial
        fits = token.is_capital and not known and not adverb and not _inside(token.start, taken)
        if len(run) > 1 and run[-1].text == "-" and run[-1].end == token.start and token.text.isalpha():
            run.append(token)  # the second half of a given name: "Harry Ho-jen"
            continue
        part = token.text.isalpha() or NAME_PART.fullmatch(token.text) is not None
        if fits and (part or (not run and INITIALS.fullmatch(token.text))) and (joins or not run):
            run.append(token)
            continue
        if len(run) > 1 and joins and token.text == "." and len(run[-1].text) == 1:
            run.append(token)  # the initial of a second name: "Rex W. Tillerson"
            continue
        if run and joins and (token.text == "-" or (token.low in {"al", "bin", "ibn", "de", "von", "van", "un"})):
            run.append(token)
            continue
        while run and not run[-1].is_capital and not (len(run) > 2 and run[-2].text == "-" and _is_half(run[-1])):
            run.pop()
        while run and run[0].low in HONORIFIC:
            run.pop(0)
        if run and run[0].low not in HONORIFIC | NOT_NAMES:
            yield Part("name", run[0].start, run[-1].end, text[run[0].start : run[-1].end])
        run = [token] if fits and part else []


def _is_half(token: Token) -> bool:
    """Return whether a word behind a hyphen may be the second half of a given name, and no word as in "Rome-led"."""
    return token.text.isalpha() and len(token.text) <= SYLLABLE and token.low not in NO_HALF


FORMER = re.compile(r"\b(?:(?:former|late)\s+|ex-)(?:(?:deputy|assistant|acting|senior|top)\s+)?$", re.I)


def phrases_of(text: str, start: int, end: int, persons: Sequence[tuple[int, int]] = ()) -> list[Phrase]:
    """Return the phrases of a sentence in order, without overlap; `persons` are where names of persons stand."""
    parts = parts_of(text, start, end, persons)
    found: list[Phrase] = []
    index = 0
    while index < len(parts):
        phrase, index = _grow(text, parts, index)
        if phrase is not None:
            phrase.former = phrase.former or FORMER.search(text, max(0, phrase.start - 20), phrase.start) is not None
            found.append(phrase)
    return _with_owners(text, found)


RANK = {"country": 0, "ministry": 1, "agent": 1, "title": 1, "organization": 2, "group": 2, "person": 3, "name": 3}
GAP = re.compile(
    r"\s*(?:['’]s?)?[\s-]*(?:(?:former|ex-|acting|late|new|top|senior|chief|deputy|vice|first|two|three|own|then-)\s*)?"
)


def _grow(text: str, parts: list[Part], index: int) -> tuple[Phrase | None, int]:
    """Return the phrase that begins at a part, and the index after it."""
    part = parts[index]
    if part.kind in {"pronoun", "dual"}:
        return Phrase(part.start, part.end, part.kind, name=part.text), index + 1
    phrase = Phrase(part.start, part.end, part.kind)
    _add(phrase, part)
    index += 1
    while index < len(parts):
        following = parts[index]
        gap = text[phrase.end : following.start]
        if following.kind not in RANK or not GAP.fullmatch(gap) or not _may_join(phrase, following, gap):
            break
        phrase.former = phrase.former or "former" in gap or "ex-" in gap
        if _is_subject(phrase, following, gap):
            phrase.country = []
        phrase.end = following.end
        phrase.head = following.kind
        _add(phrase, following)
        index += 1
    return phrase, index


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
    r"|scholar|project|historian|observer|watcher|study)\b"
    r"(?!\s(?:journal|magazine|newspaper|weekly|daily|website|think[\s-]tank)\b)",
    re.I,
)
"""Words behind a country that is what somebody knows of: "the Japan Chair", no "Russian policy journal"."""
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
    """Return whether two phrases tell of one, not of him who speaks: "Speaking beside the envoy, Lee said"."""
    verb = ITS_VERB.match(text, second.end)
    another = (
        first.head == "title"
        and second.head in NAMED
        and verb is not None
        and verb[1] in cues()
        and BESIDES_HIM.search(text[max(0, first.start - LONGEST) : first.start]) is not None
    )
    return not another and APPOSED.fullmatch(text[first.end : second.start]) is not None


def _appose(first: Phrase, second: Phrase) -> None:
    """Give a name the country and title that stand beside it: "Susan Rice, the American adviser"."""
    named, title = (first, second) if first.head in NAMED else (second, first)
    if named.head in NAMED and title.head == "title":
        named.country, named.title = named.country or title.country, named.title or title.title
        named.served, named.body = named.served or title.served, named.body or title.body
        title.beside = named
