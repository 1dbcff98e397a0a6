"""Return what must be known of the world: countries, offices and their holders by date, organizations, places, outlets.

Level 2. Tables are read on first use; importing this package reads none. `lexicon.find_terms` finds all of it in text;
`overlay` adds a user's own rows.
"""

from .bodies import Agent, Group, Organization, Title, agents, compounds, groups, organizations, titles
from .countries import Country, Term, countries, country_name, country_of, country_terms
from .offices import (
    Office,
    Person,
    bearers,
    holders,
    ids_named,
    name_rows,
    offices_of,
    people,
    people_named,
    pronoun_of,
)
from .outlets import Outlet, outlet_country, outlet_key, outlets
from .places import Place, is_place_name, places_named, regions
from .tables import TRUE_UNTIL, use_overlay

__all__ = [
    "TRUE_UNTIL",
    "Agent",
    "Country",
    "Group",
    "Office",
    "Organization",
    "Outlet",
    "Person",
    "Place",
    "Term",
    "Title",
    "agents",
    "bearers",
    "compounds",
    "countries",
    "country_name",
    "country_of",
    "country_terms",
    "groups",
    "holders",
    "ids_named",
    "is_place_name",
    "name_rows",
    "offices_of",
    "organizations",
    "outlet_country",
    "outlet_key",
    "outlets",
    "people",
    "people_named",
    "places_named",
    "pronoun_of",
    "regions",
    "titles",
    "use_overlay",
]
