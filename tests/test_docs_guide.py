"""The guide to the commonest jobs: its commands run as they stand, one after the other, on the example articles."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dyadbook.cli.commands import call
from dyadbook.world import tables

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "how-to" / "how-do-i.md"
README = ROOT / "README.md"
LEFT_BEHIND = 5
"""Lines of README's example that may be printed otherwise: a change of the reading moves one count or another."""
OPENING = "source .venv/bin/activate\nmkdir -p out\n"
ELSEWHERE = "--engine ray"
"""What is tested elsewhere, since it takes long to start."""

ASKING = ("find", "dyad", "series", "pending", "changes", "wording", "among", "actor-page", "sql", "plot", "runs")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder like that of the project, with the examples, the documents and an empty `out`; we are in it."""
    for name in ("examples", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name, line in (("dyadbook", f'"{sys.executable}" -m dyadbook "$@"'), ("python", f'"{sys.executable}" "$@"')):
        (tmp_path / name).write_text(f"#!/bin/sh\nexec {line}\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


def test_the_commands_of_the_guide_run_one_after_the_other(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", GUIDE.read_text("utf-8"), re.M | re.S)
    assert blocks[0] == ("", OPENING)
    known: dict[str, str] = {}
    printed = ""
    before = tables.overlay_folder()
    try:
        for language, block in blocks[1:]:
            if language == "python":
                printed += subprocess.check_output(["python", "-c", block], text=True)
            elif language == "" and ELSEWHERE not in block:
                for line in block.splitlines():
                    printed += run(line, known, capfd)
    finally:
        tables.use_overlay(before)
    assert re.search(r"A-17 +NOR +SANCTION +RUS +2025-02-03", printed)
    assert "Jane Doe · France (FRA)" in printed
    assert [line for line in questions() if not answers(line, capfd)] == []
    for name in (
        "sau-irn.html",
        "balance.svg",
        "balance.csv",
        "series.csv",
        "decisions.jsonl",
        "sources/sources.bib",
        "site/index.html",
    ):
        assert (folder / "out" / name).stat().st_size


def test_the_readme_shows_what_the_command_prints(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(
        r"^```\n\$ source .*?\n\$ (dyadbook read .*?)\n(.*?)^```", README.read_text("utf-8"), re.M | re.S
    )
    assert call(block[0].split()[1:]) == 0
    printed = " ".join(capfd.readouterr().out.split())
    lines = [" ".join(line.replace("[…]", "").strip("” ").split()) for line in block[1].splitlines()]
    told = [line for line in lines if line]
    missing = [line for line in told if line not in printed]
    assert len(missing) <= LEFT_BEHIND, missing


def questions() -> list[str]:
    """Return the questions about a book that stand in blocks of the other documents."""
    pages = (path.read_text("utf-8") for path in sorted(ROOT.glob("docs/how-to/*.md")) if path.name != GUIDE.name)
    blocks = (body for page in pages for body in re.findall(r"^```\n(.*?)^```", page, re.M | re.S))
    lines = (line for body in blocks for line in body.replace("\\\n", " ").splitlines())
    asked = (line for line in lines if line.startswith(tuple(f"dyadbook {name} " for name in ASKING)))
    return [line for line in asked if " examples" not in line]


def answers(line: str, capfd: pytest.CaptureFixture[str]) -> bool:
    """Return whether a question is answered by the book of the guide."""
    words = shlex.split(line.replace("mybook", "out/mybook"))
    words = words[1 : words.index(">") if ">" in words else None]
    return call([*words, *([] if "--book" in words else ["--book", "out/mybook"])]) == 0


def run(line: str, known: dict[str, str], capfd: pytest.CaptureFixture[str]) -> str:
    """Return what a line of a shell prints; what calls the program alone runs in this process, which needs no start."""
    if named := re.fullmatch(r"(\w+)=\$\((.*)\)", line):
        known[f"${named[1]}"] = subprocess.check_output(["bash", "-c", named[2]], text=True).strip()
        return ""
    words = [known.get(word, word) for word in shlex.split(line)]
    if words[0] != "dyadbook":
        return subprocess.check_output(words, text=True)
    words, to = (words[:-2], words[-1]) if words[-2] == ">" else (words, None)
    assert call(words[1:]) == 0, line
    out = capfd.readouterr().out
    if to is not None:
        Path(to).write_text(out, "utf-8")
    return out
