"""Return who tell an event or a standing: all who speak in the statement that tells it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dyadbook.records import Event, Reading, SaidBy, speakers_of


def tellers_of(said_by: SaidBy | None) -> tuple[str, ...]:
    """Return the names of all who tell something; none where the article itself does."""
    return () if said_by is None else (said_by.name, *said_by.others)


def told_by_all(reading: Reading) -> Reading:
    """Return a reading in which who tells something by a statement is named with all who speak in it now.

    The reader does so at its end, and a book where a correction has changed who speaks.
    """
    speakers = {said.id: [one.name for one in speakers_of(said)] for said in reading.statements if said.co_speakers}

    def told(said_by: SaidBy | None) -> SaidBy | None:
        if said_by is None:
            return None
        names = speakers.get(said_by.statement or "", [])
        others = tuple(name for name in names if name != said_by.name) if said_by.name in names else ()
        return said_by if others == said_by.others else msgspec.structs.replace(said_by, others=others)

    def events() -> Iterator[Event]:
        for one in reading.events:
            reports = (msgspec.structs.replace(each, said_by=told(each.said_by)) for each in one.reports)
            yield msgspec.structs.replace(one, said_by=told(one.said_by), reports=tuple(reports))

    tellers = [*(one.said_by for one in reading.events), *(one.said_by for one in reading.standings)]
    if not speakers and not any(one.others for one in tellers if one):
        return reading
    standings = (msgspec.structs.replace(one, said_by=told(one.said_by)) for one in reading.standings)
    return msgspec.structs.replace(reading, events=tuple(events()), standings=tuple(standings))
