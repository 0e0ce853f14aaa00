"""Our cookies: the login, the visitor before it, the language, the flash. Each HttpOnly and SameSite=Lax."""

from __future__ import annotations

from typing import Final, Literal

from litestar.datastructures import Cookie

from web.support.context import Connection, web

Name = Literal["login", "visitor", "lang", "flash"]
YEAR: Final = 365 * 24 * 3600


def read(connection: Connection, name: Name) -> str:
    """The cookie's value; empty without one."""
    return connection.cookies.get(_name(connection, name), "")


def write(connection: Connection, name: Name, value: str, *, seconds: int | None = None) -> Cookie:
    """A cookie to hand to the answer; without ``seconds`` it goes with the browser's session."""
    return Cookie(
        key=_name(connection, name), value=value, max_age=seconds, path="/",
        httponly=True, samesite="lax", secure=web(connection).settings.secure,
    )  # fmt: skip


def remove(connection: Connection, name: Name) -> Cookie:
    return write(connection, name, "", seconds=0)


def _name(connection: Connection, name: Name) -> str:
    """By https the name itself binds the cookie to this host: no other subdomain can plant it."""
    return f"__Host-{name}" if web(connection).settings.secure else name
