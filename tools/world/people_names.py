"""Return names as news writes them, parsed from each source's writing, and whether two names may be one person's."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from itertools import takewhile

from .base import HAND, ascii_fold

FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "HKG", "MAC", "SGP", "VDR"})
_PATRONYMICS = frozenset({"RUS", "BLR", "KAZ", "KGZ", "TJK", "UZB", "TKM", "SUN", "UKR", "ARM", "AZE", "MDA"})
_TITLE_WORDS = frozenset(
    "acting interim transitional transition first second third deputy vice prime minister ministers president"
    " presidents king queen emperor sultan amir emir premier premiers vice-premiers chancellor chairman"
    " chairperson captain co-prince state counselor supreme leader crown prince sheikh shaykh general of the"
    " islamic republic swiss confederation executive chief administrator governor governor-general grand duke"
    " pope council senior and elect taoiseach head co-president co-chair lieutenant colonel col. gen. lt. maj."
    " air marshal commodore sir dame dr. dr prof. senator commissioner commander field high representative"
    " monarch paramount ruler princess regent sovereign military transitional presidency members member"
    " presiding officer ad interim bailiff sao tome principe assembly supreme people's affairs commission new"
    " zealand designate u.s. presidential national peace archbishop chair commander-in-chief sudanese armed"
    " forces sr. sac australia spanish french lieutenant bailiff secretary party lao people's revolutionary"
    " afghanistan sovereignty chairs caretaker speaker house representatives mayor island lord mann taliban"
    " territorial collectivity ms. mr. mrs. brig. for infrastructure or minister-designate co-vice permanent temporary"
    " privy government interior defense foreign political oil transport development culture heritage science higher"
    " education cabinet".split()
)
_PARTICLES = frozenset(
    "al el bin ibn bint abu von van der den de da do dos das di la le los del ul ur al- ad as abd jr".split()
)
_ROMAN = re.compile(r"^[IVX]+$")


def _is_capitals(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    if any(len(part) > 2 and part.isupper() for part in word.split("-") if "-" in word):
        return True  # "Nandi-NDAITWAH"
    return (
        len(letters) >= 2
        and sum(char.isupper() for char in letters) >= max(2, len(letters) - 1)
        and not _ROMAN.match(word)
    )


def _cased(word: str) -> str:
    """Return an all-capitals word as a name writes it (McCARTHY, AL-SISI, O'NEILL)."""
    if re.fullmatch(r"I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XV|XVI", word):
        return word
    lower = "-".join(part.capitalize() for part in word.split("-"))
    lower = re.sub(r"^(Mc|O')([a-z])", lambda match: match[1] + match[2].upper(), lower)
    return re.sub(r"\b(Al|El|Ul|Ad|As|Ar)-", lambda match: match[1].lower() + "-", lower)


def split_title(words: str) -> tuple[str, list[str]]:
    """Return the title before a Factbook name, and the name's words."""
    words = re.sub(r"Minister/Minister", "Minister and Minister", words)
    words = re.sub(r" of the .* is (?=[A-Z])", " ", words)  # "President of the Commission is Jane ROE"
    tokens = re.sub(r"\s+-\s+.*$|\(.*?\)|,.*$", "", words).split()
    count = 0
    while count < len(tokens) and not _is_capitals(tokens[count]) and tokens[count].lower().strip("()") in _TITLE_WORDS:
        count += 1
    return " ".join(tokens[:count]), tokens[count:]


def from_factbook(tokens: list[str], country: str) -> tuple[str, str, str] | None:
    """Return (name, surname, given) of a name whose family name is in capitals; None where no word is."""
    spots = [index for index, token in enumerate(tokens) if _is_capitals(token)]
    if not spots:
        name = " ".join(tokens)
        return (
            order(name, country) if len(tokens) > 1 and not re.search(r"[a-z]{2}\b.*[^\w .'-]|vacant", name) else None
        )
    first, last = spots[0], spots[0]
    while last + 1 < len(tokens) and _is_capitals(tokens[last + 1]):
        last += 1
    surname = " ".join(_cased(token) for token in tokens[first : last + 1])
    given = [token for token in tokens[:first] if not re.match(r"^[A-Z]\.$", token)]
    after = (token for token in tokens[last + 1 :] if token[0].isalpha())
    rest = list(takewhile(lambda token: token not in {"of", "and"}, after))
    if first == 0 and rest and not _ROMAN.match(rest[0]):  # a family name first, or known by the first name
        return f"{surname} {' '.join(rest)}", surname, " ".join(rest)
    if country in _PATRONYMICS:
        given = [word for word in given if not re.search(r"(ovich|evich|ovna|evna|yevich|oglu|ogly)$", word.lower())]
    while given and given[-1].lower() in {"al", "el", "bin", "de", "da", "dos", "van", "von", "der", "di", "del", "la"}:
        surname = f"{given.pop()} {surname}"
    numeral = tokens[last + 1] if last + 1 < len(tokens) and _ROMAN.match(tokens[last + 1]) else ""
    name = " ".join([*given, surname, numeral]).strip()
    return name, " ".join([surname, numeral]).strip(), " ".join(given)


def from_phoenix(name: str, country: str) -> tuple[str, str, str]:
    """Return (name, surname, given) of a Phoenix name in capitals with underscores."""
    tokens = [_cased(word) for word in name.replace("_", " ").split()]
    tokens = [token.lower() if token.lower() in _PARTICLES and spot > 0 else token for spot, token in enumerate(tokens)]
    return order("" if not tokens else " ".join(tokens), country)


def order(name: str, country: str) -> tuple[str, str, str]:
    """Return (name, surname, given) of a name in its usual order: the family name first where the country has it so."""
    if "," in name:
        surname, _, given = name.partition(",")
        given = re.sub(r"\b[A-Z]\.?(\s|$)", "", given.strip()).strip()
        return f"{given} {surname}".strip(), surname.strip(), given
    tokens = [token for token in name.split() if not re.match(r"^[A-Z]\.$", token)]
    if len(tokens) < 2:
        return name, name, ""
    western = tokens[0] in _given_names() or tokens[0] == "Sir"
    if country in FAMILY_FIRST and len(tokens) <= 3 and not western and all("." not in token for token in tokens):
        return " ".join(tokens), tokens[0], " ".join(tokens[1:])
    cut = len(tokens) - 1
    while cut > 1 and tokens[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return " ".join(tokens), " ".join(tokens[cut:]), " ".join(tokens[:cut])


_SPELLINGS = 0.62  # Golovchenko and Halowchenka


@cache
def _given_names() -> frozenset[str]:
    """Return the given names by which the family name stands last in Hong Kong and Singapore too: Lawrence Wong."""
    lists = (HAND / name for name in ("mens_names.txt", "womens_names.txt"))
    return frozenset(line for one in lists for line in one.read_text("utf-8").splitlines() if not line.startswith("#"))


@cache
def tokens_of(name: str) -> frozenset[str]:
    """Return the folded words of a name that tell persons apart: no initials, no particles."""
    return frozenset(word for word in ascii_fold(name).split() if len(word) > 1 and word not in _PARTICLES)


def alike(one: str, other: str) -> float:
    """Return how alike two words are, 0 to 1."""
    return SequenceMatcher(None, one, other).ratio()


def may_be_one(name: str, surname: str, other: str, other_surname: str) -> float:
    """Return how far two names may be one person's: 1 the same words, .9 one within the other, .8 near in spelling."""
    mine, theirs = tokens_of(name), tokens_of(other)
    if not mine or not theirs:
        return 0.0
    if mine == theirs or ascii_fold(name).replace(" ", "") == ascii_fold(other).replace(" ", ""):
        return 1.0
    if mine <= theirs or theirs <= mine:
        return 0.9
    one, two = ascii_fold(surname), ascii_fold(other_surname)
    if one == two:
        return 0.8
    if mine & theirs and alike(one, two) > 0.7:
        return 0.75
    firsts = (ascii_fold(name).split()[0], ascii_fold(other).split()[0])
    if len(mine & theirs) >= 2 and alike(*firsts) > 0.6:  # cousins of one house share two names as well
        return 0.75
    best = max(alike(a, b) for a in mine for b in theirs)
    cousins = len(mine) > 1 and len(theirs) > 1 and bool(mine & theirs) and alike(*firsts) <= 0.6
    return 0.7 if best >= 0.84 and not cousins else (0.5 if best >= 0.7 else 0.0)


def may_be_one_in_full(name: str, other: str, country: str | None) -> bool:
    """Return whether two names of two words and more may be one person's.

    Two words are alike, one of them the last of a name: Jean-François Copé is not Jean-François Lamour. Where the
    family name comes first, few names serve many: all words of one must be the other's.
    """
    if ascii_fold(name).replace(" ", "") == ascii_fold(other).replace(" ", ""):
        return True
    if country in FAMILY_FIRST:
        mine, theirs = (frozenset(ascii_fold(one).split()) for one in (name, other))
        return mine <= theirs or theirs <= mine
    mine, theirs = tokens_of(name), tokens_of(other)
    if mine <= theirs or theirs <= mine:
        return True
    last = {ascii_fold(one).split()[-1] for one in (name, other)}
    found: list[tuple[str, str]] = []
    for likeness, one, two in sorted(((alike(one, two), one, two) for one in mine for two in theirs), reverse=True):
        if likeness >= _SPELLINGS and all(one != first and two != second for first, second in found):
            found.append((one, two))
    return len(found) >= 2 and any(last & {*pair} for pair in found)


def in_order(name: str, other: str) -> bool:
    """Return whether the words of the shorter name stand so in the longer: "Ayub Khan" in "Mohammad Ayub Khan"."""
    kept = [[word for word in ascii_fold(one).split() if word in tokens_of(one)] for one in (name, other)]
    shorter, longer = sorted(kept, key=len)
    rest = iter(longer)
    return all(word in rest for word in shorter)
