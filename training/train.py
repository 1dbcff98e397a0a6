"""Return the shipped model made anew: stages of training, their mean, calibration, export; it can go on from any stage.

`python -m training.train [--clean] [--from STAGE]` trains; `make models` and `make models CLEAN=1` call it. `--export`
exports anew what ships. Stages:

1. attribution: the encoder learns who says what from PolNeAR alone (left out of the clean model);
2. sentences: every head, on PolNeAR and on our own labelled sentences, invented and real, tasks mixed evenly;
3. rows: from there, a short branch that adds the marked pairs of the event sets (left out of the clean model);
4. news: from `sentences` again, a longer one with the real sentences that were labelled later, and twice the share of
   PolNeAR, which the mixing costs most (left out likewise);
5. finish: from there, all of it once more at a low rate, with the real sentences labelled last and the event sets (left
   out likewise);
6. mean: the weighted mean of `rows`, `news` and `finish`, which is better than each;
7. stories: from the mean, branches with real stories labelled event by event, whose sides the reader finds; the mean of
   both and of what they started from reads events better and attributions as well (left out likewise);
8. longer, last: the same twice more from there, each at a lower rate and with fewer of the steps on stories (left out
   likewise);
9. teacher: a network six times as large, MPNet's lower layers, learns all heads from its own start (left out likewise);
10. taught: from `last`, branches that learn what the teacher and `last` together say, beside the labels: of sentences
    and stories every tag, pair and word of an act (left out likewise);
11. again: the same from there at a lower rate, names of our sentences by their labels alone (left out likewise);
12. second: the teacher goes on, beside the labels with what it and `last` say (left out likewise);
13. wide: what `second` is without a third of its layers learns what `second` and `again` say; who says what in the
    stories whose statements are labelled it learns from these labels alone (left out likewise);
14. rounded: from there, the same with its weights rounded as they ship, and the event sets (left out likewise).

The cross-validation trains a start of its own, `unseen`: of the size that ships, from labels alone, never from the
event sets or a teacher that saw them.

The clean model sees only what is ours or has a licence that allows it: our invented sentences. It is measured on the
same sets.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from dyadbook.models.pieces import Pieces
from training import corpora, measure, stories
from training.aside import outliers
from training.calibrate import calibrate
from training.corpora import Sample
from training.export import export
from training.fit import Plan, Task, fit
from training.inline import Labelled
from training.losses import Weights
from training.network import Network, encoder_folder, pretrained
from training.restore import restore
from training.rounding import rounded
from training.teacher import teacher, thinner

RUNS = Path(__file__).resolve().parent / "runs"
MODELS = Path(__file__).resolve().parent.parent / "src" / "dyadbook" / "models" / "data"
STAGES = (
    "attribution", "sentences", "rows", "news", "finish", "mean", "stories", "longer", "last", "teacher", "taught",
    "again", "second", "wide", "rounded",
)  # fmt: skip
STARTS = {
    "sentences": "attribution", "rows": "sentences", "news": "sentences", "finish": "news", "stories": "mean",
    "longer": "stories", "last": "longer", "taught": "last", "again": "taught", "second": "teacher", "wide": "second",
    "rounded": "wide",
}  # fmt: skip
"""The stage that each goes on from."""
TEACHERS = {
    "taught": {"teacher": 0.65, "last": 0.35}, "again": {"teacher": 0.65, "last": 0.35},
    "second": {"teacher": 0.65, "last": 0.35}, "wide": {"second": 0.7, "again": 0.3},
    "rounded": {"second": 0.7, "again": 0.3},
}  # fmt: skip
"""By stage, the weight of what each network says to the one that learns from both."""
LARGE = ("teacher", "second")
WIDE = ("wide", "rounded")
UNSEEN = "unseen"
BRANCHES = 2
"""How many times each of the stages in `KEPT` is trained, each with its own order of samples."""
KEPT = {"stories": 0.3, "longer": 0.2, "last": 0.3, "taught": 0.0, "again": 0.0}
"""The share of what each of these stages started from in its result."""
SHARES = {"rows": 0.3, "news": 0.3, "finish": 0.4}
"""The part of each stage in the mean."""
TEACHER_PIECES = 1536  # a batch
BESIDE_TEACHERS = Weights(type=0.5, act=0.2, modality=0.35, history=0.25)
"""What the labels of pairs count where teachers say more."""
VERSION = 10
WORKERS = max(0, (os.cpu_count() or 1) - 4)
"""How many processes make batches: where there are few cores, none beside the one that trains."""


def is_dev(one: Labelled) -> bool:
    """Return whether an invented sentence is kept for measuring: one in twelve, by hash of its text."""
    return int(hashlib.sha1(one.text.encode()).hexdigest(), 16) % 12 == 0


class Lines:
    """Keeps what is said, and says it."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, line: str) -> None:
        """Keep a line and print it."""
        self.said.append(line)
        print(line, flush=True)


class Data:
    """What the stages draw from, loaded once."""

    def __init__(self, *, clean: bool) -> None:
        self.pieces = Pieces(encoder_folder() / "tokenizer.json")
        invented = corpora.invented()
        self.invented = [one for one in invented if not is_dev(one)]
        self.dev_invented = [one for one in invented if is_dev(one)]
        labelled = [corpora.real(path) for path in corpora.REALS]
        parts = [
            [one for article, one in part if not clean and corpora.part_of(article) == "train"] for part in labelled
        ]
        self.real, self.later, self.last = parts
        self.dev_real = [one for part in labelled for article, one in part if corpora.part_of(article) == "dev"]
        self.spoken: list[Sample] = []
        self.rows: list[list[Sample]] = []
        self.stories: list[Sample] = []
        self.dev_stories: list[Sample] = []
        self.kept_stories: list[Sample] = []
        if not clean:
            self.stories = list(stories.samples(stories.read_labels(), self.pieces))
            self.dev_stories = list(stories.samples(stories.development(), self.pieces))
            self.kept_stories = list(stories.samples(stories.kept(), self.pieces))
            self.spoken = [s for a in corpora.polnear("train") for s in corpora.spoken_samples(a, self.pieces)]
            rows = [*corpora.plv(), *corpora.cameo_class(), *corpora.labelled_ner()]
            self.rows = [samples for row in rows if (samples := corpora.row_samples(row, self.pieces))]

    def own(self, rng: random.Random, added: Sequence[Labelled] = ()) -> list[Sample]:
        """Return an epoch of our sentences, some alone and some set together; real ones count twice.

        `added` are the real sentences that were labelled later.
        """
        real = [*self.real, *added]
        chosen = [*self.invented, *real, *real]
        rng.shuffle(chosen)
        found: list[Sample] = []
        at = 0
        while at < len(chosen):
            size = rng.choice((1, 1, 2, 3, 5))
            found += corpora.packed(chosen[at : at + size], self.pieces)
            at += size
        return found

    def packed(self, sentences: Sequence[Labelled]) -> list[Sample]:
        """Return sentences as samples, each by itself."""
        return [sample for one in sentences for sample in corpora.packed([one], self.pieces)]

    def marked(self, rng: random.Random, added: Sequence[Labelled] = ()) -> list[Sample]:
        """Return an epoch of our sentences with one pair marked in each; `added` as above."""
        chosen = [*self.invented, *self.real, *added]
        return [sample for one in chosen if (sample := corpora.marked(one, self.pieces, rng))]

    def drawn_rows(self, rng: random.Random) -> list[Sample]:
        """Return an epoch of the event sets' rows, marked or not by chance."""
        return [samples[0] if rng.random() < 0.7 else samples[-1] for samples in self.rows]


def plan_of(stage: str, data: Data) -> tuple[list[Task], Plan]:
    """Return the tasks and the plan of a stage."""
    spoken = Task("spoken", lambda rng: list(data.spoken), 0.20)
    own, marked = Task("own", data.own, 0.50), Task("marked", data.marked, 0.30, untaught=True)
    if stage == "attribution":
        return [spoken], Plan(steps=1200, rate=2.5e-4, pieces=2048)
    if stage == "sentences":
        if not data.spoken:
            return [own, marked], Plan(steps=1200, rate=2.5e-4, seed=2)
        return [spoken, own, marked], Plan(steps=4200, rate=2.5e-4, seed=2)
    added = [*data.later, *data.last] if stage in ("finish", *LARGE, *KEPT, *WIDE, UNSEEN) else data.later
    own.draw, marked.draw = lambda rng: data.own(rng, added), lambda rng: data.marked(rng, added)
    rows = Task("rows", data.drawn_rows, 0.30, untaught=True)
    told = Task("stories", lambda rng: list(data.stories), 0.60)
    if stage in ("again", *WIDE):
        own.alone, told.alone = {"names"}, {"attribution"}
    if stage == "rows":
        return [spoken, own, marked, rows], Plan(steps=1200, rate=1e-4, head_rate=5e-4, seed=3)
    if stage == "news":
        spoken.share, own.share, marked.share = 0.40, 0.42, 0.18
        return [spoken, own, marked], Plan(steps=5200, rate=2e-4, head_rate=6e-4, seed=3)
    if stage in LARGE:
        told.share, own.share, spoken.share = 0.50, 0.24, 0.26
        plan = Plan(steps=2600, rate=1e-4, head_rate=6e-4, seed=3, mean=0.996, dropout=0.1, pieces=TEACHER_PIECES)
        if stage == "second":
            told.share, own.share, spoken.share = 0.56, 0.22, 0.22
            weights = Weights(type=0.7, act=0.2, modality=0.5, history=0.4, taught=1.0)
            plan = replace(plan, steps=1700, rate=8e-5, head_rate=4e-4, seed=5, weights=weights)
        return [spoken, own, told], plan
    said = Task("said", lambda rng: [one for one in data.stories if one.attribution is not None], 0.08)
    if stage == UNSEEN:
        spoken.share, own.share, marked.share, told.share = 0.12, 0.34, 0.18, 0.28
        plan = Plan(steps=6500, rate=1.5e-4, head_rate=6e-4, seed=71, mean=0.998, dropout=0.05)
        return [spoken, own, marked, told, said], plan
    if stage in WIDE:
        said.alone = told.alone
        spoken.share, own.share, marked.share, told.share = 0.24, 0.19, 0.02, 0.47
        plan = Plan(steps=4000, rate=1.2e-4, head_rate=4e-4, seed=51, mean=0.998, dropout=0.05, weights=BESIDE_TEACHERS)
        if stage == "wide":
            return [spoken, own, marked, told, said], plan
        spoken.share, own.share, marked.share, rows.share = 0.19, 0.14, 0.05, 0.12
        plan = replace(plan, steps=1200, rate=6e-5, head_rate=2e-4, seed=61, mean=0.997)
        return [spoken, own, marked, rows, told, said], plan
    if stage in KEPT:
        spoken.share, own.share, marked.share, rows.share = 0.19, 0.13, 0.03, 0.05
        plan = Plan(steps=2000, rate=2e-4, head_rate=6e-4, seed=5, mean=0.995, dropout=0.1)
        if stage == "longer":
            spoken.share, own.share, told.share = 0.22, 0.22, 0.48
            plan = replace(plan, steps=3600, rate=1.5e-4, head_rate=5e-4, mean=0.997)
        elif stage == "last":
            spoken.share, own.share, rows.share, told.share = 0.30, 0.25, 0.02, 0.40
            plan = replace(plan, steps=2600, rate=1.2e-4, head_rate=4e-4, mean=0.997, seed=7)
        elif stage in ("taught", "again"):
            spoken.share, own.share, rows.share, told.share = 0.25, 0.23, 0.02, 0.47
            plan = replace(plan, steps=3000, dropout=0.05, mean=0.997, seed=11, weights=BESIDE_TEACHERS)
            if stage == "again":
                plan = replace(plan, steps=1800, rate=1.4e-4, head_rate=4.5e-4, seed=21)
        return [spoken, own, marked, rows, told], plan
    spoken.share, own.share, marked.share, rows.share = 0.38, 0.38, 0.10, 0.14
    return [spoken, own, marked, rows], Plan(steps=2400, rate=1.5e-4, head_rate=5e-4, seed=4)


def evaluate(network: Network, data: Data) -> dict[str, Any]:
    """Return the figures on what is kept apart: PolNeAR dev, invented and real sentences."""
    dev = [s for a in corpora.polnear("dev") for s in corpora.spoken_samples(a, data.pieces)]
    found: dict[str, Any] = {"attribution": measure.attribution(network, dev)}
    if data.dev_stories:
        found["pairs stories"] = measure.pairs(network, data.dev_stories)
        found["pairs stories kept"] = measure.pairs(network, data.kept_stories)
    for name, kept in (("invented", data.dev_invented), ("real", data.dev_real)):
        samples = data.packed(kept)
        found[f"names {name}"] = measure.names(network, samples)
        found[f"pairs {name}"] = measure.pairs(network, samples)
    return found


def run(*, clean: bool, first: str, threads: int) -> None:
    """Train, measure, export and record."""
    torch.set_num_threads(threads)
    torch.backends.cuda.matmul.allow_tf32 = True
    data, name = Data(clean=clean), "clean" if clean else "base"
    folder = RUNS / name
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    network = pretrained()
    stages = [stage for stage in STAGES if not clean or stage == "sentences"]
    begun = time.time()
    for stage in stages[stages.index(first) if first in stages else 0 :]:
        if stage == "mean":
            parts = [torch.load(folder / f"{key}.pt", map_location="cpu") for key in SHARES]
            network.load_state_dict(mean_of(parts, list(SHARES.values())))
            torch.save(network.state_dict(), folder / "mean.pt")
            continue
        lines = Lines()
        told_by = {trained(folder, one).to(device()): share for one, share in TEACHERS.get(stage, {}).items()}
        tasks, plan = plan_of(stage, data)
        if stage in LARGE:
            large = teacher() if stage == "teacher" else trained(folder, STARTS[stage])
            fit(large.to(device()), tasks, plan, told_by, lines.say, WORKERS)
            torch.save(large.state_dict(), folder / f"{stage}.pt")
            continue
        if stage in WIDE:
            network = trained(folder, STARTS[stage])
            network = thinner(network) if stage == "wide" else network
            with nullcontext() if stage == "wide" else rounded(network):
                fit(network.to(device()), tasks, plan, told_by, lines.say, WORKERS)
        else:
            branches, wanted = [], BRANCHES if stage in KEPT else 1
            for number in range(wanted):
                if stage in STARTS and not clean:
                    network.load_state_dict(torch.load(folder / f"{STARTS[stage]}.pt", map_location="cpu"))
                fit(network.to(device()), tasks, replace(plan, seed=plan.seed + number), told_by, lines.say, WORKERS)
                branches.append({name: value.cpu().clone() for name, value in network.state_dict().items()})
            shares = [1.0]
            if stage in KEPT:
                branches.append(torch.load(folder / f"{STARTS[stage]}.pt", map_location="cpu"))
                shares = [*[(1 - KEPT[stage]) / wanted] * wanted, KEPT[stage]]
            network.load_state_dict(mean_of(branches, shares))
        torch.save(network.state_dict(), folder / f"{stage}.pt")
        (folder / f"{stage}.log").write_text("\n".join(lines.said) + "\n", encoding="utf-8")
    finish(network.cpu(), data, folder, stages, clean=clean, seconds=round(time.time() - begun))


def device() -> torch.device:
    """Return where networks learn: a GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def trained(folder: Path, stage: str) -> Network:
    """Return the network that a stage left."""
    network = pretrained() if stage not in (*LARGE, *WIDE, UNSEEN) else teacher()
    if stage in (*WIDE, UNSEEN):
        network = thinner(network)
    network.load_state_dict(torch.load(folder / f"{stage}.pt", map_location="cpu"))
    network.eval()
    return network


def export_anew(threads: int) -> None:
    """Calibrate, measure and export what ships once more, where only how it is exported has changed."""
    torch.set_num_threads(threads)
    begun, folder = time.time(), RUNS / "base"
    finish(
        restore(thinner(teacher()), MODELS / folder.name), Data(clean=False), folder, STAGES, clean=False,
        seconds=round(time.time() - begun),
    )  # fmt: skip


def finish(network: Network, data: Data, folder: Path, stages: Sequence[str], *, clean: bool, seconds: int) -> None:
    """Calibrate, measure, record and export a trained network."""
    name = folder.name
    with rounded(network):  # as it ships
        numbers = calibrate(network, [*data.dev_stories, *data.kept_stories] or data.packed(data.dev_invented))
        figures = evaluate(network, data)
    record = {
        "name": name, "version": VERSION, "stages": stages, "data": hashes(clean), "figures": figures,
        "calibration": numbers, "seconds of this call": seconds, "torch": torch.__version__,
    }  # fmt: skip
    (folder / "run.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    target = MODELS / name if not clean else folder / "model"
    apart = outliers(network, [*data.stories, *data.spoken] or data.packed(data.invented))
    export(network, target, {"name": name, "version": VERSION, **numbers}, apart)
    print(json.dumps(figures, indent=1))


def mean_of(states: Sequence[Mapping[str, Tensor]], shares: Sequence[float]) -> dict[str, Tensor]:
    """Return the mean of weights, each by its share; they go back to one start, so that they fit."""
    return {
        name: sum((state[name] * share for state, share in zip(states, shares, strict=True)), torch.zeros_like(value))
        for name, value in states[0].items()
    }


def hashes(clean: bool) -> dict[str, str]:
    """Return the hash of each file that the training reads."""
    files: list[Path] = sorted(corpora.INVENTED.glob("*.tsv"))
    if not clean:
        files += [
            *corpora.REALS,
            *stories.FILES,
            stories.STATEMENTS,
            *sorted((corpora.SHARED / "attribution").glob("*.gz")),
        ]
        files += [corpora.SHARED / "events" / name for name in corpora.EVENT_FILES]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in files}


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clean", action="store_true", help="only our own sentences")
    parser.add_argument("--from", dest="first", choices=STAGES, default=STAGES[0], help="go on from this stage")
    parser.add_argument("--export", action="store_true", help="train nothing: export anew what ships")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(arguments)
    if given.export:
        export_anew(given.threads)
        return
    run(clean=given.clean, first=given.first, threads=given.threads)


if __name__ == "__main__":
    main()
