"""Return what a CAMEO code becomes in PLOVER and the other way, with what is lost on the way.

CAMEO to PLOVER follows the table CAMEO2PLOVER of 17 September 2021; modes and contexts that manual 2.0 no longer has
are replaced where one of 2.0 covers them. PLOVER to CAMEO is ours (data/cameo_from_plover.csv): nobody published one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from .cameo import cameo
from .plover import contexts as plover_contexts
from .plover import find_type, is_mode
from .tables import read_rows, unknown


@dataclass(frozen=True, slots=True)
class Crossing:
    """A CAMEO code and its PLOVER counterpart, whichever of them was asked for.

    `act`: the type of the act that is promised, where the code says it: 036 is an AGREE to a CONSULT.
    `lost`: one text for each thing that the other side cannot say, its kind first:
    type, act, mode, context, quad, name.
    `note`: where manual 2.0 codes the act otherwise than the table that is followed.
    `swap`: source and target change places: the host acts in CAMEO 043, the visitor in PLOVER.
    `basis`: table (CAMEO2PLOVER), two (the table gives two types, one is taken), ours (appeals, 02, which the table
    drops, and five codes that it lacks), or none (PLOVER has no type).
    """

    code: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    lost: tuple[str, ...]
    act: str | None = None
    swap: bool = False
    note: str | None = None
    basis: str = "ours"


class _Rule(NamedTuple):
    """A row of data/cameo_from_plover.csv; an empty field fits anything."""

    act: str
    mode: str
    context: str
    code: str


@cache
def _forward() -> dict[str, dict[str, str]]:
    """Return the rows from CAMEO to PLOVER by code."""
    return {row["code"]: row for row in read_rows("plover_from_cameo")}


@cache
def _backward() -> dict[str, list[_Rule]]:
    """Return the rules from PLOVER to CAMEO by type."""
    rules: dict[str, list[_Rule]] = {}
    for row in read_rows("cameo_from_plover"):
        rules.setdefault(row["type"], []).append(_Rule(row["act"], row["mode"], row["context"], row["code"]))
    return rules


def _split(text: str) -> tuple[str, ...]:
    """Return the parts of a field that holds several."""
    return tuple(text.split(";")) if text else ()


@cache
def plover_from_cameo(code: str) -> Crossing:
    """Return the type, mode and contexts of a CAMEO code; the type is None for statements (01).

    Source: CAMEO2PLOVER, 17 September 2021; `lost` has what differs from it, `note` what manual 2.0 says otherwise.
    Raises: UsageError when CAMEO has no such code.
    """
    source, row = cameo(code), _forward()[code]
    if not row["type"]:
        missing = (f"type: PLOVER has none for CAMEO {source.root}", f"name: {source.name}")
        return Crossing(code, None, None, (), missing, basis=row["basis"])
    kind, mode, contexts = row["type"], row["mode"] or None, _split(row["contexts"])
    act = next((rule.act for rule in _backward()[kind] if rule.code == code and rule.act), None)
    lost = _lost_terms(row, contexts) + _lost_quad(source.quad, find_type(kind).quad)
    if _rule(kind, act, mode, contexts).code not in (code, f"{code}0"):
        lost.append(f"name: {source.name}")
    return Crossing(
        code,
        kind,
        mode,
        contexts,
        tuple(lost),
        act=act,
        swap=row["swap"] == "yes",
        note=row["note"] or None,
        basis=row["basis"],
    )


def _lost_terms(row: dict[str, str], contexts: Sequence[str]) -> list[str]:
    """Return what the table of 2021 says in types, modes and contexts that manual 2.0 has no room for."""
    lost = [f"type: {row['note']}"] if row["basis"] == "two" else []
    old_mode, mode = row["table_mode"], row["mode"]
    if old_mode and old_mode not in (mode, *contexts):
        lost.append(f"mode: {old_mode} is now {mode}" if mode else f"mode: {old_mode}")
    kept = {*contexts, *(context.removeprefix("pro_") for context in contexts)}
    return lost + [f"context: {context}" for context in _split(row["table_contexts"]) if context not in kept]


def cameo_from_plover(
    type: str, mode: str | None = None, *, act: str | None = None, contexts: Sequence[str] = ()
) -> Crossing:
    """Return the CAMEO code nearest to a type; mode, act and contexts lead to a more exact one.

    `act` is the type of the act itself: an AGREE whose act is CONSULT is 036, a CONCEDE whose act is RETREAT 035;
    the mode may be one of the act's. Where several contexts lead to a code, the first that was given is followed.
    No code is given that both GDELT and ICEWS lack (1.1b3 alone has 155, 176, 1834, 1951 and 1952).

    Raises: UsageError when PLOVER has no such type, act or context, or neither type nor act has the mode.
    """
    wanted = find_type(type)
    if act is not None:
        find_type(act)
    known_modes = (*wanted.modes, *(find_type(act).modes if act else ()))
    if mode is not None and not (is_mode(type, mode) or (act is not None and is_mode(act, mode))):
        raise unknown(f"mode of {type}", mode, known_modes)
    for context in contexts:
        if context not in plover_contexts():
            raise unknown("PLOVER context", context, plover_contexts())
    rule = _rule(type, act, mode, contexts)
    lost = _lost_words(rule, type, act, mode, contexts) + _lost_quad(wanted.quad, cameo(rule.code).quad)
    return Crossing(rule.code, type, mode, tuple(contexts), tuple(lost), act=act)


def _rule(type: str, act: str | None, mode: str | None, contexts: Sequence[str]) -> _Rule:
    """Return the rule that fits and names most: the act weighs more than the mode, the mode more than a context."""

    def weight(rule: _Rule) -> tuple[bool, bool, int]:
        first = len(contexts) - contexts.index(rule.context) if rule.context else 0
        return bool(rule.act), bool(rule.mode), first

    fitting = (
        rule
        for rule in _backward()[type]
        if rule.act in ("", act) and rule.mode in ("", mode) and (not rule.context or rule.context in contexts)
    )
    return max(fitting, key=weight)


def _lost_words(rule: _Rule, type: str, act: str | None, mode: str | None, contexts: Collection[str]) -> list[str]:
    """Return what the code does not tell of the PLOVER side, by the way back or by having one way to it."""
    back = plover_from_cameo(rule.code)
    ways = _ways()[rule.code]
    modes = {(way_type, way.mode) for way_type, way in ways}
    ways_contexts = {(way_type, way.context) for way_type, way in ways}
    kept_modes = {back.mode, rule.mode if len(modes) == 1 else None}
    kept_contexts = {*back.contexts, rule.context if len(ways_contexts) == 1 else None}
    lost = [] if back.type == type else [f"type: CAMEO {rule.code} is {back.type} in PLOVER"]
    if act not in (None, type, rule.act):
        lost.append(f"act: {act}")
    if mode not in (None, *kept_modes):
        lost.append(f"mode: {mode}")
    return lost + [f"context: {context}" for context in contexts if context not in kept_contexts]


@cache
def _ways() -> dict[str, list[tuple[str, _Rule]]]:
    """Return the types and rules that lead to each code."""
    found: dict[str, list[tuple[str, _Rule]]] = {}
    for type, rules in _backward().items():
        for rule in rules:
            found.setdefault(rule.code, []).append((type, rule))
    return found


def _lost_quad(before: str, after: str) -> list[str]:
    """Return the loss where the two schemes put the act into different quad classes."""
    return [] if before == after else [f"quad: {before} becomes {after}"]
