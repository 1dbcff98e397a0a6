"""Return the cue words of saying with what they may take, and the small words that bound their subjects and clauses.

Tables that bear a name of `grammar` are other ones: these end the words of a speaker or of what is said, where "that"
opens what is said; those part the clauses of an act.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dyadbook.steps.table import split_cell, table_rows

DETERMINER = frozenset(
    "the a an this that these those his her its their our my your some any no every each both".split()
)
SKIPPED_LEFT = frozenset(
    "has have had having also later then previously earlier recently himself herself itself themselves "
    "repeatedly further again already since always often now even once first both each all reportedly just "
    "likewise simply did do does is was are were been still have not instead meanwhile though".split()
)
NEGATED = frozenset(
    "not n't never cannot didn't doesn't don't hasn't haven't hadn't wouldn't won't without neither nor".split()
)
MODAL = frozenset("will would could should might must may can shall to cannot 'd 'll".split())
PASSIVE = frozenset("is was are were be been being am get got".split())
FINITE = MODAL | PASSIVE | frozenset("has have had do does did says said told".split())
PREPOSITION = frozenset(
    "in on at by for from to with about against between among under over during after before since until "
    "through via into alongside ahead without toward towards amid despite following near around of as like".split()
)
BREAK = frozenset(
    "that while but because if when whenever although though where whether than so unless as since after "
    "before until once what why how".split()
)
OPENERS = frozenset("also meanwhile however still but and then yet so earlier later separately".split()) | {","}
JOINING = frozenset({"and", "but", "or", "then", "yet"})
STOP_RIGHT = (
    PREPOSITION - {"of", "for", "with"}
    | BREAK
    | MODAL
    | frozenset(
        "and yesterday today tomorrow tonight late early last this monday tuesday wednesday thursday friday "
        "saturday sunday who earlier later told adding saying referring citing".split()
    )
)
SUBORDINATE = frozenset({"while", "although", "though", "whereas"})
PLURALS = frozenset(
    "officials sources observers analysts experts diplomats residents witnesses activists critics lawmakers".split()
)
DAYS_OF_WEEK = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
SENT_TO = frozenset(
    "ambassador ambassadors envoy envoys representative delegate adviser advisor aide emissary mission delegation "
    "embassy commissioner letter message memo cable".split()
)
SPEAKING = frozenset(
    "statement letter report reports statements post posts tweet message note document memo text media".split()
)
SAYS_NOTHING = frozenset({"nothing", "little", "goodbye", "farewell", "much", "tank", "tanks"})
NAMES_IT = frozenset({"call", "term", "label", "brand"})
PRONOUN = frozenset("he she they it we i you".split())
CLAUSE_OPENS = frozenset({"that", "whether", "how", "why", "if", "what", "who", "where", "when"})
AUDIENCE_STOP = (BREAK | PRONOUN | FINITE | NEGATED | PREPOSITION | {"there", "then"}) - {"of"}


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word may take: see data/cues.csv for the letters of `frames`."""

    base: str
    frames: str
    noun: bool


@cache
def cues() -> dict[str, Cue]:
    """Return the cues by written form."""
    return {
        form: Cue(row["base"], row["frames"], row["noun"] == "yes")
        for row in table_rows("cues.csv")
        for form in split_cell(row["forms"])
    }


def is_adverb(word: str) -> bool:
    """Return whether a word has the form of an adverb in -ly."""
    return (
        word.endswith("ly")
        and len(word) > 4
        and word not in {"italy", "only", "family", "ally", "july", "reply", "assembly"}
    )
