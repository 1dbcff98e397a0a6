"""Write the ontology's tables from the code lists in ../shared/formats: codes, names and numbers, no codebook prose.

Sources: openeventdata/PLOVER (manual 2.0, CAMEO2PLOVER-2021), the GDELT lookups, the ICEWS code list and the CAMEO
manual 1.1b3, as gathered in ../shared/formats (its README names the commits and the faults found there).
Written by hand, and so not here: data/cameo_from_plover.csv, data/sectors.csv, data/standings.csv, data/issues.csv.

Usage: python tools/build_ontology.py [--formats ../shared/formats] [--out src/dyadbook/ontology/data]
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ROOT.parent / "shared" / "formats"
OUT = ROOT / "src" / "dyadbook" / "ontology" / "data"

Row = dict[str, str]
Table = tuple[list[str], list[Row]]

# The manual prints 3 for ACCUSE between modes of -2 and -3.5: the sign was lost. What was printed is kept beside it.
SCORES = {("ACCUSE", ""): "-3"}

# Modes of the 2021 table that manual 2.0 no longer has, and the mode of 2.0 whose definition covers them ("": none).
MODES_2_0 = {
    ("ASSAULT", "assassinate"): "targeted",
    ("ASSAULT", "massacre"): "targeted",
    ("ASSAULT", "seize"): "destroy",
    ("ASSAULT", "cleansing"): "",
    ("ASSAULT", "pro_autocracy"): "",  # a context that stands in the mode's column
    ("COERCE", "ban"): "restrict",
    ("RETREAT", "ease"): "",
    ("RETREAT", "return"): "",
    ("THREATEN", "ban"): "restrict",
    ("THREATEN", "political"): "",
}

# Contexts of the 2021 table that manual 2.0 no longer has.
CONTEXTS_2_0 = {"democracy": "pro_democracy", "humanitarian": ""}

# Codes that the 2021 table leaves out, or reads against their name: our own reading of their names.
OURS = {
    "025": ("REQUEST", "yield", ""),
    "155": ("MOBILIZE", "weapons", "cyber"),
    "176": ("COERCE", "cyber", "cyber"),
    "1834": ("ASSAULT", "explosives", ""),
    "1951": ("ASSAULT", "aerial", "military"),
    "1952": ("ASSAULT", "drone", "military"),
}

# Where manual 2.0 codes the act of that name otherwise than the 2021 table does. The table is followed,
# and the note says so.
NOTES = {
    **{f"035{n}": "manual 2.0, 3.4.2: a future RETREAT is CONCEDE" for n in ("", *"123456")},
    "055": "manual 2.0, 3.3.2: an expression of regret is CONCEDE",
    "08": "the table gives both CONCEDE and RETREAT",
    "0813": "manual 2.0, table 7.1: 081 to 083 are CONCEDE",
    "0814": "manual 2.0, table 7.1: 081 to 083 are CONCEDE",
    "0871": "manual 2.0, 3.4: a ceasefire that is declared and not yet kept is CONCEDE",
    "112": "manual 2.0, table 3.4: to accuse is the mode allege",
    "114": "manual 2.0, 3.9.2: a diplomatic protest is the mode disapprove",
    "116": "manual 2.0, table 3.8: to find guilty is SANCTION convict",
    "161": "manual 2.0, table 3.8: to break diplomatic exchange is the mode discontinue",
    "163": "manual 2.0, table 3.8: international sanctions are SANCTION discontinue",
    "164": "manual 2.0, 3.13.2: to cancel a meeting is REJECT",
    "195": "manual 2.0, table 3.11: manned aircraft are the mode aerial, unmanned ones drone",
    "200": "manual 2.0, table 7.1 still names FIGHT, which is none of its types",
}

# An appeal is read as the demand of the same last digits. The table and the manual's own table 7.1 drop appeals, but
# who asks, urges or pleads is a REQUEST by the manual's definition.
APPEAL, DEMAND = "02", "10"
APPEALS = "manual 2.0, 3.8: all requests are REQUEST; its table 7.1 and the table of 2021 drop appeals"

# Whom PLOVER takes as actor: the visitor, where CAMEO's code for hosting has the host (manual 2.0, 2.4.2 and 3.2.2).
SWAPPED = {"043"}

# Codes that the table gives to two types; the one that is written last there, and has CAMEO's quad class, is taken.
TWO_TYPES = {"08"}

CROSSING = re.compile(r"(?P<code>\d{2,4})\s*:(?P<parts>[^#]*)(?:#\s*(?P<name>.*))?")


def read_tsv(path: Path) -> list[Row]:
    """Return the rows of a table with tabs."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def number(text: str) -> str:
    """Return a number in its shortest form, so that 4.0 and 4 are one; nothing stays nothing."""
    return f"{float(text):g}" if text.strip() else ""


def clean(name: str) -> str:
    """Return a name with single spaces; a remark in brackets that a code is absent is no name."""
    name = " ".join(name.split())
    return "" if name.startswith("(") else name


def types_and_modes(rows: list[Row]) -> tuple[Table, Table]:
    """Return PLOVER's types and its modes, each with the score to use; of types the score as printed too."""
    types, modes = [], []
    for row in rows:
        printed = number(row["score"])
        score = SCORES.get((row["event"], row["mode"]), printed)
        if row["mode"]:
            modes.append({"type": row["event"], "mode": row["mode"], "score": score})
        else:
            needs = row["requires_recipient"].lower()
            scores = {"score": score, "score_printed": printed}
            types.append({"type": row["event"], "quad": row["quad"], **scores, "requires_recipient": needs})
    type_columns = ["type", "quad", "score", "score_printed", "requires_recipient"]
    return (type_columns, types), (["type", "mode", "score"], modes)


def cameo_codes(rows: list[Row], names: dict[str, str]) -> Table:
    """Return CAMEO's codes under their 1.1b3 names; `name_gdelt` is there where GDELT's older name says otherwise."""
    columns = ["code", "root", "base", "name", "name_gdelt", "goldstein", "goldstein_icews", "quad"]
    codes = []
    for row in rows:
        code, older = row["code"], clean(row["description_gdelt_lookup"])
        name = clean(row["name_cameo_1.1b3"]) or clean(row["name_icews"]) or names[code]
        codes.append(
            {
                "code": code,
                "root": row["root"],
                "base": row["base"],
                "name": name,
                "name_gdelt": older if code.startswith("10") and not same_name(older, name) else "",
                "goldstein": number(row["goldstein_gdelt"]),
                "goldstein_icews": number(row["goldstein_icews"]),
                "quad": row["quadclass_gdelt_data"],
            }
        )
    return columns, codes


def same_name(first: str, second: str) -> bool:
    """Return whether two names differ in nothing but case and in that more is specified below."""
    forms = [re.sub(r",? not spec\w* below", "", name).casefold() for name in (first, second)]
    return not first or forms[0] == forms[1]


def table_names(lines: Iterable[str]) -> dict[str, str]:
    """Return the name that CAMEO2PLOVER writes behind each code."""
    found = (CROSSING.match(line) for line in lines)
    return {match["code"]: clean(match["name"] or "") for match in found if match}


def crossing(row: Row) -> Row:
    """Return what a CAMEO code becomes in PLOVER 2.0, with what the table of 2021 says beside it."""
    code, kind, old_mode = row["code"], row["plover_event"], row["plover_mode"].strip()
    old_contexts = [context.strip() for context in row["plover_context"].split(";") if context.strip()]
    mode = MODES_2_0.get((kind, old_mode), old_mode)
    contexts = [CONTEXTS_2_0.get(context, context) for context in old_contexts]
    basis = "table" if kind else "none"
    if (kind, old_mode) == ("ASSAULT", "pro_autocracy"):
        contexts.insert(0, old_mode)
    if code in OURS:
        kind, mode, own_context = OURS[code]
        contexts, basis = [own_context], "ours"
    return {
        "code": code,
        "type": kind,
        "mode": mode,
        "contexts": ";".join(filter(None, contexts)),
        "table_mode": old_mode,
        "table_contexts": ";".join(old_contexts),
        "swap": "yes" if code in SWAPPED else "",
        "basis": "two" if code in TWO_TYPES else basis,
        "note": NOTES.get(code, ""),
    }


def with_appeals(crossings: list[Row]) -> list[Row]:
    """Return the crossings with those of appeals, which the table of 2021 does not have."""
    known = {row["code"]: row for row in crossings}
    made = []
    for row in crossings:
        if row["code"].startswith(APPEAL):
            demand = known[DEMAND + row["code"].removeprefix(APPEAL)]
            read = row if row["basis"] == "ours" else demand
            row = row | {name: read[name] for name in ("type", "mode", "contexts")} | {"basis": "ours", "note": APPEALS}
        made.append(row)
    return made


def write_csv(path: Path, table: Table) -> None:
    """Write a table with its header; lines end alike on every system."""
    columns, rows = table
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def build(formats: Path) -> dict[str, Table]:
    """Return every table that is built, by file name."""
    cameo = read_tsv(formats / "cameo_codes_goldstein_quad_plover.tsv")
    names = table_names((formats / "CAMEO2PLOVER-2021.txt").read_text("utf-8").splitlines())
    types, modes = types_and_modes(read_tsv(formats / "plover_events_modes.tsv"))
    contexts = [{"context": row["context"]} for row in read_tsv(formats / "plover_contexts.tsv")]
    crossings = with_appeals([crossing(row) for row in cameo])
    return {
        "types.csv": types,
        "modes.csv": modes,
        "contexts.csv": (["context"], contexts),
        "cameo.csv": cameo_codes(cameo, names),
        "plover_from_cameo.csv": (list(crossings[0]), crossings),
    }


def main() -> None:
    """Write every built table into the package's data folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--formats", type=Path, default=FORMATS)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    for name, table in build(options.formats).items():
        write_csv(options.out / name, table)


if __name__ == "__main__":
    main()
