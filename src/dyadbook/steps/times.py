"""Return the time expressions of an article's sentences, resolved against its publication date where it has one."""

from __future__ import annotations

import msgspec

from dyadbook.records import Reading, Time
from dyadbook.steps.step import Step
from dyadbook.steps.timex import find_times


def read(reading: Reading) -> Reading:
    """Return the reading with its time expressions; what the text does not settle has no value."""
    text, published = reading.article.text, reading.article.published
    times: list[Time] = []
    for index in dict.fromkeys(sentence.block for sentence in reading.sentences):
        block = reading.article.blocks[index]
        for found in find_times(text[block.start : block.end], reference=published):
            start, end = block.start + found.start, block.start + found.end
            times.append(
                Time(
                    start=start,
                    end=end,
                    text=text[start:end],
                    type=found.type,
                    value=found.value,
                    begin=found.begin,
                    until=found.until,
                    precision=found.precision,
                    mod=found.mod,
                    rule=found.rule,
                )
            )
    return msgspec.structs.replace(reading, times=tuple(times))


STEP = Step("times", 1, ("sentences",), ("times",), read)
