"""Corrections: who may make them, what they do, and what is turned away and logged."""

from __future__ import annotations

import csv
import io
import logging
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `serve` is not installed")

from told_readings import DAY
from web_book import PASSWORD, Visitor, at, event_with, made_book, token_in, visitor

from dyadbook.book.additions import FIELDS
from dyadbook.book.book import Book
from dyadbook.book.decisions import Layer
from dyadbook.errors import UsageError
from dyadbook.web.app import create_app
from dyadbook.web.pages_article import STANDS


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Return a small book."""
    return made_book(tmp_path / "book")


@pytest.fixture
def editor(book: Book) -> Visitor:
    """Return somebody who is signed in."""
    who = visitor(book, edit=True)
    assert who.sign_in() == 303
    return who


def _correct(who: Visitor, event: str, **form: object) -> int:
    token = token_in(who.get(f"/event/{event}").text)
    sent = {"token": token, "reason": "I looked", **form}
    return who.post(f"/event/{event}/decide", data=sent, follow_redirects=False).status_code


def _events(who: Visitor) -> list[dict[str, object]]:
    found: list[dict[str, object]] = who.get("/dyad/USA/PRK/events.json").json()["data"]["events"]
    return found


def test_an_event_that_is_wrong_goes_at_once_and_comes_back_when_that_is_taken_back(editor: Visitor) -> None:
    event = event_with(editor, "accused the North")
    before = len(_events(editor))
    assert _correct(editor, event, verdict="wrong") == 303
    assert len(_events(editor)) == before - 1
    assert editor.get(f"/event/{event}").status_code == 404
    page = editor.get("/decisions")
    assert "A reader" in page.text
    assert "I looked" in page.text
    decision = editor.get("/decisions.json").json()["data"]["decisions"][0]["id"]
    form = {"token": token_in(page.text), "decision": decision}
    assert editor.post("/decisions/withdraw", data=form, follow_redirects=False).status_code == 303
    assert len(_events(editor)) == before


def test_reports_are_split_and_merged(editor: Visitor) -> None:
    event = event_with(editor, "talked in Geneva")
    reports = [one["id"] for one in editor.get(f"/event/{event}.json").json()["data"]["accounts"]]
    before = len(_events(editor))
    assert _correct(editor, event, verdict="split", report=reports[1]) == 303
    assert len(_events(editor)) == before + 1
    other = event_with(editor, "accused the North")
    assert _correct(editor, event, verdict="merge", other=f"http://testserver/event/{other}") == 303
    assert len(_events(editor)) == before


def test_a_field_is_corrected_and_the_page_says_by_whom(editor: Visitor) -> None:
    event = event_with(editor, "accused the North")
    assert _correct(editor, event, verdict="correct", field="type", value="threaten") == 303
    page = editor.get(f"/event/{event}")
    assert "type corrected by A reader" in editor.get("/dyad/USA/PRK").text
    (note,) = at(page.text, "//p[@class='note']")
    assert _correct(editor, event, verdict="correct", field="mode", value="expel") == 303
    assert "expel" in [one.text_content() for one in at(editor.get(f"/event/{event}").text, "//dd")]
    for path in (f"/event/{event}", "/dyad/USA/PRK"):
        assert "THREATEN (expel)" in [one.text_content() for one in at(editor.get(path).text, "//*[@class='type vx']")]
    assert "THREATEN (expel)" in editor.get("/search?words=accused").text
    told = editor.get("/dyad/USA/PRK.json").json()["data"]["timeline"]
    assert ["expel"] in [one["modes"] for one in told]
    (decision, *_) = editor.get("/decisions.json").json()["data"]["decisions"]
    form = {"token": token_in(page.text), "decision": decision["id"]}
    assert editor.post("/decisions/withdraw", data=form, follow_redirects=False).status_code == 303
    assert note.text_content().startswith("Corrected: type is THREATEN, read as ACCUSE; by A reader")
    (made,) = editor.get(f"/event/{event}.json").json()["data"]["event"]["corrected"]
    assert (made["field"], made["was"], made["reason"]) == ("type", "ACCUSE", "I looked")
    form = {"token": token_in(editor.get("/decisions").text), "decision": made["decision"]}
    assert editor.post("/decisions/withdraw", data=form, follow_redirects=False).status_code == 303
    assert editor.get(f"/event/{event}.json").json()["data"]["event"]["type"] == "ACCUSE"


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("type", "DANCE", "one of AGREE"),
        ("date", "soon", "2025-02-07"),
        ("tone", "warm", "choose from type"),
        ("target", "USA", "USA would act on itself"),
        ("type", "accuse", "type is ACCUSE already"),
        ("historical", "unknown", "historical is unknown already"),
        ("", "", ""),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(editor: Visitor, field: str, value: str, hint: str) -> None:
    event = event_with(editor, "accused the North")
    form = {"token": token_in(editor.get(f"/event/{event}").text), "verdict": "correct", "field": field, "value": value}
    reply = editor.post(f"/event/{event}/decide", data=form, headers={"Accept": "application/json"})
    assert reply.status_code == 400
    assert hint in reply.json()["error"]["message"]
    assert editor.get("/decisions.json").json()["data"]["decisions"] == []


def test_a_correction_shows_with_the_words_of_its_article(editor: Visitor) -> None:
    event = event_with(editor, "accused the North")
    article = editor.get(f"/event/{event}.json").json()["data"]["accounts"][0]["article"]["id"]
    assert _correct(editor, event, verdict="correct", field="modality", value="negated") == 303
    assert "modality corrected by A reader" in editor.get(f"/article/{article}").text
    told = [one["modality"] for one in editor.get(f"/article/{article}.json").json()["data"]["events"]]
    assert "negated" in told


def test_a_correction_has_the_name_of_who_made_it_and_counts_for_readers_too(book: Book, editor: Visitor) -> None:
    assert _correct(editor, event_with(editor, "accused the North"), verdict="wrong") == 303
    reader = visitor(Book.open(book.address))
    assert reader.get("/decisions.json").json()["data"]["decisions"][0]["name"] == "A reader"
    assert reader.get("/sign-in").status_code == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"verdict": "split"}, 400),
        ({"verdict": "merge", "other": "0000000000000000"}, 400),
        ({"verdict": "dance"}, 400),
        ({}, 400),
    ],
)
def test_a_correction_that_says_too_little_changes_nothing(editor: Visitor, form: dict[str, str], status: int) -> None:
    event = event_with(editor, "talked in Geneva")
    assert _correct(editor, event, **form) == status
    assert editor.get("/decisions.json").json()["data"]["decisions"] == []


def _said(who: Visitor) -> tuple[str, str, str]:
    """Return the article of the small book with a statement and a standing, and the ids of both."""
    (hit,) = who.get("/search.json?words=denuclearization&kind=statement").json()["data"]["hits"]
    article = hit["passages"][0]["article"]["id"]
    (standing,) = who.get(f"/article/{article}.json").json()["data"]["standings"]
    return article, hit["id"], standing["id"]


def _correct_said(who: Visitor, article: str, **form: object) -> int:
    token = token_in(who.get(f"/article/{article}").text)
    sent = {"token": token, "reason": "I looked", **form}
    return who.post(f"/article/{article}/decide", data=sent, follow_redirects=False).status_code


def test_a_speaker_is_corrected_on_the_article_page(editor: Visitor) -> None:
    article, statement, _ = _said(editor)
    form = {"verdict": "correct", "record": statement, "field": "speaker", "value": "Nobody Atall, Japan"}
    assert _correct_said(editor, article, **form) == 303
    page = editor.get(f"/article/{article}").text
    assert "Nobody Atall (JPN)" in page
    assert "speaker corrected by A reader" in page
    assert "speaker corrected by A reader" in editor.get("/dyad/JPN/PRK").text
    assert "Nobody Atall, JPN" in editor.get("/decisions").text
    rows = csv.DictReader(io.StringIO(editor.get("/dyad/JPN/PRK.csv?table=statements").text.lstrip("\ufeff")))
    assert [(row["statement"], row["corrected"]) for row in rows] == [(statement, "speaker")]


def test_a_statement_and_a_standing_that_are_wrong_go_from_all_pages(editor: Visitor) -> None:
    article, *both = _said(editor)
    assert _correct_said(editor, article, verdict="wrong", record=both) == 303
    told = editor.get(f"/article/{article}.json").json()["data"]
    assert (told["statements"], told["standings"]) == ([], [])
    assert editor.get("/search.json?words=denuclearization&kind=statement").json()["data"]["hits"] == []
    assert "A statement or standing is wrong" not in editor.get(f"/article/{article}").text


@pytest.mark.parametrize(
    ("form", "hint"),
    [
        ({"verdict": "wrong"}, "choose a statement or standing"),
        ({"verdict": "merge", "record": 1}, "choose a statement or standing"),
        ({"verdict": "correct", "record": 1, "field": "speaker", "value": "Nobody Atall"}, "name and country"),
        ({"verdict": "correct", "record": 2, "field": "country", "value": "Japan"}, "is a standing"),
        ({"verdict": "correct", "record": 2, "field": "value", "value": "open"}, "choose from none, established"),
        ({"verdict": "correct", "record": 2, "field": "value", "value": "none"}, "value is none already"),
        ({"verdict": "correct", "record": 1, "field": "country", "value": "United States"}, "country is USA already"),
        ({"verdict": "correct", "record": 1, "field": "place", "value": "Rome"}, "place cannot be corrected"),
    ],
)
def test_what_cannot_be_decided_of_a_statement_is_refused(form: dict[str, object], hint: str, editor: Visitor) -> None:
    known = _said(editor)
    sent = {**form, "token": token_in(editor.get(f"/article/{known[0]}").text)}
    if isinstance(at := sent.get("record"), int):
        sent["record"] = known[at]
    reply = editor.post(f"/article/{known[0]}/decide", data=sent, headers={"Accept": "application/json"})
    assert reply.status_code == 400
    assert hint in reply.json()["error"]["message"]
    assert editor.get("/decisions.json").json()["data"]["decisions"] == []


def test_a_standing_is_corrected_on_the_article_page(editor: Visitor) -> None:
    article, _, standing = _said(editor)
    form = {"verdict": "correct", "record": standing, "field": "value", "value": "severed"}
    assert _correct_said(editor, article, **form) == 303
    assert "diplomatic relations, severed" in editor.get(f"/article/{article}").text
    assert "value corrected by A reader" in editor.get("/dyad/USA/PRK").text


def _add(who: Visitor, article: str, **form: object) -> str:
    """Return where one is led who adds something to an article, or the refusal."""
    token = token_in(who.get(f"/article/{article}").text)
    sent = {"token": token, "reason": "I looked", **form}
    reply = who.post(
        f"/article/{article}/add", data=sent, follow_redirects=False, headers={"Accept": "application/json"}
    )
    return reply.headers["location"] if reply.status_code == 303 else reply.json()["error"]["message"]


def test_an_event_is_added_on_the_article_page(editor: Visitor) -> None:
    article, *_ = _said(editor)
    form = {"record": "event", "type": "REQUEST", "source": "USA", "target": "PRK", "date": "2020-05-01"}
    page = editor.get(_add(editor, article, words="want the complete denuclearization", **form)).text
    assert "Added: it was not read" in page
    assert "added by A reader" in editor.get("/dyad/USA/PRK").text
    assert editor.get("/decisions.json").json()["data"]["decisions"][0]["reason"] == "I looked"


@pytest.mark.parametrize(("apart", "reports", "verdicts"), [({}, 3, ["add"]), ({"apart": "1"}, 1, ["add", "split"])])
def test_an_event_that_others_tell_too_leads_to_all_its_reports_or_is_kept_apart(
    editor: Visitor, apart: dict[str, str], reports: int, verdicts: list[str]
) -> None:
    article, *_ = _said(editor)
    form = {"record": "event", "type": "CONSULT", "source": "USA", "target": "PRK", "date": DAY.isoformat(), **apart}
    path = _add(editor, article, words="both talked in Geneva", **form)
    assert len(editor.get(f"{path}.json").json()["data"]["accounts"]) == reports
    filed = editor.get("/decisions.json").json()["data"]["decisions"]
    assert sorted(one["verdict"] for one in filed) == verdicts


def test_a_statement_and_a_standing_are_added_on_the_article_page(editor: Visitor) -> None:
    article, *_ = _said(editor)
    stands = {"record": "standing", "parties": "USA; PRK", "stands": "sanctions in_force", "since": "2006"}
    assert _add(editor, article, words="envoys of both", **stands) == f"/article/{article}"
    said = {"record": "statement", "speaker": "KOR", "about": "PRK"}
    assert _add(editor, article, words="talked in Geneva", **said) == f"/article/{article}"
    told = editor.get(f"/article/{article}.json").json()["data"]
    assert [(one["holder"], one["value"]) for one in told["standings"][1:]] == [("USA", "in_force")]
    assert [one["speaker"]["id"] for one in told["statements"][1:]] == ["KOR"]


@pytest.mark.parametrize(
    ("form", "hint"),
    [
        ({"record": "rumour"}, "say what is to be added"),
        ({"record": "event", "words": "no such words", "type": "AID", "source": "USA"}, "do not stand in article"),
        ({"record": "event", "words": "talked in Geneva", "type": "AID"}, "an event has a type, and who acts"),
        (
            {"record": "standing", "words": "in Geneva", "parties": "USA; PRK", "stands": "tone warm"},
            "choose from good",
        ),
        ({"record": "standing", "words": "in Geneva", "parties": "USA; PRK"}, "two parties, an aspect and its value"),
    ],
)
def test_what_cannot_be_added_is_refused(editor: Visitor, form: dict[str, str], hint: str) -> None:
    article, *_ = _said(editor)
    assert hint in _add(editor, article, **form)
    assert editor.get("/decisions.json").json()["data"]["decisions"] == []


# ---- who is turned away


@pytest.fixture
def stranger(book: Book) -> Visitor:
    """Return somebody who is not signed in."""
    return visitor(book, edit=True, name="stranger")


def test_a_wrong_password_is_refused_and_logged(stranger: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert stranger.sign_in(password="guess") == 403
    assert "refused (403) /sign-in from stranger" in caplog.text
    assert "guess" not in caplog.text
    assert stranger.cookies == {}


def test_too_many_tries_are_held_up_even_with_the_right_password(stranger: Visitor) -> None:
    assert [stranger.sign_in(password="guess") for _ in range(5)] == [403] * 5
    assert stranger.sign_in() == 429


def test_a_correction_without_signing_in_is_refused(stranger: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    event = event_with(stranger, "accused the North")
    assert 'name="verdict"' not in stranger.get(f"/event/{event}").text
    with caplog.at_level(logging.WARNING):
        reply = stranger.post(f"/event/{event}/decide", data={"verdict": "wrong", "token": "x"})
    assert reply.status_code == 401
    assert "refused (401)" in caplog.text


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("forged", {}),
        ("", {}),
        (None, {"Origin": "https://evil.example"}),
        (None, {"Origin": "null"}),
        (None, {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_a_form_from_elsewhere_is_refused(editor: Visitor, token: str | None, headers: dict[str, str]) -> None:
    event = event_with(editor, "accused the North")
    article, *_ = _said(editor)
    given = token_in(editor.get(f"/event/{event}").text) if token is None else token
    for path in (f"/event/{event}/decide", f"/article/{article}/decide", f"/article/{article}/add"):
        assert editor.post(path, data={"verdict": "wrong", "token": given}, headers=headers).status_code == 403
    assert editor.get(f"/event/{event}").status_code == 200


def test_a_form_to_sign_in_that_was_made_up_is_refused(stranger: Visitor) -> None:
    form = {"token": "1.2.3", "name": "A", "password": PASSWORD}
    assert stranger.post("/sign-in", data=form).status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Visitor) -> None:
    form = {"token": token_in(stranger.get("/sign-in").text), "name": "A", "password": PASSWORD}
    cookie = stranger.post("/sign-in", data=form, follow_redirects=False).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", "x"])
def test_signing_in_leads_to_no_other_site(stranger: Visitor, back: str) -> None:
    form = {"token": token_in(stranger.get("/sign-in").text), "name": "A", "password": PASSWORD, "back": back}
    assert stranger.post("/sign-in", data=form, follow_redirects=False).headers["location"] == "/"


def test_who_signs_out_corrects_no_more(editor: Visitor) -> None:
    token = token_in(editor.get("/").text)
    assert editor.post("/sign-out", data={"token": token}, follow_redirects=False).status_code == 303
    assert "Sign in" in editor.get("/").text


def test_a_page_with_a_form_token_is_kept_and_compressed_nowhere(editor: Visitor) -> None:
    reply = editor.get("/", headers={"Accept-Encoding": "gzip"})
    assert reply.headers["cache-control"] == "no-store"
    assert "content-encoding" not in reply.headers


def test_a_server_without_edit_takes_no_correction(book: Book) -> None:
    reader = visitor(book)
    event = event_with(reader, "accused the North")
    assert reader.post(f"/event/{event}/decide", data={"verdict": "wrong"}).status_code == 404
    assert reader.post(f"/article/{_said(reader)[0]}/add", data={"record": "event"}).status_code == 404
    assert '<form method="post"' not in reader.get(f"/event/{event}").text


def test_a_short_password_is_refused(book: Book) -> None:
    with pytest.raises(UsageError, match="8 characters"):
        create_app(book, edit="short")


TYPED = {"reason": 'it says "so" <b>', "value": "DANCE", "field": "type", "verdict": "correct"}


@pytest.mark.parametrize("of", ["event", "article"])
def test_a_refused_correction_is_shown_again_as_it_was_typed_with_why(editor: Visitor, of: str) -> None:
    article, statement, _ = _said(editor)
    path = f"/event/{event_with(editor, 'accused the North')}" if of == "event" else f"/article/{article}"
    typed = TYPED if of == "event" else {**TYPED, "field": "country", "record": statement}
    form = {**typed, "token": token_in(editor.get(path).text)}
    reply = editor.post(f"{path}/decide", data=form, headers={"Accept": "text/html"})
    assert reply.status_code == 400
    (why,) = at(reply.text, "//*[@role='alert']")
    assert why.text_content().startswith("Nothing was filed: 'DANCE' is n")
    (sent,) = at(reply.text, "//form[@id='tried']")
    assert sent.get("action") == f"{path}/decide"
    fields = dict(sent.form_values())
    assert {name: fields[name] for name in typed} == typed
    assert editor.get("/decisions.json").json()["data"]["decisions"] == []


def test_a_refused_addition_is_shown_again_as_it_was_typed_with_why(editor: Visitor) -> None:
    article, *_ = _said(editor)
    typed = {
        "record": "event", "words": "talked in Geneva", "type": "CONSULT", "source": "Nowhereland", "target": "PRK",
        "historical": "no", "apart": "1", "reason": "I looked",
    }  # fmt: skip
    form = {**typed, "token": token_in(editor.get(f"/article/{article}").text)}
    reply = editor.post(f"/article/{article}/add", data=form, headers={"Accept": "text/html"})
    assert reply.status_code == 400
    (opened,) = at(reply.text, "//details[@id='tried'][@open]/form")
    fields = dict(opened.form_values())
    assert {name: fields[name] for name in typed} == typed
    assert at(reply.text, "//form[contains(@action, '/add')]//textarea[@name='words'][string()]/@name") == ["words"]
    assert f"/article/{article}.json" in reply.text


@pytest.mark.parametrize("record", FIELDS)
def test_the_form_has_all_fields_with_which_a_record_is_added(editor: Visitor, record: Layer) -> None:
    article, *_ = _said(editor)
    path = f"//input[@name='record'][@value='{record}']/..//*[self::input or self::select]/@name"
    named = set(at(editor.get(f"/article/{article}").text, path))
    wanted = {STANDS if field in ("aspect", "value") else field for field in FIELDS[record]}
    assert named - {"token", "record", "apart"} == wanted
