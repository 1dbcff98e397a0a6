"""Return the settings: one table of names, defaults and meanings; default < file < environment < `--set`.

Level 1. A `Settings` is made once, holds for a run and cannot be changed, so a value that was read stays what it was.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dyadbook.errors import SettingsError

FILE_NAME = "dyadbook.toml"
ENVIRONMENT = "DYADBOOK_"
# One names the file, and so cannot stand in it; the other is a secret, and so stands in no file and no `--set`.
_NO_SETTINGS = frozenset({"DYADBOOK_CONFIG", "DYADBOOK_PASSWORD"})
_YES, _NO = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})


@dataclass(frozen=True)
class Setting:
    """One setting: `kind` is what a value must be, `help` what it does; a default of None means not set."""

    name: str
    default: Any
    kind: str
    help: str

    @property
    def variable(self) -> str:
        """Return the name of the environment variable that sets it."""
        return ENVIRONMENT + self.name.upper().replace(".", "_")


_FORMATS = "csv|parquet|gdelt|icews|polecat|plover|graphml|gexf|bibtex"
SETTINGS: tuple[Setting, ...] = (
    Setting("read.published", None, "date", "publication date of what is read, by hand; comes before the page's"),
    Setting("read.publisher", None, "text", "outlet of what is read, by hand; comes before the page's"),
    Setting("read.languages", ("en",), "list", "languages that are read, by their two letters; others are refused"),
    Setting("read.columns", {}, "columns", "columns of a table, as in text=body,title=head; else the usual names"),
    Setting("read.encoding", None, "text", "encoding of files and pages; else it is looked for"),
    Setting("read.retrieved", None, "date", "the day when the articles were taken, where it is known"),
    Setting(
        "read.date_order",
        "unknown",
        "unknown|month_first|day_first",
        "what comes first in dates such as 7/2/2025; unknown: such a date is none",
    ),
    Setting("read.max_bytes", 20_000_000, "count", "bytes of one page, text or row; a larger one is refused"),
    Setting("read.max_text", 2_000_000, "count", "characters of one article's text; a longer one is refused"),
    Setting("read.max_paragraph", 100_000, "count", "characters of one paragraph; a longer one is not read"),
    Setting("read.batch", 8, "count", "articles that are held in memory and read at a time"),
    Setting("engine.workers", None, "count", "processes, or cores of a cluster, that read articles; else all cores"),
    Setting("classify.model", "base", "text", "the model that classifies: its name, or a folder with model.json"),
    Setting("http.timeout", 30.0, "seconds", "seconds for one download, with all its redirects"),
    Setting("http.max_redirects", 5, "count", "redirects that a download follows"),
    Setting("http.allow_private", False, "flag", "whether an address may lead to this machine or its own network"),
    Setting("http.user_agent", "dyadbook (reads single articles for its user)", "text", "how a download is signed"),
    Setting(
        "dyad.synthetic", "apart", "apart|only|with", "example texts on a dyad's page: left out, alone, or with all"
    ),
    Setting("export.format", "csv", _FORMATS, "the form of what is exported"),
    Setting("book", None, "text", "the book that is filed in and asked: its folder, or an address as s3://..."),
    Setting("name", None, "text", "who decides where a book is put right, as it is signed; else your login name"),
    Setting("world.dir", None, "path", "folder of your own rows in the world's tables; else that of your data"),
    Setting("issues.file", None, "path", "CSV file of your own issues: id, name, patterns; see docs/ontology.md"),
    Setting("cache.dir", None, "path", "folder for what can be made again; else the system's folder for caches"),
)
"""Every setting there is."""

_BY_NAME = MappingProxyType({setting.name: setting for setting in SETTINGS})


class Settings(Mapping[str, Any]):
    """The values that hold for a run, by name, each with where it came from."""

    __slots__ = ("_sources", "_values")

    def __init__(self, values: Mapping[str, Any], sources: Mapping[str, str]) -> None:
        self._values = MappingProxyType(dict(values))
        self._sources = MappingProxyType(dict(sources))

    def __getitem__(self, name: str) -> Any:
        """Return the value of a setting. Raises: SettingsError when there is no such setting."""
        return self._values[_known(name, "settings").name]

    def __iter__(self) -> Iterator[str]:
        """Return the names of all settings."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return the number of settings."""
        return len(self._values)

    def source(self, name: str) -> str:
        """Return where a value came from: `default`, a file, a variable or `--set`."""
        return self._sources.get(name, "default")

    def replaced(self, values: Mapping[str, Any], source: str) -> Settings:
        """Return settings with other values for some names; these stay as they are.

        Raises: SettingsError when a name is unknown or a value cannot be taken.
        """
        checked = _checked(((name, value, source) for name, value in values.items()))
        return Settings(
            {**self._values, **{name: value for name, (value, _) in checked.items()}},
            {**self._sources, **{name: source for name, (_, source) in checked.items()}},
        )


def load_settings(
    overrides: Mapping[str, Any] | None = None,
    *,
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """Return the settings of this run: default < file < environment < overrides.

    The file is `file`, else the one that DYADBOOK_CONFIG names, else `dyadbook.toml` in `folder` (default: where the
    run is), else the one in the user's configuration folder.
    Raises: SettingsError that names every unknown setting and every value that cannot be taken, all at once.
    """
    environment = os.environ if environment is None else environment
    found = settings_file(file, environment, folder)
    given: list[tuple[str, Any, str]] = []
    if found is not None:
        given += [(name, value, str(found)) for name, value in _read_file(found)]
    given += _from_environment(environment)
    given += [(name, value, "--set") for name, value in (overrides or {}).items()]
    checked = _checked(given)
    values = {setting.name: checked.get(setting.name, (setting.default, ""))[0] for setting in SETTINGS}
    return Settings(values, {name: source for name, (_, source) in checked.items()})


def settings_file(
    file: Path | None = None, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Path | None:
    """Return the file that settings are read from; None where there is none.

    Raises: SettingsError when a file was named that is not there.
    """
    environment = os.environ if environment is None else environment
    named = file or (Path(environment["DYADBOOK_CONFIG"]) if environment.get("DYADBOOK_CONFIG") else None)
    if named is not None:
        if not named.is_file():
            raise SettingsError(f"{named} is not there: name a file of settings that exists.")
        return named
    here = (folder or Path()) / FILE_NAME
    if here.is_file():
        return here
    users = _user_file()
    return users if users.is_file() else None


def _user_file() -> Path:
    """Return where the user's own file of settings lies, or would lie."""
    import platformdirs  # 10 ms, and only where no other file is named

    return Path(platformdirs.user_config_dir("dyadbook", appauthor=False)) / FILE_NAME


def data_dir() -> Path:
    """Return the folder of a user's own data, which need not exist."""
    import platformdirs  # as above

    return Path(platformdirs.user_data_dir("dyadbook", appauthor=False))


def cache_dir(settings: Settings) -> Path:
    """Return the folder for what can be made again."""
    import platformdirs  # as above

    chosen: Path | None = settings["cache.dir"]
    return chosen or Path(platformdirs.user_cache_dir("dyadbook", appauthor=False))


def parse_assignments(pairs: Iterable[str]) -> dict[str, str]:
    """Return the settings in `a.b=value` texts.

    Raises: SettingsError when one has no `=`.
    """
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise SettingsError(f"{pair!r} sets nothing: write it as name=value, for example http.timeout=10.")
        values[name.strip()] = value.strip()
    return values


# ---- where values come from


def _read_file(path: Path) -> Iterator[tuple[str, Any]]:
    """Return the settings of a TOML file, a table's keys joined with dots."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{path} cannot be read as settings: {error}. Mend that line; the form is TOML.") from error
    for table, inner in content.items():
        if isinstance(inner, dict) and table not in _BY_NAME:
            for name, value in inner.items():
                yield f"{table}.{name}", value
        else:
            yield table, inner


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, Any, str]]:
    """Return the settings among the variables of the environment; an empty one sets nothing, as in any shell."""
    by_variable = {setting.variable: setting.name for setting in SETTINGS}
    for variable in sorted(environment):
        if variable.startswith(ENVIRONMENT) and variable not in _NO_SETTINGS and environment[variable].strip():
            yield by_variable.get(variable, variable), environment[variable], variable


# ---- checks


def _known(name: str, where: str) -> Setting:
    """Return the setting of this name. Raises: SettingsError that names the near ones."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    asked = name.removeprefix(ENVIRONMENT).lower().replace("_", ".", 1) if name.startswith(ENVIRONMENT) else name
    near = difflib.get_close_matches(asked, _BY_NAME, n=3, cutoff=0.5)
    near += [other for other in _BY_NAME if other.split(".")[-1] == asked.split(".")[-1] and other not in near]
    hint = f"did you mean {' or '.join(near)}?" if near else "`dyadbook settings` lists all."
    raise SettingsError(f"{name} ({where}) is no setting: {hint}")


def _checked(given: Iterable[tuple[str, Any, str]]) -> dict[str, tuple[Any, str]]:
    """Return the values by name with their sources, the later before the earlier.

    Raises: SettingsError that tells of every fault.
    """
    values: dict[str, tuple[Any, str]] = {}
    faults = []
    for name, value, source in given:
        try:
            setting = _known(name, source)
            values[name] = (_convert(setting, value, source), source)
        except SettingsError as error:
            faults.append(str(error))
    if faults:
        raise SettingsError("\n".join(faults))
    return values


def _convert(setting: Setting, value: Any, source: str) -> Any:
    """Return the value in its own type. Raises: SettingsError when the setting cannot take it."""
    if value is None and setting.default is None:
        return None
    try:
        if "|" in setting.kind:
            return _one_of(setting.kind.split("|"), value)
        return _CONVERTERS[setting.kind](value)
    except (ValueError, TypeError) as error:
        wanted = f"one of {', '.join(setting.kind.split('|'))}" if "|" in setting.kind else _WANTED[setting.kind]
        raise SettingsError(f"{setting.name} ({source}) cannot be {value!r}: give {wanted}.") from error


def _one_of(choices: list[str], value: Any) -> str:
    if value not in choices:
        raise ValueError(value)
    return str(value)


def _to_flag(value: Any) -> bool:
    word = str(value).lower()
    if word not in _YES | _NO:
        raise ValueError(value)
    return word in _YES


def _to_count(value: Any) -> int:
    if isinstance(value, float | bool):
        raise ValueError(value)
    number = int(str(value).replace("_", ""))
    if number < 1:
        raise ValueError(value)
    return number


def _to_seconds(value: Any) -> float:
    seconds = float(value)
    if not 0 < seconds < float("inf") or isinstance(value, bool):
        raise ValueError(value)
    return seconds


def _to_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value


def _to_date(value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(_to_text(value))


def _to_list(value: Any) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else list(value)
    return tuple(_to_text(part).strip() for part in parts if str(part).strip())


def _to_columns(value: Any) -> Mapping[str, str]:
    if isinstance(value, str):
        value = [part.split("=") for part in value.split(",") if part.strip()]
    return MappingProxyType({_to_text(name).strip(): _to_text(column).strip() for name, column in dict(value).items()})


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "flag": _to_flag,
    "count": _to_count,
    "seconds": _to_seconds,
    "text": _to_text,
    "date": _to_date,
    "list": _to_list,
    "columns": _to_columns,
    "path": lambda value: value if isinstance(value, Path) else Path(_to_text(value)).expanduser(),
}
_WANTED: Mapping[str, str] = {
    "flag": "true or false",
    "count": "a whole number above 0",
    "seconds": "a number of seconds above 0",
    "text": "some text",
    "date": "a date as in 2025-02-07",
    "list": "words with commas between them",
    "columns": "pairs as in text=body,title=head",
    "path": "a path",
}
