"""Who says the same words: lists, joint statements and those whom "they" means; nobody where it may be one alone."""

from __future__ import annotations

from datetime import date

import pytest
from told_sentences import up_to_statements

from dyadbook.records import Article, Block, Statement, make_id

pytestmark = pytest.mark.usefixtures("doubtful_told")


def said(text: str) -> tuple[Statement, ...]:
    """Return the statements of an article of one paragraph."""
    block = Block(kind="body", start=0, end=len(text))
    article = Article(id="a", source="test", text=text, blocks=(block,), published=date(2022, 6, 16))
    return up_to_statements(article).statements


def together(text: str) -> list[str]:
    """Return the names of those who say what the last statement holds."""
    last = said(text)[-1]
    return [actor.name for actor in (last.speaker, *last.co_speakers) if actor is not None]


LISTS = [
    ("Peru, Chile and Bolivia said Iran must pay.", ["Peru", "Chile", "Bolivia"]),
    ("Peru, Chile, and Bolivia said Iran must pay.", ["Peru", "Chile", "Bolivia"]),
    ("Both Peru and Chile said Iran must pay.", ["Peru", "Chile"]),
    ("In Vienna, Peru, Chile and Bolivia said Iran must pay.", ["Peru", "Chile", "Bolivia"]),
    ("After talks with Iran, Peru and Chile said it must pay.", ["Peru", "Chile"]),
    ("Washington and Seoul said Iran must pay.", ["United States", "South Korea"]),
    ("“Iran must pay,” said Peru and Chile in a letter.", ["Peru", "Chile"]),
    ("“Iran must pay,” said Peru, Chile and Bolivia.", ["Peru", "Chile", "Bolivia"]),
    ("The European Union and Peru said Iran must pay.", ["European Union", "Peru"]),
    ("Peru, Chile and other countries said Iran must pay.", ["Peru", "Chile"]),
    ("Peru and its ally Chile said Iran must pay.", ["Peru", "Chile"]),
    ("Peru and its old neighbour, Chile, said Iran must pay.", ["Peru", "Chile"]),
    ("Peru as well as Chile said Iran must pay.", ["Peru", "Chile"]),
    ("Peru, along with Chile, said Iran must pay.", ["Peru", "Chile"]),
    ("Peru, joined by Chile and Bolivia, said Iran must pay.", ["Peru", "Chile", "Bolivia"]),
    ("Donald Trump and Kim Jong Un said Iran must pay.", ["Donald Trump", "Kim Jong Un"]),
    (
        "Emmanuel Macron, the French president, and Olaf Scholz, the German chancellor, said Iran must pay.",
        ["Emmanuel Macron", "Olaf Scholz"],
    ),
    ("Peru's Trade Minister Omar Tavik and Farm Minister Pedro Olmo said Iran must pay.", ["Omar Tavik", "Pedro Olmo"]),
    ("Peru's minister Omar Tavik and Chile's envoy Pedro Olmo said Iran must pay.", ["Omar Tavik", "Pedro Olmo"]),
]
OFFICES = [
    ("The leaders of Peru and Chile said Iran must pay.", ["leaders of Peru", "leaders of Chile"]),
    (
        "The foreign ministers of Peru and Chile said Iran must pay.",
        ["foreign ministers of Peru", "foreign ministers of Chile"],
    ),
    ("The governments of Peru, Chile and Bolivia said Iran must pay.", ["Peru", "Chile", "Bolivia"]),
    ("Peruvian and Chilean officials said Iran must pay.", ["Peruvian officials", "Chilean officials"]),
]
DOCUMENTS = [
    ("A joint statement by Peru, Chile and Bolivia said Iran must pay.", ["Peru", "Chile", "Bolivia"]),
    ("A statement issued by Peru and Chile said Iran must pay.", ["Peru", "Chile"]),
    ("Peru and Chile's joint statement said Iran must pay.", ["Peru", "Chile"]),
    ("In a joint statement, Peru, Chile and Bolivia said Iran must pay.", ["Peru", "Chile", "Bolivia"]),
    ("Peru and Chile in a joint communique called the deal a threat.", ["Peru", "Chile"]),
    ("Peru said in a joint statement with Chile that Iran must pay.", ["Peru", "Chile"]),
]
MET = [
    ("Peru and Chile held talks in Lima. A joint statement said Iran must pay.", ["Peru", "Chile"]),
    (
        "On Monday, the leaders of Peru and Chile met in Lima. They said Iran must pay.",
        ["leaders of Peru", "leaders of Chile"],
    ),
    ("Peru and Chile traded fire. A joint statement said Iran must pay.", ["joint statement"]),
    ("Peru praised the truce. Iran must pay, the joint declaration said.", ["joint declaration"]),
    ("The leaders of Peru and Chile met protesters. They said Iran must pay.", ["Chile"]),
]
BOTH = [
    (
        "Omar Tavik, the prime minister of Peru, met Chile's Pedro Olmo. The ministers said Iran must pay.",
        ["Omar Tavik", "Pedro Olmo"],
    ),
    ("Chile listened to Omar Tavik, the prime minister of Peru. The ministers said Iran must pay.", ["ministers"]),
    (
        "Peruvian President Omar Tavik met Chilean President Pedro Olmo. Both leaders said Iran must pay.",
        ["Omar Tavik", "Pedro Olmo"],
    ),
    (
        "Peru's Omar Tavik, Chile's Pedro Olmo and Mali's Ann Roe met. The three ministers said Iran must pay.",
        ["Omar Tavik", "Pedro Olmo", "Ann Roe"],
    ),
    ("Peru met Chile in Lima. Both sides said Iran must pay.", ["Peru", "Chile"]),
    (
        "The foreign ministries of Peru and Chile wrote. The two foreign ministries said Iran must pay.",
        ["foreign ministry"] * 2,
    ),
    ("Ministers of three states met. The three ministers said Iran must pay.", ["three ministers"]),
    ("Peru's envoys met two officials in Chile. The two officials said Iran must pay.", ["two officials"]),
]
ONE = [
    ("Peru and its allies said Iran must pay.", ["Peru"]),
    ("Peru, an ally of Chile and Bolivia, said Iran must pay.", ["Peru"]),
    ("Peru told Chile and Bolivia that Iran must pay.", ["Peru"]),
    ("Brazil condemned Peru, and Chile said Iran must pay.", ["Chile"]),
    ("Peru and Chile accused each other of breaking the truce.", ["Peru"]),
    ("“Iran must pay,” said Peru, and Chile agreed.", ["Peru"]),
    ("John Roe, president of Peru, and an ally, said Iran must pay.", ["John Roe"]),
    ("John Roe, an economist and president of Peru, said Iran must pay.", ["John Roe"]),
    ("Peru's foreign minister and deputy prime minister Omar Tavik said Iran must pay.", ["Omar Tavik"]),
    ("Bosnia and Herzegovina said Iran must pay.", ["Bosnia and Herzegovina"]),
    ("Reports from Peru and Chile said Iran must pay.", ["Chile"]),
]


def _ids(cases: list[tuple[str, list[str]]]) -> list[str]:
    return [text for text, _ in cases]


@pytest.mark.parametrize(("text", "names"), LISTS, ids=_ids(LISTS))
def test_those_in_a_list_say_the_same_in_the_order_of_the_text(text: str, names: list[str]) -> None:
    assert together(text) == names


@pytest.mark.parametrize(("text", "names"), OFFICES, ids=_ids(OFFICES))
def test_people_of_several_countries_speak_for_each(text: str, names: list[str]) -> None:
    assert together(text) == names


@pytest.mark.parametrize(("text", "names"), DOCUMENTS, ids=_ids(DOCUMENTS))
def test_a_document_is_of_all_who_issue_it(text: str, names: list[str]) -> None:
    assert together(text) == names


@pytest.mark.parametrize(("text", "names"), MET, ids=_ids(MET))
def test_those_who_met_in_the_sentence_before_are_they_and_issue_the_joint_statement(
    text: str, names: list[str]
) -> None:
    assert together(text) == names


@pytest.mark.parametrize(("text", "names"), BOTH, ids=_ids(BOTH))
def test_both_are_each_of_those_who_were_named_and_a_group_where_they_were_not(text: str, names: list[str]) -> None:
    assert together(text) == names


def test_a_group_of_whom_nobody_was_named_is_of_no_country() -> None:
    last = said("Peru hosted ministers of three states. The three ministers said Iran must pay.")[-1]
    assert last.speaker is not None
    assert last.speaker.country is None


@pytest.mark.parametrize(("text", "names"), ONE, ids=_ids(ONE))
def test_who_may_be_one_or_is_not_known_speaks_with_nobody(text: str, names: list[str]) -> None:
    assert together(text) == names


def test_they_are_all_who_spoke_last() -> None:
    assert together("Peru and Chile said Iran must pay. They added that talks went on.") == ["Peru", "Chile"]


def test_they_are_all_the_persons_who_spoke_last() -> None:
    told = "Peru's Omar Tavik and Chile's Pedro Olmo met. Both leaders said Iran must pay. They said it was late."
    assert together(told) == ["Omar Tavik", "Pedro Olmo"]


def test_who_spoke_last_alone_is_joined_by_nobody() -> None:
    assert together("Peru and Chile said Iran must pay. Chile added that talks went on.") == ["Chile"]


def test_the_words_of_each_are_shown_and_the_id_is_that_of_the_words() -> None:
    (one,) = said(text := "Peru, Chile and Bolivia said Iran must pay.")
    assert [text[actor.start : actor.end] for actor in (one.speaker, *one.co_speakers) if actor] == [
        "Peru", "Chile", "Bolivia",
    ]  # fmt: skip
    assert one.id == make_id("statement", "a", (29, 42))
