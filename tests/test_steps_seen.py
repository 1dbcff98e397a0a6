"""What the steps make of a model's answers: acts with parties, types as the manual codes them, and what is not sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

import msgspec
import pytest
from told_sentences import clauses_of, span_of

from dyadbook import models
from dyadbook.models import Answer, Ask, Model, Said, Seen
from dyadbook.models.labels import ACTS, HISTORIES, MODALITIES, MODES, TYPES
from dyadbook.reader import read, read_many
from dyadbook.records import Actor, Article, Block, Modality, Reading
from dyadbook.steps import sight
from dyadbook.steps.acts import pairs, weighing
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.pairs import Asked, Pair, asked, coded, doubt, sides_of
from dyadbook.steps.acts.seen_acts import _doers, _has_object, _in_one_list, _is_ready, seen_acts
from dyadbook.steps.acts.weighing import is_unlikely, signs_of
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.quotes import find_quotes
from dyadbook.steps.odds import chance, weights
from dyadbook.steps.saying.seen_attributions import form_of, seen_attributions, trimmed

TEXT = "Kenya and Uganda urged Sudan to free the crew, and Egypt thanked them."
NAMES = {"Kenya": "KEN", "Uganda": "UGA", "Sudan": "SDN", "Egypt": "EGY"}


def answer(kind: str, words: str = "urged", chance: float = 0.9, **more: Any) -> Answer:
    """Return an answer of a type, with the words of the act."""
    start = TEXT.index(words)
    return Answer(
        types={name: {kind: chance, "none": 1 - chance}.get(name, 0.0) for name in TYPES},
        acts={name: float(name == more.get("act", kind)) for name in ACTS},
        modalities={name: float(name == more.get("modality", "actual")) for name in MODALITIES},
        modes={name: float(name in more.get("modes", ())) for name in MODES},
        trigger=(start, start + len(words)),
        cue=None,
        histories=dict.fromkeys(HISTORIES, 1 / len(HISTORIES)),
    )


class FakeModel:
    """Answers by the words of source and target; anything else is nothing."""

    def __init__(self, known: dict[tuple[str, str], Answer]) -> None:
        self.known = known

    def answer(self, seen: object, asks: Sequence[Ask], *, told: bool) -> list[Answer | None]:
        def words(spans: tuple[tuple[int, int], ...]) -> str:
            return " ".join(TEXT[slice(*span)] for span in spans)

        return [self.known.get((words(ask.source), words(ask.target))) for ask in asks]


def country(text: str, name: str) -> Actor:
    """Return the mention of a country in a text."""
    at, code = text.index(name), NAMES[name]
    return Actor(name=name, kind="country", country=code, id=code, start=at, end=at + len(name), text=name)


@pytest.fixture
def clauses() -> Clauses:
    mentions = [
        Actor(
            name=name, kind="country", country=code, id=code, start=TEXT.index(name),
            end=TEXT.index(name) + len(name), text=name, basis="named",
        )
        for name, code in NAMES.items()
    ]  # fmt: skip
    return Clauses(TEXT, 0, len(TEXT), mentions)


@pytest.fixture
def asked_of(clauses: Clauses) -> Callable[[dict[tuple[str, str], Answer]], Asked]:
    def run(known: dict[tuple[str, str], Answer]) -> Asked:
        model: Any = FakeModel(known)
        seen: Any = object()
        return asked(model, seen, 0, clauses)

    return run


@pytest.fixture
def acts_of(
    clauses: Clauses, asked_of: Callable[..., Asked]
) -> Callable[[dict[tuple[str, str], Answer]], list[tuple[str, list[str], list[str]]]]:
    def run(known: dict[tuple[str, str], Answer]) -> list[tuple[str, list[str], list[str]]]:
        return [
            (act.type, [clauses.mentions[i].name for i in act.source], [clauses.mentions[i].name for i in act.target])
            for act in seen_acts(asked_of(known))
        ]

    return run


def test_two_sources_of_one_act_share_it(acts_of: Any) -> None:
    found = acts_of({("Kenya", "Sudan"): answer("REQUEST"), ("Uganda", "Sudan"): answer("REQUEST")})
    assert found == [("REQUEST", ["Kenya", "Uganda"], ["Sudan"])]


def test_whom_a_country_calls_back_is_not_who_calls() -> None:
    text = "Kenya recalled its ambassador to Sudan."
    mentions = [
        Actor(name=name, kind="country", country=code, start=text.index(words), end=text.index(words) + len(words))
        for name, code, words in [("Kenya", "KEN", "Kenya"), ("envoy", "KEN", "ambassador"), ("Sudan", "SDN", "Sudan")]
    ]
    assert _doers(Clauses(text, 0, len(text), mentions), [0, 1], (1, 1)) == [0]


READY = [
    ("Kenya voiced its readiness to arm Sudan.", ("arm", "to"), True),
    ("Kenya is willing to arm Sudan.", ("arm", "willing"), True),
    ("Kenya plans to arm Sudan.", ("arm", "plans"), False),
]


@pytest.mark.parametrize(("text", "words", "ready"), READY, ids=[text for text, _, _ in READY])
def test_whoever_is_ready_for_an_act_promises_it(text: str, words: tuple[str, str], ready: bool) -> None:
    clauses = Clauses(text, 0, len(text), [])
    trigger, cue = ((at, at) for word in words for at, token in enumerate(clauses.tokens) if token.low == word)
    assert _is_ready(clauses, trigger, cue) is ready


def test_acts_of_other_words_stay_apart(acts_of: Any) -> None:
    found = acts_of({("Kenya", "Sudan"): answer("REQUEST"), ("Egypt", "Kenya"): answer("SUPPORT", "thanked")})
    assert found == [("REQUEST", ["Kenya"], ["Sudan"]), ("SUPPORT", ["Egypt"], ["Kenya"])]


def test_a_meeting_is_told_once_though_it_holds_both_ways(acts_of: Any) -> None:
    both = {("Kenya", "Sudan"): answer("CONSULT"), ("Sudan", "Kenya"): answer("CONSULT")}
    assert acts_of(both) == [("CONSULT", ["Kenya"], ["Sudan"])]


@pytest.mark.parametrize(("likely", "together"), [(0.9, True), (0.4, True), (0.26, False)])
def test_a_party_of_a_list_shares_the_act_unless_it_is_unlikely(acts_of: Any, likely: float, together: bool) -> None:
    found = acts_of({("Kenya", "Sudan"): answer("REQUEST"), ("Uganda", "Sudan"): answer("REQUEST", chance=likely)})
    apart = [("REQUEST", ["Kenya"], ["Sudan"]), ("REQUEST", ["Uganda"], ["Sudan"])]
    assert found == ([("REQUEST", ["Kenya", "Uganda"], ["Sudan"])] if together else apart)


def test_parties_of_a_list_share_an_act_at_whose_other_words_the_model_points(acts_of: Any) -> None:
    found = acts_of({("Kenya", "Sudan"): answer("REQUEST"), ("Uganda", "Sudan"): answer("REQUEST", "free the crew")})
    assert found == [("REQUEST", ["Kenya", "Uganda"], ["Sudan"])]


def test_parties_of_a_list_do_one_thing_with_the_same_words_whatever_is_seen_of_each(acts_of: Any) -> None:
    found = acts_of({("Kenya", "Sudan"): answer("REQUEST"), ("Uganda", "Sudan"): answer("THREATEN", chance=0.7)})
    assert found == [("REQUEST", ["Kenya", "Uganda"], ["Sudan"])]


@pytest.mark.parametrize(
    ("text", "directed"),
    [
        ("Egypt thanked Kenya on Monday.", True),
        ("Egypt signed a pact with Kenya.", False),
        ("Egypt and Kenya welcomed it.", False),
    ],
)
def test_whom_a_verb_of_support_has_as_its_object_does_not_support_back(text: str, directed: bool) -> None:
    clauses = Clauses(text, 0, len(text), [country(text, name) for name in ("Egypt", "Kenya")])
    verb = clauses.groups[0].at
    act = Act(verb, verb, "SUPPORT", "SUPPORT", "", "", [0], [1])
    assert _has_object(clauses, act) is directed


LISTS = [
    ("Kenya, as well as Egypt, urged Sudan to wait.", ("Kenya", "Egypt"), True),
    ("President Roe of Kenya and Egypt's foreign minister urged Sudan to wait.", ("Kenya", "Egypt"), True),
    ("Kenya complained to Sudan over Egypt and its dam.", ("Sudan", "Egypt"), False),
]


@pytest.mark.parametrize(("text", "names", "listed"), LISTS, ids=[text for text, _, _ in LISTS])
def test_no_word_that_ties_something_else_stands_within_a_list(text: str, names: tuple[str, str], listed: bool) -> None:
    clauses = Clauses(text, 0, len(text), [country(text, name) for name in names])
    assert _in_one_list(clauses, [0], [1]) is listed


WITHIN = [
    ("Kenya met Uganda in Sudan.", {"KEN", "UGA"}),
    ("Kenya met leaders in Sudan and Egypt.", {"KEN", "SDN", "EGY"}),
]


@pytest.mark.parametrize(("text", "sides"), WITHIN, ids=[text for text, _ in WITHIN])
def test_a_country_that_something_is_in_is_no_side_but_one_of_several_is(text: str, sides: set[str]) -> None:
    mentions = [country(text, name) for name in sorted(NAMES, key=text.find) if name in text]
    assert set(sides_of(Clauses(text, 0, len(text), mentions))) == sides


def test_parties_that_stand_in_no_list_have_acts_of_their_own(acts_of: Any) -> None:
    found = acts_of({("Kenya", "Sudan"): answer("REQUEST"), ("Kenya", "Egypt"): answer("REQUEST")})
    assert found == [("REQUEST", ["Kenya"], ["Sudan"]), ("REQUEST", ["Kenya"], ["Egypt"])]


def weighed(sentence: Asked, source: str, others: Sequence[Asked] = ()) -> float:
    """Return the probability of the pair of a source after weighing, with other sentences of the article."""
    pair = next(pair for pair in sentence.pairs if pair.source == source)
    return chance(signs_of(sentence, pair, weighing.Article([sentence, *others])), weights("pairs.csv"))


def test_another_pair_of_the_same_words_speaks_against_a_pair(asked_of: Any) -> None:
    alone = {("Kenya", "Sudan"): answer("REQUEST", chance=0.5)}
    rival = alone | {("Egypt", "Sudan"): answer("REQUEST", chance=0.9)}
    assert weighed(asked_of(rival), "KEN") < weighed(asked_of(alone), "KEN")


def test_the_same_pair_elsewhere_in_the_article_speaks_for_a_pair(asked_of: Any) -> None:
    once = asked_of({("Kenya", "Sudan"): answer("REQUEST", chance=0.5)})
    again = asked_of({("Kenya", "Sudan"): answer("REQUEST")})
    assert weighed(once, "KEN", [again, again]) > weighed(once, "KEN")


@pytest.mark.parametrize(("sector", "better"), [("CVL", False), ("JRN", False), ("GOV", True), ("MIL", True)])
def test_private_people_are_less_of_a_party_than_a_country_and_its_officials_more(
    clauses: Clauses, asked_of: Any, sector: str, better: bool
) -> None:
    known = {("Kenya", "Sudan"): answer("REQUEST", chance=0.5)}
    country = weighed(asked_of(known), "KEN")
    clauses.mentions[0] = msgspec.structs.replace(clauses.mentions[0], kind="group", sector=sector)
    assert (weighed(asked_of(known), "KEN") > country) == better


@pytest.mark.parametrize(("known", "expected"), [({}, True), ({("Egypt", "Kenya"): answer("SUPPORT")}, False)])
def test_what_a_rule_tells_of_parties_whom_the_model_takes_for_none_is_unlikely(
    asked_of: Any, known: dict[tuple[str, str], Answer], expected: bool
) -> None:
    sentence = asked_of(known)
    rule = Act(9, 9, "SUPPORT", "SUPPORT", "", "", [3], [0])
    assert is_unlikely(sentence, rule) == expected


def test_what_a_rule_tells_of_parties_of_whom_the_model_was_not_asked_stays(
    asked_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "MOST_PARTIES", 3)
    assert not is_unlikely(asked_of({}), Act(9, 9, "SUPPORT", "SUPPORT", "", "", [3], [0]))


def test_what_a_rule_tells_of_a_company_is_no_act_between_parties() -> None:
    text = "Kenya thanked Boeing."
    boeing = Actor(name="Boeing", kind="organization", id="org/BOEING", start=14, end=20, text="Boeing")
    sentence = Asked(Clauses(text, 0, len(text), [country(text, "Kenya"), boeing]), {"KEN": [0]}, [])
    assert is_unlikely(sentence, Act(1, 1, "SUPPORT", "SUPPORT", "", "", [0], [1]))


def test_what_the_model_says_of_both_directions_is_one_act(acts_of: Any) -> None:
    both = {("Kenya", "Sudan"): answer("COOPERATE"), ("Sudan", "Kenya"): answer("COOPERATE")}
    assert acts_of(both) == [("COOPERATE", ["Kenya"], ["Sudan"])]


def test_what_the_model_gives_no_answer_to_is_no_act(acts_of: Any) -> None:
    assert acts_of({}) == []


@pytest.mark.parametrize("text", ["Kenya", "Kenya and Sudan", "Sudan, Kenya"])
def test_of_names_without_any_other_word_the_model_is_not_asked(text: str) -> None:
    clauses = Clauses(text, 0, len(text), [country(text, name) for name in NAMES if name in text])
    found = asked(cast(Model, None), cast(Seen, object()), 0, clauses)
    assert (found.pairs, found.halves) == ([], [])


def test_an_act_of_which_one_party_stands_there_is_a_half(asked_of: Any, acts_of: Any) -> None:
    known = {("Egypt", ""): answer("ACCUSE"), ("", "Sudan"): answer("REQUEST")}
    halves = [(pair.source, pair.target) for pair in asked_of(known).halves]
    assert halves == [("EGY", "nobody"), ("nobody", "SDN")]
    assert acts_of(known) == []


@pytest.mark.parametrize(
    ("kind", "act", "modality", "expected"),
    [
        ("AGREE", "CONSULT", "future", ("AGREE", "CONSULT", "future")),
        ("CONSULT", "CONSULT", "future", ("AGREE", "CONSULT", "future")),
        ("AGREE", "AGREE", "actual", ("AGREE", "AGREE", "actual")),
        ("CONCEDE", "RETREAT", "future", ("CONCEDE", "RETREAT", "future")),
        ("SANCTION", "SANCTION", "future", ("SANCTION", "SANCTION", "future")),
        ("CONSULT", "CONSULT", "negated", ("CONSULT", "CONSULT", "negated")),
        ("ASSAULT", "CONSULT", "hypothetical", ("ASSAULT", "ASSAULT", "hypothetical")),
    ],
)
def test_type_and_act_stand_together_as_the_manual_has_it(
    kind: str, act: str, modality: str, expected: tuple[str, str, str]
) -> None:
    assert coded(answer(kind, act=act, modality=modality)) == expected


@pytest.mark.parametrize(
    ("done", "planned", "ruled", "expected"),
    [
        (0.9, 0.1, False, ("SUPPORT", "actual")),
        (0.55, 0.4, False, ("AGREE", "future")),
        (0.55, 0.0, False, ("SUPPORT", "negated")),
        (0.55, 0.4, True, ("SUPPORT", "actual")),
    ],
)
def test_an_act_is_told_as_done_where_the_model_is_sure_or_a_rule_says_so(
    done: float, planned: float, ruled: bool, expected: tuple[str, str]
) -> None:
    chances: dict[Modality, float] = {
        "actual": done, "future": planned, "negated": 1 - done - planned, "hypothetical": 0.0
    }  # fmt: skip
    answered = replace(answer("SUPPORT"), modalities=chances)
    pair = Pair("KEN", "SDN", answered, (1, 1), *coded(answered), 0.9)
    rules = [Act(0, 1, "SUPPORT", "SUPPORT", "", "", [0], [1])] if ruled else []
    doubt(Asked(Clauses(TEXT, 0, len(TEXT), []), {}, rules, [pair]))
    assert (pair.type, pair.modality) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("that it would leave", "it would leave"),
        ("“We will go,”", "We will go"),
        ('"No."', "No."),
        ("the talks went well.", "the talks went well."),
        ("“That is wrong,”", "That is wrong"),
        ("that that country is poor", "that country is poor"),
        ("“”", None),
        ("that it would\nleave", "it would\nleave"),
        ("about embassies\n\nDiplomats fear", "about embassies"),
    ],
)
def test_a_content_is_cut_to_what_was_said(text: str, words: str | None) -> None:
    span = trimmed(text, (0, len(text)))
    assert (text[slice(*span)] if span else None) == words


def test_a_content_is_direct_mixed_or_indirect_by_its_quotation_marks() -> None:
    text = 'He said it was "a very grave mistake" and left.'
    quotes = find_quotes(text, [(0, len(text))])
    start = text.index("a very")
    assert form_of([(start, start + 20)], quotes) == "direct"
    assert form_of([(8, start + 20)], quotes) == "mixed"
    assert form_of([(0, 10)], quotes) == "indirect"


def test_stretches_under_one_cue_are_one_attribution() -> None:
    text = '"We will stay," she said, "as long as it takes."'
    cue = (text.index("said"), text.index("said") + 4)
    she = (text.index("she"), text.index("she") + 3)
    said = [Said(span, she, cue, 0.9) for span in ((0, 15), (26, len(text)))]

    class Sees:
        def attributions(self, seen: object) -> list[Said]:
            return said

    model: Any = Sees()
    seen: Any = None
    found = seen_attributions(model, seen, text, [(0, len(text))], find_quotes(text, [(0, len(text))]))
    assert [[text[slice(*span)] for span in one.content] for one in found] == [["We will stay", "as long as it takes."]]


def article(text: str) -> Article:
    return Article(id="a", source="s", text=text, blocks=(Block(kind="body", start=0, end=len(text)),), language="en")


def test_what_the_model_is_not_sure_of_is_listed_with_its_probability(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Brazilian police arrested two Paraguayan soldiers and freed a Chilean."
    monkeypatch.setattr(weighing, "SURE", 1.1)
    reading = read(article(text))
    assert any("the model gives it" in one.reason for one in reading.not_sure)


def test_whom_one_verb_is_done_to_does_not_do_the_next() -> None:
    text = "The United States imposed sanctions on three Somali businessmen and gave Kenya $30 million in aid."
    reading = read(article(text))
    assert [[one.id for one in (*event.source, *event.target)] for event in reading.events if event.type == "AID"] == [
        ["USA", "KEN"]
    ]
    assert not any("AID by KEN" in one.reason for one in reading.not_sure)


def test_who_does_the_second_act_is_who_is_its_subject() -> None:
    text = "Poland summoned the Belarusian envoy after Belarus jailed a Polish journalist."
    (jailed,) = [event for event in read(article(text)).events if event.type == "COERCE"]
    assert [one.text for one in jailed.source] == ["Belarus"]


@pytest.mark.parametrize(("at", "modality"), [("met", "actual"), ("planned", "future"), ("talks", "future")])
def test_what_a_verb_in_the_past_tells_is_no_plan(at: str, modality: str) -> None:
    text = "Kenya met Uganda and planned talks with Sudan."
    clauses = Clauses(text, 0, len(text), [])
    chances: dict[Modality, float] = {"actual": 0.4, "future": 0.6, "negated": 0.0, "hypothetical": 0.0}
    place = [token.low for token in clauses.tokens].index(at)
    answered = replace(answer("AGREE", act="CONSULT"), modalities=chances)
    pair = Pair("KEN", "UGA", answered, (place, place), *coded(answered), 0.9)
    doubt(Asked(clauses, {}, [], [pair]))
    assert (pair.act, pair.modality) == ("CONSULT", modality)
    assert pair.type == ("CONSULT" if modality == "actual" else "AGREE")


def test_a_meeting_to_come_is_told_beside_what_was_done() -> None:
    text = "Russia and Turkey signed a gas deal on Monday and will hold the next round of talks in May."
    told = {(event.act, event.modality) for event in read(article(text)).events}
    assert told == {("SUPPORT", "actual"), ("CONSULT", "future")}


def test_a_blow_and_the_one_before_it_are_both_told() -> None:
    text = "Ghana imposed sanctions on Togo on Tuesday, a week after Lomé expelled two Ghanaian diplomats."
    events = [(event.source[0].country, event.target[0].country, event.type) for event in read(article(text)).events]
    assert sorted(events) == [("GHA", "TGO", "SANCTION"), ("TGO", "GHA", "SANCTION")]


def test_an_article_that_the_model_fails_on_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    model = models.load()
    windows = model.pieces.windows

    def fails(text: str, *rest: Any) -> Any:
        if "Gabon" in text:
            raise ValueError("a text that breaks it")
        return windows(text, *rest)

    monkeypatch.setattr(model.pieces, "windows", fails)
    texts = ("Kenya condemned Sudan.", "Gabon condemned Sudan.", "Peru condemned Chile.")
    read_ = [item for item in read_many(article(text) for text in texts) if isinstance(item, Reading)]
    assert [[problem.code for problem in one.problems][:1] for one in read_] == [[], ["step_failed"], []]
    assert all(one.mentions for one in (read_[0], read_[2]))


def test_a_very_long_article_says_where_the_model_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "LONGEST", 8)
    reading = read(article("Kenya condemned Sudan. Peru condemned Chile. Japan condemned Laos."))
    assert [problem.code for problem in reading.problems] == ["long_article"]
    assert [event.type for event in reading.events] == ["ACCUSE"] * 3
    assert len(reading.mentions) == 6


def test_the_reader_says_which_model_read(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = {info.name: info.model for info in read(article("Peru thanked Chile.")).steps}
    assert steps["events"] == steps["statements"] == models.load().origin
    assert steps["sentences"] is None


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [("Kenya did not accept Sudan's proposal.", "actual"), ("Kenya did not reject Sudan's proposal.", "negated")],
)
def test_who_did_not_consent_has_refused(sentence: str, modality: Modality) -> None:
    block = Block(kind="body", start=0, end=len(sentence))
    events = read(Article(id="a", source="t", text=sentence, blocks=(block,))).events
    assert [(event.type, event.modality) for event in events] == [("REJECT", modality)]


@pytest.mark.parametrize(
    ("text", "words", "modality"),
    [
        ("Kenya said on Monday it would close its border with Uganda.", "close", "future"),
        ("Kenya will close its border with Uganda.", "close", "future"),
        ("Kenya said it would have closed its border with Uganda.", "closed", "actual"),
        ("Kenya closed its border with Uganda.", "closed", "actual"),
    ],
)
def test_what_somebody_says_that_he_will_do_is_to_come(text: str, words: str, modality: str) -> None:
    clauses = clauses_of(text)
    place = span_of(clauses, words)
    pair = Pair("KEN", "UGA", answer("SANCTION"), place, "SANCTION", "SANCTION", "actual", 0.9)
    (act,) = seen_acts(Asked(clauses, {"KEN": [0], "UGA": [len(clauses.mentions) - 1]}, [], [pair]))
    assert act.modality == modality
