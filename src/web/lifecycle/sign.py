"""Recording the agreement that both sides signed."""

from __future__ import annotations

from typing import Final

from grants.kernel.command import Done
from grants.lifecycle.commands.awarding import SignAgreement
from web.lifecycle.grants import about, back_to, loaded
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage


def load(asked: Asked) -> Loaded:
    """The number that follows from round and grant, to be changed where the paper says otherwise."""
    it = about(asked)
    award = it.state.award
    number = f"{it.round.name}/{award.number}" if award else ""
    return loaded(
        asked, "Record the signed agreement", it, step="sign", known={"number": number, "occurred_on": asked.today}
    )


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The agreement was recorded.")


SIGN: Final = CommandPage(
    path="/grants/{grant:uuid}/sign", command=SignAgreement, template="lifecycle/sign.html",
    fragment="lifecycle/_sign_form.html", load=load, after=after, id="sign-form",
)  # fmt: skip
ROUTES: Final = [*SIGN.routes()]
