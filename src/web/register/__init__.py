"""Lists across grants: the register, what waits for whom, and what is due."""

from __future__ import annotations

from web.register import due, grants, waiting

ROUTES = [*grants.ROUTES, *due.ROUTES, *waiting.ROUTES]
