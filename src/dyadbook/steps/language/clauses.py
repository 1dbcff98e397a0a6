"""Return what a sentence's words are to each other, as far as their order and form tell: verbs, subjects, objects.

There is no parser here: a verb is known by its form and its neighbours, its subject by what stands before its
auxiliaries, the other party by the preposition that ties it. What these rules cannot tell, they leave out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dyadbook.records import Actor
from dyadbook.steps.language.grammar import BREAK, DETERMINER, POSSESSIVE, PREPOSITION, RELATIVE, TIME_WORDS
from dyadbook.steps.language.tokens import Token, tokens_of
from dyadbook.steps.language.verb_groups import VerbGroup, Verbs
from dyadbook.steps.language.word_forms import forms

REACH = 14  # tokens from a verb to the end of its clause


class Clauses:
    """The words of one sentence with the mentions in it; `implied` are those who do what its first verb tells."""

    def __init__(
        self, text: str, start: int, end: int, mentions: Sequence[Actor], implied: Sequence[Actor] = ()
    ) -> None:
        self.text = text
        self.tokens: list[Token] = tokens_of(text, start, end)
        self.mentions = [actor for actor in mentions if actor.start is not None and start <= actor.start < end]
        self.owner: list[int | None] = [None] * len(self.tokens)
        self.span: list[tuple[int, int]] = []
        for index, actor in enumerate(self.mentions):
            inside = [
                at for at, token in enumerate(self.tokens) if (actor.start or 0) <= token.start < (actor.end or 0)
            ]
            self.span.append((inside[0], inside[-1] + 1) if inside else (len(self.tokens), len(self.tokens)))
            for at in inside:
                self.owner[at] = index
        self.implied = list(range(len(self.mentions), len(self.mentions) + len(implied)))
        self.mentions += implied
        self.span += [(len(self.tokens), len(self.tokens))] * len(implied)
        self._verbs = Verbs(self.tokens, self.owner, opens=bool(implied))
        self.groups = self._verbs.groups
        self.verb_at = {group.at: group for group in self.groups}

    def low(self, at: int) -> str:
        """Return the lower-case form of a token; empty outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def groups_so_far(self, at: int) -> list[VerbGroup]:
        """Return the verb groups found before a token."""
        return self.groups[: bisect_left(self.groups, at, key=lambda group: group.at)]

    def subject(self, group: VerbGroup, seen: int = 0) -> list[int]:
        """Return the mentions that are the subject of a verb, coordinated ones together; empty where it is no actor."""
        before = self._before_adverbials(group.first - 1)
        word = self.low(before)
        if seen > 3 or before < 0 or (self.implied and not any(len(self.low(at)) > 1 for at in range(before + 1))):
            return self._fronted(group) if group.form == "ing" else self.implied
        if self.owner[before] is not None and not self._is_object(before):
            return self.joined_left(self.owner[before])
        if word in RELATIVE or (word == "," and self.low(before - 1) in RELATIVE):
            return self._last_before(before)
        if word in {"and", "or", "but", "then"} or (
            word == "," and group.form in {"ing", "past"} and self._earlier(group)
        ):
            earlier = self._earlier(group)
            skipped = self._across_commas(before) if word == "," and group.form == "past" else []
            return skipped or (self.subject(earlier, seen + 1) if earlier else [])
        if group.infinitive or (
            group.form == "ing" and word in PREPOSITION | {"after", "before", "while", "without", ","}
        ):
            earlier = self._earlier(group)
            return self.subject(earlier, seen + 1) if earlier else self._fronted(group)
        if word in {",", ")"}:
            return self._across_commas(before)
        return self._through_noun(before)

    def _before_adverbials(self, at: int) -> int:
        """Return the token before words of time between subject and verb: "Trump on Thursday called off"."""
        index = at
        while index >= 0 and self.low(index) in {'"', "“", "”"}:
            index -= 1
        while index >= 0 and self.owner[index] is None and (self.low(index) in TIME_WORDS or self.low(index).isdigit()):
            index -= 1
        while (
            index < at
            and index >= 0
            and self.owner[index] is None
            and self.low(index) in {"on", "in", "at", "by", "this", "that", "the", "last", "earlier"}
        ):
            index -= 1
        return index

    def _is_object(self, at: int) -> bool:
        """Return whether the mention at a token hangs on a preposition and so is no subject."""
        first = self.span[self.owner[at] or 0][0]
        index = first - 1
        while index >= 0 and self.low(index) in DETERMINER - {"of"}:
            index -= 1
        return self.low(index) in PREPOSITION

    def _earlier(self, group: VerbGroup) -> VerbGroup | None:
        """Return the verb before this one that can share its subject: the nearest finite one."""
        before = reversed(self.groups_so_far(group.at))
        return next((other for other in before if other.form != "ing" or other.first < other.at), None)

    def fronted_object(self, group: VerbGroup) -> list[int]:
        """Return whom a relative clause with a subject of its own is about: "Rome, whom Oslo accused of delay"."""
        subject = self.subject(group)
        first = self.span[subject[0]][0] if subject else 0
        at = first - 1 - (self.low(first - 1) in DETERMINER)
        if self.low(at) not in {"whom", "which"} or self.low(at - 1) in PREPOSITION or first > group.at:
            return []
        return self._last_before(at)

    def _fronted(self, group: VerbGroup) -> list[int]:
        """Return the subject that follows: "After meeting Kim, Trump said"."""
        for at in range(group.at + 1, len(self.tokens) - 1):
            if self.low(at) == "," and self.owner[at + 1] is not None:
                return self.joined_right(self.owner[at + 1])
        return []

    def _last_before(self, at: int) -> list[int]:
        found = [index for index, (_, last) in enumerate(self.span) if last <= at]
        return self.joined_left(found[-1]) if found and at - self.span[found[-1]][1] <= 4 else []

    def _across_commas(self, at: int) -> list[int]:
        """Return the mention before an inserted clause: "Trump, who met Kim, is looking"."""
        index = at - 1
        while index > 0:
            if self.low(index) in {",", "("} and self.owner[index - 1] is not None and not self._is_object(index - 1):
                return self.joined_left(self.owner[index - 1])
            index -= 1
        return []

    def _through_noun(self, at: int) -> list[int]:
        """Return the actor behind a noun that acts for it: "the Japanese side", "officials in Seoul"."""
        index = at
        while index >= 0 and at - index < 7 and self.low(index) not in BREAK | {","}:
            owner = self.owner[index]
            if owner is not None and not self._is_object(index):
                gap = [self.low(j) for j in range(self.span[owner][1], at + 1)]
                return (
                    self.joined_left(owner)
                    if (len(gap) <= 3 and not set(gap) & (PREPOSITION - {"of"})) or "in" in gap
                    else []
                )
            index -= 1
        return []

    def joined_left(self, index: int | None) -> list[int]:
        """Return a mention with those coordinated before it: "Japan, South Korea and the United States"."""
        if index is None:
            return []
        found = [index]
        while index > 0 and self._links_only(self.span[index - 1][1], self.span[index][0]):
            index -= 1
            found.insert(0, index)
        return found

    def joined_right(self, index: int | None) -> list[int]:
        """Return a mention with those coordinated after it."""
        if index is None:
            return []
        found = [index]
        while index + 1 < len(self.span) and self._links_only(self.span[index][1], self.span[index + 1][0]):
            index += 1
            found.append(index)
        return found

    def _links_only(self, first: int, last: int) -> bool:
        if last < first:
            return True  # "both sides": two mentions of the same words
        words = [self.low(at) for at in range(first, last)]
        if (
            not words
            or len(words) > 4
            or not set(words) <= {",", "and", "&", "the", "or", "both", "his", "her", "its", "counterpart", "-", "/"}
        ):
            return False
        return bool({"and", "&", "-", "/"} & set(words)) or (words == [","] and self._list_goes_on(last))

    def _list_goes_on(self, at: int) -> bool:
        """Return whether a comma is one of a list, not of an apposition: an `and` with a mention follows soon."""
        owner = self.owner[at]
        if owner is None:
            return False
        after = self.span[owner][1]
        return self.low(after) == "and" or (self.low(after) == "," and self.low(after + 1) == "and")

    def stop(self, at: int) -> int:
        """Return where the clause of a verb ends to its right."""
        depth = 0
        for index in range(at + 1, min(len(self.tokens), at + REACH + 1)):
            word = self.low(index)
            if self.owner[index] is not None:
                continue
            if (
                word in BREAK
                or (word == "that" and index > at + 1)
                or (
                    word == "to"
                    and "base" in {f for _, f in forms().get(self.low(index + 1), ())}
                    and self.owner[index + 1] is None
                )
            ):
                return index
            if word in {",", "and"} and index > at + 1:
                depth += word == ","
                following = [group for group in self.groups if group.first in (index + 1, index + 2)]
                if following or depth > 2:
                    return index
            verb = self.verb_at.get(index)
            if verb is not None and verb.form in {"past", "s"} and not self._verbs.has_agent(index):
                return index
        return min(len(self.tokens), at + REACH + 1)

    def links(self, at: int, stop: int) -> list[tuple[str, int]]:
        """Return (preposition or `obj`, mention) for the mentions between a verb and the end of its clause."""
        found = []
        for index, (first, _) in enumerate(self.span):
            if not at < first < stop or (
                self.low(first) in POSSESSIVE and self.owner[first + 1 : first + 2] == [index + 1]
            ):
                continue  # "her Indian colleague" is the colleague
            link = "obj"
            for back in range(first - 1, at, -1):
                word = self.low(back)
                if self.owner[back] is not None:
                    break
                if word == ",":
                    link = "after a comma"
                    break
                if word in PREPOSITION:
                    link = word
                    break
            found.append((link, index))
        return found
