"""Many grants of a round at once: one page for six commands. Chosen, looked at beforehand, done, and told row by row.

``choosing`` finds the rows, ``kinds`` says what a command means for one grant, ``telling`` shows what will become and
what became of each row.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from grants.kernel.command import Done
from web.lifecycle.many.choosing import load
from web.lifecycle.many.telling import preview, results
from web.support.asking import After, Asked, Loaded
from web.support.many import BULKS, Bulk
from web.support.submitting import CommandPage


def ready(raw: dict[str, Any], _loaded: Loaded) -> dict[str, Any]:
    """A remark of a row's own that was left empty was not made."""
    for row in raw["rows"]:
        if "findings" in row:
            row["findings"] = [remark for remark in row["findings"] if any(remark.values())]
    return raw


def after(_asked: Asked, _loaded: Loaded, _done: Done) -> After:
    """The page stays and tells what became of each row."""
    return After(stay={})


def page(bulk: Bulk) -> CommandPage:
    """The page of one of the six."""
    return CommandPage(
        path=f"/rounds/{{round:uuid}}/{bulk.tail}", command=bulk.command, template="lifecycle/many.html",
        fragment="lifecycle/_many_form.html", id="many-form", load=partial(load, bulk=bulk), after=after, ready=ready,
        preview=lambda asked, loaded, command: preview(asked, loaded, command, bulk),
        results=lambda asked, loaded, command, rows: results(asked, loaded, command, rows, bulk),
    )  # fmt: skip


PAGES: Final = [page(bulk) for bulk in BULKS]
ROUTES: Final = [route for each in PAGES for route in each.routes()]
