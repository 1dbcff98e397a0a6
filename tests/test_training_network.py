"""The network that is trained: what its parts compute, where torch is there (`make models` installs it)."""

from __future__ import annotations

import itertools
import random
import sys
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="torch is installed for training alone")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training import speakers
from training.aside import Aside, outliers
from training.batch import SLOTS, batch_of
from training.corpora import Pair, Sample
from training.distil import said
from training.export import export
from training.fit import Plan, Task, fit
from training.losses import Weights, losses
from training.network import Chain, Config, Nearness, Network
from training.restore import restore
from training.rounding import rounded, steps

from dyadbook.models.decode import bio
from dyadbook.models.pieces import Window
from dyadbook.records import Actor
from dyadbook.steps.saying.country_signs import Option
from dyadbook.steps.saying.speaker_countries import likeliest

SMALL = Config(width=24, layers=2, heads=2, inner=32, vocabulary=50, positions=40, pair_width=8, link_width=4)


def sample() -> Sample:
    """Return a window of four words with labels for every head."""
    window = Window(
        ids=[1, 5, 6, 7, 8, 2], shapes=[0, 4, 0, 0, 4, 0], words=[(0, 1), (2, 3), (4, 5), (6, 7)], firsts=[1, 2, 3, 4],
        sentences=[(0, 0, 4)],
    )  # fmt: skip
    pair = Pair((0, 4), [0], [3], types={1: 1.0}, act=1, modality=0, modes=[2], trigger=[1], cue=[2])
    nothing = Pair((0, 4), [3], [0], types={0: 1.0})
    return Sample(window, names=[1, 0, 0, 1], attribution=[0, 1, 3, 5], pairs=[pair, nothing])


def test_the_chain_sums_over_all_sequences() -> None:
    tags = bio(["x"])
    chain = Chain(tags)
    torch.manual_seed(0)
    scores = torch.randn(1, 3, len(tags))
    weights = chain.weights()

    def weight(path: tuple[int, ...]) -> Any:
        moves = sum(weights[a, b] for a, b in itertools.pairwise(path))
        return sum(scores[0, at, tag] for at, tag in enumerate(path)) + moves

    every = [weight(path) for path in itertools.product(range(len(tags)), repeat=3)]
    gold = (1, 2, 0)
    expected = (torch.logsumexp(torch.stack(every), 0) - weight(gold)) / 3
    loss = chain.loss(scores, torch.tensor([gold]), torch.ones(1, 3))
    assert loss.item() == pytest.approx(expected.item(), abs=1e-4)


def test_padding_changes_no_word() -> None:
    torch.manual_seed(0)
    network = Network(SMALL).eval()
    ids, zeros = torch.tensor([[1, 5, 6, 2, 0, 0]]), torch.zeros(1, 6, dtype=torch.long)
    mask = torch.tensor([[1, 1, 1, 1, 0, 0]])
    whole = network.encoder(ids, zeros, zeros, mask)[0, :4]
    alone = network.encoder(ids[:, :4], zeros[:, :4], zeros[:, :4], mask[:, :4])[0]
    assert torch.allclose(whole, alone, atol=1e-5)


def test_training_learns_what_it_is_shown_and_is_the_same_each_time() -> None:
    def run() -> Network:
        torch.manual_seed(0)
        lines: list[str] = []
        task = Task("all", lambda rng: [sample() for _ in range(4)], 1.0)
        return fit(Network(SMALL), [task], Plan(steps=40, rate=5e-3, head_rate=1e-2, mean=0.5), log=lines.append)

    one, two = run(), run()
    for a, b in zip(one.parameters(), two.parameters(), strict=True):
        assert torch.equal(a, b)


def test_teachers_give_each_word_and_each_pair_probabilities() -> None:
    torch.manual_seed(0)
    told = said({Network(SMALL).eval(): 2.0, Network(SMALL).eval(): 1.0}, batch_of([sample()], random.Random(0)))
    assert [tuple(told[name].shape[:-1]) for name in ("names", "attribution", "type")] == [(1, 4), (1, 4), (2,)]
    for each in told.values():
        assert torch.allclose(each.sum(-1), torch.ones(each.shape[:-1]), atol=1e-4)


def test_teachers_are_not_asked_what_labels_alone_tell() -> None:
    other = sample()
    other.names = None
    batch = batch_of([sample(), other], random.Random(0), alone={"names"})
    assert batch.asked["names"].tolist() == [1]
    assert batch.asked["attribution"].tolist() == [0, 1]


def test_a_crowded_sentence_stands_in_several_slots() -> None:
    one = sample()
    one.pairs *= 2 * SLOTS
    batch = batch_of([one], random.Random(0))
    assert batch.slots is not None
    assert batch.slots.source.shape[1] == SLOTS
    assert len(batch.slots.order.unique()) == len(batch.slots.order) > 2 * SLOTS


def test_all_sequences_are_summed_the_same_at_once() -> None:
    torch.manual_seed(0)
    chain, mask = Chain(bio(["x", "y"])), (torch.arange(6) < torch.tensor([[1], [4], [6]])).float()
    scores, weights = torch.randn(3, 6, 5), chain.weights()
    assert torch.allclose(chain._all_at_once(scores, weights, mask), chain._all(scores, weights, mask), atol=1e-4)


def test_a_chain_that_says_what_its_teacher_says_has_no_slope() -> None:
    torch.manual_seed(0)
    chain, mask = Chain(bio(["x", "y"])), torch.tensor([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]])
    scores = torch.randn(2, 3, 5, requires_grad=True)
    chances = chain.chances(scores, mask)
    chain.taught_loss(scores, chances, mask).backward()
    assert scores.grad is not None
    assert scores.grad.abs().max() < 1e-6
    chain.taught_loss(scores, chances.roll(1, 2), mask).backward()
    assert scores.grad.abs().max() > 1e-2


def test_a_network_comes_to_say_what_its_teacher_says_without_labels() -> None:
    torch.manual_seed(0)
    teacher, pupil, one = Network(SMALL).eval(), Network(SMALL), sample()
    one.names, one.attribution, one.links = None, None, []
    for pair in one.pairs:
        pair.types, pair.act, pair.modality, pair.modes = None, None, None, None
        pair.trigger, pair.cue = [], []
    batch = batch_of([one], random.Random(0))

    def apart() -> float:
        found = losses(pupil.eval(), batch, said({teacher: 1.0}, batch))
        return sum((value.item() for value in found.values()), 0.0)

    before = apart()
    lines: list[str] = []
    plan = Plan(steps=60, rate=5e-3, head_rate=1e-2, mean=0.5)
    fit(pupil, [Task("all", lambda rng: [one], 1.0)], plan, {teacher: 1.0}, lines.append)
    assert apart() < before - 0.1


@pytest.mark.parametrize(("loss", "weight"), [("type", 0.5), ("taught type", 1.5)])
def test_what_a_teacher_says_counts_more_than_the_labels(loss: str, weight: float) -> None:
    assert Weights(type=0.5, taught=3.0).of(loss) == weight


def test_nearness_tells_apart_sides_and_lumps_what_is_far() -> None:
    torch.manual_seed(0)
    bias = Nearness(32, 2)(200)[0, 0]
    assert bias[50, 51] != bias[51, 50]
    assert bias[50, 51] == bias[90, 91]
    assert bias[0, 150] == bias[0, 190]
    assert bias[0, 20] != bias[0, 90]


def test_a_layer_in_two_parts_computes_what_the_whole_one_does() -> None:
    torch.manual_seed(0)
    layer, given = torch.nn.Linear(12, 5), torch.randn(1, 7, 12)
    parted = Aside(layer, 0.33, [2, 9])
    with torch.no_grad():
        layer.weight.copy_(torch.mul(*steps(layer.weight, 0.33)))
    assert torch.allclose(parted(given), layer(given), atol=1e-5)


def test_what_was_rounded_once_is_rounded_for_good() -> None:
    torch.manual_seed(0)
    whole, step = steps(torch.randn(40, 64), 0.33)
    again, same = steps(whole * step, 0.33)
    assert torch.equal(again, whole)
    assert torch.equal(same, step)


def test_the_numbers_that_go_apart_are_those_that_grow_largest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.aside.ASIDE", 2)
    torch.manual_seed(0)
    network = Network(SMALL).eval()
    with torch.no_grad():
        network.encoder.layers[1].inner.bias[[3, 30]] += 50
    assert outliers(network, [sample()])[1] == [3, 30]


@pytest.mark.filterwarnings("ignore")  # torch's own, of a trace
def test_what_was_exported_comes_back_with_its_weights_rounded(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = Network(SMALL).eval()
    with torch.no_grad():
        for part in network.parameters():  # equal ones would be held once
            part.add_(torch.randn_like(part) * 0.01)
    export(network, tmp_path, {"name": "small", "version": 1}, [[3, 30], [1, 2]])
    back = restore(Network(SMALL), tmp_path)
    inputs = [torch.tensor([ids]) for ids in ([1, 5, 6, 2], [0, 4, 0, 0], [0, 0, 0, 0], [1, 1, 1, 1])]
    with rounded(network):
        assert torch.allclose(back.encoder(*inputs), network.encoder(*inputs), atol=0.05)
    for name, value in network.state_dict().items():
        assert torch.allclose(back.state_dict()[name], value, atol=0.1), name


def test_a_sign_of_the_country_that_is_the_labels_weighs_for_it() -> None:
    options = [Option("PER", frozenset({"near"})), Option("CHL", frozenset({"far"})), Option(None, frozenset({"none"}))]
    asked = [speakers.Asked("a", Actor(name="Ann Roe", kind="person"), options, "PER")] * (2 * speakers.RARE)
    weights = speakers.fit(asked)
    assert weights["near"] > weights["far"]
    assert likeliest(asked[0].voice, options, weights) == "PER"


def test_what_the_folds_start_from_never_sees_the_event_sets() -> None:
    from training.train import TEACHERS, UNSEEN, plan_of

    drawn: list[str] = []

    class Kept:
        later = last = stories = spoken = ()

        def __getattr__(self, name: str) -> Any:
            drawn.append(name)
            return lambda *rest: []

    kept: Any = Kept()
    tasks, _ = plan_of(UNSEEN, kept)
    drawn.clear()
    for task in tasks:
        task.draw(random.Random(1))
    assert {*drawn} == {"own", "marked"}
    assert {task.name for task in tasks} == {"spoken", "own", "marked", "stories", "said"}
    assert UNSEEN not in TEACHERS
