"""Times that are told by the way: of a subject, of what an act is compared with, of who speaks of an act."""

from __future__ import annotations

from datetime import date

import pytest
from told_sentences import dated_act

from dyadbook.records import When
from dyadbook.steps.acts.remembered import is_remembered
from dyadbook.steps.when.done import date_of
from dyadbook.steps.when.history import by_date
from dyadbook.steps.when.history_signs import signs_of

PUBLISHED = date(2025, 2, 7)


def when_of(text: str, words: str, kind: str = "ASSAULT") -> When:
    """Return the date of the act that a word of a sentence tells."""
    layers, clauses, act = dated_act(text, words, kind)
    return date_of(layers, layers.reading.sentences[0], clauses, act, None)


OF_SUBJECT = [
    ("Turkey, which joined the pact in 2023, urged Syria to leave.", "urged", None),
    ("Turkey, which hosts the games in January, urged Syria to leave.", "urged", None),
    ("Turkey, independent since 1923, urged Syria to leave.", "urged", None),
    ("Turkey, a full member of the pact since 2024, has urged Syria to leave.", "urged", None),
    ("Turkey's minister, in office since January, expelled Syrian envoys.", "expelled", None),
    ("Turkey, founded in 1923, thanked Syria.", "thanked", None),
    ("Turkey (a member since 1952) thanked Syria.", "thanked", None),
    ("Turkey, a small power that broke free in 1923, expelled Syrian envoys.", "expelled", None),
    ("Turkey's envoys who left in January condemned Syria.", "condemned", None),
    ("Turkey's men who fled in January had shelled Syria.", "shelled", None),
    ("In Oslo, where talks of Turkey fell through in January, Syria condemned it.", "condemned", None),
    ("Turkey thanked Syria, which met it in January, and urged Iran to join.", "urged", None),
    ("Turkey, which chairs the pact this year, offered Syria help.", "offered", None),
    ("In 2019, Turkey, a member since 1952, shelled Syria.", "shelled", date(2019, 1, 1)),
    ("Turkey, which joined the pact in 2023, shelled Syria on Monday.", "shelled", date(2025, 2, 3)),
    ("Turkey, which on Monday shelled Syria, fell quiet.", "shelled", date(2025, 2, 3)),
    ("Turkey, in a speech on Monday, urged Syria to leave.", "urged", date(2025, 2, 3)),
    ("Turkey's minister, speaking in Oslo on Monday, urged Syria to leave.", "urged", date(2025, 2, 3)),
    ("Turkey, late on Monday, shelled Syria.", "shelled", date(2025, 2, 3)),
    ("Turkey, a spokesman said on Monday, condemned Syria.", "condemned", date(2025, 2, 3)),
    ("Turkey, who as a guest in 2016 shelled Syria, fell quiet.", "shelled", date(2016, 1, 1)),
    ("Oslo said that Turkey on Monday shelled Syria.", "shelled", date(2025, 2, 3)),
    ("On a visit, Oslo said: on Monday, Turkey shelled Syria.", "shelled", date(2025, 2, 3)),
]


@pytest.mark.parametrize(("text", "words", "day"), OF_SUBJECT, ids=[text for text, _, _ in OF_SUBJECT])
def test_a_time_told_of_the_subject_dates_nothing_that_the_main_verb_tells(
    text: str, words: str, day: date | None
) -> None:
    assert when_of(text, words, "ASSAULT" if words == "shelled" else "ACCUSE").start == day


@pytest.mark.parametrize(
    ("text", "words", "old"),
    [
        ("Turkey, which joined the pact in 1952, shelled Syria.", "shelled", False),
        ("In 1952 Turkey shelled Syria.", "shelled", True),
    ],
)
def test_a_time_told_by_the_way_is_no_sign_of_history(text: str, words: str, old: bool) -> None:
    layers, clauses, act = dated_act(text, words, "ASSAULT")
    assert ("time old" in signs_of(layers, layers.reading.sentences[0], clauses, act)) is old


COMPARED = [
    ("Turkey shelled Syria in the worst fighting since 2014.", "shelled", None),
    ("Turkey shelled Syria for the first time since 2018.", "shelled", None),
    ("On Monday Turkey shelled Syria for the first time since 2018.", "shelled", date(2025, 2, 3)),
    ("In the worst fighting since at least 2014, Turkey shelled Syria.", "shelled", None),
    ("Turkey expelled Syrian envoys, its harshest move since October.", "expelled", None),
    ("Turkey asked Syria, its ally since 1977, for fuel.", "asked", None),
    ("It was the first attack of Turkey on Syria since October.", "attack", None),
    ("Turkey has made its biggest raid on Syria since 2022.", "raid", None),
    ("Turkey's army was the first force to raid Syria since 2022.", "raid", None),
    ("It was the first time that Turkey had shelled Syria since ties began in 2014.", "shelled", None),
    ("It was only the second time since 2018 that Turkey had shelled Syria.", "shelled", None),
    ("Turkey has shelled Syria since 2022.", "shelled", date(2022, 1, 1)),
    ("Turkey has shelled the west of Syria since 2022.", "shelled", date(2022, 1, 1)),
    ("Since January Turkey shelled Syria.", "shelled", date(2025, 1, 1)),
    ("Turkey's raids on Syria since 2022 go on.", "raids", date(2022, 1, 1)),
]


@pytest.mark.parametrize(("text", "words", "day"), COMPARED, ids=[text for text, _, _ in COMPARED])
def test_a_time_since_when_there_was_nothing_like_an_act_does_not_date_it(
    text: str, words: str, day: date | None
) -> None:
    assert when_of(text, words, "SANCTION" if words == "expelled" else "ASSAULT").start == day


LASTING = [
    ("Turkey has shelled Syria since 2021.", "shelled", False),
    ("Turkey has been shelling Syria since 2014.", "shelling", False),
    ("Since November Turkey has been shelling Syria.", "shelling", False),
    ("Turkey has since 2021 shelled Syria.", "shelled", False),
    ("Turkey's raids on Syria since 2022 go on.", "raids", False),
    ("Turkey had shelled Syria since 2021.", "shelled", True),
    ("Turkey shelled Syria in 2021.", "shelled", True),
    ("Trade of Turkey with Syria has been suspended since 2021.", "suspended", True),
    ("The border of Turkey with Syria has been shelled since 2021.", "shelled", False),
    ("Turkey has shelled Syria twice since 2011.", "shelled", True),
    ("Turkey and Syria have fought two major wars since 1991.", "fought", True),
    ("Turkey has raided Syria on dozens of occasions since 2011.", "raided", True),
    ("Turkey has occupied two districts of Syria since 2016.", "occupied", False),
    ("Turkey has shelled Syria three times since January.", "shelled", False),
    ("Trade has been low since 2021, when Turkey shelled Syria.", "shelled", True),
    ("Turkey's trade has been low since November, it said, shelling Syria.", "shelling", True),
]


@pytest.mark.parametrize(("text", "words", "historical"), LASTING, ids=[text for text, _, _ in LASTING])
def test_what_has_gone_on_since_a_time_is_no_history(text: str, words: str, historical: bool) -> None:
    when = when_of(text, words)
    assert (when.start is not None, by_date(when, PUBLISHED)) == (True, historical)


OF_TELLER = [
    ("In January the council adopted a text deploring Turkey's strike on Syria.", "strike", None),
    ("The court ruled on Monday on Turkey's seizure of a ship of Syria.", "seizure", None),
    ("On Monday, the court heard a case about Turkey's long siege of Syria.", "siege", None),
    ("On Monday six died in Turkey's strike on Syria.", "strike", date(2025, 2, 3)),
    ("On Monday Turkey's strike on Syria killed six.", "strike", date(2025, 2, 3)),
    ("On Monday trade fell, and Turkey's strike on Syria killed six.", "strike", date(2025, 2, 3)),
    ("On Monday a strike by Turkey on Syria killed six.", "strike", date(2025, 2, 3)),
    ("On Monday the army launched Turkey's strike on Syria.", "strike", date(2025, 2, 3)),
    ("The game began after Turkey's 2014 strike on Syria.", "strike", date(2014, 1, 1)),
]


@pytest.mark.parametrize(("text", "words", "day"), OF_TELLER, ids=[text for text, _, _ in OF_TELLER])
def test_the_time_of_another_s_verb_is_not_that_of_what_it_is_about(text: str, words: str, day: date | None) -> None:
    assert when_of(text, words).start == day


def test_what_is_to_be_spoken_of_is_not_to_come() -> None:
    layers, clauses, act = dated_act("Oslo will debate in May a motion on Turkey's raid on Syria.", "raid", "ASSAULT")
    assert date_of(layers, layers.reading.sentences[0], clauses, act, None) == When()


NOWADAYS = [
    ("Oslo said that today Turkey is shelling Syria.", "shelling", None),
    ("Today Turkey is behind the buildup against Syria.", "buildup", None),
    ("Today both Turkey and Syria host envoys.", "host", None),
    ("Turkey today shelled Syria.", "shelled", PUBLISHED),
    ("Today Turkey shelled Syria.", "shelled", PUBLISHED),
    ("Turkey shells Syria today.", "shells", PUBLISHED),
    ("Turkey is shelling Syria today.", "shelling", PUBLISHED),
]


@pytest.mark.parametrize(("text", "words", "day"), NOWADAYS, ids=[text for text, _, _ in NOWADAYS])
def test_today_before_a_verb_in_the_present_means_these_days(text: str, words: str, day: date | None) -> None:
    assert when_of(text, words).start == day


REMEMBERED = [
    ("Turkey's invasion of Syria was commemorated on Friday.", "invasion", "ASSAULT", True),
    ("Envoys marked Turkey's victory over Syria on Friday.", "victory", "ASSAULT", True),
    ("Envoys marked the anniversary of Turkey's treaty with Syria on Friday.", "treaty", "SUPPORT", True),
    ("People remembered Turkey's attack on Syria on Friday.", "attack", "ASSAULT", True),
    ("Envoys marked Turkey's treaty with Syria on Friday.", "treaty", "SUPPORT", False),
    ("Days before the anniversary, Turkey attacked Syria on Friday.", "attacked", "ASSAULT", False),
]


@pytest.mark.parametrize(("text", "words", "kind", "over"), REMEMBERED, ids=[text for text, *_ in REMEMBERED])
def test_the_day_of_a_ceremony_is_not_that_of_what_is_remembered(text: str, words: str, kind: str, over: bool) -> None:
    _, clauses, act = dated_act(text, words, kind)
    assert is_remembered(clauses, act) is over
    assert (when_of(text, words, kind).start is None) is over
