"""Return whether an act is only what somebody is asked about, or asked not to do, so that it tells nothing of its doer.

"Asked whether Rome would arm Oslo, he said no"; "We urge Rome not to arm Oslo": who asks does so, and Rome nothing.
"""

from __future__ import annotations

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses

ASKED = frozenset("asked questioned pressed quizzed".split())
WHETHER = frozenset({"whether", "if"})
LATER = 6  # tokens from "asked" to "whether"
URGE = frozenset("urge ask call press warn tell request beg implore appeal caution order advise".split())
URGED = 12  # tokens from "urge" to "not to"


def is_only_asked(clauses: Clauses, act: Act) -> bool:
    """Return whether an act is what a question is about, or what its doer is asked not to do."""
    return _is_asked_about(clauses, act) or _is_urged_against(clauses, act)


def _is_asked_about(clauses: Clauses, act: Act) -> bool:
    """Return whether an act stands in a question that somebody answers: "Asked whether Rome would arm Oslo, he"."""
    for at in range(act.first):
        opens = at == 0 or clauses.low(at - 1) in {"when", '"', "“", ","}
        if clauses.low(at) not in ASKED or not opens:
            continue
        whether = next((one for one in range(at + 1, at + LATER) if clauses.low(one) in WHETHER), None)
        comma = next((one for one in range(whether or at, len(clauses.tokens)) if clauses.low(one) in {",", ";"}), None)
        if whether is not None and whether < act.first and (comma is None or act.last < comma):
            return True
    return False


def _is_urged_against(clauses: Clauses, act: Act) -> bool:
    """Return whether who acts is only asked not to: "urged Rome not to sell arms"."""
    near = range(act.last - 1, act.first - 4, -1)  # the words of the act may begin with "not"
    at = next((one for one in near if (clauses.low(one), clauses.low(one + 1)) == ("not", "to")), None)
    if at is None or act.act == "REQUEST":
        return False
    urging = [verb for verb in clauses.groups if verb.base in URGE and at - URGED <= verb.at < at]
    return bool(urging) and any(urging[-1].at < clauses.span[index][0] < at for index in act.source)
