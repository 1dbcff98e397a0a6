"""The page of a dyad: what is on it, how it is grouped, and what is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hand_readings import KIM, NAMES, TEXT, TRUMP, Hand, reading

from dyadbook import schemas, views
from dyadbook.errors import UsageError
from dyadbook.records import Actor, Article, Block, Event, IssueMention, Other, Reading, SaidBy, Standing, Unsure, When
from dyadbook.views import DyadPage, Synthetic, dyad_page

HAND = Hand(TEXT)
replace = msgspec.structs.replace


def real(article: str = "a1", **changes: Any) -> Reading:
    """Return the reading as if of a source, under this id."""
    return reading(id=article, synthetic=False, **changes)


def page_of(*readings: Reading, dyad: str = "USA-PRK", synthetic: Synthetic = "apart") -> DyadPage:
    """Return the page of a dyad."""
    return dyad_page(readings, *dyad.split("-"), synthetic=synthetic, names=NAMES)


def with_events(base: Reading, *events: Event) -> Reading:
    """Return a reading that holds these events alone."""
    return replace(base, events=events, statements=(), standings=(), issues=())


def party(code: str, **fields: Any) -> Actor:
    """Return an actor that stands for a country."""
    return Actor(**{"name": NAMES.get(code, code), "kind": "country", "country": code, "id": code, **fields})


def event(source: Actor | tuple[Actor, ...], target: Actor | tuple[Actor, ...], **changes: Any) -> Event:
    """Return the meeting in Singapore with other parties."""
    sources = source if isinstance(source, tuple) else (source,)
    targets = target if isinstance(target, tuple) else (target,)
    changes.setdefault("reciprocal", False)
    return replace(reading().events[0], source=sources, target=targets, **changes)


def test_the_header_bears_the_standings_of_the_two_with_their_words() -> None:
    (fact,) = page_of(real(), dyad="PRK-JPN").facts
    assert (fact.aspect, fact.value, fact.as_of) == ("diplomatic_relations", "none", date(2018, 6, 12))
    (passage,) = fact.passages
    assert passage.text == TEXT[passage.start : passage.end]
    assert passage.article.title == "Summit in Singapore leaves Japan waiting"


def standing(value: str, as_of: date | None, aspect: str = "tone", **fields: Any) -> Standing:
    """Return a standing with these values."""
    return replace(reading().standings[0], aspect=aspect, value=value, as_of=as_of, **fields)


def test_the_newest_fact_of_the_newest_aspect_stands_first_and_the_undated_last() -> None:
    day = date(2018, 6, 12)
    standings = (
        standing("none", None, aspect="embassy"),
        standing("hostile", date(2018, 1, 1)),
        standing("none", date(2017, 1, 1), aspect="alliance"),
        standing("tense", day),
    )
    facts = page_of(replace(real(), standings=standings), dyad="JPN-PRK").facts
    assert [fact.value for fact in facts] == ["tense", "hostile", "none", "none"]
    assert [fact.aspect for fact in facts] == ["tone", "tone", "alliance", "embassy"]


def test_what_was_over_when_the_newest_was_reported_is_past_and_stands_last() -> None:
    until = {
        year: When(start=date(year, 1, 1), end=date(year + 1, 1, 1), precision="year") for year in (1991, 2018, 2030)
    }
    standings = (
        standing("none", date(2018, 6, 12), aspect="embassy", until=until[1991]),
        standing("closed", date(2017, 6, 12), aspect="border", until=until[2030]),
        standing("good", date(2016, 6, 12), until=until[2018]),
    )
    facts = page_of(replace(real(), standings=standings), dyad="JPN-PRK").facts
    assert [(fact.value, fact.past) for fact in facts] == [("closed", False), ("good", False), ("none", True)]


def in_year(year: int) -> When:
    return When(start=date(year, 1, 1), end=date(year + 1, 1, 1), precision="year")


@pytest.mark.parametrize(
    ("told", "standing_now"),
    [
        pytest.param(
            [("severed", 2022, 2019), ("restored", 2022, 2021)], ["restored"], id="what began later followed the other"
        ),
        pytest.param(
            [("severed", 2023, 2019), ("restored", 2022, 2021)], ["restored"], id="whichever was reported last"
        ),
        pytest.param([("severed", 2019, None), ("restored", 2021, None)], ["restored"], id="undated, the later report"),
        pytest.param([("severed", 2019, 2017), ("restored", 2021, None)], ["restored"], id="reported after it began"),
        pytest.param(
            [("restored", 2019, None), ("severed", 2022, 2021)], ["severed"], id="begun after it was reported"
        ),
        pytest.param(
            [("restored", 2020, None), ("severed", 2022, 2019)], ["restored", "severed"], id="a report may only recall"
        ),
        pytest.param(
            [("severed", 2022, None), ("restored", 2022, None)], ["restored", "severed"], id="nothing orders them"
        ),
        pytest.param([("severed", 2020, 2019), ("none", 2022, None)], ["none", "severed"], id="both may hold at once"),
    ],
)
def test_of_two_values_that_cannot_both_hold_the_later_stands_and_the_other_is_past(
    told: list[tuple[str, int, int | None]], standing_now: list[str]
) -> None:
    standings = tuple(
        standing(value, date(reported, 6, 1), aspect="diplomatic_relations", since=in_year(since) if since else When())
        for value, reported, since in told
    )
    facts = page_of(replace(real(), standings=standings), dyad="JPN-PRK").facts
    assert sorted(fact.value for fact in facts if not fact.past) == standing_now
    assert {fact.value for fact in facts} == {value for value, *_ in told}


def test_two_treaties_can_stand_differently_at_once() -> None:
    standings = (
        standing("in_force", date(2018, 1, 1), aspect="treaty"), standing("ended", date(2019, 1, 1), aspect="treaty")
    )  # fmt: skip
    facts = page_of(replace(real(), standings=standings), dyad="JPN-PRK").facts
    assert not any(fact.past for fact in facts)


def test_what_is_reported_to_stand_on_the_day_of_a_report_of_its_end_stands() -> None:
    over = When(start=date(1991, 1, 1), end=date(1992, 1, 1), precision="year")
    standings = (standing("good", date(2018, 6, 12), until=over), standing("good", date(2018, 6, 12)))
    (fact,) = page_of(replace(real(), standings=standings), dyad="JPN-PRK").facts
    assert not fact.past


def test_the_same_fact_of_two_articles_is_one_with_the_words_of_both_newest_first() -> None:
    older = replace(real("a2"), standings=(standing("tense", date(2017, 1, 1)),))
    newer = replace(real("a1"), standings=(standing("tense", date(2018, 1, 1)),))
    (fact,) = page_of(older, newer, dyad="JPN-PRK").facts
    assert fact.as_of == date(2018, 1, 1)
    assert [passage.article.id for passage in fact.passages] == ["a1", "a2"]


def test_the_timeline_holds_dated_events_and_the_undated_stand_apart() -> None:
    page = page_of(real())
    assert [entry.type for entry in page.timeline] == ["CONSULT"]
    assert [entry.modality for entry in page.undated] == ["negated", "future"]


def test_the_timeline_is_sorted_by_date_and_the_wider_interval_comes_first() -> None:
    day = When(start=date(2018, 6, 1), end=date(2018, 6, 2), precision="day")
    month = When(start=date(2018, 6, 1), end=date(2018, 7, 1), precision="month")
    before = When(start=date(2017, 6, 1), end=date(2017, 6, 2), precision="day")
    events = [event(party("USA"), party("PRK"), date=when) for when in (day, month, before)]
    assert [entry.date for entry in page_of(with_events(real(), *events)).timeline] == [before, month, day]


@pytest.mark.parametrize(
    ("modality", "historical", "hollow", "faded"),
    [
        ("actual", False, False, False),
        ("actual", None, False, False),
        ("actual", True, False, True),
        ("future", None, True, False),
        ("hypothetical", None, True, False),
        ("negated", True, True, True),
    ],
)
def test_marks_are_hollow_for_what_is_not_told_as_done_and_faded_for_history(
    modality: Any, historical: bool | None, hollow: bool, faded: bool
) -> None:
    item = event(party("USA"), party("PRK"), modality=modality, historical=historical)
    (entry,) = page_of(with_events(real(), item)).timeline
    assert (entry.hollow, entry.faded) == (hollow, faded)


def test_reports_of_one_date_type_and_pair_are_one_mark_that_counts_outlets() -> None:
    readings = [real("a1"), real("a2", publisher="Bay Courier"), real("a3", publisher="Bay Courier")]
    (entry,) = page_of(*readings).timeline
    assert entry.outlets == ("The Harbor Ledger", "Bay Courier")
    assert (entry.articles, len(entry.passages)) == (3, 3)


@pytest.mark.parametrize(
    ("tellers", "said_by"), [(("Roe", "Doe", "Roe"), ("Roe", "Doe")), (("Roe", None), ()), ((None, "Roe"), ())]
)
def test_an_event_is_told_by_the_words_of_another_only_where_every_report_tells_it_so(
    tellers: tuple[str | None, ...], said_by: tuple[str, ...]
) -> None:
    told = [event(party("USA"), party("PRK"), said_by=name and SaidBy(name=name)) for name in tellers]
    (entry,) = page_of(*(with_events(real(f"a{n}"), one) for n, one in enumerate(told))).timeline
    assert entry.said_by == said_by


def test_a_meeting_is_the_same_whoever_is_named_first_and_by_office_or_country() -> None:
    one = with_events(real("a1"), event(party("USA"), Actor(**KIM)))
    two = with_events(real("a2"), event(party("PRK"), Actor(**TRUMP)))
    assert len(page_of(one, two).timeline) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"modality": "negated"},
        {"type": "AGREE"},
        {"date": When(start=date(2018, 6, 1), end=date(2018, 7, 1), precision="month")},
        {"source": (party("PRK"),), "target": (party("USA"),)},
    ],
)
def test_reports_that_differ_in_what_matters_are_two_marks(changes: dict[str, Any]) -> None:
    one = event(party("USA"), party("PRK"), act="AID")
    two = replace(one, **changes)
    assert len(page_of(with_events(real("a1"), one), with_events(real("a2"), two)).timeline) == 2


def test_undated_events_of_two_articles_are_never_taken_for_one() -> None:
    item = event(party("USA"), party("PRK"), date=When())
    assert len(page_of(with_events(real("a1"), item), with_events(real("a2"), item)).undated) == 2


HAMAS = Actor(name="Hamas", kind="group", country="PSE", sector="REB", id="org/Hamas")


@pytest.mark.parametrize(
    ("source", "target", "dyad", "relation", "by"),
    [
        ((party("USA"),), (party("PRK"),), "USA-PRK", "between", "USA"),
        ((party("PRK"),), (party("USA"),), "USA-PRK", "between", "PRK"),
        ((party("USA"), party("JPN")), (party("PRK"),), "USA-JPN", "together", None),
        ((party("PRK"),), (party("USA"), party("JPN")), "USA-JPN", "together", None),
        ((HAMAS,), (party("ISR"),), "org/Hamas-ISR", "between", "org/Hamas"),
    ],
)
def test_an_event_says_how_it_ties_the_sides_and_who_acts(
    source: tuple[Actor, ...], target: tuple[Actor, ...], dyad: str, relation: str, by: str | None
) -> None:
    (entry,) = page_of(with_events(real(), event(source, target, act="AID")), dyad=dyad).timeline
    assert (entry.relation, entry.by) == (relation, by)


def test_talks_are_between_all_who_take_part_in_them() -> None:
    item = event((party("USA"), party("JPN")), (party("PRK"),), act="CONSULT")
    (entry,) = page_of(with_events(real(), item), dyad="USA-JPN").timeline
    assert (entry.relation, entry.by) == ("between", None)


def test_what_two_countries_do_about_a_third_is_on_its_pages_too() -> None:
    item = event(party("USA"), party("JPN"), others=(Other(actor=party("PRK"), role="regarding"),))
    (entry,) = page_of(with_events(real(), item)).timeline
    assert (entry.relation, entry.others) == ("about", ("North Korea (regarding)",))


@pytest.mark.parametrize("dyad", ["USA-JPN", "PSE-ISR"])
def test_events_of_others_and_of_armed_actors_are_not_the_countrys(dyad: str) -> None:
    items = (event(party("USA"), party("PRK")), event(HAMAS, party("ISR")))
    assert page_of(with_events(real(), *items), dyad=dyad).timeline == ()


def test_statements_are_those_of_a_speaker_of_one_side_about_the_other() -> None:
    (said,) = page_of(real()).statements
    assert (said.speaker, said.office, said.side) == ("Donald Trump", "President", "USA")
    assert [passage.text for passage in said.passages][1] == "war games"
    assert page_of(real(), dyad="JPN-PRK").statements == ()


def test_a_statement_about_a_leader_is_about_the_country() -> None:
    base = real()
    about_kim = replace(base.statements[0], about=("person/kim-jong-un",))
    assert len(page_of(replace(base, statements=(about_kim,))).statements) == 1


def test_issues_are_counted_by_article() -> None:
    mention = IssueMention(issue="missile_tests", parties=("USA", "PRK", "JPN"), start=0, end=6, text="Summit")
    one = replace(real("a1"), issues=(mention, mention))
    two = replace(real("a2"), issues=(mention,))
    (count,) = page_of(one, two).issues
    assert (count.issue, count.articles, count.mentions) == ("missile_tests", 2, 3)


def test_an_issue_beside_the_name_of_a_place_makes_no_dyad() -> None:
    met = with_events(real(), event(party("USA"), party("PRK")))
    mention = IssueMention(issue="missile_tests", parties=("USA", "PRK", "SGP"), start=0, end=6, text="Summit")
    told = replace(met, issues=(mention,))
    assert [count.mentions for count in page_of(told).issues] == [1]
    there = page_of(told, dyad="PRK-SGP")
    assert (there.articles, there.issues) == (0, ())


def test_sources_are_counted_and_an_unnamed_outlet_is_no_name() -> None:
    page = page_of(real("a1"), real("a2"), real("a3", publisher=None))
    assert [(source.outlet, source.articles) for source in page.sources] == [("The Harbor Ledger", 2), (None, 1)]


@pytest.mark.parametrize(
    ("outlets", "country"),
    [
        ([("Reuters", None), ("Reuters", "https://www.reuters.com/1")], "GBR"),
        ([("The Quay", None), ("The Quay", "https://apnews.com/1")], None),  # some articles lead to no country
        ([("The Guardian", None), ("The Guardian", "https://guardian.ng/1")], None),  # two outlets of one name
        ([(None, "https://apnews.com/1")], None),  # what names no outlet may be of many
    ],
)
def test_a_source_has_a_country_where_its_articles_agree(
    outlets: list[tuple[str | None, str | None]], country: str | None
) -> None:
    readings = [real(f"a{number}", publisher=name, url=url) for number, (name, url) in enumerate(outlets)]
    (source,) = page_of(*readings).sources
    assert (source.articles, source.country) == (len(outlets), country)


def test_the_country_of_an_outlet_is_no_actors_country() -> None:
    page = page_of(real("a1", publisher="Xinhua"))
    assert [source.country for source in page.sources] == ["CHN"]
    assert page_of(real("a1", publisher="Xinhua"), dyad="USA-CHN").articles == 0


def test_what_was_not_decided_comes_along_from_the_articles_of_the_page_only() -> None:
    assert len(page_of(real()).not_sure) == 1
    assert page_of(real(), dyad="CHN-IND").not_sure == ()


@pytest.mark.parametrize(
    ("synthetic", "ids", "has", "words"),
    [
        ("apart", {"source"}, False, "1 example text left out: `--synthetic only`"),
        ("only", {"example"}, True, "1 source article left out"),
        ("with", {"source", "example"}, True, "sources and example texts together"),
    ],
)
def test_example_texts_are_mixed_with_sources_only_where_asked(
    synthetic: Synthetic, ids: set[str], has: bool, words: str
) -> None:
    page = page_of(real("source"), reading(id="example"), synthetic=synthetic)
    assert {passage.article.id for entry in page.timeline for passage in entry.passages} == ids
    assert page.has_synthetic is has
    assert words in page.filter


@pytest.mark.parametrize("status", ["superseded", "retracted"])
def test_what_was_replaced_or_withdrawn_is_left_out_and_said(status: str) -> None:
    page = page_of(real(status=status))
    assert page.timeline == ()
    assert "1 superseded or retracted article left out" in page.filter


def test_an_article_given_twice_counts_once() -> None:
    page = page_of(real(), real())
    assert (page.articles, len(page.statements)) == (1, 1)


def test_the_filter_says_how_many_articles_were_looked_at_and_how_many_tell_of_the_two() -> None:
    other = with_events(real("a2"))
    assert page_of(real("a1"), other).filter == (
        "2 articles looked at (sources only), of which 1 tells something of "
        "the United States and North Korea; all dates."
    )


@pytest.mark.parametrize(
    ("party", "names", "name"),
    [
        ("PRK", {"PRK": "DPRK"}, "DPRK"),
        ("PRK", {}, "North Korea"),
        ("org/NATO", {}, "NATO"),
        ("org/Example", {}, "Example Council"),
        ("QQQ", {}, "QQQ"),
    ],
)
def test_a_side_is_named_as_asked_else_by_the_worlds_tables_else_by_the_readings_else_by_its_id(
    party: str, names: dict[str, str], name: str
) -> None:
    council = Actor(name="Example Council", kind="organization", id="org/Example")
    page = dyad_page([replace(real(), mentions=(council,))], party, "JPN", names=names)
    assert page.sides[0].name == name


def test_two_equal_parties_are_refused() -> None:
    with pytest.raises(UsageError, match="both are USA"):
        dyad_page([], "USA", "USA")


def test_the_page_has_a_json_twin() -> None:
    page = page_of(real())
    assert schemas.from_json(schemas.to_json(page), DyadPage) == page
    assert schemas.json_schema(views.DyadPage)["$ref"] == "#/$defs/DyadPage"


def test_every_passage_of_a_page_quotes_its_article() -> None:
    page = page_of(real())
    passages = [p for entry in (*page.timeline, *page.undated) for p in entry.passages]
    passages += [p for said in page.statements for p in said.passages]
    assert all(TEXT[p.start : p.end] == p.text for p in passages)
    assert all(p.key is not None and TEXT[p.key.start : p.key.end] == p.key.text for p in passages if p.key)


@pytest.mark.parametrize(("words", "concerns"), [("Kim", True), ("Japan", False)])
def test_what_is_not_sure_concerns_a_side_where_its_words_name_it(words: str, concerns: bool) -> None:
    start = TEXT.index(words)
    unsure = Unsure(kind="actor", start=start, end=start + len(words), text=words, reason="two bear the name")
    actor = party("PRK" if concerns else "JPN", start=start, end=start + len(words), text=words)
    (item,) = page_of(replace(real(), mentions=(actor,), not_sure=(unsure,))).not_sure
    assert item.concerns is concerns


@pytest.mark.parametrize(
    ("dyad", "words"),
    [("USA-PRK", "of the United States and North Korea;"), ("JPN-NLD", "of Japan and the Netherlands;")],
)
def test_a_name_that_takes_an_article_has_it_within_a_sentence(dyad: str, words: str) -> None:
    assert words in page_of(real(), dyad=dyad).filter


@pytest.mark.parametrize(
    ("title", "text", "opening"),
    [
        ("Talks end", "The talks ended on Monday.", None),
        (None, "The talks ended on Monday.", "The talks ended on Monday."),
        (None, "PORT ALDER, March 8, 2024 (Lagoon Wire) - The talks ended on Monday.", "The talks ended on Monday."),
        (None, "The talks " * 20, "The talks " * 5 + "The talks"),
        (None, "Talk" * 40, "Talk" * 15),
        (None, "", None),
    ],
)
def test_an_article_without_a_title_is_known_by_its_first_words(
    title: str | None, text: str, opening: str | None
) -> None:
    blocks = (Block(kind="body", start=0, end=len(text)),) if text else ()
    assert views.ref_of(Article(id="1", source="a.txt", title=title, text=text, blocks=blocks)).opening == opening
