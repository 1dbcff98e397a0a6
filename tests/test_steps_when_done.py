"""When an act was done and whether it is history: what the words around it support, and nothing beyond."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from told_sentences import DAY, dated_act, reading_of

from dyadbook.models.labels import HISTORIES
from dyadbook.records import Actor, Form, Reading, Statement, When, words_at
from dyadbook.steps import times
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.ruled_acts import ruled_acts
from dyadbook.steps.event_reports import merged_reports
from dyadbook.steps.events import tell
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.layers import Layers
from dyadbook.steps.when import history
from dyadbook.steps.when.done import _week_to_come, date_of
from dyadbook.steps.when.history_signs import signs_of, with_others
from dyadbook.steps.when.met import day_met, with_meetings


def act_in(reading: Reading, number: int = 0) -> tuple[Layers, Clauses, Act]:
    """Return the last act of a sentence with what its date and history are read from."""
    sentence = reading.sentences[number]
    clauses = Clauses(reading.article.text, sentence.start, sentence.end, reading.mentions)
    return Layers(reading), clauses, ruled_acts(clauses)[-1]


def of_first(reading: Reading) -> tuple[Layers, Clauses, Act]:
    """Return the first act of the first sentence with what its date is read from."""
    sentence = reading.sentences[0]
    clauses = Clauses(reading.article.text, sentence.start, sentence.end, reading.mentions)
    return Layers(reading), clauses, ruled_acts(clauses)[0]


def day_of(*paragraphs: str, statement: Statement | None = None) -> date | None:
    """Return the day that the first sentence's last act is given."""
    layers, clauses, act = act_in(times.STEP.run([reading_of(*paragraphs)])[0])
    return date_of(layers, layers.reading.sentences[0], clauses, act, statement).start


DATED = [
    ("Turkey shelled Syria on Tuesday.", date(2025, 2, 4)),
    ("Turkey condemned Syria, and Iran shelled Israel on Tuesday.", date(2025, 2, 4)),
    ("On Tuesday, Turkey shelled Syria.", date(2025, 2, 4)),
    ("On Tuesday, days after the talks, Turkey shelled Syria.", date(2025, 2, 4)),
    ("Two weeks after France recalled its envoy, Turkey shelled Syria on Tuesday.", date(2025, 2, 4)),
    ("Hours after Turkey shelled Syria on Tuesday, France left.", date(2025, 2, 4)),
    ("On Tuesday, Turkey recalled its envoy and France condemned Iran.", date(2025, 2, 4)),
    ("Sanctions imposed on Russia by France in January hurt.", date(2025, 1, 1)),
    ("Turkey shelled Syria during the 2016 war.", date(2016, 1, 1)),
    ("France condemned Iran in a speech meant to push Russia to agree on Tuesday.", date(2025, 2, 4)),
    ("France said on Monday that Iran would lose, condemning Russia.", date(2025, 2, 3)),
    ("France condemned Iran's harsh report as false on Monday.", date(2025, 2, 3)),
    ("France criticized Iran last month.", date(2025, 1, 1)),
    ("Turkey thanked Syria for its help on Monday.", date(2025, 2, 3)),
    ("Turkey and Syria signed the treaty of 1998.", date(1998, 1, 1)),
    ("In the early hours of Monday Turkey shelled Syria.", date(2025, 2, 3)),
    ("Prices were low until Monday, when Turkey closed a port and shelled Syria.", date(2025, 2, 3)),
    ("Turkey met Syria for Monday's talks.", date(2025, 2, 3)),
    ("Turkey condemned Syria, for the first time since July, on Monday.", date(2025, 2, 3)),
    ("Turkey endorsed the Syrian plan in March 2022.", date(2022, 3, 1)),
    ("Turkey recognized Syria's sovereignty over the isle in December 2020.", date(2020, 12, 1)),
    ("Turkey urged Syria to release the crew in March 2021.", date(2021, 3, 1)),
    ("Turkey asked Syria to pay the debt last month.", date(2025, 1, 1)),
    ("In 2016 Turkey shelled Syria; in 2019 France left.", date(2016, 1, 1)),
    ("In 2016 Turkey shelled Syria, and in 2019 France left.", date(2016, 1, 1)),
    ("Turkey shelled Syria and Iran on Monday and in 2016.", date(2025, 2, 3)),
]


@pytest.mark.parametrize(("text", "day"), DATED, ids=[text for text, _ in DATED])
def test_a_time_of_its_own_clause_or_one_that_opens_the_sentence_dates_an_act(text: str, day: date) -> None:
    assert day_of(text) == day


STRETCHES = [
    ("Turkey occupied Syria from 1942 to 1945.", "1942-01-01", "1946-01-01"),
    ("Between 1993 and 2020 Turkey occupied Syria.", "1993-01-01", "2021-01-01"),
    ("Turkey shelled Syria from May 1998 to June 2000.", "1998-05-01", "2000-07-01"),
    ("Turkey met Syria on 3-5 March 2023.", "2023-03-03", "2023-03-06"),
    ("Turkey shelled Syria between late 2015 and early 2016.", "2015-01-01", "2017-01-01"),
    ("Turkey shelled Syria from Monday to Wednesday.", "2025-02-03", "2025-02-06"),
    ("Turkey shelled Syria in 2016 and Iran in 2019.", "2016-01-01", "2017-01-01"),
    ("Turkey postponed the summit with Syria from May 2024 to June 2024.", "2024-05-01", "2024-06-01"),
]


@pytest.mark.parametrize(("text", "start", "end"), STRETCHES, ids=[text for text, _, _ in STRETCHES])
def test_a_stretch_of_time_is_told_to_its_end(text: str, start: str, end: str) -> None:
    layers, clauses, act = of_first(times.STEP.run([reading_of(text)])[0])
    when = date_of(layers, layers.reading.sentences[0], clauses, act, None)
    assert (str(when.start), str(when.end)) == (start, end)


UNDATED = [
    "Turkey shelled Syria.",
    "Parliament, which met on Tuesday, heard that Turkey shelled Syria.",
    "Turkey shelled Syria while crowds gathered on Tuesday.",
    "Turkey shelled Syria until Tuesday.",
    "Turkey shelled Syria up to Tuesday.",
    "Prices were low until Monday, when rebels who say that Turkey shelled Syria left.",
    "Turkey expelled Syrian diplomats, to be gone by 20 February.",
    "Turkey expelled Syrian diplomats by 20 February.",
    "Turkey ordered the envoy to leave no later than 20 February over talks between Iran and Syria.",
    "Turkey asked the envoy to leave by 20 February over talks between Iran and Syria.",
    "Turkey closed a port on Monday because Syria had condemned Iran.",
    "Turkey closed a port on Monday because Syria condemned Iran.",
    "On Monday Turkey closed a port as Syria had condemned Iran.",
    "On Tuesday, rebels whom Turkey has accused of ties to Syria left.",
    "Every year Turkey shells Syria.",
    "Turkey met Iran on Monday, but shelled Syria.",
    "Turkey lifted the sanctions imposed on Syria in 2019.",
    "Turkey lifted the sanctions that it imposed on Syria in 2019.",
    "Turkey lifted the ban imposed on Monday on Syria.",
    "Turkey condemned the blockade imposed since January by Syria.",
    "Turkey praised the truce with Syria that took effect on Monday.",
    "Turkey urged Syria to honour the treaty of 1998.",
    "Turkey urged Syria to explain the death of a spy in 2019.",
    "Turkey urged Syria to honour a pact that it signed in 2019.",
    "Turkey condemned Syria over bills from 2007 and 2008.",
    "Turkey expelled Syrian envoys named in letters from 2007 and 2008.",
    "Turkey condemned Syria over the raid in January.",
    "Turkey accused Syria of shelling a village in January.",
    "Turkey condemned the coup in Syria in 1990.",
    "Turkey thanked Syria for its help in 2019.",
    "Turkey expelled Syrian envoys from June summit.",
    "Turkey sent aid to Syria, hit by floods in 2004.",
    "Turkey reopened its border with Syria, shut since 2020.",
    "Turkey lifted sanctions on Syria imposed in 2020.",
    "Turkey restored relations with Syria broken off in 2020.",
    "On Monday Turkey, once shelled by Syria, fell quiet.",
    "Crowds gathered on Tuesday, a week after Turkey shelled Syria.",
    "On Tuesday, days before Turkey shelled Syria, crowds gathered.",
    "Turkey condemned Syria over the 2016 accord.",
    "France met nobody on Monday unless Turkey condemned Syria.",
    "Iran praised Russia's February 3 launch, and Turkey condemned Syria.",
    "France condemned Iran, an envoy said on his way to meet Russia on Tuesday.",
    "France condemned Iran in a speech meant to push Russia to agree on Tuesday, not Monday.",
    "After Monday's vote, Turkey condemned Syria.",
    "Turkey condemned Syria over Monday's raid.",
    "Turkey shelled Syria — Bo Lind (@bolind) February 3, 2025",
    "Monday marks the anniversary of the raid in which Turkey shelled Syria.",
    "Turkey condemned Syria in resolution 1929 (2010).",
    "Two weeks after a clash on 3 February, Turkey shelled Syria.",
    "Just hours after Turkey shelled Syria, crowds gathered on Tuesday.",
    "After Turkey shelled Syria, crowds gathered on Tuesday.",
    "After France recalled its envoy on Monday, Turkey shelled Syria.",
    "Turkey condemned Syria in its resolution 12/7 (2010).",
    "Turkey condemned Syria for its refusal of a visa to attend talks on Monday.",
    "Turkey has accused Syria of treason since a vote in 2016.",
    "Turkey has accused Syria of treason since a vote in 2016 and the fall of its king last year.",
    "Turkey accused Syria of treason, and on Monday left.",
    "Turkey shelled Syria; on Monday France left.",
    "Turkey shelled Syria, and in January France left.",
    "Turkey has condemned Syria and last month sold a ship.",
    "Turkey praised Syria but was cautious on Monday.",
    "Unless talks end by Friday, Turkey will shell Syria.",
    "If talks fail on Monday, Turkey will shell Syria.",
    "Turkey will shell Syria unless talks end by Friday.",
]


@pytest.mark.parametrize("text", UNDATED)
def test_no_time_of_another_clause_dates_it_nor_does_the_day_of_publication(text: str) -> None:
    assert day_of(text) is None


CARRIED = [
    ("Turkey on Sunday sent a stern warning to Syria.", "warning", date(2025, 2, 2)),
    ("Turkey on Sunday hosted a march against a warning to Syria.", "warning", None),
    (
        "Oslo welcomed the dialogue on trade launched this week by Turkey and Syria.",
        "dialogue",
        date(2025, 2, 3),
    ),
    ("The talks of Turkey with Syria took place on Monday.", "talks", date(2025, 2, 3)),
    ("Turkey praised the talks with Syria that went nowhere on Monday.", "talks", None),
    ("Turkey condemned the campaign against the north, which Syria started in 2008.", "campaign", None),
    (
        "Turkey condemned the campaign there, which it started in 2008 against Syria.",
        "campaign",
        date(2008, 1, 1),
    ),
    ("Turkey and Syria opened talks, and Iran shelled a town in January.", "talks", None),
    ("Turkey's leader on Sunday defended the plan during a visit to Syria.", "visit", date(2025, 2, 2)),
    ("Turkey's leader said on Sunday that peace grew during a visit to Syria.", "visit", None),
    ("Turkey was at odds with Syria late on Monday after long, bitter talks.", "talks", None),
    ("Iran denied the raid early on Monday local time that hit Russia.", "hit", date(2025, 2, 3)),
    ("Iran denied on Monday in Oslo that Turkey hit Russia.", "hit", None),
    ("Turkey's leader returned on Monday from a visit to Syria.", "visit", None),
    ("In 2019 Oslo fined Turkey for shelling Syria.", "shelling", None),
    ("Turkey tested what appeared to be a new missile off Syria on Monday.", "tested", date(2025, 2, 3)),
    ("On Monday Oslo marked the anniversary of the Turkey raid on Syria.", "raid", None),
]


REFUSED = [
    ("Turkey refused the envoy of Syria a visa to visit Oslo on Tuesday.", None),
    ("Turkey refused the envoy of Syria leave to attend the talks on Tuesday.", None),
    ("Turkey on Monday refused the envoy of Syria a visa to visit Oslo on Tuesday.", date(2025, 2, 3)),
    ("Turkey refused the envoy of Syria on Tuesday.", date(2025, 2, 4)),
]


@pytest.mark.parametrize(("text", "day"), REFUSED)
def test_the_day_of_what_one_is_not_let_go_to_is_not_that_of_the_refusal(text: str, day: date | None) -> None:
    layers, clauses, act = dated_act(text, "refused", "REJECT")
    assert date_of(layers, layers.reading.sentences[0], clauses, act, None).start == day


CURBS = [
    ("On Monday Oslo tested a ship, defying sanctions of Turkey on Syria.", None),
    ("On Monday Oslo spoke of the sanctions of Turkey on Syria.", None),
    ("Over the weekend, Oslo complained that the sanctions of Turkey hurt Syria.", None),
    ("On Monday Turkey unveiled new sanctions on Syria.", date(2025, 2, 3)),
    ("On Monday Turkey imposed sanctions on Syria.", date(2025, 2, 3)),
    ("The sanctions of Turkey on Syria began on Monday.", date(2025, 2, 3)),
]


@pytest.mark.parametrize(("text", "day"), CURBS)
def test_sanctions_that_are_only_spoken_of_have_no_day_of_those_who_speak(text: str, day: date | None) -> None:
    layers, clauses, act = dated_act(text, "sanctions", "SANCTION")
    assert date_of(layers, layers.reading.sentences[0], clauses, act, None).start == day


@pytest.mark.parametrize(("text", "words", "day"), CARRIED, ids=[text for text, _, _ in CARRIED])
def test_the_time_of_a_verb_that_only_carries_a_noun_is_that_of_the_noun_s_act(
    text: str, words: str, day: date | None
) -> None:
    layers, clauses, act = dated_act(text, words)
    assert date_of(layers, layers.reading.sentences[0], clauses, act, None).start == day


COMING_ACTS = [
    ("Turkey readies tariffs on Syria and they will go into effect Monday.", "tariffs", date(2025, 2, 10)),
    ("Turkey will ship Syria a hundred donated trucks next week.", "ship", date(2025, 2, 10)),
    ("Turkey will ship Syria trucks, an envoy who had gone there said next week would do.", "ship", None),
]


@pytest.mark.parametrize(("text", "words", "day"), COMING_ACTS)
def test_what_is_to_come_is_of_the_only_time_ahead_in_its_clause(text: str, words: str, day: date | None) -> None:
    layers, clauses, act = dated_act(text, words)
    act.modality = "future"
    assert date_of(layers, layers.reading.sentences[0], clauses, act, None).start == day


FAR_NOUNS = [
    ("The warning of Turkey to Syria stood, an envoy told the press on Monday.", "warning", date(2025, 2, 3)),
    (
        "The warning of Turkey to Syria over the ships in the port stood, the envoy of a third state told the press in "
        "a long call on Monday.",
        "warning",
        None,
    ),
    ("In the 2016 dispute that Oslo tried to end, Turkey kept to its war on Syria.", "war", date(2016, 1, 1)),
    (
        "A law was to punish Oslo for its part in the 2016 vote and other acts in the far south and east of the land, "
        "including the very long war of Turkey on Syria.",
        "war",
        None,
    ),
]


@pytest.mark.parametrize(("text", "words", "day"), FAR_NOUNS)
def test_a_time_beyond_a_verb_is_of_no_noun_far_from_it(text: str, words: str, day: date | None) -> None:
    kind = "ASSAULT" if words == "war" else "THREATEN"
    layers, clauses, act = dated_act(text, words, kind)
    assert date_of(layers, layers.reading.sentences[0], clauses, act, None).start == day


def test_what_was_not_done_is_of_the_only_day_of_its_clause() -> None:
    layers, clauses, act = dated_act("Turkey's plan to shell Syria came to a halt on Monday.", "shell")
    act.modality = "negated"
    assert date_of(layers, layers.reading.sentences[0], clauses, act, None).start == date(2025, 2, 3)


AHEAD = [
    ("Turkey promised to meet Syria by May.", date(2025, 5, 1)),
    ("Turkey promised to meet Syria before January.", date(2026, 1, 1)),
    ("Turkey promised on Tuesday to meet Syria.", None),
    ("In 2024, Turkey was to meet Syria.", None),
    ("Turkey shelled Syria on Friday and will condemn Iran.", None),
    ("On Friday Turkey will condemn Iran.", DAY),
]


@pytest.mark.parametrize(("text", "day"), AHEAD, ids=[text for text, _ in AHEAD])
def test_what_is_still_to_come_never_has_a_day_that_is_over(text: str, day: date | None) -> None:
    layers, clauses, act = act_in(times.STEP.run([reading_of(text)])[0])
    act.modality = "future"
    assert date_of(layers, layers.reading.sentences[0], clauses, act, None).start == day


def said(reading: Reading, content: str, when: When, form: Form = "direct") -> Statement:
    """Return a statement of Iran's president with these words."""
    start = reading.article.text.index(content)
    words = words_at(reading.article.text, start, start + len(content))
    speaker = Actor(name="Ali Karimi", kind="person", country="IRN", id="person/ali-karimi")
    return Statement(
        id=content, speaker=speaker, form=form, cue=None, content=(words,), date=when, block="body", confidence=0.9,
        origin="test",
    )  # fmt: skip


MONDAY = When(start=date(2025, 2, 3), end=date(2025, 2, 4), precision="day")
COMING = When(start=date(2025, 2, 10), end=date(2025, 2, 11), precision="day")
SUNDAY = When(start=date(2025, 2, 2), end=date(2025, 2, 3), precision="day")


LONG = " ".join(["Rain fell on the port."] * 20)


@pytest.mark.parametrize(
    ("before", "form", "between", "day"),
    [
        ((MONDAY,), "direct", "", MONDAY.start),
        ((MONDAY, MONDAY), "direct", LONG, MONDAY.start),
        ((SUNDAY, MONDAY), "direct", "", MONDAY.start),
        ((SUNDAY, MONDAY), "direct", LONG, None),
        ((MONDAY,), "indirect", "", None),
        ((), "direct", "", None),
    ],
    ids=["one day", "one day told twice", "two days, one close", "two days, none close", "not a quotation", "no day"],
)
def test_a_quotation_is_of_the_only_day_on_which_its_speaker_speaks_or_of_the_one_told_just_before(
    before: tuple[When, ...], form: Form, between: str, day: date | None
) -> None:
    reading = times.STEP.run([reading_of(f"One. Two. {between} “Iran condemns France.”")])[0]
    own = said(reading, "Iran condemns France.", When(), form)
    told = [said(reading, words, when) for words, when in zip(("One.", "Two."), before, strict=False)]
    layers, clauses, act = act_in(msgspec.structs.replace(reading, statements=(*told, own)), number=-1)
    assert date_of(layers, layers.reading.sentences[-1], clauses, act, own).start == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("It was said on Monday.", MONDAY.start),
        ("It was said in Monday's speech.", MONDAY.start),
        ("It was said in a talk of Monday's raid.", None),
        ("It was said at the Monday briefing.", MONDAY.start),
        ("It was said of the Monday raid.", None),
    ],
)
def test_no_day_that_names_a_thing_is_that_of_the_words_about_it(words: str, day: date | None) -> None:
    reading = times.STEP.run([reading_of(f"“Iran condemns France.” {words}")])[0]
    start = reading.article.text.index("Monday")
    when = msgspec.structs.replace(MONDAY, words=words_at(reading.article.text, start, start + len("Monday")))
    own = said(reading, "Iran condemns France.", when)
    layers, clauses, act = act_in(msgspec.structs.replace(reading, statements=(own,)))
    assert date_of(layers, layers.reading.sentences[0], clauses, act, own).start == day


def test_the_day_of_a_paper_is_that_of_no_other_words() -> None:
    reading = times.STEP.run([reading_of("One, says a memo dated Monday.", "“Iran condemns France.”")])[0]
    start = reading.article.text.index("Monday")
    when = msgspec.structs.replace(MONDAY, words=words_at(reading.article.text, start, start + len("Monday")))
    own = said(reading, "Iran condemns France.", When())
    layers, clauses, act = act_in(
        msgspec.structs.replace(reading, statements=(said(reading, "One", when), own)), number=1
    )
    assert date_of(layers, layers.reading.sentences[1], clauses, act, own).start is None


@pytest.mark.parametrize(("between", "day"), [("", date(2024, 6, 3)), (LONG, None)], ids=["close", "far"])
def test_the_only_day_on_which_somebody_spoke_long_ago_dates_what_stands_beside_it(
    between: str, day: date | None
) -> None:
    old = When(start=date(2024, 6, 3), end=date(2024, 6, 4), precision="day")
    reading = times.STEP.run([reading_of(f"One. {between} “Iran condemns France.”")])[0]
    own = said(reading, "Iran condemns France.", When())
    layers, clauses, act = act_in(
        msgspec.structs.replace(reading, statements=(said(reading, "One.", old), own)), number=-1
    )
    assert date_of(layers, layers.reading.sentences[-1], clauses, act, own).start == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Iran shelled France.", date(2025, 2, 3)),
        ("Iran has shelled France.", None),
        ("Iran had shelled France.", None),
        ("Iran is shelling France.", None),
    ],
)
def test_the_day_of_words_dates_no_deed_of_which_they_tell_as_over_or_going_on(words: str, day: date | None) -> None:
    reading = times.STEP.run([reading_of(f"On Monday its leader said {words}")])[0]
    own = said(reading, words[:-1], MONDAY)
    layers, clauses, act = of_first(msgspec.structs.replace(reading, statements=(own,)))
    assert date_of(layers, layers.reading.sentences[0], clauses, act, own).start == day


@pytest.mark.parametrize(
    ("words", "day"), [("Iran condemns France.", MONDAY.start), ("Iran has condemned France.", None)]
)
def test_what_a_speaker_says_is_done_is_not_done_by_his_words(words: str, day: date | None) -> None:
    reading = times.STEP.run([reading_of(f"“{words}”")])[0]
    own = said(reading, words, MONDAY)
    layers, clauses, act = act_in(msgspec.structs.replace(reading, statements=(own,)))
    assert date_of(layers, layers.reading.sentences[0], clauses, act, own).start == day


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ("It must end! — Ali Karimi (@alikarimi) February 3, 2025", date(2025, 2, 3)),
        ("It must end! — Bo Lind (@bolind) February 3, 2025", None),
        ("It must end! — Ali Karimi (@alikarimi) February 2025", None),
        ("They will meet on February 3, 2025.", None),
    ],
)
def test_a_message_in_full_is_of_the_day_below_it(after: str, day: date | None) -> None:
    reading = times.STEP.run([reading_of(f"Iran condemns France. {after}")])[0]
    own = said(reading, "Iran condemns France.", When())
    layers, clauses, act = act_in(msgspec.structs.replace(reading, statements=(own,)))
    assert date_of(layers, layers.reading.sentences[0], clauses, act, own).start == day


@pytest.mark.parametrize(
    ("between", "when", "day"),
    [("", MONDAY, MONDAY.start), (LONG, MONDAY, None), ("", When(), None)],
    ids=["close", "far", "no day"],
)
def test_what_a_lead_reports_is_of_the_day_of_the_words_that_follow(between: str, when: When, day: date | None) -> None:
    reading = times.STEP.run([reading_of("Iran condemns France.", f"{between} One.")])[0]
    own = said(reading, "Iran condemns France.", When(), "indirect")
    layers, clauses, act = act_in(msgspec.structs.replace(reading, statements=(own, said(reading, "One.", when))))
    assert date_of(layers, layers.reading.sentences[0], clauses, act, own).start == day


@pytest.mark.parametrize(
    ("words", "told", "day"),
    [
        ("condemned", (MONDAY,), MONDAY.start),
        ("condemned", (SUNDAY, MONDAY), MONDAY.start),
        ("voiced condemnation of", (MONDAY,), MONDAY.start),
        ("began by condemning", (MONDAY,), None),
        ("left after he condemned", (MONDAY,), None),
        ("condemned", (), None),
        ("condemned", (COMING,), None),
        ("had condemned", (MONDAY,), None),
        ("has long condemned", (MONDAY,), None),
        ("shelled", (MONDAY,), None),
    ],
)
def test_what_a_person_does_by_words_is_of_the_only_day_on_which_he_is_said_to_speak(
    words: str, told: tuple[When, ...], day: date | None
) -> None:
    reading = times.STEP.run([reading_of(f"One. Two. Iran's president {words} France.")])[0]
    speaking = [said(reading, text, when) for text, when in zip(("One.", "Two."), told, strict=False)]
    layers, clauses, act = act_in(msgspec.structs.replace(reading, statements=tuple(speaking)), number=2)
    clauses.mentions = [
        Actor(name="Ali Karimi", kind="person", country="IRN", id="person/ali-karimi") if index in act.source else one
        for index, one in enumerate(clauses.mentions)
    ]
    assert date_of(layers, layers.reading.sentences[2], clauses, act, None).start == day


@pytest.mark.parametrize(
    ("words", "elsewhere", "day"),
    [
        ("We condemn France.", None, MONDAY.start),
        ("We had condemned France.", None, None),
        ("Our accord with France holds.", None, None),
        ("Oslo condemns France.", "IRN", MONDAY.start),
        ("Oslo condemns France.", "RUS", None),
    ],
)
def test_what_a_speaker_does_by_words_as_we_or_unnamed_is_of_the_day_of_the_words(
    words: str, elsewhere: str | None, day: date | None
) -> None:
    reading = times.STEP.run([reading_of(f"“{words}”")])[0]
    own = said(reading, words, MONDAY)
    layers, clauses, act = act_in(msgspec.structs.replace(reading, statements=(own,)))
    if elsewhere:
        act.source, act.elsewhere = [], (Actor(name=elsewhere, kind="country", country=elsewhere, id=elsewhere),)
    assert date_of(layers, layers.reading.sentences[0], clauses, act, own).start == day


@pytest.mark.parametrize(
    ("basis", "same"),
    [("time in the sentence (weekday)", True), ("weekday", False)],
    ids=["told with one", "of the words of both"],
)
def test_two_acts_of_one_day_are_one_unless_it_is_only_the_day_of_the_words(basis: str, same: bool) -> None:
    reading = reading_of("Iran condemned France.", "Iran blamed France.")
    one, other = (event for event in tell(reading).events)
    one, other = (
        msgspec.structs.replace(event, date=msgspec.structs.replace(MONDAY, basis=told))
        for event, told in ((one, "weekday"), (other, basis))
    )
    assert (len(merged_reports([one, other])) == 1) == same


FAR = " ".join(["Nothing of this was told to the clerks of the harbor."] * 40)


@pytest.mark.parametrize(
    ("first", "later", "many"),
    [
        ("Iran condemned France over the cargo of timber.", "Iran assailed France for its cargo of timber.", 1),
        ("Iran condemned France over the cargo of timber.", "Iran condemned France over its quotas for fish.", 2),
        ("Iran shelled a port of France that ships timber.", "Iran bombed a port of France that ships timber.", 2),
        ("Iran had condemned France over a cargo of timber.", "Iran assailed France over a cargo of timber.", 2),
        ("Iran condemned France over a cargo of timber.", "France assailed Iran over a cargo of timber.", 2),
    ],
    ids=["like words", "other words", "what recurs", "history and news", "the other way"],
)
def test_what_is_told_once_more_far_below_in_like_words_is_one_event(first: str, later: str, many: int) -> None:
    events = tell(reading_of(first, FAR, later)).events
    past = "had" in first
    events = [msgspec.structs.replace(one, historical=past and not number) for number, one in enumerate(events)]
    assert [event.act for event in events] == [events[0].act] * 2
    assert len(merged_reports(events)) == many


@pytest.mark.parametrize(("other", "many"), [("Ali Karimi", 1), ("Reza Amini", 2), (None, 1)])
def test_what_other_persons_of_a_party_do_in_like_words_is_another_act(other: str | None, many: int) -> None:
    one, two = tell(reading_of("Iran condemned France over timber.", FAR, "Iran assailed France over timber.")).events
    karimi, who = (
        Actor(name=name, kind="person", country="IRN", id=f"person/{name}") if name else one.source[0]
        for name in ("Ali Karimi", other)
    )
    events = [msgspec.structs.replace(one, source=(karimi,)), msgspec.structs.replace(two, source=(who,))]
    assert len(merged_reports(events)) == many


def test_of_two_events_with_one_id_the_surer_is_told() -> None:
    [event] = tell(reading_of("Iran condemned France.")).events
    weak = msgspec.structs.replace(event, modality="future", confidence=event.confidence / 2)
    assert merged_reports([weak, event]) == merged_reports([event, weak]) == [event]


MEETINGS = [
    (
        "Turkey's leader met the press on Monday.",
        "At a joint appearance, Turkey praised Syria.",
        "appearance",
        MONDAY.start,
    ),
    ("Turkey's leader met the press on Monday.", "Turkey held talks with Syria.", "talks", MONDAY.start),
    ("Turkey's leader met the press on Monday.", "Turkey had held talks with Syria.", "talks", None),
    ("Turkey's leader met the press on Monday.", "Iran, which joined talks of Turkey with Syria, left.", "talks", None),
    ("Turkey's leader met the press on Monday.", "Iran feared for talks of Turkey with Syria.", "talks", None),
    ("Turkey's leader met the press on Monday and Tuesday.", "Turkey held talks with Syria.", "talks", None),
    ("Turkey's leader will meet the press on Monday.", "Turkey held talks with Syria.", "talks", None),
    ("Turkey's leader met the press in 2016.", "Turkey held talks with Syria.", "talks", None),
    ("Turkey's leader met the press on Monday.", "Years ago Turkey held talks with Syria.", "talks", None),
    ("Turkey's leader met the press.", "Turkey held talks with Syria.", "talks", None),
]


@pytest.mark.parametrize(("before", "text", "words", "day"), MEETINGS)
def test_a_meeting_without_a_time_is_of_the_only_day_of_the_sentence_before(
    before: str, text: str, words: str, day: date | None
) -> None:
    reading = times.STEP.run([reading_of(before, text)])[0]
    sentence = reading.sentences[1]
    clauses = Clauses(reading.article.text, sentence.start, sentence.end, reading.mentions)
    at = [token.low for token in clauses.tokens].index(words)
    assert day_met(Layers(reading), sentence, clauses, Act(at, at, "CONSULT", "CONSULT", "", "", [0], [1])).start == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("he said in a meeting with France's envoy", MONDAY.start),
        ("he said at Oslo's port before the press, far from a meeting with France's envoy", None),
        ("he said of a meeting with France's envoy", None),
    ],
)
def test_what_is_said_in_a_meeting_is_said_on_its_day(words: str, day: date | None) -> None:
    reading = times.STEP.run([reading_of("One.", f"“Two,” {words}.")])[0]
    start = reading.article.text.index("said")
    cued = msgspec.structs.replace(said(reading, "Two,", When()), cue=words_at(reading.article.text, start, start + 4))
    told_before = said(reading, "One.", MONDAY)
    reading = msgspec.structs.replace(reading, statements=(told_before, cued))
    sentence = reading.sentences[1]
    clauses = Clauses(reading.article.text, sentence.start, sentence.end, reading.mentions)
    clauses.mentions = [msgspec.structs.replace(one, country="IRN") for one in clauses.mentions]
    at = [token.low for token in clauses.tokens].index("meeting")
    assert day_met(Layers(reading), sentence, clauses, Act(at, at, "CONSULT", "CONSULT", "", "", [0], [])).start == day


def test_a_date_below_a_picture_dates_no_meeting() -> None:
    text = ("The two on Monday.", "Turkey held talks with Syria.")
    reading = times.STEP.run([reading_of(*text)])[0]
    blocks = (msgspec.structs.replace(reading.article.blocks[0], kind="caption"), *reading.article.blocks[1:])
    reading = msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, blocks=blocks))
    layers, clauses, act = act_in(reading, number=1)
    assert (act.type, day_met(layers, reading.sentences[1], clauses, act)) == ("CONSULT", When())


THANKED = [
    ("Turkey and Syria held talks on Monday.", "Turkey praised Syria.", MONDAY.start),
    ("Turkey and Syria held talks on Monday.", "Turkey and Syria agreed to build a dam.", MONDAY.start),
    ("Turkey and Syria held talks on Monday.", "Turkey condemned Syria.", None),
    ("Turkey and Syria held talks on Monday.", "Turkey praised Iran.", None),
    ("Turkey and Syria held talks in 2016.", "Turkey praised Syria.", None),
    ("Turkey and Syria held talks on Sunday. Turkey and Syria held talks on Monday.", "Turkey praised Syria.", None),
    ("Turkey and Syria held talks.", "Turkey praised Syria.", None),
]


@pytest.mark.parametrize(("met", "text", "day"), THANKED)
def test_those_who_met_agree_and_praise_each_other_on_the_day_of_their_only_meeting(
    met: str, text: str, day: date | None
) -> None:
    told_here = tell(times.STEP.run([reading_of(met, text)])[0]).events
    found = with_meetings(told_here, DAY)
    assert [event.date.start for event in found][-1] == day
    assert [report.date for report in found[-1].reports] == [found[-1].date]


WEEK = When(start=date(2025, 2, 3), end=date(2025, 2, 10), precision="week")


@pytest.mark.parametrize(("published", "start"), [(date(2025, 2, 7), 3), (date(2025, 2, 9), 10)])
def test_this_week_of_a_plan_is_on_sundays_the_week_to_come(published: date, start: int) -> None:
    assert _week_to_come(WEEK, published).start == date(2025, 2, start)


HISTORY = [
    (date(2025, 1, 6), date(2025, 1, 7), True),
    (date(2025, 1, 8), date(2025, 1, 9), False),
    (date(2024, 1, 1), date(2025, 1, 1), True),
    (date(2025, 1, 1), date(2026, 1, 1), None),
    (None, None, None),
]


@pytest.mark.parametrize(("start", "end", "historical"), HISTORY)
def test_a_date_more_than_30_days_before_publication_is_history(
    start: date | None, end: date | None, historical: bool | None
) -> None:
    assert history.by_date(When(start=start, end=end), DAY) is historical


def test_without_a_day_of_publication_no_date_is_history() -> None:
    assert history.by_date(MONDAY, None) is None


TABLE = {
    "any act": (-2.0, -2.0), "time old": (2.5, 0.0), "deed perfect": (0.0, 2.5), "time years": (1.0, 0.0),
    "link since": (0.7, 0.0),
}  # fmt: skip


@pytest.mark.parametrize(
    ("signs", "historical"),
    [
        ({"any act"}, False),
        ({"any act", "a sign that has no weight"}, False),
        ({"any act", "time old"}, True),
        ({"any act", "deed perfect"}, None),
        ({"any act", "time years"}, False),
        ({"any act", "time years", "link since"}, True),
    ],
)
def test_without_a_date_the_signs_decide_and_news_must_be_twice_as_likely_as_history(
    signs: set[str], historical: bool | None
) -> None:
    assert history.by_signs(signs, None, TABLE) is historical


@pytest.mark.parametrize(
    ("chances", "historical"),
    [((0.95, 0.03, 0.02), False), ((0.05, 0.93, 0.02), True), ((0.02, 0.03, 0.95), None)],
)
def test_what_the_model_sees_counts_beside_the_signs(chances: tuple[float, ...], historical: bool | None) -> None:
    seen = history.odds(dict(zip(HISTORIES, chances, strict=True)))
    assert history.by_signs({"any act"}, seen, {"any act": (0.0, 0.0)}) is historical
    assert history.by_signs({"any act"}, seen, {"any act": (-9.0, -9.0)}) is False, "the signs may outweigh it"


SIGNS = [
    ("Turkey has shelled Syria.", {"deed perfect", "sentence 0", "kind force"}),
    ("Turkey condemned Syria in 2016.", {"words past", "time old", "kind conflict"}),
    ("Israeli airstrikes on Syria killed five.", {"deed noun"}),
    ("Turkey shelled Syria years ago.", {"time years", "word years", "word ago", "nearest years close"}),
    ("Israeli airstrikes on Syria killed five.", {"plural", "ASSAULT noun", "behind killed", "no time"}),
    ("Turkey has in the past shelled Syria.", {"in the past"}),
    ("It was the first time that Turkey had shelled Syria since the pact of 1998.", {"deed past", "no time"}),
    ("Turkey had shelled Syria.", {"deed had", "no time"}),
    ("Iran condemned Iraq after Turkey shelled Syria.", {"link after", "past link after", "main past", "before after"}),
]


@pytest.mark.parametrize(("text", "signs"), SIGNS, ids=[text for text, _ in SIGNS])
def test_what_a_reader_goes_by_is_named(text: str, signs: set[str]) -> None:
    layers, clauses, act = act_in(times.STEP.run([reading_of(text)])[0])
    found = signs_of(layers, layers.reading.sentences[0], clauses, act)
    assert found >= signs, found


def test_a_span_that_reaches_to_now_is_no_past() -> None:
    layers, clauses, act = act_in(times.STEP.run([reading_of("Turkey has shelled Syria in the past two weeks.")])[0])
    assert "in the past" not in signs_of(layers, layers.reading.sentences[0], clauses, act)


def test_the_article_s_other_acts_are_signs_too() -> None:
    reading = reading_of(
        "Turkey shelled Syria on Tuesday.", "Turkey shelled Syria again.", "In 2016 Turkey condemned Syria."
    )
    told = tell(times.STEP.run([reading])[0])
    assert [event.historical for event in told.events] == [False, None, True]
    (found,) = with_others(told.events, told.signs).values()
    assert found >= {"told 2 times", "dated elsewhere recent", "dated near old", "told in the lead"}, found


def test_every_weight_is_of_a_sign_and_names_two_odds() -> None:
    assert "any act" in history.weights()
    assert all(len(pair) == 2 for pair in history.weights().values())


@pytest.mark.parametrize(
    ("text", "words", "kind", "day"),
    [
        ("Iran on Tuesday became the first state to recognise Syria.", "recognise", "SUPPORT", date(2025, 2, 4)),
        ("Iran hoped on Tuesday to become the first state to recognise Syria.", "recognise", "SUPPORT", None),
        ("Iran announced on Tuesday that it was leaving Syria.", "leaving", "RETREAT", date(2025, 2, 4)),
        ("Iran said on Tuesday that it was leaving Syria.", "leaving", "RETREAT", None),
        ("Iran condemned Syria, and Israel shelled Lebanon on Tuesday.", "condemned", "ACCUSE", None),
    ],
)
def test_what_makes_first_or_is_announced_has_the_day_of_that(
    text: str, words: str, kind: str, day: date | None
) -> None:
    layers, clauses, act = dated_act(text, words, kind)
    assert date_of(layers, layers.reading.sentences[0], clauses, act, None).start == day
