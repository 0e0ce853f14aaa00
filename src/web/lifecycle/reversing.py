"""A payment that came back from the bank: its row on the grant's page, and recording its reversal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from litestar.exceptions import NotFoundException

from grants.catalogue import CATALOGUE
from grants.kernel.command import Done
from grants.lifecycle.commands.revising import ReversePayment
from grants.read.grants import Told
from grants.wording.labels import label
from grants.wording.refusals import refusal
from web.lifecycle.doing import begun, form_page
from web.lifecycle.grants import about, back_to
from web.lifecycle.hrefs import href, step_href
from web.lifecycle.quoting import Quotes
from web.lifecycle.steps import Action
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """``reversal``: the fact that took the payment back, with its ``reason`` in words; ``eyes``: why not by me."""

    fact: Any
    step: str
    reversal: Any
    reversal_step: str
    reason: str
    action: Action | None
    eyes: str


def payments(told: Told, quotes: Quotes, asked: Asked) -> list[PaymentRow]:
    """By number, each with its reversal beside it."""
    reasons = {e.payment_no: e.reason for e in _events(told) if e.TOPIC == "grant.payment_reversed.v1"}
    return [_row(told, fact, quotes.text(reasons.get(fact.payment_no)), asked) for fact in told.now.state.payments]


def _events(told: Told) -> list[Any]:
    return list(told.events)


def _row(told: Told, fact: Any, reason: str, asked: Asked) -> PaymentRow:
    grant = told.now
    reversal = grant.state.reversals.get(fact.payment_no)
    may = (
        reversal is None and "reverse" in grant.state.may and grant.obstacle("reverse") is None
        and CATALOGUE[ReversePayment].roles & asked.person.roles
    )  # fmt: skip
    eyes = _eyes(grant.state, fact, asked) if may else ""
    place = href(grant.id, f"/payments/{fact.payment_no}/reverse")
    return PaymentRow(
        fact=fact, step=step_href(grant.id, fact.version), reversal=reversal,
        reversal_step=step_href(grant.id, reversal.version) if reversal else "", reason=reason,
        action=Action(label("command", "ReversePayment", asked.lang), place) if may and not eyes else None, eyes=eyes,
    )  # fmt: skip


def _eyes(state: Any, fact: Any, asked: Asked) -> str:
    """Why somebody else has to reverse it; empty if this person may."""
    if state.rules is None or "pay_reverse" not in state.rules.four_eyes or fact.actor != asked.person.id:
        return ""
    return refusal("four_eyes", {"pair": "pay_reverse", "role": fact.actor_role}, asked.lang).what


def load(asked: Asked) -> Loaded:
    """The payment stands above the form. One that was reversed, or that needs other eyes, says so at once."""
    it = about(asked)
    number = asked.path["payment_no"]
    payment = next((p for p in it.state.payments if p.payment_no == number), None)
    if payment is None:
        raise NotFoundException
    why = _eyes(it.state, payment, asked)
    if number in it.state.reversals:
        why = refusal("payment.already_reversed", {"payment_no": number}, asked.lang).what
    context = {"payment": payment, "lapses": bool(it.state.refunds_asked), **({"not_now": why} if why else {})}
    return begun(
        asked, ReversePayment, it, anchor="#payments", fixed={"payment_no": number},
        known={"occurred_on": asked.today}, context=context,
    )  # fmt: skip


def reversed_(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The payment was reversed.", "#payments")


REVERSE: Final[CommandPage] = form_page(
    "payments/{payment_no:int}/reverse", ReversePayment, "reverse_payment", load=load, after=reversed_
)
ROUTES: Final = [*REVERSE.routes()]
