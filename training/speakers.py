"""Return how much each sign speaks for the country of a speaker: fitted to the labelled statements.

The labels (training/data/statements.jsonl) name the speaker of each statement and his country. Each attribution that
the reader finds is taken with the label of the same words, where the names agree, and with the countries that the
speaker may be of. Weights are log-odds, by a softmax over the countries that a ridge holds back; a speaker whose label
has no country is of none.

    python -m training.speakers [--write]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from unittest import mock

import torch
from benchmarks import reading as bench
from benchmarks import stories as labelled
from benchmarks.common import ROOT

from dyadbook import reader
from dyadbook.records import Actor
from dyadbook.steps.language.units import Span
from dyadbook.steps.odds import Weights
from dyadbook.steps.saying import voices
from dyadbook.steps.saying.attribution import Attribution
from dyadbook.steps.saying.country_signs import Option
from dyadbook.steps.saying.speaker_countries import Countries, likeliest
from training import ridge, stories

FILE = ROOT / "src" / "dyadbook" / "steps" / "data" / "speaker_countries.csv"
HEAD = """\
# What speaks for it that a speaker is of a country, or of none: logarithms of odds, which add up. Written by
# `python -m training.speakers --write`.
"""
RIDGE = 5.0
RARE = 30  # a sign that fewer options have tells of these stories, not of speakers


@dataclass(frozen=True)
class Asked:
    """A speaker without a country, the countries that he may be of, and the one that the label gives him."""

    story: str
    voice: Actor
    options: Sequence[Option]
    label: str | None


class Listening(Countries):
    """Keeps what is asked."""

    heard: ClassVar[list[tuple[Attribution, Actor, list[Option]]]] = []

    def with_country(self, voice: Actor, one: Attribution) -> Actor:
        """Return the speaker as the weights have it, and keep what was asked."""
        if self.is_open(voice, one) and voice.kind != "organization":
            self.heard.append((one, voice, self.signs.options(voice, one)))
        return super().with_country(voice, one)


def asked_in(labels: Iterable[tuple[str, Sequence[dict[str, Any]]]]) -> list[Asked]:
    """Return the speakers of labelled stories whose country is open."""
    found = []
    with mock.patch.object(voices, "Countries", Listening):
        for story, statements in labels:
            Listening.heard = []
            reader.explain(stories.article_of(story), "statements")
            for one, voice, options in Listening.heard:
                label = _label_of(one.content, statements)
                if (
                    label is not None
                    and not label.get("countries")
                    and bench.same_speaker({"name": label["name"]}, voice)
                ):
                    found.append(Asked(story, voice, options, label.get("country")))
    return found


def _label_of(content: Sequence[Span], statements: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the speaker of the label that tells most of a content; None where none tells half of it."""
    best = max(statements, key=lambda one: _common(content, one["spans"]), default=None)
    if best is None:
        return None
    size = min(sum(end - start for start, end in spans) for spans in (content, best["spans"]))
    speaker: dict[str, Any] = best["speaker"]
    return speaker if 0 < size <= 2 * _common(content, best["spans"]) else None


def _common(one: Iterable[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(end, last) - max(start, first)) for start, end in one for first, last in other)


def fit(samples: Sequence[Asked]) -> Weights:
    """Return the weights of each sign that is not rare."""
    names, x = ridge.one_hot([option.signs for one in samples for option in one.options], RARE)
    right = torch.tensor([float(told) for one in samples for told in _right(one)])
    weights = ridge.choice(torch.tensor(x).float(), [len(one.options) for one in samples], right, RIDGE)
    return {name: round(weight, 2) for name, weight in zip(names, weights, strict=True)}


def _right(one: Asked) -> list[bool]:
    """Return which of a speaker's options is right: None where the article does not name the label's country."""
    codes = [option.country for option in one.options]
    return [code == (one.label if one.label in codes else None) for code in codes]


def row(name: str, asked: Iterable[tuple[Asked, Weights]]) -> str:
    """Return a line: speakers, how many of them get a country, and which share of these the label's."""
    told = [(one.label, likeliest(one.voice, one.options, table)) for one, table in asked]
    given = [label == code for label, code in told if code is not None]
    return f"{name:20}{len(told):7}{len(given):7}{sum(given) / max(1, len(given)):7.3f}"


def main() -> None:
    """Print what the weights give, and with `--write` write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    samples = asked_in((one["id"], one["statements"]) for one in stories.read_labels() if "statements" in one)
    weights = fit(samples)
    print(f"{'':20}{'asked':>7}{'told':>7}{'right':>7}")
    print(row("stories left out", ridge.left_out(samples, fit)))
    apart = asked_in((story, each["settled"]["statements"]) for story, each in labelled.labels(False).items())
    print(row("development", ((one, weights) for one in apart)))
    if options.write:
        ridge.write(FILE, HEAD, ("sign", "weight"), weights.items())


if __name__ == "__main__":
    main()
