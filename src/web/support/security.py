"""Headers of every answer, errors and static files included: set where the answer leaves, not where it is made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from web.settings import Settings

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS: Final = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
HSTS: Final = "max-age=31536000"


def security_headers(settings: Settings) -> Callable[[Message, Scope], Awaitable[None]]:
    """The hook for ``before_send``."""
    headers = {**ALWAYS, **({"Strict-Transport-Security": HSTS} if settings.secure else {})}

    async def protect(message: Message, _scope: Scope) -> None:
        if message["type"] == "http.response.start":
            found = MutableScopeHeaders.from_message(message)
            for name, value in headers.items():
                found[name] = value
            found.setdefault("Cache-Control", "no-store")

    return protect
