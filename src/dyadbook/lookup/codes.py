"""Return actors in the codes of a codebook: PLOVER's country names and sectors, or CAMEO's.

PLOVER (manual, chapter 5) names bodies of many countries by kind in the country's place (IGO, UNO, EUR, NGO, MNC, IMG),
and codes states that few recognize as the country that claims them, with the sector PRE. CAMEO's types differ from
PLOVER's sectors in a few (CAMEO.type of the codebook).
"""

from __future__ import annotations

from typing import Literal

from dyadbook import world

Codes = Literal["plover", "cameo"]

CLAIMED = {
    "ABK": "GEO", "OST": "GEO", "DNR": "UKR", "LNR": "UKR", "NKR": "AZE", "NCY": "CYP", "TRN": "MDA", "SML": "SOM",
    "ESH": "MAR",
}  # fmt: skip
"""States that few recognize, with the country that PLOVER's manual codes them as."""
KINDS = {"igo": "IGO", "alliance": "IGO", "court": "IGO", "bloc": "IGO", "ngo": "NGO", "company": "MNC"}
OWN = {"org/UN": "UNO", "org/EU": "EUR"}
CAMEO = {"JRN": "MED", "MED": "HLH", "PRM": "UAF", "SOC": "CVL", "PRE": "", "UNK": ""}


def country_code(country: str | None, body: str | None) -> str | None:
    """Return the code in the country's place: of a claimed state its claimant's, of a body of no country its kind's."""
    if country is not None:
        return CLAIMED.get(country, country)
    known = world.organizations().get(body or "")
    if known is None:
        return None
    if known.id in OWN:
        return OWN[known.id]
    parent = next(
        (own for id, own in OWN.items() if known.id.startswith(id) or known.name.startswith(PARENTS[id])), None
    )
    return parent or KINDS.get(known.kind)


PARENTS = {
    "org/UN": ("UN ", "United Nations"),
    "org/EU": ("European Union", "European Commission", "European Council", "European Parliament"),
}


def sector_codes(sectors: tuple[str, ...], country: str | None, codes: Codes) -> tuple[str, ...]:
    """Return the sectors in a codebook's codes, PRE among them for a state that few recognize."""
    if codes == "cameo":
        return tuple(dict.fromkeys(code for sector in sectors if (code := CAMEO.get(sector, sector))))
    return (*sectors, "PRE") if country in CLAIMED and "PRE" not in sectors else sectors
