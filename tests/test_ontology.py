"""The ontology: what its tables say of themselves, and what ../shared/formats says of them."""

from __future__ import annotations

import csv
import importlib.util
import re
import types
from pathlib import Path
from typing import get_args

import pytest

from dyadbook import ontology
from dyadbook.errors import UsageError
from dyadbook.ontology import (
    DIRECTED_ASPECTS,
    QUADS,
    STANDING_ASPECTS,
    Crossing,
    Quad,
    cameo,
    cameo_codes,
    cameo_from_plover,
    contexts,
    event_types,
    find_issues,
    future_type,
    goldstein,
    is_mode,
    is_type,
    issues,
    modes,
    plover_from_cameo,
    quad,
    score,
    sectors,
)

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ROOT.parent / "shared" / "formats"
shared = pytest.mark.skipif(not FORMATS.is_dir(), reason="../shared/formats is not beside the repository")

PAIRS = [(name, mode) for name in event_types() for mode in (None, *modes(name))]


def formats_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the shared code lists."""
    with (FORMATS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def data_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the package's own tables."""
    path = ROOT / "src" / "dyadbook" / "ontology" / "data" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def build_tool() -> types.ModuleType:
    """Return tools/build_ontology.py as a module."""
    spec = importlib.util.spec_from_file_location("build_ontology", ROOT / "tools" / "build_ontology.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# PLOVER


def test_plover_has_the_manuals_numbers() -> None:
    mode_count = sum(len(modes(name)) for name in event_types())
    assert (len(event_types()), mode_count, len(contexts()), len(sectors())) == (16, 67, 37, 25)


@pytest.mark.parametrize(
    ("name", "number"),
    [("AGREE", 1), ("CONCEDE", 1), ("RETREAT", 2), ("ACCUSE", 3), ("THREATEN", 3), ("SANCTION", 4), ("PROTEST", 4)],
)
def test_a_type_has_the_quad_class_of_its_own_section(name: str, number: int) -> None:
    assert quad(name) == QUADS[number]


def test_quad_classes_are_the_four_named_ones() -> None:
    assert tuple(QUADS.values()) == get_args(Quad)


@pytest.mark.parametrize(
    ("name", "mode", "expected"),
    [
        ("CONSULT", None, 2.5),
        ("CONSULT", "visit", 4),
        ("ASSAULT", "unconventional", -10),
        ("REQUEST", None, 0),
        ("PROTEST", "vandalize", None),
    ],
)
def test_score_is_the_manuals(name: str, mode: str | None, expected: float | None) -> None:
    assert score(name, mode) == expected


def test_accuse_gets_back_the_sign_that_the_manual_lost() -> None:
    accuse = event_types()["ACCUSE"]
    assert (accuse.score, accuse.score_printed) == (-3, 3)


def test_accuse_alone_differs_from_what_is_printed() -> None:
    assert [found.name for found in event_types().values() if found.score != found.score_printed] == ["ACCUSE"]


def test_scores_have_the_sign_of_their_quad_class() -> None:
    cooperation = {QUADS[1], QUADS[2]}
    for name in event_types():
        value = score(name)
        assert value is not None
        assert value > 0 if quad(name) in cooperation else value <= 0


@pytest.mark.parametrize(("name", "known"), [("CONSULT", True), ("consult", False), ("YIELD", False), ("", False)])
def test_is_type_knows_plovers_spelling_alone(name: str, known: bool) -> None:
    assert is_type(name) is known


def test_a_mode_belongs_to_its_type() -> None:
    assert is_mode("CONSULT", "phone")
    assert not is_mode("AGREE", "phone")
    assert not is_mode("DEMAND", "phone")


@pytest.mark.parametrize(
    ("act", "coded"),
    [
        ("CONSULT", "AGREE"),
        ("SUPPORT", "AGREE"),
        ("COOPERATE", "AGREE"),
        ("AID", "AGREE"),
        ("RETREAT", "CONCEDE"),
        ("CONCEDE", "CONCEDE"),
        ("AGREE", "AGREE"),
        ("ASSAULT", "ASSAULT"),
        ("SANCTION", "SANCTION"),
        ("THREATEN", "THREATEN"),
    ],
)
def test_a_future_act_is_coded_as_the_manual_says(act: str, coded: str) -> None:
    assert future_type(act) == coded


@pytest.mark.parametrize("call", [quad, score, modes, future_type, cameo_from_plover])
def test_an_unknown_type_is_an_error_that_names_a_near_one(call: object) -> None:
    assert callable(call)
    with pytest.raises(UsageError, match="CONSULT"):
        call("CONSLT")


def test_an_unknown_mode_is_an_error_that_names_a_near_one() -> None:
    with pytest.raises(UsageError, match="phone"):
        score("CONSULT", "phoned")


# CAMEO


def test_cameo_has_318_codes_under_20_roots() -> None:
    assert len(cameo_codes()) == 318
    assert {found.root for found in cameo_codes().values()} == {f"{number:02}" for number in range(1, 21)}


@pytest.mark.parametrize(
    ("number", "roots"), [(1, range(1, 6)), (2, range(6, 10)), (3, range(10, 15)), (4, range(15, 21))]
)
def test_quad_class_of_cameo_is_the_one_in_gdelts_data(number: int, roots: range) -> None:
    found = {code.quad for code in cameo_codes().values() if int(code.root) in roots}
    assert found == {QUADS[number]}


def test_the_two_goldstein_tables_differ_in_four_codes() -> None:
    both = [code for code in cameo_codes().values() if None not in (code.goldstein, code.goldstein_icews)]
    differing = [code.code for code in both if code.goldstein != code.goldstein_icews]
    assert differing == ["016", "022", "164", "165"]


@pytest.mark.parametrize(
    ("code", "gdelt", "icews"), [("016", -2, -5), ("106", None, -5), ("1214", None, None), ("190", -10, -10)]
)
def test_goldstein_is_never_taken_from_the_other_table(code: str, gdelt: float | None, icews: float | None) -> None:
    assert (goldstein(code), goldstein(code, "icews")) == (gdelt, icews)


@pytest.mark.parametrize(
    ("code", "name", "older"),
    [
        ("105", "Demand that target yields, not specified below", "Demand mediation"),
        ("106", "Demand meeting, negotiation", None),
        ("107", "Demand settling of dispute", "Demand ceasefire"),
        ("108", "Demand mediation", "Demand meeting, negotiation"),
    ],
)
def test_names_of_demands_are_those_of_1_1b3(code: str, name: str, older: str | None) -> None:
    assert (cameo(code).name, cameo(code).name_gdelt) == (name, older)


def test_every_code_has_a_name_and_a_base_above_it() -> None:
    for code in cameo_codes().values():
        assert code.name
        assert code.code.startswith(code.base)
        assert code.base in cameo_codes()


@pytest.mark.parametrize("code", ["42", "999", "", "042 "])
def test_what_is_no_cameo_code_is_an_error(code: str) -> None:
    with pytest.raises(UsageError, match="CAMEO code"):
        cameo(code)


# The ways between them


def kinds(crossing: Crossing) -> set[str]:
    """Return the kinds of loss of a crossing."""
    return {text.split(":")[0] for text in crossing.lost}


def test_statements_have_no_plover_type() -> None:
    lost = [code for code in cameo_codes() if plover_from_cameo(code).type is None]
    assert len(lost) == 11
    assert {code[:2] for code in lost} == {"01"}
    assert all({"type", "name"} == kinds(plover_from_cameo(code)) for code in lost)


@pytest.mark.parametrize(
    ("code", "name", "mode"),
    [
        ("042", "CONSULT", "visit"),
        ("0841", "RETREAT", "release"),
        ("094", "ACCUSE", "investigate"),
        ("163", "COERCE", "restrict"),
        ("186", "ASSAULT", "targeted"),
        ("1722", "COERCE", "restrict"),
        ("176", "COERCE", "cyber"),
    ],
)
def test_a_cameo_code_crosses_to_plover(code: str, name: str, mode: str | None) -> None:
    crossing = plover_from_cameo(code)
    assert (crossing.type, crossing.mode) == (name, mode)


@pytest.mark.parametrize(
    ("code", "lost"),
    [
        ("090", "quad: material cooperation becomes verbal conflict"),
        ("141", "quad: verbal conflict becomes material conflict"),
        ("080", "quad: material cooperation becomes verbal cooperation"),
        ("085", "mode: ease"),
        ("202", "mode: massacre is now targeted"),
        ("073", "context: humanitarian"),
        ("051", "name: Praise or endorse"),
        ("08", "type: the table gives both CONCEDE and RETREAT"),
    ],
)
def test_a_crossing_says_what_plover_cannot(code: str, lost: str) -> None:
    assert lost in plover_from_cameo(code).lost


def test_an_appeal_is_the_request_that_the_demand_is() -> None:
    appeals = [plover_from_cameo(code) for code in cameo_codes() if code.startswith("02")]
    assert {(one.type, one.basis) for one in appeals} == {("REQUEST", "ours")}
    for one in appeals:
        demand = plover_from_cameo("10" + one.code[2:])
        assert (one.mode, one.contexts) == (demand.mode, demand.contexts) or one.code == "025"
        assert kinds(one) == {"name", "quad"}


def test_a_host_in_cameo_is_the_recipient_in_plover() -> None:
    assert [code for code in cameo_codes() if plover_from_cameo(code).swap] == ["043"]


def test_a_note_tells_where_the_manual_codes_otherwise() -> None:
    note = plover_from_cameo("163").note
    assert note is not None
    assert "SANCTION discontinue" in note


def test_no_crossing_leads_to_a_type_mode_or_context_that_plover_lacks() -> None:
    for code in cameo_codes():
        crossing = plover_from_cameo(code)
        assert crossing.type is None or is_type(crossing.type)
        assert crossing.mode is None or is_mode(str(crossing.type), crossing.mode)
        assert set(crossing.contexts) <= set(contexts())


@pytest.mark.parametrize(("name", "mode"), PAIRS)
def test_every_type_and_mode_crosses_to_a_code_that_has_a_goldstein_score(name: str, mode: str | None) -> None:
    found = cameo(cameo_from_plover(name, mode).code)
    assert found.goldstein_icews is not None


@pytest.mark.parametrize(("name", "mode"), [pair for pair in PAIRS if not cameo_from_plover(*pair).lost])
def test_a_crossing_that_lost_nothing_can_be_undone(name: str, mode: str | None) -> None:
    code = cameo_from_plover(name, mode).code
    others = [pair for pair in PAIRS if pair != (name, mode) and cameo_from_plover(*pair).code == code]
    back = plover_from_cameo(code)
    assert back.type == name
    assert mode is None or back.mode == mode or not others


@pytest.mark.parametrize(
    ("crossing", "code"),
    [
        (cameo_from_plover("AGREE"), "030"),
        (cameo_from_plover("AGREE", act="CONSULT"), "036"),
        (cameo_from_plover("AGREE", act="AID", contexts=["military"]), "0332"),
        (cameo_from_plover("CONCEDE", "release", act="RETREAT"), "0353"),
        (cameo_from_plover("COOPERATE", contexts=["technology", "military"]), "062"),
        (cameo_from_plover("AID", contexts=["economic", "military"]), "071"),
        (cameo_from_plover("AID", contexts=["military", "economic"]), "072"),
        (cameo_from_plover("ASSAULT", "firearms", contexts=["military"]), "193"),
        (cameo_from_plover("ASSAULT", contexts=["military"]), "190"),
        (cameo_from_plover("SANCTION", "discontinue", contexts=["economic"]), "163"),
        (cameo_from_plover("REQUEST", "meet"), "106"),
    ],
)
def test_act_mode_and_context_lead_to_the_more_exact_code(crossing: Crossing, code: str) -> None:
    assert crossing.code == code


@pytest.mark.parametrize(
    ("crossing", "lost"),
    [
        (cameo_from_plover("ASSAULT", "drone"), "mode: drone"),
        (cameo_from_plover("CONSULT", "multilateral"), "mode: multilateral"),
        (cameo_from_plover("CONCEDE"), "quad: verbal cooperation becomes material cooperation"),
        (cameo_from_plover("SANCTION", "convict"), "type: CAMEO 116 is ACCUSE in PLOVER"),
        (cameo_from_plover("COOPERATE", contexts=["technology"]), "context: technology"),
        (cameo_from_plover("ASSAULT", act="PROTEST"), "act: PROTEST"),
    ],
)
def test_a_crossing_says_what_cameo_cannot(crossing: Crossing, lost: str) -> None:
    assert lost in crossing.lost


def test_a_promised_act_is_read_back_from_cameo() -> None:
    assert plover_from_cameo("036").act == "CONSULT"


def test_a_mode_may_be_one_of_the_act_but_of_nothing_else() -> None:
    assert cameo_from_plover("AGREE", "visit", act="CONSULT").code == "036"
    with pytest.raises(UsageError, match="mode of AGREE"):
        cameo_from_plover("AGREE", "visit")


def test_an_unknown_context_is_an_error() -> None:
    with pytest.raises(UsageError, match="PLOVER context"):
        cameo_from_plover("AID", contexts=["humanitarian"])


def test_the_rules_to_cameo_name_only_what_both_sides_have() -> None:
    for row in data_rows("cameo_from_plover"):
        assert is_type(row["type"])
        assert row["code"] in cameo_codes()
        assert not row["act"] or is_type(row["act"])
        assert not row["mode"] or is_mode(row["act"] or row["type"], row["mode"])
        assert not row["context"] or row["context"] in contexts()


def test_no_two_rules_to_cameo_contradict_each_other() -> None:
    asked = [tuple(row[key] for key in ("type", "act", "mode", "context")) for row in data_rows("cameo_from_plover")]
    assert len(asked) == len(set(asked))


# Against ../shared/formats


@shared
def test_types_modes_and_scores_are_those_of_the_shared_list() -> None:
    for row in formats_rows("plover_events_modes.tsv"):
        name, mode = row["event"], row["mode"] or None
        printed = float(row["score"]) if row["score"] else None
        if (name, mode) != ("ACCUSE", None):
            assert score(name, mode) == printed
        assert quad(name) == QUADS[int(row["quad"])]


@shared
@pytest.mark.parametrize(
    ("file", "column", "ours"),
    [("plover_contexts.tsv", "context", contexts()), ("plover_sectors.tsv", "code", tuple(sectors()))],
)
def test_contexts_and_sectors_are_those_of_the_shared_list(file: str, column: str, ours: tuple[str, ...]) -> None:
    assert tuple(row[column] for row in formats_rows(file)) == ours


@shared
def test_cameo_codes_scores_and_quad_classes_are_those_of_the_shared_list() -> None:
    rows = formats_rows("cameo_codes_goldstein_quad_plover.tsv")
    assert [row["code"] for row in rows] == list(cameo_codes())
    for row in rows:
        scores = [float(row[key]) if row[key] else None for key in ("goldstein_gdelt", "goldstein_icews")]
        found = cameo(row["code"])
        assert [found.goldstein, found.goldstein_icews] == scores
        assert found.quad == QUADS[int(row["quadclass_gdelt_data"])]


@shared
def test_types_of_cameo_codes_are_those_of_the_shared_list() -> None:
    for row in formats_rows("cameo_codes_goldstein_quad_plover.tsv"):
        crossing = plover_from_cameo(row["code"])
        assert crossing.type == (row["plover_event"] or None) or crossing.basis == "ours"


@shared
def test_a_mode_of_the_shared_list_is_kept_or_said_to_be_lost() -> None:
    for row in formats_rows("cameo_codes_goldstein_quad_plover.tsv"):
        mode, crossing = row["plover_mode"] or None, plover_from_cameo(row["code"])
        said = any(text.startswith(f"mode: {mode}") for text in crossing.lost)
        assert crossing.mode == mode or said or crossing.basis == "ours" or mode in crossing.contexts


@shared
def test_built_tables_are_what_the_tool_builds() -> None:
    for name, (columns, rows) in build_tool().build(FORMATS).items():
        kept = data_rows(Path(name).stem)
        assert list(kept[0]) == columns
        assert kept == rows


# Standing aspects


def test_diplomatic_relations_and_tone_have_the_values_of_the_design() -> None:
    assert set(STANDING_ASPECTS["diplomatic_relations"]) >= {"none", "established", "suspended", "severed", "restored"}
    assert STANDING_ASPECTS["tone"] == ("good", "tense", "hostile")


@pytest.mark.parametrize(
    "aspect", ["recognition", "embassy", "alliance", "treaty", "armistice", "sanctions", "border", "dispute"]
)
def test_every_aspect_of_the_design_has_values(aspect: str) -> None:
    assert STANDING_ASPECTS[aspect]


def test_recognition_sanctions_and_embassies_have_a_direction() -> None:
    assert {"recognition", "sanctions", "embassy"} <= DIRECTED_ASPECTS <= set(STANDING_ASPECTS)


def test_an_aspect_takes_its_own_values_alone() -> None:
    assert ontology.is_standing("tone", "tense")
    assert not ontology.is_standing("tone", "open")
    assert not ontology.is_standing("mood", "tense")


# Issues


@pytest.mark.parametrize(
    ("text", "issue", "words"),
    [
        ("They spoke of complete denuclearisation.", "denuclearization", "denuclearisation"),
        ("A de-nuclearized peninsula.", "denuclearization", "de-nuclearized"),
        ("It will give up its nuclear weapons.", "denuclearization", "give up its nuclear weapons"),
        ("The abduction issue remains.", "abductions", "abduction issue"),
        ("He raised tariffs again.", "tariffs", "tariffs"),
        ("The North test-fired two short-range missiles.", "missile_tests", "test-fired two short-range missiles"),
        ("The nuclear programme goes on.", "nuclear_programme", "nuclear programme"),
        ("They asked for sanctions relief.", "sanctions_relief", "sanctions relief"),
        ("Lifting of all UN\nsanctions was refused.", "sanctions_relief", "Lifting of all UN\nsanctions"),
        ("The Indus Waters Treaty is in abeyance.", "water_sharing", "Indus Waters Treaty"),
        ("A wave of cyber-attacks.", "cyber", "cyber-attacks"),
        ("A wave of cyberattacks.", "cyber", "cyberattacks"),
        ("EU membership talks opened.", "membership", "EU membership"),
        ("A prisoner swap took place.", "prisoners", "prisoner swap"),
        ("Thousands of refugees fled.", "refugees", "refugees"),
        ("Fishing boats were seized.", "fishing", "Fishing boats"),
        ("Haj pilgrims may travel.", "pilgrimages", "Haj"),
        ("The coup d’état failed.", "regime_change", "coup d’état"),
    ],
)
def test_an_issue_is_found_with_the_words_that_name_it(text: str, issue: str, words: str) -> None:
    assert words in [text[start:end] for found, start, end in find_issues(text) if found == issue]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("He was unsanctioned.", "sanctions"),
        ("A seminar on metallurgy.", "oil"),
        ("Turmoil in the region.", "oil"),
        ("The inept answer came late.", "nuclear_programme"),
        ("She likes espionages.", "espionage"),
        ("They spoke of peace\n\ntalks were not mentioned.", "peace_talks"),
        ("", "trade"),
    ],
)
def test_an_issue_is_not_found_inside_other_words_or_across_paragraphs(text: str, issue: str) -> None:
    assert issue not in [found for found, _, _ in find_issues(text)]


def test_words_may_name_two_issues() -> None:
    assert {found for found, _, _ in find_issues("They lifted UN sanctions.")} == {"sanctions", "sanctions_relief"}


def test_words_count_once_for_an_issue() -> None:
    found = [issue for issue, _, _ in find_issues("nuclear weapons program") if issue == "nuclear_programme"]
    assert found == ["nuclear_programme"]


def test_a_dotted_capital_i_does_no_harm() -> None:
    assert find_issues("İOIL İstanbul ﬁshing boats") == []


def test_issues_have_ids_that_can_stand_in_an_address() -> None:
    assert len(issues()) >= 60
    assert all(re.fullmatch(r"[a-z_]+", issue.id) and issue.name for issue in issues().values())


@pytest.mark.parametrize("issue", issues().values(), ids=lambda issue: issue.id)
def test_each_pattern_compiles_and_matches_no_empty_text(issue: ontology.Issue) -> None:
    for pattern in issue.patterns:
        assert re.compile(pattern, re.IGNORECASE).match("") is None


def test_the_index_holds_every_pattern_of_every_issue() -> None:
    from dyadbook.ontology.issues import _forms, _index, _pattern

    indexed = [(issue, form) for key, by in _index().items() for issue, forms in by.items() for form in forms]
    written = [
        (issue.id, form) for issue in issues().values() for pattern in issue.patterns for form in _forms(pattern)
    ]
    assert sorted(indexed) == sorted(written)
    assert all(_pattern(key, issue) for key, by in _index().items() for issue in by)


# The package


def test_the_public_names_are_all_there() -> None:
    assert all(hasattr(ontology, name) for name in ontology.__all__)


# The documentation

DOCS = (ROOT / "docs" / "ontology.md").read_text("utf-8")


def test_the_documentation_lists_each_table_with_its_rows() -> None:
    listed = {name: int(rows) for name, rows in re.findall(r"^\| `(\w+)\.csv` \| (\d+) \|", DOCS, re.MULTILINE)}
    folder = ROOT / "src" / "dyadbook" / "ontology" / "data"
    assert listed == {path.stem: len(data_rows(path.stem)) for path in folder.glob("*.csv")}


def test_the_documentation_counts_the_crossings_without_a_loss() -> None:
    to_plover = sum(not plover_from_cameo(code).lost for code in cameo_codes())
    to_cameo = sum(not cameo_from_plover(*pair).lost for pair in PAIRS)
    assert f"Of 318 codes {to_plover} cross" in DOCS
    assert f"types and modes\n{to_cameo} cross" in DOCS


@pytest.mark.parametrize("line", re.findall(r"^(\w+\(.*\S) +# (.+)$", DOCS, re.MULTILINE), ids=lambda line: line[0])
def test_an_example_of_the_documentation_gives_what_it_says(line: tuple[str, str]) -> None:
    call, shown = line
    assert repr(eval(call, vars(ontology).copy())) == shown
