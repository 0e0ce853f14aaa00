"""Programmes and rounds: opening them, changing their rules, ending calls, closing."""

from __future__ import annotations

from web.rounds import closing, opening, reading, rules

ROUTES = [*opening.ROUTES, *reading.ROUTES, *rules.ROUTES, *closing.ROUTES]
