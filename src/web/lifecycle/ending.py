"""Endings before the settlement: rejecting, withdrawing, terminating. Each says what follows before it is done."""

from __future__ import annotations

from typing import Final

from grants.kernel.command import Done
from grants.lifecycle.commands.applying import RejectApplication, WithdrawApplication
from grants.lifecycle.commands.awarding import CancelGrant
from web.lifecycle.grants import about, back_to, loaded
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage


def load_reject(asked: Asked) -> Loaded:
    return loaded(asked, "Reject the application", about(asked), step="reject", known={"occurred_on": asked.today})


def load_withdraw(asked: Asked) -> Loaded:
    """A library's own withdrawal is dated by its coming."""
    by_staff = asked.person.library is None
    return loaded(
        asked,
        "Withdraw the application",
        about(asked),
        step="withdraw",
        known={"occurred_on": asked.today},
        context={"by_staff": by_staff},
    )


def load_cancel(asked: Asked) -> Loaded:
    return loaded(asked, "Terminate the grant", about(asked), step="cancel", known={"occurred_on": asked.today})


def rejected(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The application was rejected.")


def withdrawn(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The application was withdrawn.")


def cancelled(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The grant was terminated.")


REJECT: Final = CommandPage(
    path="/grants/{grant:uuid}/reject", command=RejectApplication, template="lifecycle/reject.html",
    fragment="lifecycle/_reject_form.html", load=load_reject, after=rejected, id="reject-form",
)  # fmt: skip
WITHDRAW: Final = CommandPage(
    path="/grants/{grant:uuid}/withdraw", command=WithdrawApplication, template="lifecycle/withdraw.html",
    fragment="lifecycle/_withdraw_form.html", load=load_withdraw, after=withdrawn, id="withdraw-form",
)  # fmt: skip
CANCEL: Final = CommandPage(
    path="/grants/{grant:uuid}/cancel", command=CancelGrant, template="lifecycle/cancel.html",
    fragment="lifecycle/_cancel_form.html", load=load_cancel, after=cancelled, id="cancel-form",
)  # fmt: skip
ROUTES: Final = [*REJECT.routes(), *WITHDRAW.routes(), *CANCEL.routes()]
