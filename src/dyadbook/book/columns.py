"""Return the tables of a book: their columns, in words that SQL asks for.

Every row has `batch`, the key columns, and `record`: the record as JSON, from which it comes back as it was.
"""

from __future__ import annotations

from collections.abc import Mapping

Columns = Mapping[str, str]

_OF_ARTICLE = {"batch": "text", "article": "text", "seq": "int", "synthetic": "bool"}
_WHEN = {"date_start": "day", "date_end": "day", "date_precision": "text", "date_basis": "text"}
_PLACE = {"place_name": "text", "place_country": "text", "place_lat": "float", "place_lon": "float"}


def _side(name: str) -> Columns:
    return {f"{name}_names": "texts", f"{name}_ids": "texts", f"{name}_countries": "texts"}


LAYERS: Mapping[str, Columns] = {
    "reports": {
        **_OF_ARTICLE, "event": "text", "type": "text", "act": "text", "modality": "text", "quad": "text",
        "cameo": "text", "goldstein": "float", "score": "float", "modes": "texts", "contexts": "texts",
        **_side("source"), **_side("target"), **_side("other"), "other_roles": "texts", "reciprocal": "bool", **_WHEN,
        "historical": "bool", "lead": "bool", "condition": "text", "said_by_name": "text", "said_by_id": "text",
        **_PLACE, "issues": "texts", "block": "text", "start": "int", "end": "int", "text": "text", "trigger": "text",
        "passages": "int", "confidence": "float", "origin": "text", "record": "text",
    },
    "statements": {
        **_OF_ARTICLE, "statement": "text", "speaker_name": "text", "speaker_id": "text", "speaker_country": "text",
        "speaker_sector": "text", "speaker_office": "text", "audience": "text", "form": "text", "cue": "text",
        "about": "texts", "issues": "texts", **_WHEN, **_PLACE, "block": "text", "start": "int", "end": "int",
        "text": "text", "said_by": "text", "confidence": "float", "origin": "text", "record": "text",
    },
    "standings": {
        **_OF_ARTICLE, "standing": "text", "party_1": "text", "party_2": "text", "holder": "text", "toward": "text",
        "aspect": "text", "value": "text", "since_start": "day", "since_end": "day", "since_precision": "text",
        "until_start": "day", "until_end": "day", "until_precision": "text", "as_of": "day", "condition": "text",
        "said_by_name": "text", "said_by_id": "text", "issues": "texts", "block": "text", "start": "int", "end": "int",
        "text": "text", "confidence": "float", "origin": "text", "record": "text",
    },
    "issues": {
        **_OF_ARTICLE, "issue": "text", "parties": "texts", "start": "int", "end": "int", "text": "text",
        "record": "text",
    },
    "mentions": {
        **_OF_ARTICLE, "actor": "text", "name": "text", "kind": "text", "country": "text", "sector": "text",
        "office": "text", "basis": "text", "start": "int", "end": "int", "text": "text", "score": "float",
        "record": "text",
    },
    "not_sure": {
        **_OF_ARTICLE, "kind": "text", "reason": "text", "candidates": "texts", "start": "int", "end": "int",
        "text": "text", "score": "float", "record": "text",
    },
    "problems": {
        **_OF_ARTICLE, "problem": "text", "source": "text", "step": "text", "code": "text", "message": "text",
        "record": "text",
    },
}  # fmt: skip
"""The tables whose rows belong to an article, each with its columns and their kinds."""

TABLES: Mapping[str, Columns] = {
    **LAYERS,
    "articles": {
        "batch": "text", "article": "text", "source": "text", "url": "text", "title": "text",
        "deck": "text", "authors": "texts", "publisher": "text", "published": "day", "published_basis": "text",
        "retrieved": "day", "language": "text", "synthetic": "bool", "version": "int", "status": "text",
        "text": "text", "steps": "text", "record": "text",
    },
    "runs": {
        "batch": "text", "run": "text", "kind": "text", "begun": "time", "ended": "time", "outcome": "text",
        "dyadbook": "text", "record": "text",
    },
    "decisions": {
        "batch": "text", "seq": "int", "decision": "text", "verdict": "text", "reports": "texts", "others": "texts",
        "withdraws": "text", "name": "text", "reason": "text", "at": "time", "record": "text",
    },
    "commits": {
        "n": "int", "batch": "text", "kind": "text", "run": "text", "filed": "time", "articles": "texts",
        "problems": "texts", "counts": "text",
    },
}  # fmt: skip
"""Every table of a book. A batch writes them in this order and its row of `commits` last."""
