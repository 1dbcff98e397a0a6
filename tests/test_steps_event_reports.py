"""Reports of one happening in an article: what a headline tells, and which report gives the mode."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.reader import read
from dyadbook.records import Article, Block, Event


def events_of(headline: str, body: str) -> tuple[Event, ...]:
    """Return the events of an article of a headline and a paragraph."""
    text, at = f"{headline}\n\n{body}", len(headline) + 2
    blocks = (Block(kind="headline", start=0, end=at - 2), Block(kind="body", start=at, end=len(text)))
    return read(Article(id="a", source="t", text=text, published=date(2025, 2, 7), blocks=blocks)).events


SENDS = "Norway sends missile batteries to Ukraine"


@pytest.mark.parametrize(
    ("headline", "body", "told"),
    [
        (SENDS, "Norway will send two missile batteries to Ukraine, it said.", [("AGREE", "AID", "future", 2)]),
        (SENDS, "Norway sent two missile batteries to Ukraine on Friday.", [("AID", "AID", "actual", 2)]),
        (
            "Poland closes border with Belarus",
            "Poland will close its border with Belarus from Monday, its interior minister said.",
            [("SANCTION", "SANCTION", "future", 2)],
        ),
        (
            "Poland closes border with Belarus",
            "Poland will close its border with Belarus on Monday. It closed its border with Belarus in 2021 as well.",
            [("SANCTION", "SANCTION", "future", 2), ("SANCTION", "SANCTION", "actual", 1)],
        ),
        (
            "Norway sent missiles to Ukraine",
            "Norway will send two missile batteries to Ukraine next month.",
            [("AID", "AID", "actual", 1), ("AGREE", "AID", "future", 1)],
        ),
        (
            "Norway recognizes Kosovo",
            "Norway will reopen its embassy in Kosovo.",
            [("SUPPORT", "SUPPORT", "actual", 1), ("AGREE", "SUPPORT", "future", 1)],
        ),
    ],
)
def test_what_a_headline_tells_as_done_is_to_come_where_the_text_has_it_so(
    headline: str, body: str, told: list[tuple[str, str, str, int]]
) -> None:
    events = events_of(headline, body)
    assert [(event.type, event.act, event.modality, len(event.reports)) for event in events] == told


def test_the_same_words_do_not_tell_an_act_as_done_and_as_planned() -> None:
    body = "Somalia has decided to cut diplomatic relations with Kenya, the information minister said."
    events = events_of("Somalia cuts diplomatic ties with Kenya", body)
    assert [(event.type, event.modality) for event in events] == [("SANCTION", "actual")]


def test_reports_of_one_event_share_the_mode_that_one_of_them_tells() -> None:
    [event] = events_of("Ukraine strikes Russian refinery", "Ukrainian drones struck a Russian refinery on Thursday.")
    assert event.modes == ("drone",)
    assert len(event.reports) == 2


def test_a_visit_paid_back_is_another_than_the_first() -> None:
    body = "Norway's president visited Ukraine in May 2024, and Ukraine's president visited Norway in July 2024."
    assert [event.date.start for event in events_of("Visits", body)] == [date(2024, 5, 1), date(2024, 7, 1)]


def test_two_visits_in_one_sentence_have_a_day_each() -> None:
    body = "Norway's president visited Ukraine on Monday and Moldova on Wednesday."
    assert [event.date.start for event in events_of("Visits", body)] == [date(2025, 2, 3), date(2025, 2, 5)]


@pytest.mark.parametrize(
    ("body", "reports"),
    [
        (
            "Japan's foreign minister will visit China in the spring. Japan's prime minister will visit China in 2025.",
            [1, 1],
        ),
        ("Marco Rubio met Sergei Lavrov in Riyadh. Donald Trump met Vladimir Putin too.", [1, 1]),
        ("Sergei Lavrov will visit Tokyo next week. Shigeru Ishiba will receive Sergei Lavrov on Thursday.", [2]),
        (
            "The foreign ministers of China and Japan will meet in the spring. The prime minister of China, Li Qiang,"
            " will meet Japan's leaders in 2025.",
            [1, 1],
        ),
        (
            "The first round of talks between Iran and the United States ended in Muscat. Iran and the United States"
            " held a second round of talks in Rome.",
            [1, 1],
        ),
        (
            "Iran and the United States held talks in Rome. Iran and the United States held a second round.",
            [2],
        ),
    ],
)
def test_meetings_of_other_persons_or_of_another_round_are_not_one(body: str, reports: list[int]) -> None:
    told = [event for event in events_of("News", body) if event.act == "CONSULT"]
    assert [len(event.reports) for event in told] == reports


@pytest.mark.parametrize(
    ("body", "teller"),
    [
        ("Ukraine's claim that Norway shelled a village in Ukraine on Monday made news.", "Ukraine"),
        ("An allegation by Ukraine that Norway shelled a village in Ukraine on Monday made news.", "Ukraine"),
        ("The claim that Norway shelled a village in Ukraine on Monday made news.", None),
    ],
)
def test_what_a_claim_tells_is_told_by_who_makes_it(body: str, teller: str | None) -> None:
    told = [event for event in events_of("News", body) if event.type == "ASSAULT"]
    assert [event.said_by and event.said_by.name for event in told] == [teller]
