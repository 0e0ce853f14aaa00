"""What is due and overdue, in one table: the earliest deadline first."""

from __future__ import annotations

from typing import Final

from litestar import Response, get

from grants.read.due import waiting
from grants.wording.tables import TABLES
from web.register.chosen import READERS
from web.register.tasks import Shown, Table, shown
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.page import render

PATH: Final = "/due"
DEADLINES: Final = ("report", "refund", "application_correction", "report_correction")
"""What has a deadline; anything else that waits is shown when its kind is chosen."""


@get(PATH, guards=[READERS], include_in_schema=False)
async def due_page(request: WebRequest) -> Response[str]:
    """The page; for htmx the list alone."""
    page = await answer(request, dues)
    return render(
        request, "register/tasks.html", fragment="register/_tasks.html", title=page.title, place=page.href, shown=page
    )


def dues(asked: Asked) -> Shown:
    """All kinds may be chosen; a library's person sees what its library owes."""
    title = asked.say("What your library owes") if asked.person.library else asked.say("What is due")
    kinds = [kind for kind in TABLES["due"] if not asked.person.library or kind in DEADLINES]
    return shown(asked, Table(path=PATH, title=title, kinds=kinds, first=DEADLINES, mine=False, ask=waiting))


ROUTES = [due_page]
