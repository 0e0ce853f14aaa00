"""Sending the corrected application: the last content to begin with, and the remarks beside their fields."""

from __future__ import annotations

from typing import Any, Final

from grants.kernel.command import Done
from grants.lifecycle.commands.applying import ResubmitApplication
from grants.read.grants import GrantNow
from grants.read.said import account_number, said
from web.lifecycle.application_form import application_context
from web.lifecycle.grants import about, back_to, loaded
from web.lifecycle.quoting import Quotes
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage


def load(asked: Asked) -> Loaded:
    """Everything as it was sent last."""
    it = about(asked)
    known, state = it.grant, it.state
    context = application_context(it.round.rules, asked)
    context |= {"notes": _notes(known, asked), "waiver_open": not state.waiver_granted and state.waiver_pending is None}
    return loaded(asked, "Corrected application", it, step="resubmit", known=_content(known, asked), context=context)


def _content(known: GrantNow, asked: Asked) -> dict[str, Any]:
    application = known.state.application
    if application is None:
        return {}
    return {
        "requested": application.requested,
        "plan": [{"day": row.day, "mode": row.mode, "channel": row.channel} for row in application.plan],
        "budget": [{"category": line.category, "amount": line.amount} for line in application.budget],
        "nrb": _grouped(account_number(asked.database, application.account.id) or ""),
        "consents": application.consents,
    }


def _grouped(nrb: str) -> str:
    """As banks print it: two digits, then fours."""
    return " ".join([nrb[:2], *(nrb[n : n + 4] for n in range(2, len(nrb), 4))]).strip()


def _notes(known: GrantNow, asked: Asked) -> dict[str, list[str]]:
    """The remarks of the return, by field."""
    returned = known.state.returned
    if returned is None:
        return {}
    quotes = Quotes(said(asked.database, texts={f.note.id for f in returned.findings}), {}, asked)
    notes: dict[str, list[str]] = {}
    for finding in returned.findings:
        notes.setdefault(finding.field, []).append(quotes.text(finding.note))
    return notes


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The corrected application was submitted.", "#application")


RESUBMIT: Final = CommandPage(
    path="/grants/{grant:uuid}/resubmit", command=ResubmitApplication, template="lifecycle/resubmit.html",
    fragment="lifecycle/_resubmit_form.html", load=load, after=after, id="resubmit-form",
)  # fmt: skip
ROUTES: Final = [*RESUBMIT.routes()]
