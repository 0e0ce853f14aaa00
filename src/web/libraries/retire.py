"""A library closed or merged: the page that records it, and the page that takes a mistake back."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.libraries.commands import RestoreLibrary, RetireLibrary
from grants.lifecycle.stages import Stage
from grants.read.libraries import LibraryNow, libraries
from grants.read.register import Entry, grants_led_by
from grants.wording.labels import label
from web.libraries.choosing import Picker, Search, one, picker
from web.support.asking import After, Asked, Loaded
from web.support.paths import with_query
from web.support.shell import Link
from web.support.submitting import CommandPage

ENDED: Final = frozenset({Stage.CLOSED, Stage.WITHDRAWN, Stage.REJECTED})
"""Grants that keep nobody."""


def load_retire(asked: Asked) -> Loaded:
    """What keeps the library is said before anybody types; else who takes over, if anybody."""
    id_, wanted = asked.path["library"], one(asked.query.get("successor"))
    known = libraries(asked.database, {id_, *([wanted] if wanted else [])})
    found = _one_of(known, id_)
    path = f"/libraries/{id_}/retire"
    held = [entry for entry in grants_led_by(asked.database, id_) if entry.stage not in ENDED] if found.works else []
    successor = known.get(wanted) if wanted and wanted != id_ else None
    return Loaded(
        title=asked.say("Record that the library closed"), caption=found.name, version=found.version, subject=id_,
        fixed={"library": id_, **({"successor": str(successor.id)} if successor else {})},
        back=Link(found.name, f"/libraries/{id_}"),
        context={
            "library": found, "held": [_held(entry, asked) for entry in held], "successor": successor, "change": path,
            "picker": None if successor or held or not found.works else _picker(asked, id_, path),
        },
    )  # fmt: skip


def _picker(asked: Asked, id_: UUID, path: str) -> Picker:
    no = {id_: asked.say("this is the library that closes")}
    return picker(asked, Search(
        asked.say("Did another library take over?"), asked.say("Choose"), path, {},
        lambda chosen: with_query(path, successor=chosen) + "#main", lambda _rows: no,
    ))  # fmt: skip


def _held(entry: Entry, asked: Asked) -> tuple[Link, str, str]:
    """An open grant: where it is, and its stage as a word and as a code."""
    words = asked.say("Grant no. %(n)s") % {"n": entry.number} if entry.number else asked.say("Application")
    return Link(words, f"/grants/{entry.grant}"), label("stage", entry.stage, asked.lang), entry.stage


def load_restore(asked: Asked) -> Loaded:
    """What was recorded, and for whom."""
    id_ = asked.path["library"]
    found = _one_of(libraries(asked.database, {id_}), id_)
    return Loaded(
        title=asked.say("Take back the closing of the library"), caption=found.name, version=found.version, subject=id_,
        fixed={"library": id_}, back=Link(found.name, f"/libraries/{id_}"), context={"library": found},
    )  # fmt: skip


def _one_of(known: dict[UUID, LibraryNow], id_: UUID) -> LibraryNow:
    if id_ not in known:
        raise NotFoundException
    return known[id_]


def retired(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(
        href=f"/libraries/{loaded.fixed['library']}", text=asked.say("It was recorded that the library closed.")
    )


def restored(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(href=f"/libraries/{loaded.fixed['library']}", text=asked.say("The library is active again."))


RETIRE = CommandPage(
    path="/libraries/{library:uuid}/retire", command=RetireLibrary, template="libraries/retire.html",
    fragment="libraries/_retire_form.html", load=load_retire, after=retired,
)  # fmt: skip
RESTORE = CommandPage(
    path="/libraries/{library:uuid}/restore", command=RestoreLibrary, template="libraries/restore.html",
    fragment="libraries/_restore_form.html", load=load_restore, after=restored,
)  # fmt: skip
ROUTES = [*RETIRE.routes(), *RESTORE.routes()]
