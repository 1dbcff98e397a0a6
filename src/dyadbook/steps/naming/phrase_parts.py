"""Return the pieces of which phrases that name an actor are put together: known terms, ministries, unknown names.

A piece is what the tables or the capital letters tell by themselves; which of them belong together is decided in
`phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from dyadbook.steps.language.tokens import Token, tokens_of
from dyadbook.steps.naming.bodies import begins, is_titled
from dyadbook.steps.naming.described import DESCRIBED
from dyadbook.steps.naming.pronouns import FORMS
from dyadbook.steps.naming.shared_titles import shared_titles
from dyadbook.world.lexicon import Entry, TermMatch, find_terms

PARTS = ("country", "person", "organization", "group", "title", "agent", "compound")
BODIES = frozenset({"organization", "group"})
JOINED = re.compile(
    r"[-–—](?:backed|allied|supported|sponsored|brokered|mediated|imposed|led|based|born|made|aligned|linked|controlled|occupied|style|era|held|run|owned)\b",
    re.I,
)
COMPANY = re.compile(
    r"\s(?:[A-Z]\w+\s)?(?:Aerospace|Airlines|Airways|Breweries|Motors?|Petroleum|Railways|Steel|Telecom|Tobacco)\b"
    r"(?!\s(?:Minist|[Uu]nion|[Ww]orkers))"
)
"""What follows a country that only opens the name of a company, in running text: "British American Tobacco"."""
IN_BODIES = frozenset({"name", "person", "agent"})
"""Kinds of parts that may stand in the name of a body."""
AGAINST = re.compile(r"\b(?:pro|anti|ex)[-–]$", re.I)
COLONY = re.compile(r"\s+(?:crown\s+|overseas\s+)?(?:colon(?:y|ies)|protectorates?)\b", re.I)
"""What a country was to the one whose name stands before it: "the former Spanish colony"."""
DESCRIBING = frozenset({"adjective", "demonym"})
MINISTRY = re.compile(
    r"(?:(?:foreign|defen[cs]e|interior|state|trade|finance|unification|energy|justice|external affairs)\s+)?"
    r"(?:ministry|department)"
    r"(?:\s+of\s+(?:foreign affairs|(?:national\s+)?defen[cs]e|external affairs|(?:the\s+)?interior|state|commerce"
    r"|trade|justice|unification|finance|(?:(?:national|public|state)\s+)?security|economy|energy|industry|health"
    r"|agriculture))?"
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
    r"\b(?:[Tt]he|[Tt]his|that|[Oo]ur)\s+(?:[a-z]+(?:-[a-z]+)?\s+)?(?:country|nation|state|[Kk]ingdom)\b(?!\s+(?:of|that|to|department|media|news|tv"
    r"|television|run|visit|dinner|banquet|funeral|secrets?|owned|party|capitol|legislature|house|senate)\b|-)"
)
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "kingdom"})
THE_BODY = re.compile(
    r"(?<!State of )\b[Tt]he\s+(?:[a-z0-9]+(?:-[a-z]+)?\s+)?"
    r"(?:(?:(?:West|East|Central|Southern)\s)?[A-Z][a-z]+n\s|Gulf\s|Arab\s)?"
    r"(bloc|alliance|league|[Uu]nion|group|[Cc]ouncil|[Aa]gency|[Ff]und|[Cc]ommission|[Cc]ourt|[Aa]ssembly|[Oo]rgani[sz]ation)"
    r"\b(?!\s+(?:of|that|to|between|chat|stage|photo|leaders?|members?|government|[A-Z])\b|-)"
)
"""A body that is named again by what it is: "the West African bloc", but not "the bloc Ecowas"."""
DUAL_NOUNS = frozenset(
    "countries sides nations governments neighbours neighbors leaders men armies rivals powers capitals states "
    "parties presidents ministers militaries delegations koreas allies partners".split()
)
DUAL = re.compile(
    r"\b(?:(?:the|these|our)\s+(?:two|three)|all\s+three|both)\s+"
    r"(?:(?:nuclear(?:-armed)?|warring|rival|feuding|neighbou?ring|allied|opposing|friendly|regional|foreign|prime"
    r"|defen[cs]e|Asian|Arab|Muslim|European|African|NATO|treaty)\s+)?"
    rf"(?:{'|'.join(sorted(DUAL_NOUNS))})\b(?!(?<=allies)\s+(?:of|to)\b|\s+of\s+the\s+(?:aisle|border|conflict|dispute|debate)\b)"
    r"|\bthe\s+(?:two|pair|sides|parties|leaders|presidents)(?=\s+(?:(?:also|had|have|then|later|last|first|already|previously)\s+)?(?:agreed|met|discussed"
    r"|spoke|talked|held|signed|exchanged|traded|reviewed|stressed|underlined|reaffirmed|pledged|vowed|conferred"
    r"|expressed|noted|emphasi[sz]ed|confirmed|said|announced|issued|urged)\b)"
    r"|\bboth(?= to\b)"
    r"|\b(?:both|either|each)\s+of\s+them\b|(?<=\bto )both(?=[.,;])|(?<=\bwith )both(?=[.,;])|(?<=\bon )both(?=[.,;])"
    r"|(?<=\bfrom )both(?=[.,;])|(?<=\bagainst )both(?=[.,;])"
    r"|\bthe\s+two(?=[.,;]|\s+(?:that|to|of\s+them)\b)"
    r"|\bthe\s+(?:[\w-]+\s+)?(?:[\w-]+\s+)?(?:rivals|foes|neighbou?rs|arch-?rivals|adversaries)\b(?!\s+(?:of|to)\b|['’])",
    re.I,
)
"""Words for two or three parties told of before; "the parties" and "the two" where they do what two do together."""
ISSUERS = re.compile(
    r"\b[Tt]he\s+(?:(?:[Pp]rime|[Ff]oreign|[Dd]efen[cs]e)\s+)?"
    r"(?:[Ll]eaders|[Mm]inisters|[Pp]residents|[Ss]ides|[Pp]arties|[Dd]elegations|[Gg]overnments)\b(?!\s+of\b|['’])"
)
"""Words for those who issue a joint document, in it: "The Prime Ministers signed"."""
OTHER = re.compile(
    r"(?:(?<=\bits )(?:[a-z]+(?:-[a-z]+)?\s+){0,3}?(?:neighbou?r|rival|foe|adversary|enemy|arch-?(?:rival|foe|enemy))"
    r"|\bthe\s+(?:neighbou?ring|rival)\s+(?:country|nation|state|kingdom|republic))\b(?!,?\s+(?:and\s+\w+\s+)?[A-Z]|[-–])"
)
"""Words for the other of two countries, where no name of it follows: "its northern neighbour"."""
INNER = re.compile(r"\b(?:domestic|political|internal|local|main|electoral|business|corporate|old)\b")
"""What a rival is that is no country."""
WITHIN = frozenset({"title", "agent", "name", "organization"})
"""Kinds of parts that words for two parties may hold: "the two foreign ministers", "the two NATO allies"."""
RELATED = re.compile(r"\b(?:counterpart|predecessor|successor|interlocutor)\b")
"""Words for a person by what binds him to another: a title whose holder the one beside or before tells."""
NAME_PART = re.compile(r"[A-Z][a-z]*['’](?:[A-Z][a-z]+|[a-z]{3,})")
"""A part of a name with an apostrophe in it: "O'Leary", "Sa'ar"."""
INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
ARMS = re.compile(r"(?<=\s)(?!G-|U-\d\d)(?:[A-Z][A-Za-z]{0,2}|F/A)-\d{1,3}[A-Z]{0,2}s?(?![\w-])")
"""What acts for the country whose adjective stands before it: "F-16s", "MiG-29"."""
SHARED = re.compile(
    r"(?:[A-Z]\w+ ){1,2}(?:Office|Department|Ministry)\b|(?:Department|Ministry) (?:of|for) (?:[A-Z][\w,]+|and| )+"
    r"|Royal (?:Navy|Air Force|Marines)|Marine Corps|Electoral Commission"
)
"""Names that bodies of several countries bear, though one alone is meant by it: "the Foreign Office"."""
ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.?\s$")
MISTER = frozenset({"mr", "mrs", "ms", "dr"})
HONORIFIC = MISTER | frozenset(
    "sir gen lt col adm sen rep gov prof sheikh messrs datuk dato seri hojjatoleslam".split()
)


@dataclass(frozen=True)
class Part:
    """One piece of a phrase: its kind, what it may mean, and its place."""

    kind: str
    start: int
    end: int
    text: str
    entries: tuple[Entry, ...] = ()
    shared: bool = False  # a title in the plural before several names


def parts_of(
    text: str,
    start: int,
    end: int,
    persons: Sequence[tuple[int, int]] = (),
    likely: Sequence[tuple[int, int]] = (),
    *,
    joint: bool = False,
) -> list[Part]:
    """Return the pieces of a sentence in order: known terms, ministries, unknown capitalized names and pronouns.

    What lies within a person's name (`persons`) is none by itself: "Anatoly Antonov" is no aircraft. In a title, whose
    words are all capitalized, a `likely` one is enough to tell where a name ends: "Lee Wants Peru Back". In a `joint`
    document "the ministers" are those who issue it.
    """
    tokens = tokens_of(text, start, end)
    titled = is_titled(tokens)
    parts = [
        part
        for match in find_terms(text[start:end])
        if (part := _known(text, match, start)) and not _is_in_a_name(part, persons)
        and not (part.kind == "country" and not titled and COMPANY.match(text, part.end))
    ]  # fmt: skip
    parts = [_of_another(text, part, parts[at - 1] if at else None) for at, part in enumerate(parts)]
    parts += list(_arms(text, end, parts))
    for first, last, one, entry in shared_titles(text, start, end):
        parts = [part for part in parts if part.end <= first or last <= part.start]
        parts.append(Part("title", first, last, one, (entry,), shared=True))
    taken = sorted((part.start, part.end) for part in parts)
    parts += list(_ministries(text, start, end, taken))
    taken = sorted((part.start, part.end) for part in parts)
    parts += [
        cut
        for part in _names(text, tokens, taken)
        for cut in _persons_in(text, part, persons, likely if titled else ())
    ]
    parts = _with_ministers(text, sorted(parts, key=lambda part: part.start))
    for match in (*DUAL.finditer(text, start, end), *(ISSUERS.finditer(text, start, end) if joint else ())):
        near = [part for part in parts if part.start < match.end() and match.start() < part.end]
        if all(match.start() <= one.start and one.end <= match.end() and one.kind in WITHIN for one in near):
            parts = [part for part in parts if part not in near]
            parts.append(Part("dual", match.start(), match.end(), match.group()))
    for match in OTHER.finditer(text, start, end):
        near = [part for part in parts if part.start < match.end() and match.start() < part.end]
        if not near and not INNER.search(match.group()):
            parts.append(Part("other", match.start(), match.end(), match.group()))
    taken = sorted([*taken, *((part.start, part.end) for part in parts if part.kind == "other")])
    for match in RELATED.finditer(text, start, end):
        if not _inside(match.start(), taken):
            entry = Entry("title", match.group(), "related", None, None)
            parts.append(Part("title", match.start(), match.end(), match.group(), (entry,)))
    if not titled:
        parts = _with_bodies(text, sorted(parts, key=lambda part: part.start))
    return _with_references(text, tokens, parts, start, end)


def _with_references(text: str, tokens: Sequence[Token], parts: list[Part], start: int, end: int) -> list[Part]:
    """Return the pieces of a sentence with the words for who is named elsewhere: pronouns, "the country"."""
    for match in DESCRIBED.finditer(text, start, end):
        near = [part for part in parts if part.start < match.end() and match.start() < part.end]
        if all(match.start() <= one.start and one.end <= match.end() for one in near):
            parts = [part for part in parts if part not in near]
            parts.append(Part("pronoun", match.start(), match.end(), "the country"))
    taken = sorted((part.start, part.end) for part in parts)
    for match in THE_COUNTRY.finditer(text, start, end):
        if not any(a < match.end() and match.start() < b for a, b in taken if text[a:b].lower() not in COUNTRY_NOUNS):
            parts = [part for part in parts if not match.start() <= part.start < match.end()]
            words = match.group().lower().split()
            form = "our country" if words[0] == "our" else "the kingdom" if words[-1] == "kingdom" else "the country"
            parts.append(Part("pronoun", match.start(), match.end(), form))
    for match in THE_BODY.finditer(text, start, end):
        near = [part for part in parts if part.start < match.end() and match.start() < part.end]
        if all(match.start() <= one.start and one.end < match.start(1) for one in near if one.text != match[1]):
            parts = [part for part in parts if part not in near]
            parts.append(Part("pronoun", match.start(), match.end(), f"the {match[1].lower()}"))
    taken = sorted((part.start, part.end) for part in parts)
    for token in tokens:
        word = token.text.partition("'")[0].partition("’")[0]  # the first of "he'd"
        if word.lower() in FORMS and word != "US" and not _inside(token.start, taken) and not _is_surname(text, token):
            parts.append(Part("pronoun", token.start, token.start + len(word), word))
    return sorted(parts, key=lambda part: part.start)


def _known(text: str, match: TermMatch, offset: int) -> Part | None:
    kinds = {entry.kind: entry for entry in reversed(match.entries)}
    start, end = match.start + offset, match.end + offset
    if (
        JOINED.match(text, end)
        or AGAINST.search(text, max(0, start - 5), start)
        or COLONY.match(text, end)
        or ("compound" in kinds and kinds["compound"].basis != "agent")
    ):
        return None
    for kind in PARTS:
        if kind in kinds:
            alike = BODIES if kind in BODIES else {kind}
            entries = tuple(entry for entry in match.entries if entry.kind in alike)
            if kind == "agent" and MINISTRY.fullmatch(match.text):
                whole = MINISTRY.match(text, start)  # with what it is of: "Ministry of National Defence"
                return Part(
                    "ministry",
                    start,
                    whole.end() if whole else end,
                    text[start : whole.end() if whole else end],
                    entries,
                )
            return Part(kind, start, end, match.text, entries)
    return None


def _of_another(text: str, part: Part, before: Part | None) -> Part:
    """Return a body known by its name alone as the other country's that stands before: "Japanese Foreign Office"."""
    if before is None or part.kind != "country" or before.kind != "country" or not SHARED.fullmatch(part.text):
        return part
    owner, entry = before.entries[0], part.entries[0]
    gap = text[before.end : part.start]
    beside = owner.basis in DESCRIBING | {"name"} and gap == " "
    owned = owner.basis != "seat" and gap in {"'s ", "’s ", "' ", "’ "}
    if owner.key == entry.key or entry.basis not in {"seat", "context"} or not (beside or owned):
        return part
    civil = entry.sector == "MIL" and re.search(r"\b(?:Department|Ministry)\b", part.text)  # elsewhere no Pentagon
    entry = Entry("agent", part.text.lower(), "ministry", None, "GOV" if civil else entry.sector)
    return Part("ministry", part.start, part.end, part.text, (entry,))


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


def _with_ministers(text: str, parts: Sequence[Part]) -> list[Part]:
    """Return the parts, a minister's portfolio that no table knows with the title: "Home Front Minister"."""
    kept: list[Part] = []
    for part in parts:
        before = kept[-1] if kept else None
        if before and before.kind == "name" and part.text == "Minister" and text[before.end : part.start] == " ":
            words = text[before.start : part.end]
            entries = tuple(msgspec.structs.replace(entry, key=words.lower()) for entry in part.entries)
            part = Part("title", kept.pop().start, part.end, words, entries)
        kept.append(part)
    return kept


def _is_in_a_name(part: Part, persons: Sequence[tuple[int, int]]) -> bool:
    return part.kind in {"organization", "country", "title"} and any(
        first + (part.kind == "title") <= part.start and part.end <= last and last - first > part.end - part.start
        for first, last in persons
    )


def _is_surname(text: str, token: Token) -> bool:
    """Return whether a word like a pronoun is a name, which a capital and an honorific before it tell: "Mr. He"."""
    return token.is_capital and ADDRESSED.search(text, max(0, token.start - 6), token.start) is not None


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


def _persons_in(
    text: str, name: Part, persons: Sequence[tuple[int, int]], titled: Sequence[tuple[int, int]]
) -> list[Part]:
    """Return the persons' names within a run of capitalized words, or the run: "Photographer Ann Lee" is Ann Lee."""
    inside = [one for one in persons if name.start < one[0] and one[1] <= name.end and " " in text[slice(*one)]]
    inside = [one for one in titled if name.start <= one[0] and one[1] <= name.end] or inside
    return [Part("name", start, end, text[start:end]) for start, end in inside] or [name]


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
        known = token.low in NOT_NAMES and not initial and not _is_surname(text, token)
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
        run = run[max((at + 1 for at, one in enumerate(run) if one.low in MISTER), default=0) :]  # "Said Mr Lee"
        while run and run[0].low in HONORIFIC:
            run.pop(0)
        if run and (run[0].low not in HONORIFIC | NOT_NAMES or _is_surname(text, run[0])):
            yield Part("name", run[0].start, run[-1].end, text[run[0].start : run[-1].end])
        run = [token] if fits and part else []


def _is_half(token: Token) -> bool:
    """Return whether a word behind a hyphen may be the second half of a given name, and no word as in "Rome-led"."""
    return token.text.isalpha() and len(token.text) <= SYLLABLE and token.low not in NO_HALF
