"""Unspent money: asking for it, and recording what came back."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from grants.kernel.command import Command, Done
from grants.lifecycle.commands.settling import RecordRefund, RequestRefund
from web.lifecycle.doing import begun, form_page, rules_of
from web.lifecycle.grants import about, back_to
from web.support.asking import After, Asked, Loaded


def load_request(asked: Asked) -> Loaded:
    """All that is due and was not asked for yet, and until when it will be due."""
    it = about(asked)
    days = rules_of(it).refund_due_days
    context = {"days": days, "due_on": asked.today + timedelta(days=days)}
    known = {"amount": it.state.refund_to_ask or None, "occurred_on": asked.today}
    return begun(asked, RequestRefund, it, anchor="#money", known=known, context=context)


def requested(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The refund was requested.", "#money")


def load_record(asked: Asked) -> Loaded:
    """By the bank's day."""
    return about_outstanding(asked, RecordRefund)


def about_outstanding(asked: Asked, command: type[Command]) -> Loaded:
    """A form about all that is still to come back, unless less is typed."""
    it = about(asked)
    known = {"amount": it.state.refund_outstanding or None, "occurred_on": asked.today}
    return begun(asked, command, it, anchor="#money", known=known)


def recorded(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The refund was recorded.", "#money")


REQUEST_REFUND: Final = form_page("refund/request", RequestRefund, "request_refund", load=load_request, after=requested)
RECORD_REFUND: Final = form_page("refund/receive", RecordRefund, "record_refund", load=load_record, after=recorded)
ROUTES: Final = [*REQUEST_REFUND.routes(), *RECORD_REFUND.routes()]
