"""Who speaks in an article: documents, officials, short names and pronouns are given to whom they mean."""

from __future__ import annotations

from datetime import date

import pytest
from told_sentences import up_to_statements

from dyadbook.records import Actor, Article, Block

pytestmark = pytest.mark.usefixtures("doubtful_told")


def speakers(*paragraphs: str, publisher: str | None = None) -> list[Actor | None]:
    """Return the speaker of each statement of an article."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(kind="body", start=len(text), end=len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    article = Article(
        id="a", source="test", text=text, blocks=tuple(blocks), published=date(2018, 3, 1), publisher=publisher
    )
    return [one.speaker for one in up_to_statements(article).statements]


def voices(*paragraphs: str, publisher: str | None = None) -> list[tuple[str, str | None]]:
    """Return name and country of the speaker of each statement of an article."""
    return [(one.name, one.country) if one else ("", None) for one in speakers(*paragraphs, publisher=publisher)]


LAST = [
    (("Peru's foreign ministry said talks went on.", "“Nothing has changed,” the statement said."), "PER"),
    (("Talks went on, according to a report by Peru's foreign ministry.",), "PER"),
    (("Peru asked Chile for talks, the foreign ministry said.",), "PER"),
    (("The White House was silent, but officials said talks went on.",), "USA"),
    (("Peru met Chile in Lima. The parties said talks went on.",), "PER"),
    (("The talks were led for Chile by Peru's minister Omar Tavik, who said they went on.",), "PER"),
]


@pytest.mark.parametrize(("paragraphs", "code"), LAST, ids=[told[-1] for told, _ in LAST])
def test_the_last_to_speak_is_of_the_country_that_the_words_before_tell(paragraphs: tuple[str, ...], code: str) -> None:
    assert voices(*paragraphs)[-1][1] == code


def test_a_person_named_in_full_is_meant_by_the_name_that_stands_alone() -> None:
    told = ("“Talks went on,” said Xie Tavan, a Chinese diplomat.", "Xie said they would end.")
    assert voices(*told) == [("Xie Tavan", "CHN")] * 2


def test_she_is_nobody_with_a_mans_name() -> None:
    told = ("Peruvian minister Maria Tavik met Chilean minister Pedro Olmo.", "She said talks went on.")
    assert voices(*told) == [("Maria Tavik", "PER")]


def test_a_paper_leaves_out_its_own_country() -> None:
    told = ("Peru opened talks with the United States and Chile.", "Officials said they would fail.")
    assert voices(*told, publisher="USA Today") == [("Officials", "USA")]
    assert voices(*told, publisher="Reuters") == [("Officials", None)]


A_PEOPLE = [
    ("The Russians said Chile was late.", ("Russia", "RUS")),
    ("President Obama said Chile was late.", ("Obama", None)),
    ("The United States wrote. President Obama said Chile was late.", ("Barack Obama", "USA")),
]
"""A people by whose name its government is called, and a president of a country that is not told of."""


@pytest.mark.parametrize(("told", "speaker"), A_PEOPLE, ids=[told for told, _ in A_PEOPLE])
def test_a_people_is_its_government_and_a_president_is_of_a_country_told_of(
    told: str, speaker: tuple[str, str | None]
) -> None:
    assert voices(told) == [speaker]


def test_who_spoke_in_the_sentence_goes_on_where_no_source_stands() -> None:
    told = "Chilean minister Ann Roe said Peru was late, while noting that it could still come."
    assert voices(told) == [("Ann Roe", "CHL")] * 2


def test_the_country_of_the_title_before_a_name_holds_for_the_name() -> None:
    told = ("Chile and Peru met. The Peruvian envoy to the Geneva talks Omar Tavik said it was late.",
            "Chile left.", "Tavik said it was over.")  # fmt: skip
    assert voices(*told) == [("Omar Tavik", "PER")] * 2


SUBJECTS = [
    ("In a letter to Chile on Friday Peru said that its ship was late.", [("Peru", "PER")]),
    ("A report of June 5 said Peru had expelled three Chilean envoys.", [("report of June 5", None)]),
    ("A report of June 5 by Peru said Chile had expelled three envoys.", [("Peru", "PER")]),
    ("Police in Lima said Chile was late.", [("Police", "PER")]),
]


@pytest.mark.parametrize(("told", "speaker"), SUBJECTS, ids=[told for told, _ in SUBJECTS])
def test_who_speaks_is_the_subject_and_not_who_stands_beside_the_verb(
    told: str, speaker: list[tuple[str, str | None]]
) -> None:
    assert voices(told) == speaker


def test_who_leads_a_movement_is_of_where_it_is_based() -> None:
    assert voices("“It is late,” Ismail Haniyeh said.") == [("Ismail Haniyeh", "PSE")]


def test_who_speaks_for_an_international_body_has_no_country() -> None:
    assert voices("NATO Secretary General Jens Stoltenberg said Russia was late.") == [("Jens Stoltenberg", None)]


def test_a_minister_whose_words_name_no_country_is_of_the_datelines() -> None:
    told = "HELSINKI, March 1 - Finland closed its border with Russia. Interior Minister Ann Roe said nothing changed."
    assert voices(told, "“It stays closed,” Roe said.") == [("Ann Roe", "FIN")] * 2


def test_a_capital_is_of_the_country_that_there_is_on_the_day() -> None:
    assert voices("Prague said Slovakia was late.") == [("Czech Republic", "CZE")]
    assert voices("Belgrade said Slovakia was late.") == [("Serbia", "SRB")]


def test_officials_are_of_the_country_whose_minister_spoke_before() -> None:
    told = (
        "Peru closed its border with Chile on Monday.",
        "Peru's interior minister, Ann Roe, said it was needed.",
        "Officials said the border would stay closed.",
    )
    assert voices(*told)[-1] == ("Officials", "PER")


def test_a_body_of_one_country_speaks_for_it() -> None:
    assert voices("Peru waited. The Anti-Defamation League said it was late.")[-1][1] == "USA"


def test_a_country_that_no_words_tell_is_called_inferred() -> None:
    told = ("Peru closed its border with Chile.", "Peru's minister, Ann Roe, said it was needed.")
    found = speakers(*told, "Officials said it would stay closed.", "They said it was late.")
    assert [(one.country, one.country_inferred) for one in found if one] == [
        ("PER", False), ("PER", True), ("PER", True),
    ]  # fmt: skip


def test_of_the_countries_told_of_a_stranger_is_of_the_one_where_his_name_is_borne() -> None:
    told = "Japan and Norway signed a deal. A deal is a deal, {} said. Both will wait."
    assert [voices(told.format(name))[-1][1] for name in ("Takeshi Nakamura", "Knut Haugen")] == ["JPN", "NOR"]


def test_where_one_country_alone_is_named_a_stranger_is_of_none() -> None:
    assert voices("Omar Tavik said Peru was late.", "Tavik said Peru would see.") == [("Omar Tavik", None)] * 2


def test_officials_of_several_countries_are_of_none() -> None:
    assert voices("Peru opened talks. Officials of other countries said they would fail.")[-1][1] is None


NAMED_AGAIN = [
    (
        (
            "Peru's foreign ministry said in a report that talks went on.",
            "Chile's minister Omar Tavik said they were over.",
            "“Nothing has changed,” the report said.",
        ),
        "PER",
    ),
    (("Peruvian minister Omar Tavik said he met Chilean minister Pedro Olmo.", "He added that talks went on."), "PER"),
    (
        (
            "Peruvian minister Omar Tavik said talks went on.",
            "A spokeswoman for Chile's ministry said they were over. He said they would go on.",
        ),
        "PER",
    ),
]
"""Whom "the report" or "he" means, where another has spoken since or is named in what was said."""


@pytest.mark.parametrize(("paragraphs", "code"), NAMED_AGAIN, ids=["report", "named in speech", "woman"])
def test_a_paper_or_a_pronoun_means_who_spoke_before(paragraphs: tuple[str, ...], code: str) -> None:
    assert voices(*paragraphs)[-1][1] == code


NAMES = [
    (("Vice President Pence met Moon Jae-in in Seoul.", "“It is late,” Pence said."), "Mike Pence", "USA"),
    (("Chilean Defense Attaché Ann Tavik met a minister in Lima.", "Ann Tavik said it was late."), "Ann Tavik", "CHL"),
    (("Chilean navy spokesman Cmdr. Dave Tavik said it was late.",), "Dave Tavik", "CHL"),
    (("Peru's general Omar O'Tavik said it was late.",), "Omar O'Tavik", "PER"),
    (("Peru's minister J.R. Tavik said it was late.",), "J.R. Tavik", "PER"),
    (("Peru moved troops to Chile's border.", "Defense Minister Omar Tavik said it was late."), "Omar Tavik", "PER"),
    (("Peru's trade ministry was silent.", "Ministry spokesman Omar Tavik said it was late."), "Omar Tavik", "PER"),
    (("Peru's minister Adham Tavik spoke.", "Datuk Seri Dr Adham said it was late."), "Adham Tavik", "PER"),
    (("Theresa May met Chile's envoy.", "In March, talks ended. May said it was late."), "Theresa May", "GBR"),
    (("The United States waited. Democratic strategist Ann Tavik said it was late.",), "Ann Tavik", "USA"),
    (
        ("U.S. Sen. Ann Tavik said it was late.", "“We must wait,” the Ohio Democrat said."),
        "Ann Tavik",
        "USA",
    ),
    (("Peru signed, the country's foreign minister, Omar Tavik, said.",), "Omar Tavik", "PER"),
    (("Omar Tavik, who warned this week that Chile is late, said it was over.",), "Omar Tavik", None),
    (("Omar Tavik, a former U.S. Army officer, said it was late.",), "Omar Tavik", "USA"),
    (("Peruvian minister Omar Tavik blamed Chile.", "“We have waited for a very long time.”"), "Omar Tavik", "PER"),
    (("Chile met Russia. Administration officials said the U.S. would wait.",), "Administration officials", "USA"),
    (("Peru's navy said it was late.", "A senior official said it was not."), "senior official", "PER"),
    (
        (
            "Chile's minister rejected words of Peru's representative to the United Nations, Ann Tavik.",
            "Tavik said it was late.",
        ),
        "Ann Tavik",
        "PER",
    ),
]
"""Names that initials, ranks and apostrophes make hard, and whom people without a country of their own serve."""


HEADS = [
    (("Peru's envoy Omar Tavik wrote a post.", "The Washington Post reported it was late."), "Washington Post", "USA"),
    (("Peru shut its border to Chile.", "Dozens of migrants wait there. They say it is late."), "migrants", None),
    (("Aid group Red Road met envoys.", "Peru's diplomats said it was late.", "The group said it was not."),
     "Peru's diplomats", "PER"),
    (("Peruvian envoy Omar Tavik said talks went on.", "“It is late,” the diplomat added."), "Omar Tavik", "PER"),
    (("Chile's ambassador to Peru said it was late.",), "Chile's ambassador", "CHL"),
    (("Chile railway board chief Ann Tavik said it was late.",), "Ann Tavik", "CHL"),
    (("Omar Tavik, head of a fund and one of Peru's negotiators told reporters it was late.",), "Omar Tavik", "PER"),
    (("Lawmakers seeking to unseat Angela Merkel said it was late.",), "Lawmakers", None),
    (("Peru's cabinet met. Talks went on in Washington. Interior Minister Omar Tavik said it was late.",),
     "Omar Tavik", "PER"),
    (("Peru has dropped the case, prosecutors said.",), "prosecutors", "PER"),
    (("A warning, issued by Peru's foreign ministry, said it was late.",), "Peru's foreign ministry", "PER"),
    (("Omar Tavik of Chile said it was late. “The head of the Road Organization in Peru knows,” he added.",),
     "Omar Tavik", "CHL"),
    (("The F.B.I. said it was late.",), "F.B.I.", "USA"),
    (("SANTIAGO, Chile — It rained.", "“We must all wait for a better day.”"), "", None),
    (("Chile's National Road Bureau (NRB) met.", "Envoys were silent. The NRB said it was late."),
     "National Road Bureau", "CHL"),
    (("Dutch news agency Red Road said it was late.",), "Red Road", "NLD"),
    (("Mike Tavik met Chileans in Peru.", "Tavik said it was late."), "Mike Tavik", None),
    (("Chile met Peru.", "“It is late,” said Olmo, who leads a road board."), "Olmo", None),
    (("Peru met Chile.", "Two U.S. officials said it was late.", "It is over, the officials said."),
     "U.S. officials", "USA"),
    (("A former Peruvian road official said it was late.", "It rained.", "It is over, the former official said."),
     "official", "PER"),
    (("Omar Tavik, who is a Chile expert, met Peruvians.", "Omar Tavik said it was late."), "Omar Tavik", None),
    (("Clinton national security adviser Ann Tavik, now at a bank, said it was late.",), "Ann Tavik", None),
    (("Chilean Ambassador to Peru said it was late. Chile's foreign minister, Omar Tavik, left.",
      "It is over, the chief Chilean diplomat said."), "Omar Tavik", "CHL"),
    (("Head of the Office of the President of Peru Omar Tavik spoke.",
      "“It is late,” the Head of the President's Office said."), "Omar Tavik", "PER"),
]  # fmt: skip
"""Who is the head of a source's words, and who is named again by other words."""


@pytest.mark.parametrize(("paragraphs", "name", "code"), HEADS, ids=[told[-1] for told, _, _ in HEADS])
def test_the_head_of_the_words_speaks(paragraphs: tuple[str, ...], name: str, code: str | None) -> None:
    assert voices(*paragraphs)[-1] == (name, code)


CHOSEN = [
    (("Peru's daily Red Road quoted envoy Omar Tavik as saying it was late.",), "Omar Tavik"),
    (("Peruvian envoy Omar Tavik spoke.", "Chile's news agency quoted him as saying it was late."), "Omar Tavik"),
    (("Peru's envoy Omar Tavik, whose country is at odds with Chile, on Sunday said it was late.",), "Omar Tavik"),
    (("LIMA, Peru — Chile's envoy Omar Tavik met a minister but reiterated that it was late.",), "Omar Tavik"),
    (("Calling it “a grave step,” Tavik asked Chile to wait. Peruvian envoy Omar Tavik left.",), "Omar Tavik"),
    (("The Road Watch, which has sources in Chile, said Peruvian envoys on Sunday left.",), "Road Watch"),
    (("Peru's envoy Omar Tavik, who met Chileans in Boston before he left for Washington, said it was late.",),
     "Omar Tavik"),
    (("Peru praised Sen. Ann Tavik, R-Ohio, who said it was late.",), "Ann Tavik"),
    (("Talks went on. Peruvian diplomats cited by the Red Road say it is late.",), "Peruvian diplomats"),
    (("Omar Tavik of Peru called it “late,” telling Chile's radio that it was over.",), "Omar Tavik"),
    (("The treaty, which tells of the Peruvian Church, says it is late.",), "treaty"),
    (("Peru's envoy to the Lima talks Omar Tavik said it was late.",), "Omar Tavik"),
    (("A Peruvian official accompanying Omar Tavik said it was late.",), "Peruvian official"),
    (("Days after Peru met Chile, Ann Tavik left. Peruvian newspaper the Daily Road said it was late.",), "Daily Road"),
    (("Angela Merkel and other ministers said it was late.",), "Angela Merkel"),
    (("Omar Tavik, a researcher at a bank in London told the Road Post that it was late.",), "Omar Tavik"),
    (("“It rained.” Omar Tavik, a columnist for Road Notes, has said that arrival of Chilean ships in Lima was late.",),
     "Omar Tavik"),
    (("“It is late,” the Road Post quoted Peruvian officials as saying.",), "Peruvian officials"),
    (("The Chile-based Road Watch, which has sources in Lima, said Peruvian envoys on Sunday left.",), "Road Watch"),
    (("Monday, Peru's trade ministry issued a note, saying it was late.",), "Peru's trade ministry"),
    (("Peru's envoy Omar Tavik for his part stressed that it was late.",), "Omar Tavik"),
    (("Chile was late, Omar Tavik of Peru said, according to Reuters, adding that it was over.",), "Omar Tavik"),
    (("“It is late,” then-minister Omar Tavik of Peru said.",), "Omar Tavik"),
    (("“It is late,” said Road Street senior strategist Omar Tavik.",), "Omar Tavik"),
    (("“It is late,” said Omar Ho-jen, a Peruvian writer.",), "Omar Ho-jen"),
    (("Her words came as Chile left, Omar Tavik of Peru said it was late.",), "Omar Tavik"),
    (("Peru along with many other states said it was late.",), "Peru"),
    (("A Peruvian ministry spokesman, Mr Omar Tavik, said it was late.",), "Omar Tavik"),
    (("Peruvian National Road Forces met. Peruvian Foreign Minister Omar Tavik, an old friend, who said it was late.",),
     "Omar Tavik"),
    (("Syria's state news agency said it was late.",), "SANA"),
    (("The letter to Angela Merkel said it was late.",), "letter to Angela Merkel"),
    (("Said Mr Tavik: “It is late.” Peru waited.",), "Tavik"),
    (("In earlier tweets, Angela Merkel praised Peru and said it was late.",), "Angela Merkel"),
    (("On Friday a bank lent it; Angela Merkel abstained, having voiced concern that it was late.",), "Angela Merkel"),
    (("There are also critics who say Peru is late.",), "critics"),
    (("Peru's “ministry” said Chile was late.",), "ministry"),
    (("Peru and Chile met.", "Each accused the other of being late."), "Peru"),
    (("Peruvian President Omar Tavik met Chilean President Pedro Olmo.", "The two leaders said it was late."),
     "Omar Tavik"),
    (("The officials of Peru and Chile met.", "The officials said it was late."), "officials"),
    (("Ms. Ann Tavik of Peru waited.", "“It is late,” Ms. Tavik said."), "Ann Tavik"),
    (("Peru has left, USA Today reported.",), "USA Today"),
    (("Peru was late, Angela Merkel instead said it would wait.",), "Angela Merkel"),
    (("Peru's envoy Omar Tavik for his turn stressed that it was late.",), "Omar Tavik"),
    (("Omar Tavik of Peru left.", "Tavik saw it as a slight, adding that it was late."), "Omar Tavik"),
    (("Sanctions will reach the firms of President Emmanuel Macron, a Peruvian official said.",), "Peruvian official"),
]  # fmt: skip
"""Which words of a sentence are the source, and who in them is its head."""


@pytest.mark.parametrize(("paragraphs", "name"), CHOSEN, ids=[told[-1] for told, _ in CHOSEN])
def test_the_words_that_tell_who_speaks_are_chosen(paragraphs: tuple[str, ...], name: str) -> None:
    assert name in [one for one, _ in voices(*paragraphs)]


AGAIN = [
    (("Peru's Foreign Minister Omar Tavik met Chile's Foreign Minister Pedro Olmo.", "Olmo said it was late.",
      "“We wait,” the foreign minister said."), "Pedro Olmo"),
    (("Peruvian writer Omar Tavik met the Chilean writer Pedro Olmo.", "Tavik said it was late.",
      "It was over, the Peruvian writer said."), "Omar Tavik"),
    (("Chile's foreign ministry said it was late.", "Peru's ministry of trade was silent.",
      "The ministry added it was over."), "Chile's foreign ministry"),
    (("Chilean envoy Pedro Olmo met Peruvian envoy Omar Tavik.", "“It is late,” he told Tavik."), "Pedro Olmo"),
    (("Peru was late, Reuters reported.", "Chile waits.", "The news agency added that it was over."), "Reuters"),
    (("The White House waited.", "“It is late,” the White House statement said."), "United States"),
    (("Peru's trade ministry issued a long statement.", "Chilean envoy Pedro Olmo said it was late.",
      "“It is over,” the statement said."), "Peru's trade ministry"),
    (("Chile's army met Peru's envoys, who had a letter signed by Pedro Olmo.", "That letter said it was late."),
     "Pedro Olmo"),
    (("Peru's foreign ministry said in a statement that it was late.",
      "Chile's foreign ministry said in a statement that it was not.",
      "“Nothing has changed,” the Peruvian statement said."), "Peru's foreign ministry"),
    (("Peru's foreign minister said it was late.", "Foreign Minister Omar Tavik of Peru met Chile's envoys.",
      "Peru's foreign minister said it was over."), "Omar Tavik"),
    (("Peruvian Foreign Minister Omar Tavik met Chile's envoys.", "Chile's envoys left.",
      "Peru's top diplomat said it was over."), "Omar Tavik"),
    (("Peruvian envoy Omar Tavik said it was late.", "Chilean officials said it was not.", "“We wait,” he added."),
     "Omar Tavik"),
    (("A Peruvian trade official said it was late.", "Chile waits.", "The official added it was over."),
     "Peruvian trade official"),
    (("Peruvian envoy Omar Tavik met Chileans.", "He said it was late.", "The top diplomat added it was over."),
     "Omar Tavik"),
    (("Peruvian envoy Omar Tavik said it was late.", "The Peruvian adviser added it was over."), "Omar Tavik"),
    (("Peruvian envoy Omar Tavik said it was late.", "A Nordic diplomat was glad.", "The diplomat said it was over."),
     "diplomat"),
    (("Chile's envoy was called to the foreign ministry in Lima.", "The ministry said Chile was late."),
     "foreign ministry"),
    (("Peru will pay, said a government source.",), "government source"),
    (("Peruvian envoy Omar Tavik said it was late.", "The president's adviser said it was not."), "adviser"),
    (("Peru's president Omar Tavik left.", "The Peruvian diplomat said it was late."), "Peruvian diplomat"),
    (("A Peruvian diplomat said it was late.", "Peru's minister Omar Tavik left.",
      "The Peruvian diplomat added it was over."), "Peruvian diplomat"),
    (("Peruvian envoy Omar Tavik left.", "A senior aid group diplomat said it was late.",
      "The diplomat waited, the diplomat said."), "aid group diplomat"),
    (("Omar Tavik, a researcher, said it was late.", "It rains, the official said."), "official"),
    (("Jens Stoltenberg met Peru's envoys in Brussels.", "The NATO chief said it was late."), "Jens Stoltenberg"),
    (("Jens Stoltenberg met Antonio Guterres.", "The UN's secretary-general said it was late."), "António Guterres"),
    (("Peru's envoy Omar Tavik left.", "The Iranian leader said it was late."), "Ali Khamenei"),
    (("Angela Merkel said it was late.", "The resolution says it is not."), "resolution"),
    (("Omar Tavik, an envoy of Peru, left.", "It was late, one unnamed envoy said."), "envoy"),
    (("Chile met an adviser to Hosni Mubarak, the Peruvian diplomat said.",), "Peruvian diplomat"),
    (("The Road Post saw a note that the Peruvian minister, Omar Tavik, asked Chile for a loan.",), "Omar Tavik"),
    (("Peruvian Foreign Minister Omar Tavik met Chile's envoys.", "The top Peruvian diplomat said it was over."),
     "Omar Tavik"),
    (("Peru's foreign minister Omar Tavik wrote to Chile's ministry.", "The letter said it was late."), "Omar Tavik"),
    (("Peru will pay, said Omar Tavik, a clerk, according to a report in USA Today.", "The report said it was late."),
     "USA Today"),
    (("Foreign Minister Ann Kayi Wagner of Peru met Chile's envoy.", "Wagner said it was late."), "Ann Kayi Wagner"),
    (("Omar Tavik said it was late.", "In what he called “a step”, Pedro Olmo left."), "Pedro Olmo"),
    (("Omar Tavik said it was late.", "Under a plan, which he called “a step”, the Chilean envoy Pedro Olmo left."),
     "Pedro Olmo"),
    (("At the invitation of the president of Peru, Pedro Olmo visited Lima and said it was late.",), "Pedro Olmo"),
]  # fmt: skip
"""Who is named again by what he is, by a pronoun, or by a document."""


@pytest.mark.parametrize(("paragraphs", "name"), AGAIN, ids=[told[-1] for told, _ in AGAIN])
def test_other_words_mean_who_was_named_before(paragraphs: tuple[str, ...], name: str) -> None:
    assert voices(*paragraphs)[-1][0] == name


@pytest.mark.parametrize(("paragraphs", "name", "code"), NAMES, ids=[told[-1] for told, _, _ in NAMES])
def test_a_speaker_has_the_whole_name_and_the_country_that_is_told(
    paragraphs: tuple[str, ...], name: str, code: str | None
) -> None:
    assert voices(*paragraphs)[-1] == (name, code)


@pytest.mark.parametrize(
    "lead",
    [
        "The spokesman of the Peruvian foreign ministry issued the following remarks on Sunday:",
        "Peru's foreign minister gave the following answer to a question put by the agency:",
        "The press secretary of the Ministry of Foreign Affairs of Peru made the following comments on Monday:",
        "The head of the Department of U.S. Affairs of the Ministry of Foreign Affairs of Peru issued the following "
        "press statement Sunday:",
        "The deputy head of the Desk of E.U. Affairs of the Ministry of Trade of Peru gave the following reply:",
    ],
)
def test_what_follows_a_lead_in_is_the_issuers_whatever_it_is_called(lead: str) -> None:
    assert [code for _, code in voices(lead, "Chile has crossed the line.", "We warn it.")] == ["PER", "PER"]


def test_who_is_named_with_an_office_for_another_country_speaks_by_name() -> None:
    lead = (
        "Ana Roe, director general of the Department of U.S. Affairs of the Ministry of Foreign Affairs of Peru, "
        "issued the following statement Sunday:"
    )
    assert voices(lead, "Chile has crossed the line.", "We warn it.") == [("Ana Roe", "PER"), ("Ana Roe", "PER")]


OF_ITS_OWN = [
    (("PRESS RELEASE OF THE MINISTRY OF FOREIGN AFFAIRS OF PERU", "He received the Ambassador of Chile."), "PER"),
    (("MINISTRY OF FOREIGN AFFAIRS OF THE REPUBLIC OF PERU", "The envoy of Chile was received in the house."), "PER"),
    (("Ministry of Foreign Affairs, Lima", "The consul of the Republic of Chile was summoned today."), "PER"),
    (("Peru's foreign minister handed the Chilean ambassador a note.",), "PER"),
    (("Peru lodged a protest with the Embassy of the Republic of Chile.",), "PER"),
    (("Peru's minister met his colleague. The Chilean Ministry of Trade was silent.",), "CHL"),
]


@pytest.mark.parametrize(("paragraphs", "code"), OF_ITS_OWN, ids=[told[-1] for told, _ in OF_ITS_OWN])
def test_the_ministry_is_of_who_issued_the_text_or_was_named_and_not_of_an_envoys_country(
    paragraphs: tuple[str, ...], code: str
) -> None:
    assert voices(*paragraphs, "The Ministry said that the talks were over.")[-1][1] == code


INTRODUCED = [
    ("Talks went on, Peru's energy minister said.", "Omar Tavik said that they would end.", ("Omar Tavik", "PER")),
    ("Talks went on, Peru's energy minister said.", "Omar Tavik, who was in Paris, said so.", ("Omar Tavik", "PER")),
    ("Talks went on, a Peruvian diplomat said.", "Omar Tavik told Chile that they would end.", ("Omar Tavik", None)),
]


@pytest.mark.parametrize(("before", "after", "who"), INTRODUCED, ids=[after for _, after, _ in INTRODUCED])
def test_who_is_named_right_after_an_office_spoke_holds_it(
    before: str, after: str, who: tuple[str, str | None]
) -> None:
    last = speakers(f"{before} {after}")[-1]
    assert last is not None
    assert (last.name, last.country if not last.country_inferred else None) == who


def test_the_ministry_is_that_of_the_capital_in_which_one_was_named() -> None:
    told = "Chilean envoy Pedro Olmo was called to the foreign ministry in Lima. The ministry said Chile was late."
    assert voices(told)[-1] == ("foreign ministry", "PER")


def test_who_is_handed_a_note_does_not_say_what_it_says() -> None:
    assert voices("Chilean envoy Pedro Olmo was handed a note saying that Peru would leave.") == []


def test_an_office_that_spoke_has_the_name_of_who_is_named_right_after() -> None:
    told = "“It is late,” Peru's energy minister said. Omar Tavik said that talks would end."
    assert voices(told)[0] == ("Omar Tavik", "PER")


def test_one_of_several_without_names_is_of_their_country() -> None:
    told = "Talks went on, two Peruvian security sources said. One of the sources said that they would end."
    assert voices(told)[-1][1] == "PER"
