"""Who does as another did before has done it to the same party."""

from __future__ import annotations

import pytest

from dyadbook import read


@pytest.mark.parametrize(
    ("text", "follower"),
    [
        ("Poland expelled a Belarusian attache on Monday. Lithuania followed suit.", ["LTU"]),
        ("Poland expelled a Belarusian attache on Monday. Lithuania and Latvia did the same.", ["LTU", "LVA"]),
        ("Poland expelled a Belarusian attache on Monday. Belarus did the same.", None),
        ("Poland expelled a Belarusian attache on Monday. Lithuania followed the news.", None),
        ("Lithuania followed suit.", None),
    ],
)
def test_who_follows_suit_does_what_was_told_last(text: str, follower: list[str] | None) -> None:
    told = [
        (event.type, [actor.country for actor in event.source], [actor.country for actor in event.target])
        for event in read(text, published="2025-06-16").events
        if "POL" not in {actor.country for actor in event.source}
    ]
    assert told == ([("SANCTION", follower, ["BLR"])] if follower else [])


def test_whom_the_act_is_done_to_is_said_to_stand_elsewhere() -> None:
    found = read("Poland expelled a Belarusian attache on Monday. Lithuania followed suit.", published="2025-06-16")
    assert [actor.basis for event in found.events[1:] for actor in event.target] == ["elsewhere"]
