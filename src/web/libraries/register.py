"""Registering a library by its public data."""

from __future__ import annotations

from grants.kernel.command import Done
from grants.libraries.commands import RegisterLibrary
from grants.read.rounds import rounds
from grants.wording.labels import round_name
from web.libraries.narrowing import PATH
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link
from web.support.submitting import CommandPage


def load(asked: Asked) -> Loaded:
    return Loaded(title=asked.say("Register a library"), back=Link(asked.say("All libraries"), PATH))


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    """On the new library's page; what usually comes next is one click away."""
    library = done.ids["library"]
    still_open = next((found for found in rounds(asked.database) if not found.closed), None)
    link = None
    if still_open:
        words = asked.say("Form a coalition: %(round)s") % {"round": round_name(still_open, asked.lang)}
        link = Link(words, f"/rounds/{still_open.id}/coalitions/new?leading={library}")
    return After(href=f"{PATH}/{library}", text=asked.say("The library was registered."), link=link)


REGISTER = CommandPage(
    path="/libraries/new", command=RegisterLibrary, template="libraries/register.html",
    fragment="libraries/_register_form.html", load=load, after=after,
)  # fmt: skip
ROUTES = [*REGISTER.routes()]
