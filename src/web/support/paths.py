"""Places on this server, so that a link handed in from outside never leads away from it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from litestar.connection import ASGIConnection


def local(path: str | None, default: str = "/") -> str:
    """``path`` if it is one of ours, else ``default``: no scheme, no host, no backslash, no control character."""
    if not path or not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return default
    parts = urlsplit(path)
    return path if not parts.scheme and not parts.netloc else default


def typed(connection: ASGIConnection[Any, Any, Any, Any]) -> list[tuple[str, str]]:
    """The query as it was typed, repeated names too: the framework forgets the order."""
    return parse_qsl(connection.scope["query_string"].decode("latin-1"), keep_blank_values=True)


def here(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The page's own address as addresses are written, nothing raw in it; without the language asked for once."""
    query = urlencode([(name, value) for name, value in typed(connection) if name != "lang"])
    return quote(connection.url.path, safe="/:@!$&'()*+,;=~") + (f"?{query}" if query else "")


def with_query(path: str, **chosen: object) -> str:
    """``path`` with what was chosen behind it, and behind the query that it may have; what is empty is left out."""
    query = urlencode([(name, str(value)) for name, value in chosen.items() if value])
    return path + (f"{'&' if '?' in path else '?'}{query}" if query else "")


def page_at(path: str, at: str | None) -> str | None:
    """Another page of the list at ``path``; None where there is none."""
    return None if at is None else with_query(path, at=at)


def without(path: str, *names: str) -> str:
    """A path of ours without these parts of its query."""
    parts = urlsplit(path)
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in names])
    return parts.path + (f"?{query}" if query else "")
