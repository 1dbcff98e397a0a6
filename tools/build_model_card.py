"""Write docs/models.md from the records of training/runs/. A test holds it current.

usage: python tools/build_model_card.py
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RUNS = ROOT / "training" / "runs"
CARD = ROOT / "docs" / "models.md"

DATA = (
    ("our invented sentences", "training/data/invented/", "ours, Apache-2.0", "yes", "names, attribution, pairs"),
    ("real sentences labelled by us, by offset", "training/data/real.jsonl, real_later.jsonl, real_last.jsonl",
     "labels ours; the text is the publishers' and not in the project", "no", "names, attribution, pairs"),
    ("real stories labelled by us event by event, by offset", "training/data/stories.jsonl, stories_later.jsonl, "
     "stories_last.jsonl", "labels ours; the text is the publishers' and not in the project", "no", "pairs"),
    ("who says what in real stories, labelled by us by offset", "training/data/statements.jsonl",
     "labels ours; the text is the publishers' and not in the project", "no", "attribution"),
    ("PolNeAR v1.0, training part", "Newell and others 2018", "no licence stated; the publishers' text", "no",
     "attribution"),
    ("PLV, training part", "Hu and others 2024 (Zero-Shot-PLOVER)", "no licence stated", "no", "pairs"),
    ("cameo_class and cameo_ner, parts without leaks", "ConfliBERT's repository", "code GPL-3, texts public", "no",
     "pairs"),
)  # fmt: skip
WHAT_IT_IS = (
    "# The model",
    "Made by `tools/build_model_card.py` from the records in `training/runs/`; `make models` trains anew, "
    "`make models CLEAN=1` a model from our own sentences alone.",
    "## What it is",
    "One encoder of 6 layers, 768 wide, made of all-mpnet-base-v2 (Apache-2.0): its lower nine layers were tuned "
    "here, three of them left out, and the rest trained again on what the nine say. The case shape of each word is "
    "an input of its own. The clean model is half as wide (all-MiniLM-L6-v2, Apache-2.0). One pass reads a window "
    "of whole sentences of up to 254 word pieces; every head reads the same vectors:",
    "- **names**: country, organization, person, office, group, place, time, as spans (a linear-chain CRF);\n"
    "- **attribution**: source, cue and content as spans, and a linker that ties each content to its source and "
    "cue or answers that it has none;\n"
    "- **pairs**: for an ordered pair of sides in a sentence one of PLOVER's 16 types or `none`, the act, the "
    "modes, the modality, whether it is history, and by attention the words of the act and of its modality. A side "
    "may be nobody. Whether it is history the reader weighs from other signs (`steps/when/history.py`).",
    "`classify` reads each pair twice, in a pass of its own with the two sides marked in a third input channel, "
    "and unmarked, and takes the mean. The reader asks about all pairs of a sentence in one pass.",
    "Its 70 million weights are rounded to some thirty numbers a row, which the last stage of training reckoned "
    "with: packed, the folder is 34.7 MB. The graph is ONNX with int8 weights, run by onnxruntime on a CPU, one "
    "window a run, so that an article is read the same alone and beside others, on one thread and on many.",
    "## What it was made of",
)
LIMITS = (
    "## Limits",
    "- English news prose. Other languages go through without harm and without sense.\n"
    "- A pair within one sentence; of a side elsewhere it says only that it is elsewhere.\n"
    "- Names are seen as spans only: who is meant, and whether in office, is for the tables of the world.\n"
    "- Names of groups and times are marked by habit in the training data: their figures say little.\n"
    "- One type for a pair in a sentence: of two acts between the same two sides the likelier is given.\n"
    "- The labels follow PLOVER's manual as [our own manual](../training/data/README.md) reads it; "
    "another coder's "
    "reading differs in about the measure that the blind second pass shows.\n"
    "- Invented sentences are tidier than news. Figures on real sentences are the ones to go by.",
    "## What it must not be used for",
    "To decide about a person. To tell whether something happened: it says what a text claims. To target "
    "anybody. As "
    "evidence without the words that it points to.",
    "## The records of the runs",
    "Data hashes, seeds, steps, times and losses of each run stand in `training/runs/<name>/run.json`.",
)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> str:
    """Return a table of Markdown, its last `right` columns set to the right."""
    marks = ["---"] * (len(head) - right) + ["---:"] * right
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def loaded(name: str, file: str) -> dict[str, Any] | None:
    """Return a record of a run; None where it was not made."""
    path = RUNS / name / file
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def number(value: Any) -> str:
    """Return a figure as tables show it."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"


def figures(parts: Mapping[str, Mapping[str, Any]], others: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the figures of a run, those of another beside them where it has the same."""
    rows = [
        (part, measure, number(value), number(others.get(part, {}).get(measure, "")))
        for part, measures in parts.items()
        for measure, value in measures.items()
    ]
    return table(("on", "measure", "base", "clean"), rows, right=2)


def card() -> str:
    """Return the model card."""
    base, clean = loaded("base", "run.json") or {}, loaded("clean", "run.json") or {}
    cross, measured = loaded("base", "crossval.json"), loaded("base", "measured.json")
    parts = [
        *WHAT_IT_IS,
        table(("data", "source", "licence", "in the clean model", "heads"), DATA),
        "The weights are ours and come under the project's Apache-2.0, as far as the data's licences let us say so: "
        "whoever needs weights without data of unstated licence builds the clean model, which is not shipped.",
        "Stories of the news set (1,640 stories of 80 outlets, 1990 to 2026, not part of the project) whose SHA-1 of "
        "the id is divisible by five were never trained or tuned on. The invented sentences are described in [their "
        "manual](../training/data/README.md), which also says that language models composed and labelled them.",
        "## Figures",
        "On sentences kept apart from training: one invented sentence in twelve, one real article in eight, and "
        "PolNeAR's dev part. `type F1`: the pair and its type are right; `given`: the type where it is known "
        "that there "
        "is an event. Attribution is right where both ends of a span are; `tied` pairs are right where source and "
        "content overlap the gold's by half.",
        figures(base.get("figures", {}), clean.get("figures", {})),
        *(_shipped(measured) if measured else ()),
        *(_cross_validated(cross) if cross else ()),
        *_confidence(base.get("calibration", {})),
        *LIMITS,
    ]
    return "\n\n".join(parts) + "\n"


def _shipped(measured: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return what was measured with the graphs that ship."""
    return [
        "### The shipped file",
        "Measured with the shipped int8 graphs by `python -m benchmarks.models`; the held-back stories were "
        "labelled blind, never trained or tuned on, and scored after each training that was shipped.",
        table(
            ("on", "measure", "figure"),
            [(part, key, number(value)) for part, keys in measured.items() for key, value in keys.items()],
            right=1,
        ),
    ]


def _cross_validated(cross: Mapping[str, Any]) -> list[str]:
    """Return the figures of five folds."""
    return [
        "### Cross-validation on the event sets",
        "Five folds by groups of near-duplicate sentences over all sets (`python -m training.crossval`): "
        "PLV's 15 "
        "roots given the pair, CONCEDE and RETREAT as one; cameo_class's four quad classes or none from the "
        "sentence "
        "alone. Each fold starts from a network of the shape that ships which learned all heads from labels and "
        "saw neither an event set nor a teacher that had (`unseen`, trained first by the same command), and is "
        "the mean of two branches tuned on the other four folds.",
        table(
            ("measure", "mean", "spread over folds"),
            [(k, number(v["mean"]), number(v["spread"])) for k, v in cross["summary"].items() if "mean" in v],
            right=2,
        ),
    ]


def _confidence(calibration: Mapping[str, Any]) -> list[str]:
    """Return how sure the model is where it is right."""
    errors = calibration.get("calibration_error", {})
    return [
        "## Confidence",
        f"Probabilities are set to temperatures chosen on the real stories kept for development: type "
        f"{number(calibration.get('temperature', {}).get('type', ''))}, modality "
        f"{number(calibration.get('temperature', {}).get('modality', ''))}. Expected calibration error there: "
        + ", ".join(f"{name} {number(value)}" for name, value in errors.items())
        + f". From {number(calibration.get('threshold', ''))} on the benchmarks count an event of any type as found by "
        "the model. The reader weighs its probabilities once more by the whole article (`steps/acts/weighing.py`) and "
        "tells an act from the probability `SURE` there; what is less sure is listed as not sure. The curve:",
        table(
            ("threshold", "precision", "recall"),
            [tuple(number(float(row[key])) for key in row) for row in calibration.get("curve", [])],
            right=3,
        ),
    ]


if __name__ == "__main__":
    CARD.write_text(card(), encoding="utf-8")
