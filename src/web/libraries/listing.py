"""The list of libraries, by town and name, with search. A library's person is led to its own page."""

from __future__ import annotations

from typing import Final

from litestar import Response, get

from grants.read.libraries import listed
from web.libraries.listing_then import kept, listing_then
from web.libraries.narrowing import PATH, Shown, chosen_in, shown_of
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import OWN_FILES, allow, who
from web.support.language import language, say
from web.support.page import redirect, render
from web.support.past import AXES, Past, wished
from web.support.paths import with_query

READERS: Final = allow(*OWN_FILES)
"""A viewer sees figures, not files."""


@get(PATH, guards=[READERS], include_in_schema=False)
async def libraries_page(request: WebRequest) -> Response[str]:
    """Forty a page; now, or as of any past day (``as_of``, ``known``)."""
    own = who(request).library
    if own is not None:
        return redirect(request, with_query(f"{PATH}/{own}", **{n: request.query_params.get(n) for n in AXES}))
    shown, past = await answer(request, load)
    wrong = bool(past.errors)
    return render(
        request, "libraries/libraries.html", fragment=None if wrong else "libraries/_libraries.html",
        title=say(language(request))("Libraries"), place=shown.chosen.href, shown=shown, past=past,
        failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def load(asked: Asked) -> tuple[Shown, Past]:
    """The control keeps what the list is narrowed by."""
    chosen = chosen_in(asked)
    past = wished(asked, PATH, **kept(chosen))
    if past.then or past.errors:
        return listing_then(asked, past)
    found = listed(asked.database, chosen.search, asked.query.get("at"), retired=chosen.retired)
    return shown_of(asked, chosen, found), past


ROUTES = [libraries_page]
