"""Asks about many grants of the first round at once, and mistakes taken back, with ordinary values."""

from __future__ import annotations

from datetime import date
from typing import Any

from grants.lifecycle.commands import many as c
from grants.lifecycle.commands import revoking as rk
from tests.support import builders as b
from tests.support.cast import ACCOUNTANT, COORDINATOR, LEADING, MANAGER, ROUND, Library
from tests.support.scenario import Ask


def revoke_award(library: Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"grant": library.grant, "reason": "Pomyłka", "occurred_on": b.AWARDED_ON, **changed}
    return Ask(rk.RevokeAward(**values), COORDINATOR)


def revoke_return(library: Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Pomyłka", "occurred_on": date(2013, 2, 13), **changed}
    return Ask(rk.RevokeReturn(grant=library.grant, **values), COORDINATOR)


def revoke_report_return(library: Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Pomyłka", "occurred_on": date(2013, 9, 3), **changed}
    return Ask(rk.RevokeReportReturn(grant=library.grant, **values), COORDINATOR)


def return_many(*libraries: Library, **changed: Any) -> Ask:
    values: dict[str, Any] = {"due_on": date(2013, 2, 22), "findings": b.found(), "occurred_on": date(2013, 2, 13)}
    rows = [c.ReturnRow(grant=each.grant) for each in libraries]
    return Ask(c.ReturnApplications(**{"round": ROUND, "rows": rows, **values, **changed}), COORDINATOR)


def sign_many(*libraries: Library, **changed: Any) -> Ask:
    rows = [c.SignRow(grant=each.grant, number=f"PRB/I/{n}") for n, each in enumerate(libraries, 1)]
    values: dict[str, Any] = {"round": ROUND, "rows": rows, "occurred_on": b.SIGNED_ON, **changed}
    return Ask(c.SignAgreements(**values), COORDINATOR)


def pay_many(*libraries: Library, amount: int = b.FULL, **changed: Any) -> Ask:
    rows = [c.PayRow(grant=each.grant, amount=amount, bank_reference=f"P {n}") for n, each in enumerate(libraries)]
    values: dict[str, Any] = {"round": ROUND, "rows": rows, "occurred_on": b.PAID_ON, **changed}
    return Ask(c.RecordPayments(**values), ACCOUNTANT)


def accept_many(*libraries: Library, costs: tuple[int, ...] = (1,), **changed: Any) -> Ask:
    rows = [c.CostsRow(grant=each.grant, costs=list(costs)) for each in libraries]
    return Ask(c.AcceptCosts(**{"round": ROUND, "rows": rows, **changed}), ACCOUNTANT)


def settle_many(*libraries: Library, **changed: Any) -> Ask:
    rows = [c.SettleRow(grant=each.grant) for each in libraries]
    values: dict[str, Any] = {"round": ROUND, "rows": rows, "occurred_on": b.SETTLED_ON, **changed}
    return Ask(c.SettleGrants(**values), MANAGER)
