"""The reader: steps in order, batches, failures of one article, words that cannot be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec
import pytest

from dyadbook import reader
from dyadbook.errors import UsageError
from dyadbook.records import Article, Block, Place, Problem, Reading, article_id, broken_spans
from dyadbook.steps.step import LAYERS_OF, Step

TEXT = "President Moon Jae-in met Kim Jong Un at Panmunjom on Friday.\n\nSouth Korea accused North Korea of the launch."
OUTLETS = [("Reuters", "https://www.reuters.com/1"), ("The Quay", "https://quay.example/1")]
NOTE = Problem(source="other.html", step="source", code="empty", message="nothing in it")


def _article(text: str = TEXT, **more: object) -> Article:
    ends = text.index("\n\n") if "\n\n" in text else len(text)
    blocks = [Block(kind="body", start=0, end=ends)]
    if ends + 2 < len(text):
        blocks.append(Block(kind="body", start=ends + 2, end=len(text)))
    fields = {"published": date(2018, 4, 27), "published_basis": "stated", "blocks": tuple(blocks), **more}
    return Article(id=article_id(None, None, text), source="made", text=text, **fields)  # type: ignore[arg-type]


def _fails(word: str) -> Callable[[Reading], Reading]:
    def read(reading: Reading) -> Reading:
        if word in reading.article.text:
            raise ValueError("cannot")
        return reading

    return read


def test_each_step_finds_the_layers_that_it_requires() -> None:
    done = {"article"}
    for step in reader.STEPS:
        assert set(step.requires) <= done, step.name
        assert LAYERS_OF[step.name] == step.adds
        done |= set(step.adds)


def test_an_article_is_read_by_every_step() -> None:
    reading = reader.read(_article())
    assert [info.name for info in reading.steps] == [step.name for step in reader.STEPS]
    assert reading.problems == ()
    assert {actor.country for actor in reading.mentions} >= {"KOR", "PRK"}
    assert reading.events


def test_the_country_of_the_outlet_is_no_actors_country() -> None:
    told = [reader.read(_article(publisher=outlet, url=url)) for outlet, url in OUTLETS]
    assert "GBR" not in {actor.country for actor in told[0].mentions}
    assert told[0].mentions == told[1].mentions
    assert told[0].events == told[1].events


@pytest.mark.parametrize(
    "text",
    [
        "Spain's prime minister, Pedro Sanchez, accused Israel of lying.",
        "Spain's mission to the UN said that Israel would leave.",
    ],
)
def test_who_is_accused_or_where_an_envoy_is_does_not_speak(text: str) -> None:
    reading, _ = reader.explain(_article(text), "statements")
    assert [one.speaker.country for one in reading.statements if one.speaker] == ["ESP"]


def test_every_span_quotes_the_article() -> None:
    reading = reader.read(_article())
    assert broken_spans(reading, reading.article.text) == []


def test_readings_come_in_order_and_problems_in_their_places() -> None:
    items: list[Article | Problem] = [
        _article("One is here."),
        NOTE,
        _article("Two is here."),
        _article("Three is here."),
    ]
    found = list(reader.read_many(items, batch=2))
    shown = [item.code if isinstance(item, Problem) else item.article.text for item in found]
    assert shown == ["One is here.", "empty", "Two is here.", "Three is here."]


def test_a_problem_within_an_article_becomes_part_of_its_reading() -> None:
    article = _article()
    mine = msgspec.structs.replace(NOTE, article=article.id)
    (reading,) = reader.read_many([mine, article])
    assert isinstance(reading, Reading)
    assert reading.problems == (mine,)


def test_a_problem_of_an_article_that_does_not_come_is_not_lost() -> None:
    lost = msgspec.structs.replace(NOTE, article="nowhere")
    assert list(reader.read_many([lost])) == [lost]


def test_only_a_batch_of_articles_is_taken_at_a_time() -> None:
    taken = []

    def articles() -> Iterator[Article]:
        for number in range(6):
            taken.append(number)
            yield _article(f"Number {number} is here.")

    next(iter(reader.read_many(articles(), batch=2)))
    assert len(taken) == 2


def test_the_first_readings_come_after_a_few_articles() -> None:
    given = (_article(f"Number {number} is here.") for number in range(100))
    next(iter(reader.read_many(given)))
    assert len(list(given)) >= 90


def test_a_step_that_fails_on_one_article_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = tuple(
        Step(step.name, step.version, step.requires, step.adds, _fails("bad")) if step.name == "actors" else step
        for step in reader.STEPS
    )
    monkeypatch.setattr(reader, "STEPS", steps)
    good, bad = reader.read_many([_article("All is good."), _article("All is bad.")])
    assert isinstance(good, Reading)
    assert isinstance(bad, Reading)
    assert good.problems == ()
    assert [(problem.step, problem.code) for problem in bad.problems] == [("actors", "step_failed")]
    assert "events" not in {info.name for info in bad.steps}


def test_a_record_whose_words_cannot_be_shown_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = (
        Place(name="Here", start=0, end=9, text="President"),
        Place(name="There", start=0, end=3, text="not the words"),
        Place(name="Nowhere", start=5, end=10_000),
    )
    step = Step("places", 1, (), ("places",), lambda reading: msgspec.structs.replace(reading, places=wrong))
    monkeypatch.setattr(reader, "STEPS", (step,))
    reading = reader.read(_article())
    assert [place.name for place in reading.places] == ["Here"]
    assert [(problem.step, problem.code) for problem in reading.problems] == [("places", "broken_span")] * 2


def test_a_block_beyond_the_text_is_taken_out() -> None:
    article = _article()
    beyond = Block(kind="body", start=5, end=len(TEXT) + 1)
    reading = reader.read(msgspec.structs.replace(article, blocks=(*article.blocks, beyond)))
    assert reading.article.blocks == article.blocks
    assert [problem.code for problem in reading.problems] == ["broken_span"]


@pytest.mark.parametrize("name", ["actors", "mentions"])
def test_explain_stops_after_the_step_and_returns_its_layer(name: str) -> None:
    reading, added = reader.explain(_article(), name)
    assert reading.steps[-1].name == "actors"
    assert added == reading.mentions != ()


def test_explain_of_the_publication_date_returns_the_date() -> None:
    assert reader.explain(_article(), "published")[1] == (date(2018, 4, 27),)


def test_a_step_that_is_not_there_is_an_error_that_lists_the_steps() -> None:
    with pytest.raises(UsageError, match=r"no step 'nouns': choose one of sentences, .*issues"):
        reader.explain(_article(), "nouns")
