"""Costs, reports, settlements."""

from __future__ import annotations

from datetime import date
from typing import Any

from grants.lifecycle.commands import costs as co
from grants.lifecycle.commands import settling as se
from tests.support import cast
from tests.support.builders.applying import found
from tests.support.builders.days import FULL, MEETING_DAYS, REPORTED_ON, SETTLED_ON
from tests.support.cast import ACCOUNTANT, COORDINATOR, LEADING, MANAGER
from tests.support.scenario import Ask


def cost(
    charged: int = FULL, gross: int | None = None, library: cast.Library = LEADING, document: str = "FV 1/2013",
    **changed: Any,
) -> Ask:  # fmt: skip
    values: dict[str, Any] = {
        "document_no": document, "issuer_nip": cast.nip(777_000_000), "issued_on": MEETING_DAYS[0],
        "category": "travel", "gross": charged if gross is None else gross, "charged": charged,
        "occurred_on": MEETING_DAYS[4], **changed,
    }  # fmt: skip
    return Ask(se.RecordCost(grant=library.grant, **values), COORDINATOR)


def accept(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(se.AcceptCost(grant=library.grant, cost_no=number, **more), ACCOUNTANT)


def reject_cost(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(se.RejectCost(grant=library.grant, cost_no=number, reason="Poza budżetem", **more), ACCOUNTANT)


def cost_values(**some: Any) -> co.CostValues:
    return co.CostValues(**some)


def correct_cost(
    old: co.CostValues, new: co.CostValues, number: int = 1, library: cast.Library = LEADING, **more: Any
) -> Ask:
    command = co.CorrectCost(grant=library.grant, cost_no=number, old=old, new=new, reason="Pomyłka", **more)
    return Ask(command, COORDINATOR)


def withdraw_cost(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(co.WithdrawCost(grant=library.grant, cost_no=number, reason="Opłacone inaczej", **more), COORDINATOR)


def undecide(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    command = co.WithdrawCostDecision(grant=library.grant, cost_no=number, reason="Zły przycisk", **more)
    return Ask(command, ACCOUNTANT)


def report(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"narrative": "Spotkaliśmy się", "occurred_on": REPORTED_ON, **changed}
    return Ask(se.SubmitReport(grant=library.grant, **values), COORDINATOR)


def return_report(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"due_on": date(2013, 9, 20), "findings": found(), "occurred_on": date(2013, 9, 3)}
    return Ask(se.ReturnReport(grant=library.grant, **{**values, **changed}), COORDINATOR)


def resubmit_report(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"narrative": "Uzupełnione", "occurred_on": date(2013, 9, 4), **changed}
    return Ask(se.ResubmitReport(grant=library.grant, **values), COORDINATOR)


def settle(library: cast.Library = LEADING, **changed: Any) -> Ask:
    return Ask(se.SettleGrant(grant=library.grant, **{"occurred_on": SETTLED_ON, **changed}), MANAGER)
