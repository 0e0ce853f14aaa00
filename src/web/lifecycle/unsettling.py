"""A manager's two decisions after a settlement: reopening it, and writing off what will not come back."""

from __future__ import annotations

from typing import Final

from grants.kernel.command import Done
from grants.lifecycle.commands.ending import ReopenSettlement, WriteOffRefund
from web.lifecycle.doing import begun, form_page
from web.lifecycle.grants import about, back_to
from web.lifecycle.refunding import about_outstanding
from web.support.asking import After, Asked, Loaded


def load_reopen(asked: Asked) -> Loaded:
    """What the settlement came to, before it no longer stands."""
    return begun(asked, ReopenSettlement, about(asked), anchor="#settlement", known={"occurred_on": asked.today})


def reopened(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The settlement was reopened. Settle the grant anew when all is right.", "#settlement")


def load_write_off(asked: Asked) -> Loaded:
    """What nobody expects back any more."""
    return about_outstanding(asked, WriteOffRefund)


def written_off(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The refund was written off.", "#money")


REOPEN: Final = form_page("settlement/reopen", ReopenSettlement, "reopen_settlement", load=load_reopen, after=reopened)
WRITE_OFF: Final = form_page(
    "refund/write-off", WriteOffRefund, "write_off_refund", load=load_write_off, after=written_off
)
ROUTES: Final = [*REOPEN.routes(), *WRITE_OFF.routes()]
