"""Awards, agreements, payments and what changes them; who looks after a grant."""

from __future__ import annotations

from datetime import date
from typing import Any

from grants.lifecycle.commands import assigning as asg
from grants.lifecycle.commands import awarding as aw
from grants.lifecycle.commands import revising as rv
from tests.support import cast
from tests.support.builders.days import AWARDED_ON, FULL, PAID_ON, SETTLED_ON, SIGNED_ON
from tests.support.cast import ACCOUNTANT, COORDINATOR, LEADING, MANAGER, ROUND
from tests.support.scenario import TODAY, Ask


def award(amount: int | None = None, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"grant": library.grant, "amount": amount, "occurred_on": AWARDED_ON, **changed}
    return Ask(aw.AwardGrant(**values), COORDINATOR)


def award_many(*rows: aw.AwardRow, **changed: Any) -> Ask:
    values: dict[str, Any] = {"round": ROUND, "rows": list(rows), "occurred_on": AWARDED_ON, **changed}
    return Ask(aw.AwardGrants(**values), COORDINATOR)


def sign(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"number": "PRB/I/1", "occurred_on": SIGNED_ON, **changed}
    return Ask(aw.SignAgreement(grant=library.grant, **values), COORDINATOR)


def pay(amount: int = FULL, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"amount": amount, "bank_reference": "P 1/2013", "occurred_on": PAID_ON, **changed}
    return Ask(aw.RecordPayment(grant=library.grant, **values), ACCOUNTANT)


def change_award(amount: int, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Mniejszy zakres", "occurred_on": date(2013, 2, 26), **changed}
    return Ask(rv.ChangeAward(grant=library.grant, amount=amount, **values), COORDINATOR)


def amend(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"number": "PRB/I/1/A1", "note": "Nowy opiekun umowy", "occurred_on": date(2013, 2, 26)}
    return Ask(rv.AmendAgreement(grant=library.grant, **{**values, **changed}), COORDINATOR)


def reverse(number: int = 1, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"bank_reference": "S 1/2013", "reason": "Rachunek zamknięty", "occurred_on": TODAY}
    return Ask(rv.ReversePayment(grant=library.grant, payment_no=number, **{**values, **changed}), ACCOUNTANT)


def extend(due_on: date = date(2013, 10, 15), library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Choroba", "occurred_on": TODAY, **changed}
    return Ask(rv.ExtendReportDeadline(grant=library.grant, due_on=due_on, **values), COORDINATOR)


def cancel(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"ground": "Rozwiązanie umowy", "occurred_on": SETTLED_ON, **changed}
    return Ask(aw.CancelGrant(grant=library.grant, **values), MANAGER)


def assign(person: cast.Person | None = COORDINATOR, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"person": person.id if person else None, **changed}
    return Ask(asg.AssignGrant(grant=library.grant, **values), MANAGER)


def hand_over(person: cast.Person = COORDINATOR, successor: cast.Person = MANAGER, **changed: Any) -> Ask:
    return Ask(asg.HandOverGrants(person=person.id, successor=successor.id, **changed), MANAGER)
