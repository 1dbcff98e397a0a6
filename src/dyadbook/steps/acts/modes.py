"""Return the modes that plain words give to acts: the weapon of an attack, what is asked, refused or threatened.

The network leaves most modes open, and a row of `acts.csv` knows only the verb. Here the words of the act's own clause
speak: who does it ("drones struck"), what it is done with ("attacked with stones"), and of a demand, refusal or threat
what is to be done ("asked Rome to send arms").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dyadbook import ontology
from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK
from dyadbook.steps.language.word_forms import forms, written
from dyadbook.steps.sides import parties_of
from dyadbook.steps.table import split_cell, table_rows

CONTENT = frozenset({"REQUEST", "REJECT", "THREATEN"})
"""What is asked, refused or threatened stands behind the word of the act, or is its subject."""
RANKED = frozenset({"ASSAULT", "CONSULT", "PROTEST"})
"""Who acts or what it is done with tells the mode as well as the act's own word does."""
REASON = frozenset({"any", "for", "over"})
"""Words before what is answered or asked for, not threatened or refused: "warned against any attack"."""
ENDING = frozenset("; but while because when although though whereas after before since where until".split())
"""Words behind which another act is told."""
DURING = frozenset({"during", "amid"})
BESIDE = frozenset(
    "that who which whose response retaliation retaliate despite following responsible accused suspected blamed "
    "wanted".split()
)
"""Words behind which something else than a deed is told."""
MEANS = frozenset("with by using from use of in via through".split())
LAUNCHED = frozenset(
    form for base in "fire launch send use rain lob unleash deploy hurl fly drop dispatch move mass gather put".split()
    for form in written(base)
)  # fmt: skip
STRUCK = frozenset("strike strikes attack attacks raid raids assault barrage fire bombing salvo salvos".split())
BEFORE, AFTER, FAR = 8, 12, 16  # tokens read before an act, behind a deed, behind what is said
TIED = 5  # tokens between "with" and what it is done with
AT_HOME = frozenset({("RETREAT", "resign"), ("COERCE", "curfew"), ("COERCE", "martial-law")} | {
    ("PROTEST", mode) for mode in ("", *ontology.modes("PROTEST"))
})  # fmt: skip
"""Acts that are domestic where nobody else undergoes them."""
MANY = 3  # parties that meet are many


Word = str | frozenset[str]
Phrase = tuple[Word, ...]


@dataclass(frozen=True)
class Row:
    """Words that tell a mode of a type, or that it has none."""

    mode: str
    words: tuple[Phrase, ...]
    beside: tuple[Phrase, ...]
    is_means: bool
    is_weak: bool
    is_verb: bool


@cache
def _rows() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in table_rows("modes.csv"):
        words, beside = _phrases(row["words"]), _phrases(row["beside"])
        found.setdefault(row["type"], []).append(
            Row(row["mode"], words, beside, *(flag in row["flags"] for flag in "mwt"))
        )
    return {kind: tuple(each) for kind, each in found.items()}


def _phrases(cell: str) -> tuple[Phrase, ...]:
    return tuple(tuple(map(_written, phrase.split())) for phrase in split_cell(cell))


def _written(word: str) -> Word:
    """Return how a word may be written; of one that ends in a star, how it begins."""
    return word[:-1] if word.endswith("*") else written(word)


def with_modes(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts, each with the mode that the words of its clause tell, without those of domestic politics.

    Where the words tell none, the mode stays as it was.
    """
    for act in acts:
        mode = mode_of(clauses, act)
        if mode is not None and mode != act.mode:
            act.mode, act.cameo = mode, ontology.cameo_from_plover(act.act, mode or None).code
    return [act for act in acts if act.target or act.elsewhere or (act.act, act.mode) not in AT_HOME]


def mode_of(clauses: Clauses, act: Act) -> str | None:
    """Return the mode that the words of an act's clause tell; empty where they tell that it has none; else None."""
    words = _Words(clauses, act)
    found = []
    for rank, row in enumerate(_rows().get(act.act, ())):
        at = words.first(row)
        if at is not None:
            found.append((row.is_weak, (rank, at) if act.act in RANKED else (words.order(at), rank), row.mode))
    if found:
        return min(found)[-1]
    many = len(parties_of(clauses.mentions, (*act.source, *act.target)) - {None}) >= MANY
    return "multilateral" if act.act == "CONSULT" and many and not act.mode else None


class _Words:
    """The words of the clause of an act."""

    def __init__(self, clauses: Clauses, act: Act) -> None:
        self.clauses, self.act = clauses, act
        self.verb = next(iter(act.verbs(clauses)), None)
        self.said = act.act in CONTENT
        self.start, self.end = self._start(), self._end()

    def _start(self) -> int:
        """Return the first token: where its subject may begin; of what is said only that of a passive or a noun."""
        at, verb = self.act.first, self.verb
        if self.said and verb is not None and not verb.passive:
            return at + 1
        verbs = {group.at for group in self.clauses.groups}
        while at and self.act.first - at < BEFORE and at - 1 not in verbs:
            if self.clauses.low(at - 1) in BREAK | {",", "and"}:
                break
            at -= 1
        return at

    def _end(self) -> int:
        """Return the token behind the last: where another act is told."""
        clauses, first = self.clauses, self.act.last + 1
        told = {group.first for group in clauses.groups if not group.infinitive and group.form in {"past", "s"}}
        last = min(len(clauses.tokens), first + (FAR if self.said else AFTER))
        for at in range(first, last):
            if clauses.low(at) in (ENDING | (DURING if self.said else BESIDE)):
                return at
            if at in told and (not self.said or clauses.low(at - 1) in {"and", ","}):
                return at
        return last

    def order(self, at: int) -> int:
        """Return how early a word speaks: those behind the verb of the act before those of its subject."""
        return at if at >= self.act.first else at + len(self.clauses.tokens)

    def first(self, row: Row) -> int | None:
        """Return where the first word of a row stands in the clause; None where it has none that counts."""
        if row.beside and not any(True for _ in self._places(row.beside)):
            return None
        own = range(self.act.first, self.act.last + 2) if row.is_verb else range(self.start, self.end)
        places = (at for at in self._places(row.words) if at in own and (not row.is_means or self._is_means(at)))
        return min((at for at in places if not self._is_aside(at)), key=self.order, default=None)

    def _places(self, phrases: Iterable[Phrase]) -> Iterable[int]:
        for phrase in phrases:
            for at in range(self.start, self.end):
                if all(_is(self.clauses.low(at + k), word) for k, word in enumerate(phrase)):
                    yield at

    def _is_aside(self, at: int) -> bool:
        """Return whether a word is the verb that asks or refuses, or what a threat answers."""
        answered = self.act.act == "THREATEN" and self.clauses.low(at - 1) in REASON
        return answered or (self.said and at == self.act.first)

    def _is_means(self, at: int) -> bool:
        """Return whether something acts, or something is done with it: "drones hit", "attacked with drones"."""
        clauses, verb = self.clauses, self.verb
        told = {form for _, form in forms().get(clauses.low(self.act.first), ())}
        done = bool(told & {"s", "past"}) or clauses.low(self.act.first).endswith("ed")
        active = done if verb is None else not verb.passive or clauses.low(verb.at) in LAUNCHED
        if at < self.act.first and active:
            return True
        if any(clauses.low(at + k) in STRUCK for k in (1, 2)):
            return True
        before = [clauses.low(one) for one in range(max(self.start, at - TIED), at)]
        return any(word in MEANS | LAUNCHED for word in before)


def _is(word: str, wanted: Word) -> bool:
    return bool(word) and (word.startswith(wanted) if isinstance(wanted, str) else word in wanted)
