"""Return what a site's robots.txt allows, after RFC 9309.

Level 3. The standard library's own reader knows no `*` and `$` in paths and takes the first rule that fits, not the
longest, so it allows what sites forbid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

__all__ = ["ALL", "Robots", "parse_robots"]

_LINE = re.compile(r"^\s*([A-Za-z-]+)\s*:\s*(.*?)\s*(?:#.*)?$")


@dataclass(frozen=True)
class Robots:
    """The rules for one reader: (whether it allows, path), and the seconds that it asks for between two requests."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay_s: float | None = None

    def allows(self, url: str) -> bool:
        """Return whether an address may be read: the longest rule that fits decides, and allows where two are even."""
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        fitting = [(len(rule), allow) for allow, rule in self.rules if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


ALL = Robots()


def parse_robots(text: str, agent: str) -> Robots:
    """Return the rules for this reader: of the groups that name it, else of those for all."""
    mine: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    named = False
    for agents, lines in _groups(text):
        if agent.lower() in agents:
            named = True
            mine += lines
        elif "*" in agents:
            others += lines
    chosen = mine if named else others
    delays = [value for name, value in chosen if name == "crawl-delay" and re.fullmatch(r"\d+(?:\.\d+)?", value)]
    rules = tuple((name == "allow", _normal(value)) for name, value in chosen if name != "crawl-delay" and value)
    return Robots(rules, max(map(float, delays)) if delays else None)


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Yield the groups: the readers that each names, and its lines."""
    agents: set[str] = set()
    lines: list[tuple[str, str]] = []
    for line in text.removeprefix("\ufeff").splitlines():
        match = _LINE.match(line)
        name = match[1].lower() if match else ""
        if match and name == "user-agent":
            if lines:
                yield agents, lines
                agents, lines = set(), []
            agents.add(re.split(r"[/\s]", match[2].lower(), maxsplit=1)[0])
        elif match and name in ("allow", "disallow", "crawl-delay") and agents:
            lines.append((name, match[2]))
    yield agents, lines


def _normal(path: str) -> str:
    """Return a path in one spelling: what need not be escaped is not, all else is."""
    return quote(unquote(path, errors="surrogateescape"), safe="/*$?&=:;,+@!~'()-._%", errors="surrogateescape")


def _fits(rule: str, path: str) -> bool:
    """Return whether a path begins as the rule says, with anything for each `*`; a `$` at its end is the path's end."""
    first, *others = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in others:
        if (found := path.find(part, at)) < 0:
            return False
        at = found + len(part)
    if not rule.endswith("$"):
        return True
    last = others[-1] if others else first
    return path.endswith(last) and (at == len(path) or (bool(others) and len(path) - len(last) >= at - len(last)))
