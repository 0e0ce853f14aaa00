"""Forms of three real commands with templates of the tests' own: the machinery is tested apart from the areas."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from grants.kernel.codes import CHANNELS, CONSENTS, PARTICIPANT_KINDS, PURPOSES
from grants.kernel.command import Done
from grants.lifecycle.commands.applying import ApplyForGrant
from grants.lifecycle.commands.awarding import AwardGrant
from grants.lifecycle.commands.meetings import RecordMeeting
from grants.read.grants import grant
from web.support.asking import After, Asked, Loaded
from web.support.context import WebRequest
from web.support.guards import EVERYONE, PUBLIC, allow
from web.support.page import redirect
from web.support.submitting import CommandPage

TEMPLATES: Final = Path(__file__).parent / "pages"


def _grant(asked: Asked) -> Loaded:
    now = grant(asked.database, asked.path["grant"])
    if now is None:
        raise NotFoundException
    known: dict[str, Any] = {"amount": 100_000, "host": now.library}
    return Loaded(title="Próba", fixed={"grant": now.id}, version=now.version, known=known, context={"codes": CODES})


def _library(asked: Asked) -> Loaded:
    fixed: dict[str, UUID] = {"round": asked.path["round"], "library": asked.path["library"]}
    return Loaded(title="Próba", fixed=fixed, context={"codes": CODES})


def _after(asked: Asked, _loaded: Loaded, _done: Done) -> After:
    return After(href="/about" if asked.query.get("to") is None else "/", text="Zapisano.")


def _stay(_asked: Asked, _loaded: Loaded, done: Done) -> After:
    return After(stay={"stayed": done.events})


CODES: Final = {
    "channels": [(c, c) for c in CHANNELS],
    "kinds": [(k, k) for k in PARTICIPANT_KINDS],
    "purposes": [(p, p) for p in PURPOSES],
    "consents": [(c, c) for c in CONSENTS],
}


def _page(path: str, command: Any, name: str, load: Any, after: Any = _after) -> CommandPage:
    return CommandPage(
        path=path, command=command, template="form.html", fragment=f"_{name}.html", load=load, after=after
    )


@get("/try/broken", guards=[allow(*EVERYONE)])
async def broken() -> None:
    """A fault of ours."""
    raise RuntimeError("planted")


@post("/try/go", guards=[PUBLIC], status_code=200)
async def go(request: WebRequest) -> Response[str]:
    """Changes nothing; tests of what protects it."""
    return redirect(request, "/about")


ROUTES: Final = [
    *_page("/try/award/{grant:uuid}", AwardGrant, "award", _grant).routes(),
    *_page("/try/meeting/{grant:uuid}", RecordMeeting, "meeting", _grant, _stay).routes(),
    *_page("/try/apply/{round:uuid}/{library:uuid}", ApplyForGrant, "apply", _library).routes(),
    broken,
    go,
]
