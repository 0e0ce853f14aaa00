"""Applications: sent, returned, sent again, withdrawn, rejected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from grants.kernel.codes import Ground
from grants.lifecycle.commands import applying as ap
from tests.support import cast
from tests.support.builders.days import APPLIED_ON, CONSENTS, FULL, MEETING_DAYS
from tests.support.cast import COORDINATOR, LEADING, ROUND
from tests.support.scenario import Ask


def plan(days: Iterable[date] = MEETING_DAYS[:4], virtual: int = 1) -> list[ap.Planned]:
    """The first ``virtual`` rows are virtual."""
    return [
        ap.Planned(day=day, mode="virtual", channel="skype") if n < virtual else ap.Planned(day=day, mode="in_person")
        for n, day in enumerate(days)
    ]


def budget(total: int = FULL) -> list[ap.Budgeted]:
    part = total // 4
    return [ap.Budgeted(category="travel", amount=total - part), ap.Budgeted(category="materials", amount=part)]


def form(requested: int = FULL, library: cast.Library = LEADING, **changed: Any) -> dict[str, Any]:
    return {
        "requested": requested, "plan": plan(), "budget": budget(requested), "nrb": library.nrb, "consents": CONSENTS,
        "occurred_on": APPLIED_ON, **changed,
    }  # fmt: skip


def apply(library: cast.Library = LEADING, **changed: Any) -> Ask:
    where = {"round": changed.pop("round", ROUND), "library": changed.pop("library_id", library.id)}
    return Ask(ap.ApplyForGrant(**where, **form(library=library, **changed)), COORDINATOR)


def resubmit(library: cast.Library = LEADING, **changed: Any) -> Ask:
    more = {k: changed.pop(k) for k in ("expected_version",) if k in changed}
    return Ask(ap.ResubmitApplication(grant=library.grant, **more, **form(library=library, **changed)), COORDINATOR)


def wish(ground: Ground = "no_internet", note: str | None = None) -> ap.WaiverWish:
    return ap.WaiverWish(ground=ground, note=note)


def found() -> list[ap.Found]:
    return [ap.Found(field="budget", note="Proszę rozpisać koszty dojazdu")]


def return_application(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"due_on": date(2013, 2, 22), "findings": found(), "occurred_on": date(2013, 2, 13)}
    return Ask(ap.ReturnApplication(grant=library.grant, **{**values, **changed}), COORDINATOR)


def withdraw(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Brak czasu", "occurred_on": date(2013, 2, 21), **changed}
    return Ask(ap.WithdrawApplication(grant=library.grant, **values), COORDINATOR)


def reject(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"ground": "Nie spełnia warunków", "occurred_on": date(2013, 2, 14), **changed}
    return Ask(ap.RejectApplication(grant=library.grant, **values), COORDINATOR)
