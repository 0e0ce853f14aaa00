"""Lists across grants: the register, and what is due."""

from __future__ import annotations

from web.register import due, grants

ROUTES = [*grants.ROUTES, *due.ROUTES]
