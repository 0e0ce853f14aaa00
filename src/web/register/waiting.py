"""What waits for the person who is signed in, by their roles: what has waited longest first."""

from __future__ import annotations

from typing import Final

from litestar import Response, get

from grants.kernel.codes import Role
from grants.read.due import waiting, waiting_longest
from web.register.steps import BY_LIBRARIES, BY_STAFF
from web.register.tasks import Shown, Table, shown
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import allow, may
from web.support.page import render
from web.support.people import Person

PATH: Final = "/waiting"
ACTING: Final = allow(Role.COORDINATOR, Role.MANAGER, Role.FINANCE, Role.LIBRARY)


@get(PATH, guards=[ACTING], include_in_schema=False)
async def waiting_page(request: WebRequest) -> Response[str]:
    """The page; for htmx the list alone."""
    page = await answer(request, mine)
    return render(
        request, "register/tasks.html", fragment="register/_tasks.html", title=page.title, place=page.href, shown=page
    )


def mine(asked: Asked) -> Shown:
    """Deadlines order a library's list, the days of waiting order the operator's, which has no deadlines."""
    kinds, ask = kinds_of(asked.person), waiting if asked.person.library else waiting_longest
    title = asked.say("Waiting for me")
    return shown(asked, Table(path=PATH, title=title, kinds=kinds, first=kinds, mine=True, ask=ask))


def kinds_of(person: Person) -> tuple[str, ...]:
    """What this person's roles may do something about."""
    if person.library is not None:
        return tuple(BY_LIBRARIES)
    return tuple(kind for kind, (command, _) in BY_STAFF.items() if may(command).permits(person))


ROUTES = [waiting_page]
