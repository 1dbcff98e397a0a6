"""Keep the readings of a book in batches, each seen whole or not at all.

A batch is written to every table first and becomes visible by its row in `commits`. That row is written only where
nobody else wrote one since the commits were last looked at: so its number is the order in which all see the batches,
and nobody filed before what it lists as its own. Rows of a batch that died on the way belong to no commit: nobody sees
them, and `vacuum` clears them away.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import msgspec

from dyadbook.book import rows
from dyadbook.book.columns import LAYERS, TABLES
from dyadbook.book.decisions import Decision
from dyadbook.book.migrations import BookInfo, migrate, new_info, parse_info
from dyadbook.book.rows import Commit, Kind, Row, RunInfo
from dyadbook.book.tables import TRIES, File, Tables, wait
from dyadbook.errors import NoBookError, StoreError
from dyadbook.records import Article, Problem, Reading

__all__ = ["KEPT_HOURS", "Commit", "RunInfo", "Store"]

KEPT_HOURS = 168.0  # a week: how long what nobody sees any more stays for those who still read an older version
_ROW = re.compile(r":\d+\Z")  # of a source: which row of a table
_GROUP = 4  # batches whose rows are in memory at a time


class Store:
    """The tables of one book, as readings in commits."""

    def __init__(self, tables: Tables, info: BookInfo | None = None) -> None:
        """Set up a store whose tables are there; `open` and `create` look after that."""
        self.tables = tables
        self.address = tables.address
        self.info = info
        self._batches: dict[str, str] = {}  # article -> the batch whose rows of it are seen
        self._loose: dict[str, str] = {}  # problem of what is no article -> its batch
        self._last = 0  # the last commit that both know of
        self._looked = False  # whether it was looked for commits at all: a new book has none

    @classmethod
    def open(cls, path: Path | str, *, options: Mapping[str, str] | None = None) -> Store:
        """Return the store of a book that is there, brought to this version's format.

        Raises: StoreError when there is none, or a newer version wrote it.
        """
        store = cls(Tables(path, options))
        data = store.tables.get_info()
        if data is None:
            if not store.tables.remote:
                _check_folder(Path(store.address))
            raise NoBookError(f"{path} is no book: make one with `dyadbook add SOURCES --book {path}`.")
        store.info = migrate(parse_info(data, f"{store.address}/book.json"), store, _program(), store._put_info)
        return store

    @classmethod
    def create(cls, path: Path | str, *, options: Mapping[str, str] | None = None) -> Store:
        """Return the store of a new book; of the one that is there, where there is one.

        Raises: NoBookError when the folder holds something else; StoreError when it cannot be written.
        """
        store = cls(Tables(path, options))
        if store.tables.get_info() is None:
            if not store.tables.remote:
                _check_folder(Path(store.address))
            for name in TABLES:
                store.tables.create(name)
            store._put_info(new_info(_program()))  # last: who dies before has made no book, and the next one makes it
        return cls.open(path, options=options)

    def _put_info(self, info: BookInfo) -> None:
        self.tables.put_info(msgspec.json.format(msgspec.json.encode(info), indent=2) + b"\n")

    # ---- writing

    def append(
        self, readings: Iterable[Reading], problems: Iterable[Problem] = (), *, run: str, kind: Kind = "add"
    ) -> Commit | None:
        """File readings and the problems of what is no article as one batch; None where all of it was there.

        `add` files articles that are not there, `reread` new readings of those that are.
        Raises: StoreError when it cannot be written; the book is then as it was.
        """
        given: dict[str, Reading] = {}
        for reading in readings:
            given.setdefault(reading.article.id, reading)
        told = {rows.problem_id(problem): problem for problem in problems}
        self.refresh()
        mine, loose = self._own(kind, given, told)
        if not mine and not loose:
            return None
        batch = _new_batch()
        made = rows.rows_of([given[article] for article in mine], [told[problem] for problem in loose], batch)
        counts = {name: len(made[name]) for name in made if made[name]}
        for name in counts:
            self._write(name, made[name])
        return self._commit(batch, kind, run, mine, loose, counts)

    def forget(self, articles: Iterable[str], *, run: str = "by hand") -> Commit | None:
        """Take articles out of the book; None where none of them is in it. `vacuum` then clears their rows away."""
        return self._commit(_new_batch(), "forget", run, list(dict.fromkeys(articles)), [], {})

    def decide(self, *decisions: Decision, run: str = "by hand") -> Commit | None:
        """File what persons decided; None where all of it was there."""
        known = {decision.id for decision in self.decisions()}
        batch = _new_batch()
        new = {decision.id: decision for decision in decisions if decision.id not in known}
        if not new:
            return None
        self._write("decisions", [rows.decision_row(one, batch, seq) for seq, one in enumerate(new.values())])
        return self._commit(batch, "decide", run, [], [], {"decisions": len(new)})

    def log_run(self, run: RunInfo) -> None:
        """Record a run: when it begins, and again when it ends."""
        self._write("runs", [rows.run_row(run)])

    def _write(self, table: str, made: Sequence[Row]) -> None:
        """Append rows of a batch to one table."""
        self.tables.append(table, made)

    def _commit(
        self, batch: str, kind: Kind, run: str, articles: list[str], problems: list[str], counts: dict[str, int]
    ) -> Commit | None:
        """Make a batch visible; None where others have filed all of it meanwhile."""
        for attempt in TRIES:
            self.refresh()
            mine, loose = self._own(kind, articles, problems)
            if not mine and not loose and kind != "decide":
                return None
            commit = Commit(
                n=self._last + 1, batch=batch, kind=kind, run=run, filed=datetime.now(UTC),
                articles=tuple(mine), problems=tuple(loose), counts=counts,
            )  # fmt: skip
            if self.tables.append_first("commits", [rows.commit_row(commit)]):
                self._apply(commit)
                return commit
            wait(attempt)
            for other in self.commits(self._last):  # somebody was first; or it was this one and the answer was lost
                if other.batch == batch:
                    self.refresh()
                    return other
        raise StoreError(f"{self.address}: others filed first, {len(TRIES)} times. Run it again when fewer write.")

    def _own(self, kind: Kind, articles: Iterable[str], problems: Iterable[str]) -> tuple[list[str], list[str]]:
        """Return which articles and problems a commit made now has as its own."""
        mine = [article for article in articles if (article in self._batches) == (kind != "add")]
        return mine, [problem for problem in problems if problem not in self._loose]

    # ---- commits

    @property
    def last(self) -> int:
        """Return the number of the last commit, without reading any row."""
        highest = [high for _, _, high, _ in self.tables.files("commits", "n")]
        return max((commit.n for commit in self.commits()), default=0) if None in highest else max(highest, default=0)

    def commits(self, after: int = 0) -> list[Commit]:
        """Return the commits after that number, in their order."""
        files = [file for file in self.tables.files("commits", "n") if file[2] is None or file[2] > after]
        found = self.tables.rows("commits", list(TABLES["commits"]), files=files)
        return [rows.commit_of(row) for row in sorted(found, key=lambda row: row["n"]) if row["n"] > after]

    def refresh(self) -> None:
        """Take in what others have filed."""
        for commit in self.commits(self._last):
            self._apply(commit)
        self._looked = True

    def known(self, article: str) -> bool:
        """Return whether an article is in the book, as far as the last `refresh` saw."""
        if not self._looked:
            self.refresh()
        return article in self._batches

    def as_filed(self, articles: Iterable[str]) -> dict[str, Article]:
        """Return these articles as the book has them, as far as it was seen last."""
        mine = {article: self._batches[article] for article in articles if article in self._batches}
        found = self.tables.rows("articles", rows.READ_RECORD, frozenset(mine.values())) if mine else ()
        return {row["article"]: rows.article_of(row) for row in found if mine.get(row["article"]) == row["batch"]}

    def seen(self) -> Mapping[str, str]:
        """Return the articles of the book in the order of their filing, each with the batch whose rows are seen."""
        self.refresh()
        return self._batches

    def loose(self) -> Mapping[str, str]:
        """Return the problems of what is no article, each with its batch."""
        self.refresh()
        return self._loose

    def _apply(self, commit: Commit) -> None:
        for article in commit.articles:
            if commit.kind == "forget":
                self._batches.pop(article, None)
            elif commit.kind == "reread" and article in self._batches:
                self._batches[article] = commit.batch
            elif commit.kind == "add":
                self._batches.setdefault(article, commit.batch)
        for problem in commit.problems:
            self._loose.setdefault(problem, commit.batch)
        self._last = commit.n

    # ---- reading

    def readings(self, commits: Iterable[Commit]) -> Iterator[Reading]:
        """Return the readings that these commits filed, in their order, without sentences, times and places.

        What was forgotten and cleared away is left out. A damaged file is warned of and costs its rows alone.
        """
        for _, found in self.batches(commits):
            yield from found

    def batches(self, commits: Iterable[Commit]) -> Iterator[tuple[Commit, list[Reading]]]:
        """Return each of these commits with the readings that it filed."""
        given = list(commits)
        files = self._layer_files()
        for at in range(0, len(given), _GROUP):
            group = {one.batch: one.articles for one in given[at : at + _GROUP] if one.kind in ("add", "reread")}
            found: dict[str, list[Reading]] = {}
            for batch, reading in self._readings(group, files):
                found.setdefault(batch, []).append(reading)
            for one in given[at : at + _GROUP]:
                yield one, found.get(one.batch, [])

    def current(self, articles: Collection[str] | None = None) -> Iterator[Reading]:
        """Return the reading of every article of the book as it now stands, or of these articles."""
        wanted: dict[str, list[str]] = {}
        for article, batch in self.seen().items():
            if articles is None or article in articles:
                wanted.setdefault(batch, []).append(article)
        files = self._layer_files()
        for at in range(0, len(wanted), _GROUP):
            group = dict(list(wanted.items())[at : at + _GROUP])
            yield from (reading for _, reading in self._readings(group, files))

    def _layer_files(self) -> dict[str, list[File]]:
        return {name: self.tables.files(name) for name in (*LAYERS, "articles")}

    def _readings(
        self, group: Mapping[str, Sequence[str]], files: Mapping[str, list[File]]
    ) -> Iterator[tuple[str, Reading]]:
        """Return the readings of some articles of some batches, each with its batch, in the order given."""
        pairs = ((batch, article) for batch, ids in group.items() for article in ids)
        order = {pair: place for place, pair in enumerate(pairs)}
        if not order:
            return
        found = self.tables.rows("articles", rows.READ_ARTICLE, group, files=files["articles"])
        heads = sorted((row for row in found if _key(row) in order), key=lambda row: order[_key(row)])
        layers = {name: self.tables.rows(name, rows.READ, group, files=files[name]) for name in LAYERS}
        yield from zip((row["batch"] for row in heads), rows.readings_of(heads, layers), strict=True)

    def problems(self) -> Iterator[Problem]:
        """Return the problems of the book: those of articles, and those of what is none and gave none since.

        A source that gave nothing at first and is read by a later run is a problem no more.
        """
        seen, loose = self.seen(), self.loose()
        commits = self.commits()
        met, read = {one.batch: one for one in commits}, self._first_read(commits) if loose else {}
        for row in self.tables.rows("problems", ["batch", "article", "seq", "problem", "record"]):
            mine = loose.get(row["problem"]) if row["seq"] is None else seen.get(row["article"])
            if mine is None or mine != row["batch"]:
                continue
            problem = msgspec.json.decode(row["record"], type=Problem)
            since = read.get(problem.source) if row["seq"] is None else None
            if since is None or since.n <= met[mine].n or since.run == met[mine].run:
                yield problem

    def _first_read(self, commits: Iterable[Commit]) -> dict[str, Commit]:
        """Return the first commit with an article of a source, and of the file of which that is a row."""
        filed: dict[str, Commit] = {}
        for commit in commits:
            if commit.kind == "add":
                filed.update({article: commit for article in commit.articles if article not in filed})
        found: dict[str, Commit] = {}
        for row in self.tables.rows("articles", ["article", "source"]):
            if (first := filed.get(row["article"])) is None or row["article"] not in self._batches:
                continue
            for place in (row["source"], _ROW.sub("", row["source"])):
                if place not in found or first.n < found[place].n:
                    found[place] = first
        return found

    def runs(self) -> list[RunInfo]:
        """Return the runs over the book, as they began; one that was killed has no end."""
        found: dict[str, RunInfo] = {}
        for row in self.tables.rows("runs", ["record"]):
            run = msgspec.json.decode(row["record"], type=RunInfo)
            if run.id not in found or run.ended is not None:
                found[run.id] = run
        return sorted(found.values(), key=lambda run: (run.begun, run.id))

    def decisions(self) -> list[Decision]:
        """Return what persons decided, in the order of filing, each once."""
        filed = list(self.tables.rows("decisions", ["batch", "seq", "record"]))
        if not filed:
            return []
        place = {commit.batch: commit.n for commit in self.commits() if commit.kind == "decide"}
        found = [row for row in filed if row["batch"] in place]
        found.sort(key=lambda row: (place[row["batch"]], row["seq"]))
        told = (msgspec.json.decode(row["record"], type=Decision) for row in found)
        return list({decision.id: decision for decision in told}.values())

    # ---- looking after

    def compact(self) -> dict[str, tuple[int, int]]:
        """Return for each table how many files were joined into how many; readers and writers go on meanwhile."""
        return {name: self.tables.compact(name) for name in TABLES}

    def vacuum(self, *, keep_hours: float = KEPT_HOURS) -> dict[str, int]:
        """Return how many files went from each table: those of rows that nobody sees, and those that were replaced.

        Rows of batches that were never committed go once they are older than `keep_hours`, since a younger one may
        still be on its way to its commit; files stay as long for those who still read an older version.
        """
        young = _batch_name(datetime.now(UTC) - timedelta(hours=keep_hours))
        owned: dict[str, list[str]] = {}
        for commit in self.commits():
            owned.setdefault(commit.batch, []).extend(commit.articles)
        seen, loose = self.seen(), set(self.loose().values())
        found = {}
        for name in TABLES:
            if name in LAYERS or name == "articles":
                present = {row["batch"] for row in self.tables.rows(name, ["batch"])}
                whole = {batch for batch in present - owned.keys() if batch < young}
                parts = {}
                for batch in present & owned.keys():
                    gone = [article for article in owned[batch] if seen.get(article) != batch]
                    if gone and len(gone) == len(owned[batch]) and batch not in loose:
                        whole.add(batch)
                    elif gone:
                        parts[batch] = gone
                self.tables.delete(name, whole, parts)
            found[name] = self.tables.clear(name, keep_hours)
        return found

    def check(self) -> list[str]:
        """Return the faults of the book: files that are missing or damaged, and articles that no file holds."""
        faults, held = [], set()
        for name in TABLES:
            try:
                files = self.tables.files(name)
            except StoreError as error:
                faults.append(str(error))
                continue
            for file in files:
                path, low, high, count = file
                if (fault := self.tables.fault(name, path, count)) is not None:
                    faults.append(f"{self.tables.path(name, path)} {fault}: rows of {name}, batches {low} to {high}")
                elif name == "articles":
                    held |= {_key(row) for row in self.tables.rows(name, ["batch", "article"], files=[file])}
        try:
            lost = [article for article, batch in self.seen().items() if (batch, article) not in held]
        except StoreError as error:
            return [*faults, str(error)]
        if lost:
            shown = ", ".join(lost[:5]) + (f" and {len(lost) - 5} more" if len(lost) > 5 else "")
            faults.append(f"articles that no file holds: {shown}; `dyadbook forget` them and add them again")
        return faults


def _check_folder(folder: Path) -> None:
    """Do nothing where a book is or can be made. Raises: NoBookError when the folder holds something else."""
    if folder.exists() and (not folder.is_dir() or {child.name for child in folder.iterdir()} - {"tables", "index"}):
        raise NoBookError(
            f"{folder} holds something that is no book: name a book; for a new one no folder, or an empty one."
        )


def _program() -> str:
    from dyadbook import __version__

    return f"dyadbook {__version__}"


def _batch_name(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S.%f}"


def _new_batch() -> str:
    """Return the name of a new batch: names sort by time, so a batch's rows lie in few files."""
    return f"{_batch_name(datetime.now(UTC))}-{uuid4().hex[:8]}"


def _key(row: Row) -> tuple[str, str]:
    return row["batch"], row["article"]
