"""Applying for a grant: the library itself, or staff who key in its paper application."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from grants.kernel.command import Done
from grants.kernel.ids import grant_id
from grants.libraries.commands import FormCoalition
from grants.lifecycle.commands.applying import ApplyForGrant
from grants.lifecycle.stages import Stage
from grants.read.libraries import Leader, leaders, library_now
from grants.read.register import entries
from grants.read.rounds import RoundNow
from grants.wording.labels import round_name
from grants.wording.refusals import refusal
from web.lifecycle.application_form import application_context
from web.lifecycle.grants import back_to, round_of
from web.lifecycle.hrefs import href
from web.support.asking import After, Asked, Loaded
from web.support.guards import may
from web.support.shell import Link
from web.support.submitting import CommandPage

MOST: Final = 200
"""Libraries in one select; more are narrowed by a search."""
FREE: Final = frozenset({Stage.OPENED.value, Stage.WITHDRAWN.value})


def load(asked: Asked) -> Loaded:
    """The round's rules and who may still apply; a library's person applies for its own."""
    round_ = round_of(asked, asked.path["round"])
    own = asked.person.library
    context = application_context(round_.rules, asked)
    context |= {"round": round_, "own": None, "leaders": [], "many": False, "search": asked.query.get("q", "")[:100]}
    known: dict[str, Any] = {"library": asked.query.get("library", "")[:36]}
    fixed: dict[str, UUID] = {"round": round_.id}
    if own is not None:
        fixed["library"] = own
        library = library_now(asked.database, own)
        context["own"] = library.name if library else ""
    else:
        context |= _choice(asked, round_.id, known["library"])
    context["not_now"] = _closed(round_, asked)
    context["may_form"] = may(FormCoalition).permits(asked.person)
    context["grant_href"] = lambda library: _grant_href(round_.id, library)
    title = asked.say("Application for a grant") if own else asked.say("Key in an application")
    back = (
        Link(asked.say("My library"), f"/libraries/{own}")
        if own
        else Link(asked.say("Back to the round"), f"/rounds/{round_.id}")
    )
    return Loaded(
        title=title, fixed=fixed, known=known, caption=round_name(round_, asked.lang), back=back, context=context
    )


def _closed(round_: RoundNow, asked: Asked) -> str | None:
    """Why nobody (or no library by itself) may apply; paper is judged by its own day, so staff may still key it in."""
    if round_.closed:
        return refusal("round.closed", {"round": round_.label}, asked.lang).what
    if asked.person.library is None or round_.call_open(asked.today):
        return None
    if asked.today < round_.rules.call_opens_on:
        return refusal("round.call_not_open", {"opens": round_.rules.call_opens_on}, asked.lang).what
    return refusal(
        "round.call_closed", {"closed": round_.call_closed_on or round_.rules.call_closes_on}, asked.lang
    ).what


def _choice(asked: Asked, round_: UUID, chosen: str) -> dict[str, Any]:
    """Leading libraries of the round that have not applied, by name; ``many``: too many for one select."""
    found = leaders(asked.database, round_, asked.query.get("q", "")[:100], limit=MOST + 1)
    taken = entries(asked.database, [grant_id(round_, leader.library) for leader in found])
    free = [
        leader for leader in found
        if str(leader.library) == chosen or _free(taken.get(grant_id(round_, leader.library)))
    ]  # fmt: skip
    return {"leaders": [(leader.library, _named(leader)) for leader in free], "many": len(found) > MOST}


def _free(entry: Any) -> bool:
    return entry is None or entry.stage in FREE


def _named(leader: Leader) -> str:
    return f"{leader.town}: {leader.name}"


def _grant_href(round_: UUID, library: str) -> str:
    """The file that a second application meets."""
    try:
        return href(grant_id(round_, UUID(library)))
    except ValueError:
        return "/"


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The application was submitted.")


APPLY: Final = CommandPage(
    path="/rounds/{round:uuid}/apply", command=ApplyForGrant, template="lifecycle/apply.html",
    fragment="lifecycle/_apply_form.html", load=load, after=after, id="apply-form",
)  # fmt: skip
ROUTES: Final = [*APPLY.routes()]
