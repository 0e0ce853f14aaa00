"""Correcting a library's public data: what was changed in the form is what the event will say."""

from __future__ import annotations

from typing import Any, Final

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.kernel.refusals import Invalid, Problem
from grants.libraries.commands import CorrectLibrary
from grants.read.libraries import library_now
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link
from web.support.submitting import CommandPage

FIELDS: Final = ("name", "regon", "nip", "terc", "town")


def load(asked: Asked) -> Loaded:
    """The data as they are now."""
    found = library_now(asked.database, asked.path["library"])
    if found is None:
        raise NotFoundException
    return Loaded(
        title=asked.say("Correct a library’s data"), caption=found.name, fixed={"library": found.id},
        known={name: getattr(found, name) for name in FIELDS}, version=found.version, subject=found.id,
        back=Link(found.name, f"/libraries/{found.id}"),
    )  # fmt: skip


def ready(raw: dict[str, Any], loaded: Loaded) -> dict[str, Any]:
    """Fields that stayed as they were are left out; none can be emptied."""
    empty = [name for name in FIELDS if not str(raw.get(name) or "").strip()]
    if empty:
        raise Invalid({name: Problem("field.required", {}) for name in empty})
    same = {name for name in FIELDS if str(raw[name]).strip() == loaded.known[name]}
    return {name: value for name, value in raw.items() if name not in same}


def after(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(href=f"/libraries/{loaded.fixed['library']}", text=asked.say("The library’s data were corrected."))


CORRECT = CommandPage(
    path="/libraries/{library:uuid}/correct", command=CorrectLibrary, template="libraries/correct.html",
    fragment="libraries/_correct_form.html", load=load, after=after, ready=ready,
)  # fmt: skip
ROUTES = [*CORRECT.routes()]
