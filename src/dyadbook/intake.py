"""Return what comes in by other ways than as files of articles: from feeds, and from the event data of others.

Level 6, beside `verbs`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from dyadbook import given
from dyadbook.formats.imported import ImportFormat
from dyadbook.formats.imported import imported as imported_file
from dyadbook.records import Article, Problem, Reading, make_id
from dyadbook.settings import Settings, data_dir, load_settings
from dyadbook.sources.feeds import feed_addresses
from dyadbook.sources.follow import FollowState
from dyadbook.sources.follow import follow as follow_feeds

__all__ = ["FollowState", "follow", "imported", "left_alone", "state_file"]


def follow(
    feeds: Iterable[str],
    state: FollowState,
    *,
    settings: Settings | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Article | Problem]:
    """Return the articles that are new in feeds since `state`, which is brought up to date as they are taken.

    A feed is an address, or a file of OPML that lists addresses.
    Raises: UsageError when one is neither.
    """
    addresses = feed_addresses(list(feeds))
    return follow_feeds(addresses, state, given.options(settings or load_settings()), pause=pause)


def left_alone(feeds: Iterable[str], state: FollowState) -> dict[str, datetime]:
    """Return the feeds that `follow` would not ask now, since they failed before, with the time up to which.

    Raises: UsageError as `follow` does.
    """
    return state.left_alone(feed_addresses(list(feeds)), datetime.now(UTC))


def imported(files: Iterable[Path | str], *, format: ImportFormat) -> Iterator[Reading | Problem]:
    """Yield a reading for each event in files of other coders, with no text and the origin `imported/...`; problems.

    Raises: UsageError when the format is unknown.
    """
    for file in files:
        yield from imported_file(file, format=format)


def state_file(target: Path | str) -> Path:
    """Return the file that remembers what was given to a target (a book, a file) of the feeds that it follows."""
    name = str(target) if "://" in str(target) else str(Path(target).absolute())
    return data_dir() / "follow" / f"{make_id('follow', name)}.json"
