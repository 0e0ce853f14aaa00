"""What the forms of carrying a grant out have in common: meetings, waivers, costs, report, settlement, refunds.

A form that would be refused as things stand is not shown; the page says why instead.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar.exceptions import NotFoundException

from grants.catalogue import CATALOGUE
from grants.kernel.command import Command, Done
from grants.read.grants import GrantNow, Told, told
from grants.read.rounds import RoundNow
from grants.wording.labels import label
from web.lifecycle import counting
from web.lifecycle.grants import About, about, loaded, round_of, visible
from web.lifecycle.hrefs import href
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage

Ready = Callable[[dict[str, Any], Loaded], dict[str, Any]]


def form_page(
    tail: str, command: type[Command], name: str, *, load: Callable[[Asked], Loaded],
    after: Callable[[Asked, Loaded, Done], After], ready: Ready | None = None,
) -> CommandPage:  # fmt: skip
    """The page of a command about one grant. ``name``: of its template, its fragment and the fragment's element."""
    return CommandPage(
        path=f"/grants/{{grant:uuid}}/{tail}", command=command, template=f"lifecycle/{name}.html",
        fragment=f"lifecycle/_{name}_form.html", load=load, after=after, ready=ready,
        id=f"{name.replace('_', '-')}-form",
    )  # fmt: skip


def begun(asked: Asked, command: type[Command], it: About | None = None, *, anchor: str = "", **more: Any) -> Loaded:
    """The form of ``command``, titled as its button is; one that would not be heard now gives way to the reason."""
    known = it or about(asked)
    context = {"by_staff": asked.person.library is None, "rules": rules_of(known), **more.pop("context", {})}
    title = label("command", command.__name__, asked.lang)
    return loaded(asked, title, known, step=CATALOGUE[command].step or "", anchor=anchor, context=context, **more)


def rules_of(it: About) -> Any:
    """The rules that the award carries; before it, the round's of today."""
    return it.state.rules or it.round.rules


def told_about(asked: Asked) -> tuple[About, Told]:
    """The grant of the address out of its own log, for forms that quote what was typed earlier."""
    found = told(asked.programme.log, asked.path["grant"])
    if found is None:
        raise NotFoundException
    visible(asked, found.now.library)
    return About(found.now, round_of(asked, found.now.round)), found


def requirement(grant: GrantNow, round_: RoundNow, asked: Asked) -> list[dict[str, Any]]:
    """What counts and why, each line linked to its place on the grant's page."""
    return [at_home(line, grant) for line in counting.lines(grant, round_, asked)]


def at_home(line: dict[str, Any], grant: GrantNow) -> dict[str, Any]:
    """A line of the grant's page, with its anchor leading there from another page."""
    return {**line, "href": href(grant.id, line["href"])} if line.get("href") else line
