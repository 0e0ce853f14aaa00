"""The list of libraries, by town and name, with search. A library's person is led to its own page."""

from __future__ import annotations

from typing import Final

from litestar import Response, get

from grants.libraries.commands import RegisterLibrary
from grants.read.libraries import listed
from web.support.asking import answer
from web.support.context import WebRequest
from web.support.guards import OWN_FILES, allow, may, who
from web.support.language import language, say
from web.support.page import redirect, render
from web.support.paths import with_query
from web.support.shell import Link

PATH: Final = "/libraries"
READERS: Final = allow(*OWN_FILES)
"""A viewer sees figures, not files."""
RETIRED: Final = {"working": False, "closed": True}
"""What the list can be narrowed to."""


@get(PATH, guards=[READERS], include_in_schema=False)
async def libraries_page(request: WebRequest) -> Response[str]:
    """Forty a page."""
    person = who(request)
    if person.library is not None:
        return redirect(request, f"{PATH}/{person.library}")
    search = " ".join(request.query_params.get("q", "")[:100].split())
    wanted = request.query_params.get("state", "")
    state = wanted if wanted in RETIRED else ""
    retired = RETIRED.get(state)

    found = await answer(request, lambda asked: listed(asked.database, search, asked.query.get("at"), retired=retired))
    words = say(language(request))
    names = {"": words("All libraries"), "working": words("Active"), "closed": words("Closed or merged")}
    return render(
        request, "libraries/libraries.html", fragment="libraries/_libraries.html",
        title=words("Libraries"), search=search, rows=found.rows,
        place=with_query(PATH, q=search, state=state), state=state,
        states=[Link(names[each], with_query(PATH, q=search, state=each), each == state) for each in names],
        previous=with_query(PATH, q=search, state=state, at=found.previous) if found.previous else None,
        next=with_query(PATH, q=search, state=state, at=found.next) if found.next else None,
        may_register=may(RegisterLibrary).permits(person),
    )  # fmt: skip


ROUTES = [libraries_page]
