"""Return what a sentence's words are to each other, as far as their order and form tell: verbs, subjects, objects.

There is no parser here: a verb is known by its form and its neighbours, its subject by what stands before its
auxiliaries, the other party by the preposition that ties it. What these rules cannot tell, they leave out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dyadbook.records import Actor, Modality
from dyadbook.steps.tokens import Token, tokens_of
from dyadbook.steps.verbs import forms

AUXILIARY = frozenset("be is are am was were been being has have had do does did get gets got 's 're 've 'd".split())
MODAL = frozenset(
    "will would could may might shall should can must cannot can't won't wouldn't couldn't shouldn't 'll".split()
)
NEGATION = frozenset(
    "not never no n't neither nor don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't "
    "cannot can't won't wouldn't couldn't shouldn't".split()
)
ADVERB = frozenset(
    "also then again still now already once ever just even only jointly together soon later long further "
    "first reportedly repeatedly since recently".split()
)
PREPOSITION = frozenset(
    "with to on in at from by for against of into over near between among toward towards under inside "
    "along outside off within upon across through around during via alongside about out behind per "
    "despite amid following until till like".split()
)
DETERMINER = frozenset(
    "the a an this that these those its his her their our my your any some no every each several many few "
    "more all both another such of".split()
)
BREAK = frozenset(
    "; : — – who whom which where while although though because when whereas but unless if whether as "
    'since after before so than " “ ”'.split()
)
TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow morning afternoon evening night week month year "
    "days weeks months years day earlier later ago late early overnight likewise previously subsequently".split()
)
POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
GERUND_AFTER = PREPOSITION | frozenset(", and or but while when after before without since as then “ ” \" ' ‘".split())
RELATIVE = frozenset({"who", "which", "that"})
CONTROL: dict[Modality, frozenset[str]] = {
    "future": frozenset(
        "plan intend vow pledge promise agree offer prepare decide commit aim expect set schedule go swear "
        "resolve opt order begin".split()
    ),
    "hypothetical": frozenset(
        "want hope seek consider try attempt propose wish threaten ask urge call push consider mull weigh "
        "request need help allow press invite pressure encourage force beg implore convince persuade".split()
    ),
    "negated": frozenset("refuse decline fail deny avoid reject stop cease oppose resist forget".split()),
}
ADJECTIVE_CONTROL: dict[str, Modality] = {
    "ready": "future",
    "willing": "future",
    "set": "future",
    "due": "future",
    "poised": "future",
    "about": "future",
    "likely": "hypothetical",
    "able": "hypothetical",
    "unwilling": "negated",
    "unable": "negated",
    "reluctant": "negated",
    "prepared": "future",
    "expected": "future",
    "scheduled": "future",
    "going": "future",
    "keen": "hypothetical",
    "eager": "hypothetical",
    "determined": "future",
    "slated": "future",
    "planned": "future",
}


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


class Clauses:
    """The words of one sentence with the mentions in it."""

    def __init__(self, text: str, start: int, end: int, mentions: Sequence[Actor]) -> None:
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
        self.groups: list[VerbGroup] = []
        for at in range(len(self.tokens)):
            if (group := self._group(at)) is not None:
                self.groups.append(group)

    def low(self, at: int) -> str:
        """Return the lower-case form of a token; empty outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def _group(self, at: int) -> VerbGroup | None:
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
            be = any(
                word in {"be", "is", "are", "was", "were", "been", "being", "am", "'re", "get", "gets", "got"}
                for word in helpers
            )
            by = self._by_agent(at)
            shared = self.groups[-1] if self.groups and self.low(group.first - 1) in {"and", "or"} else None
            group.passive = (
                (shared is not None and shared.passive)
                or be
                or (by and not any(word in {"has", "have", "had", "'ve"} for word in helpers))
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

    def _by_agent(self, at: int) -> bool:
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
            return False
        if (
            before in {"to", "and", "who", "which", "that", "they", "we", "i", "you", "he", "she", "it"}
            or before.endswith("ly")
            or before in ADVERB
        ):
            return before != "and" or any(group.form == form for group in self.groups_so_far(at))
        if self.owner[at - 1] is not None:
            return forms().get(after) is None or after.endswith("ing")
        return (
            before in {",", "”", '"', "s"} and form == "s" and self.owner[at + 1] is not None
            if at + 1 < len(self.tokens)
            else False
        )

    def groups_so_far(self, at: int) -> list[VerbGroup]:
        """Return the verb groups found before a token."""
        return [group for group in self.groups if group.at < at]

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

    def subject(self, group: VerbGroup, seen: int = 0) -> list[int]:
        """Return the mentions that are the subject of a verb, coordinated ones together; empty where it is no actor."""
        before = self._before_adverbials(group.first - 1)
        word = self.low(before)
        if seen > 3 or before < 0:
            return self._fronted(group) if group.form == "ing" else []
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
        found = [other for other in self.groups_so_far(group.at) if other.form != "ing" or other.first < other.at]
        return found[-1] if found else None

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

    def stop(self, at: int, reach: int = 14) -> int:
        """Return where the clause of a verb ends to its right."""
        depth = 0
        for index in range(at + 1, min(len(self.tokens), at + reach + 1)):
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
            if any(
                group.at == index and group.form in {"past", "s"} and not self._by_agent(index) for group in self.groups
            ):
                return index
        return min(len(self.tokens), at + reach + 1)

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
