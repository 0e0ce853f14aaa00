"""Programmes and rounds: opening them, changing their rules, ending calls, closing."""

from __future__ import annotations

from web.rounds import closing, opening, reading, rules, trail

ROUTES = [*opening.ROUTES, *reading.ROUTES, *rules.ROUTES, *closing.ROUTES, *trail.ROUTES]
