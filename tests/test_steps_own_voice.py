"""Texts in their authors' own voice: whose "we" is in a joint statement, a speech, a document that is given in full."""

from __future__ import annotations

from datetime import date

import pytest
from told_sentences import up_to_statements

from dyadbook.records import Article, Reading
from dyadbook.sources.copied import segment
from dyadbook.steps.sides import party_of

DAY = date(2018, 3, 1)


def reading_of(*paragraphs: str) -> Reading:
    """Return the reading of a copied text, up to its statements."""
    text = "\n\n".join(paragraphs)
    return up_to_statements(Article(id="a", source="t", text=text, blocks=segment(text).blocks, published=DAY))


def meant(reading: Reading, *words: str) -> set[str | None]:
    """Return the parties that words mean in a reading."""
    return {party_of(one) for one in reading.mentions if one.text in words}


HEAD = "Joint statement on the fisheries"
SAID = ("We condemn the seizure of three trawlers by Chad.", "We urge Chad to free them. Our navies will patrol.")


@pytest.mark.parametrize(
    ("opening", "parties"),
    [
        ((HEAD, "We, the leaders of Peru, the Republic of Korea (ROK) and Mali, met in Lima."), {"PER", "KOR", "MLI"}),
        ((HEAD, "We, the foreign ministers of Peru and Mali, have agreed on a plan."), {"PER", "MLI"}),
        ((HEAD, "I, Omar Tavik, President of Peru, and I, Ann Roe, Prime Minister of Mali, met."), {"PER", "MLI"}),
        (("Joint Statement by Peru and Mali on the fisheries",), {"PER", "MLI"}),
        (("Statement of the Government of Mali on the seizure of trawlers",), {"MLI"}),
        (("Remarks by the Foreign Minister of Peru at a summit in Paris",), {"PER"}),
        (("Peru's foreign ministry's statement on the trawlers",), {"PER"}),
        (("Peru protests", "LIMA - Peru's foreign ministry issued the following statement on Monday:"), {"PER"}),
    ],
)
def test_we_means_whom_a_title_or_an_opening_names_as_author(opening: tuple[str, ...], parties: set[str]) -> None:
    reading = reading_of(*opening, *SAID)
    assert meant(reading, "We", "Our") == parties
    assert {words.text for one in reading.statements for words in one.content} >= {*SAID}


def test_a_joint_statement_that_tells_of_those_who_issue_it_is_theirs_without_we() -> None:
    told = ("Peru and Mali share the view that peace is near.", "The two sides welcome the help of Chad.")
    reading = reading_of("Joint Statement of the Office of the Prime Minister of Peru and the President of Mali", *told)
    said = [one for one in reading.statements if one.content[0].text in told]
    assert [one.speaker.country for one in said if one.speaker] == ["PER", "PER"]
    assert all([one.country for one in each.co_speakers] == ["MLI"] for each in said)


def test_a_report_of_a_joint_statement_is_not_the_statement() -> None:
    told = ("Peru and Mali issued a joint statement on Monday.", "The two sides welcome the help of Chad.")
    reading = reading_of("Joint Statement of Peru and Mali", *told)
    assert not {words.text for one in reading.statements for words in one.content} & {*told}


def test_those_who_issue_a_statement_together_all_say_it() -> None:
    reading = reading_of(HEAD, "We, the leaders of Peru, the Republic of Korea (ROK) and Mali, met in Lima.", *SAID)
    said = next(one for one in reading.statements if one.content[0].text == SAID[0])
    assert said.speaker is not None
    assert [one.country for one in (said.speaker, *said.co_speakers)] == ["PER", "KOR", "MLI"]


def test_two_who_each_say_i_issue_a_statement_together() -> None:
    opening = "I, the President of Peru, and I, the Prime Minister of Mali, met in Lima."
    said = next(one for one in reading_of(HEAD, opening, *SAID).statements if one.content[0].text == SAID[0])
    assert said.speaker is not None
    assert [one.country for one in (said.speaker, *said.co_speakers)] == ["PER", "MLI"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Remarks by Peru's president anger Mali", "We are shocked, the envoy said on Monday.", "Our reporter saw it."),
        ("Remarks by Peru's president anger Mali", "“We will not yield,” he told reporters.", "Mali was silent."),
        ("A day in Lima", *SAID),
    ],
)
def test_we_stays_open_where_a_reporter_tells_or_no_author_is_named(paragraphs: tuple[str, ...]) -> None:
    assert not meant(reading_of(*paragraphs), "We", "Our") - {None}


def test_an_author_who_quotes_another_is_not_meant_by_that_ones_we() -> None:
    quoting = "We recall the words of Chad: “We will burn the ships.”"
    reading = reading_of("Statement by the Government of Mali", *SAID, quoting)
    assert [party_of(one) for one in reading.mentions if one.text == "We"][-2:] == ["MLI", None]


def test_our_army_is_the_authors() -> None:
    reading = reading_of("Statement by the Government of Mali", *SAID, "Our army will never leave the island.")
    assert meant(reading, "army") == {"MLI"}


def test_the_two_sides_of_a_joint_statement_are_two_who_issue_it() -> None:
    title = "Joint Trilateral Statement by the Republic of Peru, the Republic of Mali and the Republic of Chad"
    talks = "Talks were held in Lima between delegations of the Republic of Mali and the Republic of Chad."
    hosts = "The sides thanked the Republic of Kenya and the Republic of Ghana for hosting earlier rounds."
    reading = reading_of(title, talks, hosts, "The two sides also praised Peru. The three countries will meet again.")
    assert meant(reading, "The two sides") == {"MLI", "TCD"}
    assert meant(reading, "The three countries") == {"PER", "MLI", "TCD"}


def test_what_somebody_does_with_words_that_only_point_back_is_no_statement() -> None:
    reading = reading_of("Peru waits", "Peru should offer talks, as Mali has urged it to do.")
    assert not any("to do" in one.content[0].text for one in reading.statements)


def test_in_a_joint_statement_it_is_enough_that_one_paragraph_speaks_of_us() -> None:
    told = ("The ministers met in Lima.", "They spoke of trade.", "They spoke of visas.", "We thank Brazil.")
    assert meant(reading_of("Joint Statement by Peru and Mali on the fisheries", *told), "We") == {"PER", "MLI"}


def test_what_an_item_tells_is_said_by_whom_the_line_above_its_list_names() -> None:
    reading = reading_of("Peru and Mali met in Lima", "Peru also:", "- called on Chad to return to the talks.")
    said = [(one.speaker.country, one.content[0].text) for one in reading.statements if one.speaker]
    assert said == [("PER", "Chad to return to the talks")]


COMMUNIQUE = (
    "Joint Communique",
    "On the visit of the President of Peru to Mali on 12 February 2018, the two sides held talks in Bamako.",
)


def test_the_sides_of_a_communique_are_those_with_whom_it_opens_where_its_title_names_nobody() -> None:
    reading = reading_of(*COMMUNIQUE, "1. The two sides condemned the raids of Chad.", "2. Togo was thanked.")
    assert meant(reading, "The two sides", "the two sides") == {"PER", "MLI"}
    said = reading.statements[0]
    assert said.speaker is not None
    assert [one.country for one in (said.speaker, *said.co_speakers)] == ["PER", "MLI"]


def test_we_of_a_communique_are_those_with_whom_it_opens() -> None:
    reading = reading_of(*COMMUNIQUE, *SAID)
    assert meant(reading, "We", "Our") == {"PER", "MLI"}


@pytest.mark.parametrize("mark", ["1. ", "(2) ", "iv. ", "– "])
def test_the_words_of_a_numbered_paragraph_begin_behind_its_number(mark: str) -> None:
    reading = reading_of("Joint Statement by Peru and Mali", *(f"{mark}{words}" for words in SAID))
    assert [one.content[0].text for one in reading.statements] == list(SAID)


def test_the_ministers_of_a_joint_document_are_those_who_issue_it() -> None:
    opening = "The Prime Minister of Peru visited Mali in May."
    asked = "The Prime Ministers called on Chad to leave. The leaders of Togo and Ghana stayed away."
    reading = reading_of("Joint Communique of the Prime Ministers of Peru and Mali", opening, asked)
    assert meant(reading, "The Prime Ministers") == {"PER", "MLI"}


def test_the_ministers_of_a_report_are_nobody_who_was_not_named() -> None:
    assert not meant(reading_of("Peru and Mali meet", "The leaders called on Chad to leave."), "The leaders")


BRIEFING = "Briefing by the spokesperson of the Ministry of External Affairs of India"


def test_an_office_named_alone_in_a_briefing_is_of_the_country_that_gives_it() -> None:
    met = "An Indian envoy met the Foreign Minister of Sri Lanka in May."
    reading = reading_of(BRIEFING, met, "The Prime Minister will visit Cyprus.")
    assert {one.country for one in reading.mentions if one.text == "Prime Minister"} == {"IND"}


def test_an_office_of_another_country_that_a_briefing_has_named_stays_that_ones() -> None:
    met = "An Indian envoy met the Prime Minister of Sri Lanka in May."
    reading = reading_of(BRIEFING, met, "The Prime Minister thanked him.")
    assert "IND" not in {one.country for one in reading.mentions if one.text == "Prime Minister"}
