"""Returning an application for correction: the ordinary negative answer, with remarks that name fields of the form."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from grants.kernel.command import Done
from grants.lifecycle.commands.applying import ReturnApplication
from grants.wording.labels import field_label
from web.lifecycle.grants import about, back_to, loaded
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage

FIELDS: Final = ("requested", "plan", "budget", "nrb", "consents", "partners", "waiver")
"""What a remark may be about, in the order of the form."""
USUAL: Final = timedelta(days=14)


def load(asked: Asked) -> Loaded:
    """Two weeks are the usual time for a correction."""
    fields = [(code, field_label(code, asked.lang)) for code in FIELDS]
    known = {"due_on": asked.today + USUAL, "occurred_on": asked.today}
    return loaded(
        asked,
        "Return the application for correction",
        about(asked),
        step="return_application",
        known=known,
        context={"fields": fields},
    )


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The application was returned for correction.", "#findings")


RETURN: Final = CommandPage(
    path="/grants/{grant:uuid}/return", command=ReturnApplication, template="lifecycle/return.html",
    fragment="lifecycle/_return_form.html", load=load, after=after, id="return-form",
)  # fmt: skip
ROUTES: Final = [*RETURN.routes()]
