"""Return who is named again by what he is: by a trade, an office, the short name of a body, "the group".

"The diplomat" is the last speaker where he can be one, "the council" a council named before, "the head of the office"
the person before whose name these words stood. Where nobody was named so, it is whom the words themselves name.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.saying.attribution import Attribution
from dyadbook.steps.saying.speaker_context import A_BODY, NEAR, Context, same, within
from dyadbook.steps.saying.speakers import has_name, is_named
from dyadbook.steps.sides import ARMED, OFFICIAL

PLAIN_ONE = re.compile(r"[Tt]he ((?:[a-z-]+ )?[a-z-]+)")
FAR = 3000  # characters back in which one who spoke without a name is "the official"
THE_BODY = re.compile(r"the\s+(?:[\w-]+\s+){0,2}?([a-z]{4,}|[A-Z][a-z]{3,})", re.I)
BARE = re.compile(r"[Tt]he ([a-z]+)")
OF_THE_PRESS = re.compile(r"(?:news)?paper|daily|tabloid|magazine")
NO_PAPER = re.compile(r"\b(?:Agency|Agence|Press|Television|TV|Radio|News)\b|^[A-Z]+$")
"""Names of outlets that are no papers."""
OUTLET = re.compile(
    r"the (?:[\w-]+ )?(?:(?:news|wire) (?:agency|service|outlet)|agency|outlet|broadcaster|channel|network)"
)
"""An outlet that was named before."""
THE_LAWMAKER = re.compile(
    r"[Tt]he (?:[a-z-]+ )?(?:[A-Z][\w.]+ ){1,2}(?:Democrat|Republican|[Ll]awmaker|[Ss]enator|[Cc]ongress(?:wo)?man)"
    r"|[Tt]he (?:Democrat|Republican|senator|congress(?:wo)?man)"
)
"""How American papers name a lawmaker again who has spoken: "the Ohio Democrat"."""
THE_ONE = re.compile(r"[Tt]he (?:[\w.’'-]+ ){0,3}([\w-]*[^s\W])")
"""One who was named before, by what he is: "the diplomat"."""
TRADES = frozenset(
    "academic analyst author columnist economist expert journalist professor reporter researcher scholar scientist"
    " strategist writer".split()
)
"""What somebody does who was named before; no office."""
AGAIN = TRADES | frozenset(
    "activist adviser advisor aide ambassador cleric commander diplomat envoy general lawmaker lawyer leader legislator"
    " minister mp negotiator official parliamentarian politician representative senator".split()
)
"""By what somebody of the same country is named again."""
A_NEW_ONE = re.compile(r"^\s*(?:an?|another|one)\s(?:[\w-]+\s){0,3}[\w-]+$", re.I)
"""How somebody is first told of who has no name: "a senior Swiss diplomat"."""
SERVING = frozenset({"adviser", "advisor", "aide", "lawyer"})
OF_ANOTHER = re.compile(r"['’]s?\s")
"""Who serves somebody is another than the one who spoke: "the president's adviser"."""
DEFINITE = re.compile(r"(?:[A-Z]\w+,\s)?[Tt]he\s|.*['’]s?\s")
TOP_DIPLOMAT = re.compile(r"\b(?:chief|top)\s(?:[A-Z]\w+\s)?diplomat$")
"""Who leads the diplomats of a country."""
HEAD = re.compile(r"(?<=\S)(?:['’]s)?\s(?:chief|head|boss|leader|director[\s-]general|secretary[\s-]general)$")
"""What the head of an international body is called by."""
OTHER = re.compile(r"\b(?:former|ex|late|deputy|vice|next|new|then|ministers|presidents)\b", re.I)
"""Words that make an office another's than that of who is named with it."""
SHORT = re.compile(r"(?:[Tt]he )?([A-Z]{2,6})")
TITLED = re.compile(r"[A-Z][\w-]+(?: (?:of |for |and |on |the )*[A-Z][\w-]+)+$")
OWNED = re.compile(r"[’']s? (?:\w+ )?")
"""An abbreviation, the name for which it stands, and what is between that and who has it."""
THE_NAME = re.compile(r"[Tt]he [A-Z][a-z]+")
"""A name of which a part alone is a word for a document: "the Post"."""
THE_GROUP = re.compile(
    r"the (?:(?:rights|rebel|militant|armed|islamist|aid|campaign|advocacy|separatist|monitoring) )?"
    r"(?:group|organi[sz]ation|body|bloc|movement|militia|watchdog|faction)"
)
"""A body that is named again by no word of its name."""
ADDRESSED = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Sir|Prof)\.?\s")
PERSONAL = r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen)\.?\s{name}\b|\b{name},\s(?:who|\d\d,)\s"
"""What stands around the name of a person alone."""
SHORTEST = 4  # letters of a first name that may stand alone
INTRODUCED = 60  # characters between somebody's office and the name


class Descriptions:
    """Finds whom the definite descriptions among the sources of an article name again."""

    def __init__(self, context: Context) -> None:
        self.context, self.text, self.mentions = context, context.text, context.reading.mentions

    def named_again(self, words: str, speaker: Actor | None, one: Attribution) -> Actor | None:
        """Return who is named again; `speaker`, whom the words name themselves, where that is nobody."""
        if (lawmaker := self._lawmaker(one)) is not None:
            return lawmaker
        named = one.source is not None and THE_NAME.fullmatch(self.text, *one.source)
        if speaker is not None and speaker.basis == "document" and named:
            return self._named_before(words, one) or speaker  # "the Post"
        if (meant := self._unnamed(speaker, one) or self._chief(one)) is not None:
            return meant
        if speaker is not None and speaker.basis == "context" and THE_GROUP.fullmatch(words):
            return self._group(one) or speaker
        if speaker is not None and speaker.basis in {"title", "described", "context"}:
            told = self._told_again(speaker, one) or self._holder(speaker, one) or self._in_full(speaker, one)
            speaker = told or speaker
        if speaker is None or speaker.basis in {"words", "described"}:
            return (
                self._introduced(words, one)
                or self._named_before(words, one)
                or self._abbreviated(one)
                or self._called(one)
                or speaker
            )
        return speaker

    def _unnamed(self, speaker: Actor | None, one: Attribution) -> Actor | None:
        """Return who spoke before without a name and is named again by a part of the words: of "a Senate aide" by "the
        aide"; None where nobody did.
        """
        if one.source is None or (speaker is not None and (is_named(speaker) or speaker.basis == "named")):
            return None
        again = PLAIN_ONE.fullmatch(self.text, *one.source)
        if again is None:
            return None
        spoken = self.context.papers.spoken
        if again[1].split()[-1] in AGAIN - {"official"}:
            spoken = spoken[-1:]  # "the diplomat" is oftener one who has a name
        *described, noun = again[1].lower().split()
        for told, voice, _ in reversed(spoken):
            apart = one.unit[0] - told.unit[1] > FAR or voice.kind in {"organization", "country"} or is_named(voice)
            name = voice.name.lower().split(" of ")[0].split()
            words = self.text[slice(*told.source)].lower().split() if told.source else []
            if not apart and name[-1:] == [noun] and {*described} <= {*name, *words}:
                return self.context.named(voice, one, voice.basis or "words")
        return None

    def _chief(self, one: Attribution) -> Actor | None:
        """Return the one person named who heads the body of "the NATO chief"; None where none does, or two may."""
        led = HEAD.search(self.text, *one.source) if one.source is not None else None
        if led is None or one.source is None:
            return None
        start, on = one.source[0], self.context.reading.article.published
        inside = {each.id for each in self.mentions if start <= (each.start or 0) < led.start() <= (each.end or 0)}
        bodies = inside & world.organizations().keys()
        named = {
            each.id: each for each in self.mentions
            if is_named(each) and any(
                office.country in bodies and office.role == "organization_head"
                for office in world.offices_of(each.id or "", on)
            )
        }  # fmt: skip
        return self.context.named(named.popitem()[1], one, "title") if len(named) == 1 else None

    def _lawmaker(self, one: Attribution) -> Actor | None:
        """Return the last speaker, near before, whom "the Ohio Democrat" can mean; else None."""
        if one.source is None or self.context.last is None or not THE_LAWMAKER.fullmatch(self.text, *one.source):
            return None
        before, voice = self.context.last
        if voice.kind != "person" or voice.country not in {None, "USA"} or one.unit[0] - before.unit[1] >= NEAR:
            return None
        return self.context.named(voice, one, "title")

    def _told_again(self, speaker: Actor, one: Attribution) -> Actor | None:
        """Return the last speaker, near before, whom "the diplomat", "the minister" or "the ministry" names again."""
        if self.context.last is None or one.source is None or one.unit[0] - self.context.last[0].unit[1] > NEAR:
            return None
        voice = self.context.last[1]
        if speaker.kind == "organization":
            noun = THE_BODY.fullmatch(self.text, *one.source)
            alike = noun is not None and noun[1].lower() in voice.name.lower().split()
            own = speaker.basis == "context" and voice.kind == "organization"
            return self.context.named(voice, one, "words") if own and alike else None
        again = THE_ONE.fullmatch(self.text, *one.source)
        if again is None or not has_name(voice) or same(speaker, voice):
            return None
        if voice.country is None:
            voice = msgspec.structs.replace(voice, country=speaker.country)
        if speaker.country not in {None, voice.country}:
            return self.context.named(voice, one, "title") if self._holds_too(speaker, one) else None
        if again[1] == "official" and (
            any(same(speaker, other) for _, other, _ in self.context.papers.spoken)  # one without a name has spoken
            or (voice.office is None and voice.sector not in OFFICIAL)
        ):
            return None
        unnamed = (
            speaker.basis == "title"
            and "former" not in again[0]
            and speaker.name == speaker.text
            and speaker.country is None
        )
        plain = again[0][1:].islower()
        served = again[1] in SERVING and OF_ANOTHER.search(again[0]) is not None
        described = again[1].lower() in AGAIN and not served and not is_named(speaker)
        known = (unnamed and plain) or described or again[1] in TRADES
        if known and (newer := self._newer(again[1], one)) is not None:
            return self.context.named(newer, one, "words")
        return self.context.named(voice, one, "title") if known else None

    def _in_full(self, speaker: Actor, one: Attribution) -> Actor | None:
        """Return the body of the same country that was named near before by more words: "the ministry"."""
        noun = BARE.fullmatch(self.text, *one.source) if one.source is not None else None
        if noun is None or speaker.kind != "organization" or speaker.country is None:
            return None
        near = (other for other in reversed(self.mentions) if 0 < one.unit[0] - (other.end or 0) < NEAR)
        alike = (other for other in near if other.kind == "organization" and other.country == speaker.country)
        longer = (other for other in alike if (other.text or "").lower().endswith(f" {noun[1].lower()}"))
        full = next(longer, None)
        return self.context.named(full, one, "words") if full is not None else None

    def _newer(self, noun: str, one: Attribution) -> Actor | None:
        """Return who was called so without a name since the last speaker: "A Swiss diplomat was hopeful"."""
        assert self.context.last is not None
        since = (
            other for other in reversed(self.mentions)
            if self.context.last[0].unit[1] <= (other.start or 0) < one.unit[0]
        )  # fmt: skip
        called = (other for other in since if other.kind == "person" and A_NEW_ONE.search(self._phrase(other)))
        return next((other for other in called if (other.text or "").lower().split()[-1] == noun.lower()), None)

    def _phrase(self, other: Actor) -> str:
        """Return the words from the sentence's begin, or a comma, to the end of a mention."""
        return re.split(r"[.,;:\n“”\"]", self.text[max(0, (other.end or 0) - INTRODUCED) : other.end or 0])[-1]

    def _holder(self, speaker: Actor, one: Attribution) -> Actor | None:
        """Return the one person of the article who is named elsewhere with the office and country of a title."""
        if speaker.office is None or speaker.country is None or is_named(speaker) or one.source is None:
            return None
        if not DEFINITE.match(self.text, *one.source) or OTHER.search(self.text, *one.source):
            return None
        chief = TOP_DIPLOMAT.search(self.text, *one.source) is not None
        office = "foreign minister" if chief else speaker.office.lower()
        named = {
            other.id or other.name: other for other in self.mentions
            if other.country == speaker.country and is_named(other) and office in _offices(other)
        }  # fmt: skip
        return self.context.named(named.popitem()[1], one, "title") if len(named) == 1 else None

    def _holds_too(self, speaker: Actor, one: Attribution) -> bool:
        """Return whether the last speaker holds an office as well that another holds whom nobody named since."""
        assert self.context.last is not None
        before, voice = self.context.last
        at = (one.source or one.unit)[0]
        since = (
            other for other in self.mentions
            if before.unit[0] <= (other.start or 0) < at and not within(other, before) and not within(other, one)
        )  # fmt: skip
        words = self.text[slice(*one.source)].split()[1:] if one.source else []
        office = f"{speaker.office} {voice.office}".lower().split()
        plain = all(word.islower() or word.lower() in office for word in words)  # no "the Peruvian foreign minister"
        return (
            plain and speaker.office is not None and (voice.office or "").lower() == speaker.office.lower()
            and not any(same(other, speaker) for other in since)
        )  # fmt: skip

    def _introduced(self, words: str, one: Attribution) -> Actor | None:
        """Return the person before whose name the same words stood: "the deputy head of the office"; else None."""
        told = words.removeprefix("the ")
        if told == words or " " not in told or A_BODY.search(told.split(" of ")[0]):
            return None
        for match in re.finditer(re.escape(told), self.text[: (one.source or one.unit)[0]], re.I):
            for other in self.mentions:
                between = self.text[match.end() : other.start or 0]
                if other.kind == "person" and 0 < len(between) < INTRODUCED and not re.search(r"[,.;:\n]", between):
                    return self.context.named(other, one, "title") if other.basis != "pronoun" else None
        return self._holding(told, one)

    def _holding(self, told: str, one: Attribution) -> Actor | None:
        """Return the person before whose name the words of an office stand, in another order: "the office's head"."""
        words = _words(told)
        for other in self.mentions if len(words) > 2 else ():
            at = other.start or 0
            before = re.split(r"[,.;:\n]", self.text[max(0, at - 2 * INTRODUCED) : at])[-1]
            if other.kind == "person" and other.basis != "pronoun" and at < one.unit[0] and words <= _words(before):
                return self.context.named(other, one, "title")
        return None

    def _named_before(self, words: str, one: Attribution) -> Actor | None:
        """Return the body that "the council", "the newspaper" names again; None where none was named."""
        noun = THE_BODY.fullmatch(words)
        if noun is None:
            return None
        if THE_GROUP.fullmatch(words):
            return self._group(one)
        pattern = re.compile(rf"\b{noun[1]}\b", re.I)
        before = [
            other for other in self.mentions
            if (other.end or 0) < one.unit[0] and other.kind in {"organization", "group"} and other.basis == "named"
        ]  # fmt: skip
        for other in reversed(before):
            if pattern.search(other.text or "") or pattern.search(other.name):
                return self.context.named(other, one, "words")
        paper, outlet = OF_THE_PRESS.fullmatch(noun[1]), OUTLET.fullmatch(words)
        press = [other for other in before if other.sector == "JRN" and not (paper and NO_PAPER.search(other.name))]
        return self.context.named(press[-1], one, "words") if press and (paper or outlet) else None

    def _group(self, one: Attribution) -> Actor | None:
        """Return the body that "the group" is: the last speaker, if it is one, or the body named last near before."""
        if self.context.last is not None and one.unit[0] - self.context.last[0].unit[1] < NEAR:
            voice = self.context.last[1]
            if voice.kind in {"organization", "group"} and voice.basis != "document" and voice.sector != "JRN":
                return self.context.named(voice, one, "words")
        near = [
            other for other in self.mentions
            if one.unit[0] - NEAR < (other.start or 0) and (other.end or 0) < one.unit[0]
            and other.kind in {"organization", "group"} and other.basis == "named"
            and (other.country is None or other.sector in ARMED)
        ]  # fmt: skip
        near = [other for other in near if not self.context.hangs(other)] or near
        return self.context.named(near[-1], one, "words") if near else None

    def _abbreviated(self, one: Attribution) -> Actor | None:
        """Return the body behind whose name stands the abbreviation that speaks: "Peru's Road Agency (PRA)"."""
        short = SHORT.fullmatch(self.text, *one.source) if one.source else None
        at = self.text.find(f" ({short[1]})", 0, one.unit[0]) if short is not None else -1
        body = next((other for other in self.mentions if other.end == at), None) if at > 0 else None
        name = TITLED.search(self.text, max(0, at - 2 * INTRODUCED), at) if at > 0 else None
        if body is None and name is not None and short is not None and _stands_for(short[1], name[0]):
            owner = next(
                (other for other in self.mentions if OWNED.fullmatch(self.text, other.end or 0, name.start())),
                None,
            )
            body = Actor(
                name=name[0], kind="organization", country=owner.country if owner else None, basis="words", score=0.5
            )
        if body is None and short is not None:
            spoken = (voice for _, voice, _ in reversed(self.context.papers.spoken) if voice.kind == "organization")
            body = next((voice for voice in spoken if " " in voice.name and _stands_for(short[1], voice.name)), None)
        return self.context.named(body, one, "words") if body is not None else None

    def _called(self, one: Attribution) -> Actor | None:
        """Return the one person of the article whose surname alone speaks, where the surname is a word too: "May"."""
        name = ADDRESSED.sub("", self.text[slice(*one.source)]) if one.source else ""
        if not re.fullmatch(r"(?:al-|el-)?[A-Z][\w'’-]+", name):
            return None
        called = {
            other.id or other.name: other
            for other in self.mentions
            if other.kind == "person" and name.lower() in other.name.lower().split()[(len(name) < SHORTEST) :]
        }
        if len(called) != 1:
            return self._surname(name, called.values(), one)
        return self.context.named(called.popitem()[1], one, "surname")

    def _surname(self, name: str, called: Collection[Actor], one: Attribution) -> Actor | None:
        """Return who bears a surname that alone speaks and that no other bears with a first name that is known; a
        person of that name where the words around it are of persons only; else None.
        """
        firsts = re.findall(rf"\b([A-Z][\w-]+) {re.escape(name)}\b", self.text)
        known = {f"{first} {name}" for first in firsts if world.pronoun_of(first) is not None}
        if len(known) == 1:
            (full,) = known
            bearer = next((other for other in called if other.name == full), None)
            return self.context.named(bearer or Actor(name=full, kind="person", score=0.5), one, "surname")
        if called or known or not re.search(PERSONAL.format(name=re.escape(name)), self.text):
            return None
        return self.context.named(Actor(name=name, kind="person", score=0.5), one, "surname")


def _stands_for(short: str, name: str) -> bool:
    """Return whether an abbreviation has the first letters of a name, in the order of whatever language."""
    return sorted(short) == sorted(word[0] for word in name.split() if word[0].isupper())


def _offices(actor: Actor) -> set[str]:
    """Return the offices that an article and the tables give a person, on whatever day."""
    held = {office.title.lower() for office in world.offices_of(actor.id or "") if office.title}
    return held | ({actor.office.lower()} if actor.office else set())


def _words(title: str) -> set[str]:
    """Return the words of an office without the small ones: of "the Head of the Office" two."""
    return set(re.findall(r"[a-z]{3,}", title.lower())) - {"the", "and", "for"}
