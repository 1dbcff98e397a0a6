"""Return what a person sees of a dyad: the page whose records are in `pages`.

Level 4. Readings are taken as they come and only what concerns the two parties is kept, so a stream of a million
articles needs the memory of one page. Nothing is decided here that a step did not decide: events of several
articles are grouped for display alone, by date, type, parties and modality.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from dyadbook.errors import UsageError
from dyadbook.pages import (
    ArticleRef,
    DyadPage,
    Entry,
    Fact,
    IssueCount,
    NotSure,
    Passage,
    Relation,
    Said,
    Side,
    Source,
    Synthetic,
)
from dyadbook.records import (
    Actor,
    Article,
    Event,
    Problem,
    Reading,
    Standing,
    Statement,
    Unsure,
    Words,
)
from dyadbook.world import countries, groups, organizations, outlet_country

__all__ = [
    "ArticleRef",
    "DyadPage",
    "Entry",
    "Fact",
    "IssueCount",
    "NotSure",
    "Passage",
    "Relation",
    "Said",
    "Side",
    "Source",
    "Synthetic",
    "belongs",
    "dyad_page",
]

# Armed actors do not act for the country in which they sit; they have pages of their own where they have an id.
_NOT_FOR_THEIR_COUNTRY = frozenset({"REB", "UAF"})
LEFT_OUT = ("superseded", "retracted")
"""What articles of these states report no longer counts."""
_LAST_DAY = date.max
_TAKES_THE = re.compile(
    r"(?:United|European|African|Arab|World|International|British|Democratic|UN|U\.S\.) |Republic of "
    r"|.* (?:Islands|Republic|Territories|Union|Organization|Bank|Court|Council)\Z"
    r"|(?:Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Isle of Man)\Z"
)


def dyad_page(
    readings: Iterable[Reading],
    a: str,
    b: str,
    *,
    synthetic: Synthetic = "apart",
    names: Mapping[str, str] | None = None,
) -> DyadPage:
    """Return the page of the dyad of parties `a` and `b` (ids: `USA`, `org/EU`).

    Example texts are never mixed with sources unasked: `apart` leaves them out and says how many, `only` takes
    them alone, `with` takes both. `names` gives names of parties; else the world's tables do, else the readings.
    Raises: UsageError when both parties are the same.
    """
    if a == b:
        raise UsageError(f"a dyad has two parties, and both are {a}: name two, as in USA PRK.")
    gathered = _Gathered(a, b, synthetic, dict(names or {}))
    for reading in readings:
        gathered.add(reading)
    return gathered.page()


def belongs(actor: Actor, party: str) -> bool:
    """Return whether an actor is the party or acts for it."""
    if actor.id == party:
        return True
    if actor.sector in _NOT_FOR_THEIR_COUNTRY and actor.kind != "country":
        return False
    return actor.country == party


class _Gathered:
    """What concerns one dyad, as readings come by."""

    def __init__(self, a: str, b: str, synthetic: Synthetic, names: dict[str, str]) -> None:
        self.a, self.b, self.synthetic, self.given = a, b, synthetic, names
        self.names: dict[str, str] = {}
        self.seen: set[str] = set()
        self.articles: list[ArticleRef] = []
        self.left_out = Counter[str]()
        self.standings: list[tuple[Standing, tuple[Passage, ...]]] = []
        self.events: list[tuple[Event, Relation, str | None, tuple[Passage, ...]]] = []
        self.statements: list[Said] = []
        self.issue_articles: dict[str, set[str]] = {}
        self.issue_mentions = Counter[str]()
        self.not_sure: list[NotSure] = []
        self.problems: list[Problem] = []

    def add(self, reading: Reading) -> None:
        """Keep what a reading says of the two parties."""
        article = reading.article
        if article.id in self.seen:
            return
        self.seen.add(article.id)
        if (reason := self._left_out(article)) is not None:
            self.left_out[reason] += 1
            return
        self._learn_names(reading)
        ref = ref_of(article)
        found = [self._add_standings(reading, ref), self._add_events(reading, ref)]
        found += [self._add_statements(reading, ref), self._add_issues(reading)]
        if any(found):
            self.articles.append(ref)
            self.problems += reading.problems
            self.not_sure += [not_sure_of(unsure, ref, self._concerns(unsure, reading)) for unsure in reading.not_sure]

    def _concerns(self, unsure: Unsure, reading: Reading) -> bool:
        """Return whether the words or candidates of what could not be decided name one of the sides."""
        return any(
            actor.id in unsure.candidates or actor.name in unsure.candidates or _overlap(actor, unsure)
            for actor in reading.mentions
            if belongs(actor, self.a) or belongs(actor, self.b)
        ) or not {self.a, self.b}.isdisjoint(unsure.candidates)

    def _left_out(self, article: Article) -> str | None:
        """Return why an article is not looked at; None where it is."""
        if article.status in LEFT_OUT:
            return article.status
        if self.synthetic == "apart" and article.synthetic:
            return "example"
        if self.synthetic == "only" and not article.synthetic:
            return "source"
        return None

    def _learn_names(self, reading: Reading) -> None:
        """Take the name of a side from the first actor that is the side itself."""
        if self.a in self.names and self.b in self.names:
            return
        actors = [*reading.mentions, *(actor for event in reading.events for actor in (*event.source, *event.target))]
        for actor in actors:
            if actor.id in (self.a, self.b):
                self.names.setdefault(actor.id, actor.name)

    def _add_standings(self, reading: Reading, ref: ArticleRef) -> bool:
        """Keep the standings between the two."""
        kept = [standing for standing in reading.standings if set(standing.parties) == {self.a, self.b}]
        for standing in kept:
            self._count_issues(standing.issues, ref.id)
            self.standings.append((standing, tuple(passage_of(ref, words, None) for words in standing.reports)))
        return bool(kept)

    def _add_events(self, reading: Reading, ref: ArticleRef) -> bool:
        """Keep the events that both sides are part of."""
        kept = 0
        for event in reading.events:
            relation = relation_of(event, self.a, self.b)
            if relation is None:
                continue
            passages = tuple(
                Passage(article=ref, start=report.start, end=report.end, text=report.text, key=report.trigger)
                for report in event.reports
            )
            self.events.append((event, relation, self._acting(event), passages))
            self._count_issues(event.issues, ref.id)
            kept += 1
        return kept > 0

    def _acting(self, event: Event) -> str | None:
        """Return the side that acts; None where both do, or neither, or where the act has no direction."""
        acting = [side for side in (self.a, self.b) if any(belongs(actor, side) for actor in event.source)]
        return acting[0] if len(acting) == 1 and not undirected(event) else None

    def _add_statements(self, reading: Reading, ref: ArticleRef) -> bool:
        """Keep what a speaker of one side says about the other."""
        countries = {actor.id: actor.country for actor in reading.mentions if actor.id and actor.country}
        kept = 0
        for statement in reading.statements:
            about = {countries.get(party, party) for party in statement.about} | set(statement.about)
            for side, other in ((self.a, self.b), (self.b, self.a)):
                if statement.speaker is not None and belongs(statement.speaker, side) and other in about:
                    self.statements.append(said_of(statement, statement.speaker, side, ref))
                    self._count_issues(statement.issues, ref.id)
                    kept += 1
                    break
        return kept > 0

    def _add_issues(self, reading: Reading) -> bool:
        """Count the issues that are named between the two."""
        kept = [mention for mention in reading.issues if {self.a, self.b} <= set(mention.parties)]
        for mention in kept:
            self.issue_mentions[mention.issue] += 1
            self._count_issues((mention.issue,), reading.article.id)
        return bool(kept)

    def _count_issues(self, issues: Iterable[str], article: str) -> None:
        for issue in issues:
            self.issue_articles.setdefault(issue, set()).add(article)

    def page(self) -> DyadPage:
        """Return the page of what was gathered."""
        dated = [item for item in self.events if item[0].date.start is not None]
        undated = [item for item in self.events if item[0].date.start is None]
        return DyadPage(
            sides=(self._side(self.a), self._side(self.b)),
            synthetic=self.synthetic,
            has_synthetic=any(ref.synthetic for ref in self.articles),
            filter=self._filter(),
            articles=len(self.articles),
            facts=facts_of(self.standings),
            timeline=_timeline(dated),
            # Without a date nothing says that two articles tell of one event: each stands alone.
            undated=tuple(entry_of([item]) for item in undated),
            statements=tuple(sorted(self.statements, key=newest_said)),
            issues=self._issues(),
            sources=self._sources(),
            not_sure=tuple(self.not_sure),
            problems=tuple(self.problems),
        )

    def _side(self, party: str) -> Side:
        """Return a side with its name; its id where nothing names it."""
        return Side(id=party, name=self.given.get(party) or world_name(party) or self.names.get(party, party))

    def _sources(self) -> tuple[Source, ...]:
        """Return the outlets, those of the most articles first."""
        by_outlet: dict[str | None, list[ArticleRef]] = {}
        for ref in self.articles:
            by_outlet.setdefault(ref.publisher, []).append(ref)
        return tuple(sorted((source_of(name, len(refs), refs) for name, refs in by_outlet.items()), key=by_articles))

    def _issues(self) -> tuple[IssueCount, ...]:
        """Return the issues, those in the most articles first."""
        counts = [
            IssueCount(issue=issue, articles=len(articles), mentions=self.issue_mentions[issue])
            for issue, articles in self.issue_articles.items()
        ]
        return tuple(sorted(counts, key=lambda count: (-count.articles, -count.mentions, count.issue)))

    def _filter(self) -> str:
        """Return what was asked and what was left out, in words."""
        looked_at = len(self.seen) - self.left_out.total()
        kind = {"apart": "sources only", "only": "example texts only", "with": "sources and example texts together"}
        first, second = (in_sentence(self._side(side).name) for side in (self.a, self.b))
        parts = [
            f"{count_words(looked_at, 'article')} looked at ({kind[self.synthetic]}), "
            f"of which {len(self.articles)} {'tells' if len(self.articles) == 1 else 'tell'} something "
            f"of {first} and {second}; all dates."
        ]
        if self.left_out["example"]:
            left = count_words(self.left_out["example"], "example text")
            parts.append(f"{left} left out: `--synthetic only` shows them alone, `--synthetic with` among the others.")
        if self.left_out["source"]:
            parts.append(f"{count_words(self.left_out['source'], 'source article')} left out.")
        if replaced := self.left_out["superseded"] + self.left_out["retracted"]:
            parts.append(f"{count_words(replaced, 'superseded or retracted article')} left out.")
        return " ".join(parts)


def in_sentence(name: str) -> str:
    """Return a name as it stands within a sentence: `the United States`, `Japan`."""
    return f"the {name}" if _TAKES_THE.match(name) else name


def source_of(outlet: str | None, articles: int, some: Iterable[ArticleRef]) -> Source:
    """Return an outlet with its country, if some articles of it all lead to one; without a name they may be of many."""
    known = {outlet_country(outlet, ref.url) for ref in some} if outlet else set()
    return Source(outlet=outlet, articles=articles, country=known.pop() if len(known) == 1 else None)


def by_articles(source: Source) -> tuple[int, bool, str]:
    """Return the key that puts outlets of the most articles first."""
    return -source.articles, source.outlet is None, source.outlet or ""


def world_name(party: str) -> str | None:
    """Return the name that the world's tables have for a party; None where they have none."""
    if (country := countries().get(party)) is not None:
        return country.name
    named = organizations().get(party) or groups().get(party)
    return None if named is None else named.name


def count_words(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def ref_of(article: Article) -> ArticleRef:
    """Return the reference to an article."""
    return ArticleRef(
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        published_basis=article.published_basis,
        url=article.url,
        source=article.source,
        synthetic=article.synthetic,
    )


def passage_of(ref: ArticleRef, words: Words, key: Words | None) -> Passage:
    """Return words of an article with the article."""
    return Passage(article=ref, start=words.start, end=words.end, text=words.text, key=key)


def undirected(event: Event) -> bool:
    """Return whether an event has no direction: visitor and host of a CONSULT stand in either order."""
    return event.reciprocal or event.act == "CONSULT"


def relation_of(event: Event, a: str, b: str) -> Relation | None:
    """Return how an event ties the two sides; None where one of them has no part in it."""
    source_a, source_b = (any(belongs(actor, side) for actor in event.source) for side in (a, b))
    target_a, target_b = (any(belongs(actor, side) for actor in event.target) for side in (a, b))
    other_a, other_b = (any(belongs(other.actor, side) for other in event.others) for side in (a, b))
    if (source_a and target_b) or (source_b and target_a):
        return "between"
    if (source_a and source_b) or (target_a and target_b):
        return "together"
    if (source_a or target_a or other_a) and (source_b or target_b or other_b):
        return "about"
    return None


def said_of(statement: Statement, speaker: Actor, side: str, ref: ArticleRef) -> Said:
    """Return a statement as the page shows it."""
    return Said(
        side=side,
        about=statement.about,
        speaker=speaker.name,
        office=speaker.office,
        country=speaker.country,
        form=statement.form,
        cue=statement.cue.text if statement.cue else None,
        audience=statement.audience,
        said_by=statement.said_by,
        date=statement.date,
        issues=statement.issues,
        passages=tuple(passage_of(ref, words, None) for words in statement.content),
    )


def newest_said(said: Said) -> tuple[int, str, int]:
    """Return a key that sorts statements newest first, undated last, then as the article has them."""
    when = said.date.start
    first = said.passages[0] if said.passages else None
    return (-when.toordinal() if when else 0, first.article.id if first else "", first.start if first else 0)


def _overlap(actor: Actor, unsure: Unsure) -> bool:
    """Return whether an actor is named within the words that could not be decided."""
    return actor.start is not None and actor.end is not None and actor.start < unsure.end and unsure.start < actor.end


def not_sure_of(unsure: Unsure, ref: ArticleRef, concerns: bool) -> NotSure:
    """Return what could not be decided, with its article."""
    words = Words(start=unsure.start, end=unsure.end, text=unsure.text)
    return NotSure(
        kind=unsure.kind,
        reason=unsure.reason,
        candidates=unsure.candidates,
        concerns=concerns,
        passage=passage_of(ref, words, None),
    )


def facts_of(standings: list[tuple[Standing, tuple[Passage, ...]]]) -> tuple[Fact, ...]:
    """Return the standings by aspect, the newest report first; the same fact from several articles is one."""
    newest_first = sorted(standings, key=lambda item: item[0].as_of or date.min, reverse=True)
    groups: dict[tuple[object, ...], list[tuple[Standing, tuple[Passage, ...]]]] = {}
    for standing, passages in newest_first:
        key = (standing.aspect, standing.value, standing.holder, standing.toward, standing.condition)
        groups.setdefault(key, []).append((standing, passages))
    facts = []
    for group in groups.values():
        newest = group[0][0]
        facts.append(
            Fact(
                aspect=newest.aspect,
                value=newest.value,
                holder=newest.holder,
                toward=newest.toward,
                since=next((item.since for item, _ in group if item.since.start), newest.since),
                until=newest.until,
                as_of=newest.as_of,
                condition=newest.condition,
                said_by=newest.said_by,
                passages=tuple(passage for _, passages in group for passage in passages),
            )
        )
    newest_of = {
        aspect: max(f.as_of or date.min for f in facts if f.aspect == aspect) for aspect in {f.aspect for f in facts}
    }
    return tuple(
        sorted(facts, key=lambda f: (-newest_of[f.aspect].toordinal(), f.aspect, -(f.as_of or date.min).toordinal()))
    )


Item = tuple[Event, Relation, str | None, tuple[Passage, ...]]


def _timeline(items: list[Item]) -> tuple[Entry, ...]:
    """Return the dated events, grouped for display and sorted by date, the wider interval first."""
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        event = item[0]
        source, target = _parties(event.source), _parties(event.target)
        sides: tuple[object, ...] = (source | target,) if undirected(event) else (source, target)
        key = (event.date.start, event.date.end, event.type, event.act, event.modality, *sides)
        groups.setdefault(key, []).append(item)
    return tuple(sorted((entry_of(group) for group in groups.values()), key=by_date))


def _parties(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Return what the actors count as when two reports are compared: country, else id, else name."""
    return frozenset(
        actor.id or actor.name if actor.country is None or actor.sector in _NOT_FOR_THEIR_COUNTRY else actor.country
        for actor in actors
    )


def by_date(entry: Entry) -> tuple[date, int, str]:
    """Return the key by which the timeline is sorted."""
    start, end = entry.date.start or _LAST_DAY, entry.date.end or _LAST_DAY
    return start, -(end - start).days, entry.type


def entry_of(group: list[Item]) -> Entry:
    """Return one mark of the timeline for reports of the same date, type, parties and modality."""
    event, relation, by, _ = group[0]
    passages = tuple(passage for item in group for passage in item[3])
    refs = {passage.article.id: passage.article for passage in passages}
    told = [item[0] for item in group]
    historical = {item.historical for item in told}
    return Entry(
        date=event.date,
        type=event.type,
        act=event.act,
        quad=event.quad,
        modality=event.modality,
        historical=historical.pop() if len(historical) == 1 else None,
        hollow=event.modality != "actual",
        faded=all(item.historical is True for item in told),
        relation=relation,
        by=by,
        source=tuple(actor.name for actor in event.source),
        target=tuple(actor.name for actor in event.target),
        reciprocal=any(item.reciprocal for item in told),
        others=tuple(f"{other.actor.name} ({other.role})" for other in event.others),
        place=next((item.place.name for item in told if item.place), None),
        condition=next((item.condition for item in told if item.condition), None),
        said_by=tuple(dict.fromkeys(item.said_by.name for item in told if item.said_by)),
        outlets=tuple(dict.fromkeys(ref.publisher for ref in refs.values() if ref.publisher)),
        articles=len(refs),
        passages=passages,
        confidence=max(item.confidence for item in told),
    )
