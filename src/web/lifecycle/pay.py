"""Recording a payment by the bank's day, up to what is left."""

from __future__ import annotations

from typing import Final

from grants.kernel.command import Done
from grants.lifecycle.commands.awarding import RecordPayment
from grants.lifecycle.stages import Stage
from web.lifecycle.grants import about, back_to, loaded
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage


def load(asked: Asked) -> Loaded:
    """After a settlement no more than it recognised is paid."""
    it = about(asked)
    state = it.state
    limit = state.recognised if state.stage is Stage.SETTLED else state.awarded
    left = max(0, limit - state.paid)
    known = {"amount": left or None, "occurred_on": asked.today}
    last4 = state.account.last4 if state.account else ""
    return loaded(
        asked, "Record a payment", it, step="pay", anchor="#money", known=known, context={"left": left, "last4": last4}
    )


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The payment was recorded.", "#money")


PAY: Final = CommandPage(
    path="/grants/{grant:uuid}/pay", command=RecordPayment, template="lifecycle/pay.html",
    fragment="lifecycle/_pay_form.html", load=load, after=after, id="pay-form",
)  # fmt: skip
ROUTES: Final = [*PAY.routes()]
