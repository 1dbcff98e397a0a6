"""Times of an article: their places in its text, and the day on which they lean."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.errors import MissingLayerError
from dyadbook.records import Article, Block, BlockKind, Reading, broken_spans
from dyadbook.steps import sentences, times

SATURDAY = date(2024, 4, 20)


def _read(*blocks: tuple[BlockKind, str], published: date | None = SATURDAY) -> Reading:
    text, made = "", []
    for kind, words in blocks:
        made.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n\n"
    article = Article(id="a", source="s", text=text, blocks=tuple(made), published=published)
    return times.STEP.run(sentences.STEP.run([Reading(article=article)]))[0]


def test_times_quote_the_article() -> None:
    reading = _read(("headline", "Talks open Friday"), ("body", "They met on Thursday in Geneva."))
    assert [time.text for time in reading.times] == ["Friday", "Thursday"]
    assert broken_spans(reading, reading.article.text) == []


def test_times_lean_on_the_day_of_publication() -> None:
    reading = _read(("body", "They met on Thursday."))
    assert [(time.begin, time.until, time.precision) for time in reading.times] == [
        (date(2024, 4, 18), date(2024, 4, 19), "day")
    ]


def test_without_a_day_of_publication_they_have_no_days() -> None:
    reading = _read(("body", "They met on Thursday."), published=None)
    assert [(time.begin, time.precision) for time in reading.times] == [(None, "unknown")]


def test_times_lean_on_the_day_of_the_dateline_above_them() -> None:
    reading = _read(
        ("headline", "Missile fired Thursday"),
        ("body", "SEOUL, April 18 (AP) — A missile was fired today."),
        ("body", "It fell into the sea yesterday."),
    )
    days = [time.begin for time in reading.times if not time.text.startswith("April")]
    assert days == [date(2024, 4, 18), date(2024, 4, 18), date(2024, 4, 17)]


@pytest.mark.parametrize(
    ("words", "begin", "precision"),
    [
        (("In 2007 the two were close to war. An envoy was expelled later that year.",), date(2007, 1, 1), "year"),
        (("The quarrel began in 2007.", "That year an envoy was expelled."), date(2007, 1, 1), "year"),
        (("It began in May 2007. An envoy was expelled the same month.",), date(2007, 5, 1), "month"),
        (("They met on Thursday. A day earlier a ship had sunk.",), date(2024, 4, 17), "day"),
        (("They met on Thursday. An envoy had been expelled earlier in the day.",), date(2024, 4, 18), "day"),
        (("They met on Thursday morning. An envoy was expelled later that afternoon.",), date(2024, 4, 18), "day"),
        (("They met on Thursday.", "An envoy was expelled the next morning."), date(2024, 4, 19), "day"),
        (("They met on Saturday. An envoy was expelled the next morning.",), None, "unknown"),
        (("They will meet on May 3, 2024. That day a ban ends.",), date(2024, 5, 3), "day"),
        (("They will meet on May 3, 2024. An envoy was expelled earlier in the day.",), None, "unknown"),
        (("They met on Thursday about a summit on May 3, 2024. That day they agreed.",), date(2024, 4, 18), "day"),
        (("It began in 2007. An envoy was expelled that evening.",), None, "unknown"),
        (("It began in 2007. An envoy was expelled that month.",), None, "unknown"),
        (("It began in May 2007. Talks are likely within the next month.",), None, "unknown"),
        (("An envoy was expelled that year.",), None, "unknown"),
    ],
)
def test_what_leans_on_the_story_leans_on_the_time_told_before_it(
    words: tuple[str, ...], begin: date | None, precision: str
) -> None:
    last = _read(*(("body", each) for each in words)).times[-1]
    assert (last.begin, last.precision) == (begin, precision)


@pytest.mark.parametrize("kind", ["byline", "credit", "dateline"])
def test_blocks_that_tell_nothing_have_no_times(kind: BlockKind) -> None:
    assert _read((kind, "Updated Friday, April 19, 2024")).times == ()


DATELINES = [
    ("PYONGYANG, April 18 (KCNA) -- A test", SATURDAY, date(2024, 4, 18)),
    ("Pyongyang, April 18 (KCNA) -- A test", SATURDAY, date(2024, 4, 18)),
    ("PYONGYANG, April 21 (KCNA) -- A test", SATURDAY, date(2024, 4, 21)),
    ("Pyongyang, April 18 (KCNA) --A test", SATURDAY, date(2024, 4, 18)),
    ("BEIRUT, Lebanon, April 18 (AP) — A test", SATURDAY, date(2024, 4, 18)),
    ("MOSCOW, 31 December (TASS) - A test", date(2024, 1, 1), date(2023, 12, 31)),
    ("PYONGYANG, April 18, 2024 (KCNA) -- A test", None, date(2024, 4, 18)),
    ("PYONGYANG, April 18 (KCNA) -- A test", None, None),
    ("PYONGYANG, May 27 (KCNA) -- A test", SATURDAY, None),
    ("MOSCOW, April 18. /TASS/. A test", SATURDAY, date(2024, 4, 18)),
    ("Tehran, April 18, IRNA – A test", SATURDAY, date(2024, 4, 18)),
    ("ABU DHABI, 18th April, 2024 (WAM) -- A test", SATURDAY, date(2024, 4, 18)),
    ("DAMASCUS, April 18, (SANA)- A test", SATURDAY, date(2024, 4, 18)),
    ("Peru, EU - April 18 was a test", SATURDAY, None),
    ("SEOUL (Reuters) - A test", SATURDAY, None),
    ("On April 18, they met - again", SATURDAY, None),
]


@pytest.mark.parametrize(("words", "published", "day"), DATELINES)
def test_a_dateline_states_the_day_nearest_to_publication(words: str, published: date | None, day: date | None) -> None:
    assert times.dateline_day(words, 0, len(words), published) == day


def test_times_need_sentences() -> None:
    with pytest.raises(MissingLayerError):
        times.STEP.run([Reading(article=Article(id="a", source="s"))])


@pytest.mark.parametrize(
    ("head", "published", "words", "day"),
    [
        ("Foreign Report, August 2018", None, "They met on 12 August.", date(2018, 8, 12)),
        ("Foreign Report, August 2018", date(2023, 5, 17), "They met on 12 August.", date(2018, 8, 12)),
        ("Digest | March 2020 | Issue 14", None, "They met on 29 February.", date(2020, 2, 29)),
        ("December 2015", None, "They will meet on 12 January.", date(2016, 1, 12)),
        ("Foreign Report, August 2018", date(2018, 9, 3), "They met on 1 September.", date(2018, 9, 1)),
        ("Foreign Report, August 2018", None, "They met on 12 December.", None),
        ("Foreign Report, August 2018", None, "They met on Friday.", None),
        ("What Peru did in August 2018", None, "They met on 12 August.", None),
        ("Foreign Report, August 2018", None, "They met on 12 August 2011.", date(2011, 8, 12)),
    ],
)
def test_a_day_without_a_year_is_near_the_month_of_the_issue(
    head: str, published: date | None, words: str, day: date | None
) -> None:
    reading = _read(("headline", head), ("body", words), published=published)
    assert reading.times[-1].begin == day
