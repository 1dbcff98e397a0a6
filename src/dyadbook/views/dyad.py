"""Return the page of a dyad, made of readings as they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dyadbook.errors import UsageError
from dyadbook.pages import ArticleRef, DyadPage, IssueCount, NotSure, Passage, Said, Side, Source, Synthetic
from dyadbook.phrases import count_words
from dyadbook.records import Actor, Article, Event, Problem, Reading, Standing, Unsure, speakers_of
from dyadbook.views.parts import (
    by_articles,
    facts_of,
    newest_said,
    not_sure_of,
    ref_of,
    said_of,
    source_of,
    standing_passages,
    told_passages,
)
from dyadbook.views.relation import belongs, relation_of, undirected
from dyadbook.views.timeline import Item, entry_of, timeline
from dyadbook.views.words import in_sentence, world_name

LEFT_OUT = ("superseded", "retracted")
"""What articles of these states report no longer counts."""


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


class _Gathered:
    """What concerns one dyad, as readings come by."""

    def __init__(self, a: str, b: str, synthetic: Synthetic, names: dict[str, str]) -> None:
        self.a, self.b, self.synthetic, self.given = a, b, synthetic, names
        self.names: dict[str, str] = {}
        self.seen: set[str] = set()
        self.articles: list[ArticleRef] = []
        self.left_out = Counter[str]()
        self.standings: list[tuple[Standing, tuple[Passage, ...]]] = []
        self.events: list[Item] = []
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
        found = (
            self._add_standings(reading, ref), self._add_events(reading, ref), self._add_statements(reading, ref)
        )  # fmt: skip
        if any(found):
            self.articles.append(ref)
            self._add_issues(reading)
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
            self.standings.append((standing, standing_passages(ref, standing)))
        return bool(kept)

    def _add_events(self, reading: Reading, ref: ArticleRef) -> bool:
        """Keep the events that both sides are part of."""
        kept = 0
        for event in reading.events:
            relation = relation_of(event, self.a, self.b)
            if relation is None:
                continue
            self.events.append((event, relation, self._acting(event), told_passages(ref, event)))
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
                speaks = other in about and any(belongs(one, side) for one in speakers_of(statement))
                if speaks and (said := said_of(statement, side, ref)) is not None:
                    self.statements.append(said)
                    self._count_issues(statement.issues, ref.id)
                    kept += 1
                    break
        return kept > 0

    def _add_issues(self, reading: Reading) -> None:
        """Count the issues that are named between the two."""
        for mention in reading.issues:
            if {self.a, self.b} <= set(mention.parties):
                self.issue_mentions[mention.issue] += 1
                self._count_issues((mention.issue,), reading.article.id)

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
            timeline=timeline(dated),
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


def _overlap(actor: Actor, unsure: Unsure) -> bool:
    """Return whether an actor is named within the words that could not be decided."""
    return actor.start is not None and actor.end is not None and actor.start < unsure.end and unsure.start < actor.end
