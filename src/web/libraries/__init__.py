"""Libraries: the list, the page of one with its whole trail, and the forms on libraries and coalitions."""

from __future__ import annotations

from web.libraries import coalition, correct, library, listing, partners, register, retire

ROUTES = [
    *listing.ROUTES, *register.ROUTES, *library.ROUTES, *correct.ROUTES, *coalition.ROUTES, *partners.ROUTES,
    *retire.ROUTES,
]  # fmt: skip
