"""Return actors as CAMEO codes them (GDELT), and the other way.

Level 5. Countries: CAMEO's codes are those of ISO 3166 but for a few, and it has regions besides. Types: CAMEO's MED is
the press and HLH is health, PLOVER's MED is health and JRN the press.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dyadbook.records import Actor, ActorKind
from dyadbook.world import countries, organizations
from dyadbook.world.countries import country_of

__all__ = ["Coded", "actor_of", "coded", "country_of_fips", "fips_of"]

_COUNTRIES = {"ROU": "ROM", "TLS": "TMP", "IMN": "IMY", "MNE": "MTN"}
# States and territories that CAMEO has no code for.
_NO_COUNTRY = frozenset(
    "ABK ATA ATF BES BLM BVT CCK CSK CUW CXR DDR DNR GGY HMD IOT JEY LNR MAF NCY NKR OST SCG SGS SML SUN SXM TRN UMI"
    " VDR XKX YMD YUG".split()
)
_TYPES = {
    **{same: same for same in "COP GOV JUD LEG MIL REB SPY UAF AGR BUS CRM CVL EDU ELI LAB REF OPP".split()},
    "JRN": "MED",
    "MED": "HLH",
}
_SECTORS = {type: sector for sector, type in _TYPES.items()} | {"INS": "REB", "SEP": "REB"}
_KNOWN: Mapping[str, str] = {
    "org/ADB": "ADB", "org/ARAB_LEAGUE": "ARL", "org/ASEAN": "ASN", "org/AU": "OAU",
    "org/AfricanDevelopmentBank": "AFB", "org/AlQaeda": "ALQ", "org/ArabMaghrebUnion": "AMU",
    "org/BankForInternationalSettlements": "BIS", "org/CIS": "CIS", "org/COE": "COE", "org/COMMONWEALTH": "CWN",
    "org/DFLP": "DFL", "org/EBRD": "EBR", "org/ECCAS": "ECA", "org/ECOWAS": "WAS", "org/EFTA": "EFT", "org/EU": "EEC",
    "org/FAO": "FAO", "org/Fatah": "FTA", "org/G7": "GOS", "org/G77": "GSS", "org/G8": "GOE", "org/GCC": "GCC",
    "org/Hamas": "HMS", "org/Hezbollah": "HEZ", "org/IAEA": "IAE", "org/ICC": "ICC", "org/ICJ": "ICJ",
    "org/IGAD": "IAD", "org/ILO": "ILO", "org/IMF": "IMF", "org/INTERPOL": "ITP", "org/IOM": "IOM",
    "org/IslamicDevelopmentBank": "IDB", "org/MuslimBrotherhood": "MBR", "org/NAM": "NON", "org/NATO": "NAT",
    "org/OAS": "OAS", "org/OHCHR": "HCH", "org/OIC": "OIC", "org/OPEC": "OPC", "org/OSCE": "SCE",
    "org/PFLP": "PFL", "org/PIJ": "ISJ", "org/PLO": "PLO", "org/PanAfricanParliament": "PAP", "org/ParisClub": "PRC",
    "org/Polisario": "PLS", "org/SADC": "SAD", "org/SEATO": "SOT", "org/Taliban": "TAL", "org/UEMOA": "UEM",
    "org/UN": "UNO", "org/UNHCR": "HCR", "org/UNICEF": "KID", "org/WB": "WBK", "org/WFP": "WFP", "org/WHO": "WHO",
    "org/WTO": "WTO",
}  # fmt: skip
_IDS: Mapping[str, str] = MappingProxyType({code: id for id, code in _KNOWN.items()})
_ISO: Mapping[str, str] = MappingProxyType({code: iso for iso, code in _COUNTRIES.items()})


@dataclass(frozen=True)
class Coded:
    """An actor in CAMEO's codes: the whole code, and its parts."""

    code: str
    name: str
    country: str | None
    group: str | None
    types: tuple[str, ...]
    lost: tuple[str, ...] = ()


def coded(actor: Actor) -> Coded:
    """Return an actor in CAMEO's codes; `lost` names what they cannot say."""
    lost: list[str] = []
    country = _COUNTRIES.get(actor.country or "", actor.country)
    if country in _NO_COUNTRY:
        lost.append(f"the country {country}: CAMEO has no code for it")
        country = None
    group = _KNOWN.get(actor.id or "")
    if actor.id and actor.id.startswith("org/") and group is None:
        lost.append("the organization: it is not among CAMEO's known groups")
    body = organizations().get(actor.id or "")
    types = ["IGO"] if body and body.intergovernmental else []
    given = dict.fromkeys(filter(None, (actor.sector, *actor.sectors)))
    types += [_TYPES[sector] for sector in given if sector in _TYPES]
    lost += [f"the sector {sector}: CAMEO has no such type" for sector in given if sector not in _TYPES]
    if len(types) > 3:
        lost.append("sectors after the third")
    if actor.office:
        lost.append("the office")
    if actor.candidates:
        lost.append("whom else it may mean")
    kept = tuple(types[:3])
    return Coded("".join(filter(None, (country, group, *kept))), actor.name, country, group, kept, tuple(lost))


def actor_of(name: str, country: str | None, group: str | None, types: Sequence[str]) -> Actor | None:
    """Return the actor that CAMEO's parts tell of; None where all are empty."""
    if not (name or country or group or types):
        return None
    iso = _ISO.get(country or "", country)
    iso = iso if iso in countries() else None
    sectors = tuple(dict.fromkeys(_SECTORS[type] for type in types if type in _SECTORS))
    id, kind = _identity(name, iso, group, sectors)
    return Actor(
        name=name or (countries()[iso].name if iso else "".join(filter(None, (country, group, *types)))),
        kind=kind,
        country=iso,
        sector=sectors[0] if sectors else None,
        sectors=sectors,
        id=id,
        basis="imported",
    )


def _identity(name: str, iso: str | None, group: str | None, sectors: Sequence[str]) -> tuple[str | None, ActorKind]:
    """Return the id and kind: a country by itself or its government, a known group; all else is told by no id."""
    if group:
        return _IDS.get(group), "organization"
    if iso and not set(sectors) - {"GOV"} and (not name or country_of(name.title()) == iso or country_of(name) == iso):
        return iso, "country"
    return None, "group"


@cache
def _fips() -> Mapping[str, str]:
    lines = (Path(__file__).parent / "data" / "fips.csv").read_text("utf-8").splitlines()
    rows = [line.split(",") for line in lines if line and not line.startswith("#")][1:]
    return MappingProxyType({row[0]: row[1] for row in rows})


def fips_of(country: str | None) -> str | None:
    """Return the FIPS 10-4 code of a country; None where it has none."""
    return _fips().get(country or "")


@cache
def _by_fips() -> Mapping[str, str]:
    return MappingProxyType({fips: country for country, fips in _fips().items()})


def country_of_fips(fips: str) -> str | None:
    """Return the country of a FIPS 10-4 code; None where it is none."""
    return _by_fips().get(fips)
