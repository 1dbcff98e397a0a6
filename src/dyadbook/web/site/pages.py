"""Return each page of a site: its template, and what the template takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from dyadbook import charts, questions
from dyadbook.answers import DyadTold, Filter
from dyadbook.book.index import Index
from dyadbook.book.index_view import View
from dyadbook.book.questions.cited import cited
from dyadbook.book.questions.country import country
from dyadbook.book.questions.entries import by_issue
from dyadbook.book.questions.event import disputed, event
from dyadbook.book.questions.home import home, told_events, told_statements
from dyadbook.book.questions.issue import issue
from dyadbook.book.questions.pending import pending
from dyadbook.book.questions.person import person
from dyadbook.book.store import Store
from dyadbook.charts.specs import Link
from dyadbook.pages import Entry, Synthetic
from dyadbook.records import Record
from dyadbook.web.about import about_page, runs_page
from dyadbook.web.alleged import with_plan_tellers, with_teller, with_tellers
from dyadbook.web.site.links import Page, SiteLinks
from dyadbook.web.speakers import speakers

NEWEST = 100  # events and statements of a dyad's page; the lists have all
PART = 100
LISTED = 500  # dyads of a part of their list
_FIRST = 100  # dyads of the first page


@dataclass(frozen=True)
class Asked:
    """The filter in force: none, but for what is told of example texts."""

    synthetic: Synthetic
    given: dict[str, str] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """What all pages are made of."""

    index: Index
    view: View
    store: Store
    synthetic: Synthetic
    dyads: Sequence[DyadTold]
    threshold: float

    @property
    def filter(self) -> Filter:
        """Return the filter as questions take it: with the threshold, so that it stands beside all figures."""
        return Filter(**self.narrowed)

    @property
    def narrowed(self) -> dict[str, Any]:
        """Return the filter by its fields."""
        return {"synthetic": self.synthetic, "threshold": self.threshold}


Made = tuple[str, dict[str, Any]]
"""A template and its values: `page`, the record of which there are twins, and `figures`, charts to be written too."""


def made(site: Site, page: Page, links: SiteLinks) -> Made:
    """Return a page."""
    template, values = _MAKERS[page.kind](site, page, links)
    return template, {"asked": Asked(site.synthetic), "choices": {}, "next": None, "figures": {}, **values}


def _home(site: Site, page: Page, links: SiteLinks) -> Made:
    record = home(site.view, site.filter)
    shown = msgspec.structs.replace(record, new_events=with_tellers(record.new_events))
    drawing = charts.dyad_map(shown, dyad=links.dyad, party=links.party, examples=site.synthetic != "apart")
    figure = charts.dyad_map(shown, examples=site.synthetic != "apart")
    return "home.html", {
        "page": shown, "dyads": site.dyads[:_FIRST], "count": len(site.dyads), "map": drawing,
        "figures": {"map": figure},
    }  # fmt: skip


def _dyads(site: Site, page: Page, links: SiteLinks) -> Made:
    skip = (page.part - 1) * LISTED
    more = page.part + 1 if skip + LISTED < len(site.dyads) else None
    values = {"dyads": site.dyads[skip : skip + LISTED], "count": len(site.dyads), "skip": skip, "more": more}
    return "dyads.html", values


def _dyad(site: Site, page: Page, links: SiteLinks) -> Made:
    a, b = page.key
    record = questions.dyad(site.index, a, b, most=NEWEST, **site.narrowed)
    record = msgspec.structs.replace(
        record, timeline=with_tellers(record.timeline), undated=with_tellers(record.undated)
    )
    months = questions.series(site.index, a, b, **site.narrowed)
    plans = questions.pending(site.index, a, b, most=20, **site.narrowed)
    drawing = charts.timeline(record, link=_event_link(links))
    balance = charts.balance(months, examples=record.has_synthetic)
    told = by_issue(site.view, record.timeline)
    known = {one.issue: links.issue(one.issue) for one in record.issues}
    matters = charts.issues(record, told, link=_event_link(links), issue_links=known)
    figures = {
        "timeline": charts.timeline(record, link=_no_link),
        "balance": balance,
        "issues": charts.issues(record, told, link=_no_link),
    }
    return "dyad_page.html", {
        "page": record, "plans": with_plan_tellers(plans), "drawing": drawing, "balance": balance, "matters": matters,
        "figures": figures, "speakers": speakers(record.statements), "disputed": disputed(site.view, record.timeline),
    }  # fmt: skip


def _event_link(links: SiteLinks) -> Link:
    return lambda entry, number: links.event(entry.id) if entry.id else None


def _no_link(entry: Entry, number: int) -> None:
    """Return no address: a figure may be taken elsewhere."""


def _told(site: Site, page: Page, links: SiteLinks) -> Made:
    a, b, kind = page.key
    skip = (page.part - 1) * PART
    record: Any
    if kind == "events":
        record = told_events(site.view, a, b, site.filter, most=PART, skip=skip)
        record = msgspec.structs.replace(record, events=with_tellers(record.events))
    else:
        record = told_statements(site.view, a, b, site.filter, most=PART, skip=skip)
    more = str(page.part + 1) if skip + PART < record.total else None
    return "told.html", {"page": record, "kind": kind, "skip": skip, "next": more}


def _event(site: Site, page: Page, links: SiteLinks) -> Made:
    record = _there(event(site.view, page.key[0]), page)
    return "event.html", {"page": msgspec.structs.replace(record, event=with_teller(record.event))}


def _article(site: Site, page: Page, links: SiteLinks) -> Made:
    return "article.html", {"page": _there(cited(site.view, page.key[0]), page)}


def _country(site: Site, page: Page, links: SiteLinks) -> Made:
    record = country(site.view, page.key[0], site.filter)
    return "country.html", {"page": msgspec.structs.replace(record, events=with_tellers(record.events))}


def _person(site: Site, page: Page, links: SiteLinks) -> Made:
    return "person.html", {"page": _there(person(site.view, page.key[0], site.filter), page)}


def _issue(site: Site, page: Page, links: SiteLinks) -> Made:
    record = issue(site.view, page.key[0], site.filter)
    return "issue.html", {"page": msgspec.structs.replace(record, events=with_tellers(record.events))}


def _runs(site: Site, page: Page, links: SiteLinks) -> Made:
    return "runs.html", {"page": runs_page(site.store, most=0), "skip": 0}


def _about(site: Site, page: Page, links: SiteLinks) -> Made:
    return "about.html", {"page": about_page(site.view, site.store, site.synthetic)}


def _pending(site: Site, page: Page, links: SiteLinks) -> Made:
    return "pending.html", {"page": with_plan_tellers(pending(site.view, None, site.filter))}


def _plain(template: str) -> Callable[[Site, Page, SiteLinks], Made]:
    """Return what makes a page of nothing but its template."""
    return lambda site, page, links: (template, {})


_MAKERS: dict[str, Callable[[Site, Page, SiteLinks], Made]] = {
    "home": _home, "dyads": _dyads, "dyad": _dyad, "told": _told, "event": _event, "article": _article,
    "country": _country, "person": _person, "issue": _issue, "runs": _runs, "about": _about,
    "pending": _pending,
    "search": _plain("search.html"), "left-out": _plain("left_out.html"),
}  # fmt: skip


def _there(record: Any, page: Page) -> Any:
    """Return a record that a link led to."""
    assert isinstance(record, Record), page
    return record
