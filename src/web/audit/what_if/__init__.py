"""What if the rules had been other ones: a round in totals, each of its grants side by side. Nothing is stored."""

from __future__ import annotations

from web.audit.what_if import one, whole

ROUTES = [*whole.ROUTES, *one.ROUTES]
