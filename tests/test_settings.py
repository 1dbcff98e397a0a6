"""Settings: one table, four places that values come from, and no name that is not in the table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dyadbook.errors import SettingsError
from dyadbook.settings import SETTINGS, Settings, cache_dir, load_settings, parse_assignments


@pytest.fixture(autouse=True)
def _no_file_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def _load(folder: Path, content: str = "", environment: dict[str, str] | None = None, **values: str) -> Settings:
    if content:
        (folder / "dyadbook.toml").write_text(content, encoding="utf-8")
    overrides = {name.replace("__", "."): value for name, value in values.items()}
    return load_settings(overrides, environment=environment or {}, folder=folder)


def test_each_setting_has_its_default(tmp_path: Path) -> None:
    settings = _load(tmp_path)
    assert {name: settings[name] for name in settings} == {setting.name: setting.default for setting in SETTINGS}


def test_a_later_place_comes_before_an_earlier_one(tmp_path: Path) -> None:
    content = "[http]\ntimeout = 1\nmax_redirects = 1\nuser_agent = 'file'\n"
    environment = {"DYADBOOK_HTTP_TIMEOUT": "2", "DYADBOOK_HTTP_MAX_REDIRECTS": "2"}
    settings = _load(tmp_path, content, environment, http__timeout="3")
    assert (settings["http.timeout"], settings["http.max_redirects"], settings["http.user_agent"]) == (3.0, 2, "file")


def test_a_value_tells_where_it_comes_from(tmp_path: Path) -> None:
    settings = _load(tmp_path, "", {"DYADBOOK_READ_BATCH": "4"}, http__timeout="3")
    assert settings.source("read.batch") == "DYADBOOK_READ_BATCH"
    assert settings.source("http.timeout") == "--set"
    assert settings.source("cache.dir") == "default"


def test_the_users_own_file_holds_where_no_other_is(tmp_path: Path) -> None:
    (tmp_path / "config" / "dyadbook").mkdir(parents=True)
    (tmp_path / "config" / "dyadbook" / "dyadbook.toml").write_text("read.batch = 3\n", encoding="utf-8")
    assert _load(tmp_path)["read.batch"] == 3
    assert _load(tmp_path, "read.batch = 5\n")["read.batch"] == 5


def test_an_empty_variable_sets_nothing(tmp_path: Path) -> None:
    settings = _load(tmp_path, 'book = "mine"', {"DYADBOOK_BOOK": "", "DYADBOOK_HTTP_TIMEOUT": " "})
    assert (settings["book"], settings.source("book")) == ("mine", str(tmp_path / "dyadbook.toml"))


CONVERTED = [
    ("read.published", "2025-02-07", date(2025, 2, 7)),
    ("read.publisher", "The Quay", "The Quay"),
    ("read.languages", "en, fr", ("en", "fr")),
    ("read.languages", "", ()),
    ("read.columns", "text=body,title=head", {"text": "body", "title": "head"}),
    ("read.max_bytes", "1_000", 1000),
    ("http.allow_private", "yes", True),
    ("http.allow_private", "off", False),
    ("http.timeout", "0.5", 0.5),
    ("cache.dir", "/tmp/x", Path("/tmp/x")),
    ("dyad.synthetic", "only", "only"),
]


@pytest.mark.parametrize(("name", "text", "value"), CONVERTED)
def test_a_value_is_converted_to_its_kind(tmp_path: Path, name: str, text: str, value: object) -> None:
    assert load_settings({name: text}, environment={}, folder=tmp_path)[name] == value


REFUSED = [
    ("read.published", "7 Feb"),
    ("read.publisher", " "),
    ("read.columns", "text"),
    ("read.max_bytes", "many"),
    ("read.batch", "0"),
    ("http.allow_private", "perhaps"),
    ("http.timeout", "-1"),
    ("http.timeout", "inf"),
    ("dyad.synthetic", "all"),
    ("export.format", "xlsx"),
]


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_a_value_that_cannot_be_taken_says_what_can(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} .*--set.* cannot be .*: give "):
        load_settings({name: text}, environment={}, folder=tmp_path)


@pytest.mark.parametrize(
    ("unknown", "near"),
    [("http.time_out", "http.timeout"), ("timeout", "http.timeout"), ("read.batches", "read.batch")],
)
def test_an_unknown_name_is_an_error_that_names_near_ones(tmp_path: Path, unknown: str, near: str) -> None:
    with pytest.raises(SettingsError, match=rf"no setting: did you mean .*{near}"):
        load_settings({unknown: "1"}, environment={}, folder=tmp_path)


def test_an_unknown_variable_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"DYADBOOK_HTTP_TIMOUT .* did you mean http.timeout"):
        _load(tmp_path, "", {"DYADBOOK_HTTP_TIMOUT": "2"})


def test_the_password_of_a_server_is_a_variable_and_no_setting(tmp_path: Path) -> None:
    assert "password" not in str(_load(tmp_path, "", {"DYADBOOK_PASSWORD": "a long password"}))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        _load(tmp_path, "[http]\ntimeout = 'soon'\nport = 1\n", {"DYADBOOK_READ_BATCH": "0"})
    assert len(str(caught.value).splitlines()) == 3


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"dyadbook.toml cannot be read as settings"):
        _load(tmp_path, "http = [")


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is not there"):
        load_settings(file=tmp_path / "none.toml", environment={})


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    settings = _load(tmp_path)
    with pytest.raises(TypeError):
        settings["http.timeout"] = 1  # type: ignore[index]
    other = settings.replaced({"http.timeout": 1}, "test")
    assert (settings["http.timeout"], other["http.timeout"]) == (30.0, 1.0)


def test_an_assignment_needs_an_equals_sign() -> None:
    assert parse_assignments(["a.b = c=d"]) == {"a.b": "c=d"}
    with pytest.raises(SettingsError, match="name=value"):
        parse_assignments(["http.timeout"])


def test_caches_lie_where_the_setting_says(tmp_path: Path) -> None:
    assert cache_dir(_load(tmp_path, cache__dir=str(tmp_path))) == tmp_path
    assert cache_dir(_load(tmp_path)).name == "dyadbook"
