"""What every handler may reach: the programme, the settings, the template environment. Nothing is global.

``ask`` is the one way to the database: one hop to a thread, one connection, read-only by habit (commands go through
``support.submitting``). SQLAlchemy and the domain are synchronous; the event loop never waits for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, TypeVar, cast

import jinja2
from litestar import Request
from litestar.connection import ASGIConnection

from grants.bootstrap import Programme
from web.settings import Settings
from web.support.signing import Signer

if TYPE_CHECKING:
    from web.support.live import Hub
    from web.support.nav import Places

P = ParamSpec("P")
T = TypeVar("T")
Connection: TypeAlias = ASGIConnection[Any, Any, Any, Any]
WebRequest: TypeAlias = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Web:
    """One application's own things, found from any request."""

    programme: Programme
    settings: Settings
    templates: jinja2.Environment
    signer: Signer
    hub: Hub
    version: str
    places: list[Places] = field(default_factory=list)


def web(connection: Connection) -> Web:
    """The application that this request came to."""
    return cast("Web", connection.app.state.web)


async def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call something that may wait (a query, a command, a password hash) in the bounded thread pool."""
    return await asyncio.to_thread(function, *args, **kwargs)


async def ask(connection: Connection, query: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """``query(database connection, *args)`` in a thread: for several questions of one page, pass one function."""

    def inside() -> T:
        with web(connection).programme.engine.connect() as database:
            return query(database, *args, **kwargs)

    return await run(inside)
