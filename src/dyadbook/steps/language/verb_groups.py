"""Return the verbs of a sentence, each with what stands before it: auxiliaries, modals, negation, what governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dyadbook.records import Modality
from dyadbook.steps.language.grammar import (
    ADJECTIVE_CONTROL,
    ADVERB,
    AUXILIARY,
    BREAK,
    CONTROL,
    DETERMINER,
    GERUND_AFTER,
    MODAL,
    NEGATION,
    POSSESSIVE,
    PREPOSITION,
)
from dyadbook.steps.language.tokens import Token
from dyadbook.steps.language.word_forms import forms

BE_OR_GET = frozenset("be is are was were been being am 're get gets got".split())
DEMONYM = re.compile(r"(?:an|i|ic|ot)$")  # of one alone, where "the French" may be all of them
NOUNS_TOO = frozenset("attack bid call claim demand move offer plan push raid request strike threat visit".split())
HAVE = frozenset("has have had 've".split())


@dataclass
class VerbGroup:
    """A verb with what stands before it: auxiliaries, modals, negation, the verbs that govern it."""

    at: int
    first: int
    base: str
    form: str
    modals: list[int] = field(default_factory=list)
    negations: list[int] = field(default_factory=list)
    controls: list[tuple[int, str, Modality]] = field(default_factory=list)  # token, base, kind
    passive: bool = False
    infinitive: bool = False


class Verbs:
    """The verbs among a sentence's tokens; `owner` says for each token of which mention it is part.

    `opens` says whether the first token may be a verb, whose subject stands in a line above.
    """

    def __init__(self, tokens: Sequence[Token], owner: Sequence[int | None], *, opens: bool = False) -> None:
        self.tokens = tokens
        self.owner = owner
        self.opens = opens
        self.groups: list[VerbGroup] = []
        for at in range(len(self.tokens)):
            if (group := self._group(at)) is not None:
                self.groups.append(group)

    def low(self, at: int) -> str:
        """Return the lower-case form of a token; empty outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def _group(self, at: int) -> VerbGroup | None:
        """Return the verb at a token; None where the word is no verb there, or only helps one."""
        if self.owner[at] is not None or (self.low(at) in AUXILIARY and self._helps(at)) or self.low(at) in MODAL:
            return None
        kinds = forms().get(self.low(at))
        if not kinds:
            return None
        before = self.low(at - 1) if at and self.owner[at - 1] is None else ""
        base, form = kinds[0]
        if (before in DETERMINER | {"'s"} and before != "that") or (
            before in PREPOSITION and before != "to" and form != "ing"
        ):
            return None
        if before == "to" and form != "base":
            return None
        if form in {"past", "part"} and self.groups and self.groups[-1].at == at - 1:
            return None  # "welcome renewed dialogue": behind a verb it describes the object
        group = VerbGroup(at, at, base, form)
        self._walk(group)
        helped = group.first < at
        if form == "ing" and not helped and at and self.owner[at - 1] is None and before not in GERUND_AFTER:
            return None  # "a scheduled meeting" is a noun
        if form in {"base", "s"} and not helped and not self._agrees(at, form):
            return None
        if any(kind == "part" for _, kind in kinds):
            helpers = [self.low(index) for index in range(group.first, at)]
            shared = self.groups[-1] if self.groups and self.low(group.first - 1) in {"and", "or"} else None
            group.passive = (
                (shared is not None and shared.passive)
                or not BE_OR_GET.isdisjoint(helpers)
                or (self.has_agent(at) and HAVE.isdisjoint(helpers) and not (self.opens and not self.groups))
            )
        return group

    def _helps(self, at: int) -> bool:
        """Return whether an auxiliary has a verb after it to help."""
        for index in range(at + 1, min(at + 5, len(self.tokens))):
            word = self.low(index)
            if word in NEGATION | ADVERB | AUXILIARY or word.endswith("ly"):
                continue
            return any(form in {"part", "ing", "base"} for _, form in forms().get(word, ())) or word == "to"
        return False

    def has_agent(self, at: int) -> bool:
        """Return whether `by` and who did it follow a participle, and belong to no other verb."""
        for index in range(at + 1, min(at + 9, len(self.tokens))):
            if self.low(index) == "by":
                return index + 1 < len(self.tokens) and self.low(index + 1) not in forms()
            if self.low(index) in BREAK or self.low(index) in {",", "and"}:
                return False
            if self.owner[index] is None and any(form == "part" for _, form in forms().get(self.low(index), ())):
                return False  # "bombed fighters backed by": the agent is another verb's
            if (
                self.owner[index] is not None
                and self.low(index - 1) not in PREPOSITION
                and self.owner[at - 1] is not None
            ):
                return False  # "Turkey bombed fighters ... by": it has its object, and its subject before it
        return False

    def _agrees(self, at: int, form: str) -> bool:
        """Return whether a bare present form is a verb here and not a noun: something that can act stands before it."""
        before, after = self.low(at - 1), self.low(at + 1)
        if at == 0:
            return self.opens
        if (
            before in {"to", "and", "who", "which", "that", "they", "we", "i", "you", "he", "she", "it"}
            or before.endswith("ly")
            or before in ADVERB
        ):
            return before != "and" or any(group.form == form for group in self.groups)
        if self.owner[at - 1] is not None:
            if form == "s" and before in POSSESSIVE:
                return False  # "through its purchases of oil"
            if form == "s" and DEMONYM.search(before) and self.low(at - 2) not in DETERMINER and after in PREPOSITION:
                return False  # "doubled the duty on most Indian imports to 50%"
            described = DEMONYM.search(before) and self.low(at - 2) in DETERMINER and before != "taliban"
            if described and form == "base" and self.low(at) in NOUNS_TOO:
                return False  # "the Moroccan plan": those of a country who plan are Moroccans
            return forms().get(after) is None or after.endswith("ing")
        if at + 1 == len(self.tokens):
            return False
        return before in {",", "”", '"', "s"} and form == "s" and self.owner[at + 1] is not None

    def _walk(self, group: VerbGroup) -> None:
        """Take in what governs the verb, from right to left."""
        index = group.at - 1
        while index >= 0:
            word = self.low(index)
            if self.owner[index] is not None and word not in NEGATION:
                break
            if word in MODAL:
                if self._is_month(index):
                    break
                group.modals.append(index)
            elif word == "to":
                group.infinitive = True
            elif word in ADJECTIVE_CONTROL and self.low(index + 1) == "to":
                group.controls.append((index, word, ADJECTIVE_CONTROL[word]))
            elif word not in AUXILIARY | NEGATION | ADVERB and not (word.endswith("ly") and len(word) > 3):
                governs = self._governs(index, group)
                if governs is None:
                    break
                group.controls.append(governs)
            if word in NEGATION and self.low(index + 1) not in {"only", "just", "merely"}:
                group.negations.append(index)
            group.first = index
            index -= 1

    def _is_month(self, at: int) -> bool:
        """Return whether a word is the name of a month: "the talks planned for May were put off"."""
        return at > 0 and self.tokens[at].text == "May"

    def _governs(self, index: int, group: VerbGroup) -> tuple[int, str, Modality] | None:
        """Return the verb at a token that governs one after it: its token, base form and what it makes of the other."""
        following = self.low(index + 1)
        for base, _ in forms().get(self.low(index), ()):
            for kind, bases in CONTROL.items():
                if base in bases and (
                    following == "to"
                    or (
                        group.form == "ing"
                        and index + 1 == group.at
                        and base in {"stop", "cease", "deny", "avoid", "consider"}
                    )
                ):
                    if self.low(index - 1) in DETERMINER | {"'s"}:
                        return None
                    return index, base, kind
        return None
