"""Dyadbook: the record of relations between countries, read from the news."""

from __future__ import annotations

__version__ = "0.1.0"
