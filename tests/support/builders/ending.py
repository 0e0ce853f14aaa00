"""Refunds, and what opens or corrects what was settled."""

from __future__ import annotations

from datetime import date
from typing import Any

from grants.lifecycle.commands import ending as en
from grants.lifecycle.commands import settling as se
from tests.support import cast
from tests.support.cast import ACCOUNTANT, COORDINATOR, LEADING, MANAGER
from tests.support.scenario import Ask


def ask_refund(amount: int | None = None, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"amount": amount, "occurred_on": date(2013, 9, 6), **changed}
    return Ask(se.RequestRefund(grant=library.grant, **values), COORDINATOR)


def refund(amount: int, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {
        "amount": amount,
        "bank_reference": "Z 1/2013",
        "occurred_on": date(2013, 9, 9),
        **changed,
    }
    return Ask(se.RecordRefund(grant=library.grant, **values), ACCOUNTANT)


def write_off(amount: int | None = None, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"amount": amount, "ground": "Nieściągalne", "occurred_on": date(2013, 9, 9), **changed}
    return Ask(en.WriteOffRefund(grant=library.grant, **values), MANAGER)


def reopen(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Doszedł koszt", "occurred_on": date(2013, 9, 9), **changed}
    return Ask(en.ReopenSettlement(grant=library.grant, **values), MANAGER)


def fact_values(**some: Any) -> en.FactValues:
    return en.FactValues(**some)


def after_closure(
    corrects: int, old: en.FactValues, new: en.FactValues, library: cast.Library = LEADING, **more: Any
) -> Ask:
    command = en.CorrectAfterClosure(
        grant=library.grant, corrects=corrects, old=old, new=new, reason="Pomyłka w liście", **more
    )
    return Ask(command, MANAGER)


def change(field: str, old: int | str, new: int | str) -> se.FactChange:
    return se.FactChange(field=field, old=old, new=new)


def correct_fact(corrects: int, *changes: se.FactChange, library: cast.Library = LEADING, **more: Any) -> Ask:
    command = se.CorrectFact(grant=library.grant, corrects=corrects, changes=list(changes), reason="Pomyłka", **more)
    return Ask(command, COORDINATOR)
