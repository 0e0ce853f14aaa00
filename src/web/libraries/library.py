"""The page of a library: its public data, its parts in rounds, what it owes, and its whole trail across rounds."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from grants.read.libraries import LibraryNow
from web.libraries.dossier import Dossier, dossier
from web.libraries.history import History, history
from web.libraries.known import known, part_asked
from web.libraries.listing import READERS
from web.libraries.narrowing import PATH
from web.libraries.then import addressed, known_then
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import own_library, who
from web.support.language import language, say
from web.support.page import render, wants_fragment
from web.support.past import Past, wished
from web.support.shell import Link


@dataclass(frozen=True, slots=True)
class Found:
    """``library``: as it is called on the page. No dossier and no trail where the days cannot be shown."""

    library: LibraryNow
    past: Past
    dossier: Dossier | None
    trail: History | None


@get("/libraries/{id_:uuid}", guards=[READERS], include_in_schema=False)
async def library_page(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
    """The page; for htmx the older part of the trail alone; now, or as of any past day (``as_of``, ``known``)."""
    own_library(request, id_)
    found = await answer(request, lambda asked: load(asked, id_))
    words, wrong = say(language(request)), bool(found.past.errors)
    back = None if who(request).library else Link(words("All libraries"), found.past.keep(PATH))
    return render(
        request, "libraries/library.html", fragment="libraries/_trail.html" if found.trail else None,
        title=found.library.name, caption=found.library.town, back=back, shown=found.dossier, trail=found.trail,
        past=found.past, older=wants_fragment(request), failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def load(asked: Asked, id_: UUID) -> Found:
    """Three questions. NotFoundException for no library."""
    past = wished(asked, f"{PATH}/{id_}", part=part_asked(asked))
    if past.then is None and not past.errors:
        now = known(asked, id_)
        past = past.sliding(now.library.registered_on, asked.today)
        return Found(now.library, past, dossier(asked, now), history(asked, now))
    today, then, past = known_then(asked, id_, past)
    past = past.sliding(today.registered_on, asked.today)
    if then is None:
        return Found(today, past, None, None)
    looking = past.onlooker(asked)
    return Found(then.library, past, addressed(dossier(looking, then), past), history(looking, then, past.keep))


ROUTES = [library_page]
