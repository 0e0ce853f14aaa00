"""The auditor's pages: what makes a figure, and a grant's history step by step. They change nothing."""

from __future__ import annotations

from web.audit import figures, replay

ROUTES = [*figures.ROUTES, *replay.ROUTES]
