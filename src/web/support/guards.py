"""Who may open a route. Every route names one rule: ``guards=[allow(...)]``, ``[may(Command)]`` or ``[PUBLIC]``.

The rule checks everything that must hold before a handler runs: the host, the login (one query), the role, and for
methods that change something that the request comes from our own page. A test walks the routes and fails for one
without a rule; another tries every route in every role.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast
from uuid import UUID

from litestar.exceptions import (
    ClientException,
    NotAuthorizedException,
    NotFoundException,
    PermissionDeniedException,
)
from litestar.handlers import BaseRouteHandler

from grants.bootstrap import WAIT_SECONDS
from grants.catalogue import CATALOGUE
from grants.kernel.codes import Role
from grants.kernel.command import Command
from web.support import cookies, csrf, flash, kept
from web.support.context import Connection, run, web
from web.support.people import Person

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
EVERYONE: Final = frozenset(Role)
READERS: Final = EVERYONE - {Role.LIBRARY}
"""Who reads across libraries."""
FILES: Final = READERS - {Role.VIEWER}
"""Who reads single files across libraries, and takes dossiers of them along."""
OWN_FILES: Final = EVERYONE - {Role.VIEWER}
"""The same, and libraries, for whom there are only files of their own."""
OFFICE: Final = frozenset({Role.COORDINATOR, Role.MANAGER, Role.FINANCE})
"""The operator's own people."""


class Rule:
    """``roles`` None: anybody, signed in or not; ``greets``: whoever is signed in sees the frame of the signed-in."""

    def __init__(self, roles: Iterable[Role] | None, *, greets: bool = False) -> None:
        self.roles: Final = None if roles is None else frozenset(roles)
        self.greets: Final = greets

    async def __call__(self, connection: Connection, handler: BaseRouteHandler) -> None:
        """Let the request pass, or raise what the error pages know how to tell."""
        check_host(connection)
        if self.greets:
            await _signed(connection)
        person = None if self.roles is None else await _recognised(connection, handler)
        if self.roles is not None and person is not None and not self.roles & person.roles:
            raise PermissionDeniedException
        if connection.scope.get("method") not in SAFE:
            await csrf.check(connection)
        elif position := flash.awaited(connection):
            await run(web(connection).programme.projector.wait_for, position, WAIT_SECONDS)

    def permits(self, person: Person | None) -> bool:
        return self.roles is None or (person is not None and bool(self.roles & person.roles))


PUBLIC: Final = Rule(None)
GREETING: Final = Rule(None, greets=True)
"""For pages that anybody may read: about this software, accessibility, shortcuts. Costs the one query of a login."""


def allow(*roles: Role) -> Rule:
    """For people in one of these roles; ``allow(*READERS)``, ``allow(*EVERYONE)``."""
    return Rule(roles)


def may(command: type[Command]) -> Rule:
    """For whoever may issue this command, as the catalogue says."""
    return Rule(CATALOGUE[command].roles)


def rule_of(handler: BaseRouteHandler) -> Rule | None:
    """The rule that a route named."""
    return next((guard for guard in handler.resolve_guards() if isinstance(guard, Rule)), None)


def opens_files(person: Person) -> bool:
    """Whether links to single files lead this reader anywhere: a viewer sees dashboards alone."""
    return bool(person.roles & OWN_FILES)


def who(connection: Connection) -> Person:
    """The person signed in; only behind ``allow`` or ``may``."""
    return cast("Person", connection.scope["user"])


def own_library(connection: Connection, *libraries: UUID) -> None:
    """For a person of a library: the page must be about that library, else it does not exist."""
    mine = who(connection).library
    if mine is not None and mine not in libraries:
        raise NotFoundException


async def _recognised(connection: Connection, handler: BaseRouteHandler) -> Person:
    person = await _signed(connection)
    if person is None:
        if connection.scope.get("method") not in SAFE:
            await kept.keep(connection, handler)
        raise NotAuthorizedException
    return person


async def _signed(connection: Connection) -> Person | None:
    """The person signed in, who from now on stands in the request's scope, with the login and its end."""
    login = cookies.read(connection, "login")
    programme = web(connection).programme
    signed = await run(programme.logins.signed, login, programme.clock()) if login else None
    if signed is None:
        return None
    scope = cast("dict[str, Any]", connection.scope)
    scope["user"], scope["auth"], scope["signed"] = signed.person, login, signed
    return signed.person


def check_host(connection: Connection) -> None:
    """Refuse other names than ours: a foreign name that points here would let its pages read ours."""
    given = connection.headers.get("host", "").lower()
    name = given.rpartition(":")[0] if given.rpartition(":")[2].isdigit() and ":" in given else given
    if name not in web(connection).settings.allowed_hosts:
        raise ClientException("unknown host")
