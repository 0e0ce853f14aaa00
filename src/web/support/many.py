"""What can be done with many grants of a round at once: where, by which command, and with which rows of the register.

The register ticks rows and leads to a page of these; the page itself looks at each grant and says what cannot be done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from grants.catalogue import CATALOGUE
from grants.kernel.command import Command
from grants.lifecycle.commands import awarding, many
from grants.lifecycle.stages import Stage
from grants.read.register import Entry
from web.support.guards import may
from web.support.people import Person


@dataclass(frozen=True, slots=True)
class Bulk:
    """``tail``: of its page under the round; ``label``: of its button; ``stage``: where its grants wait, of which the
    page shows some if none were ticked; ``fits``: whether a row of the register looks as if it could be done.
    """

    tail: str
    label: str
    command: type[Command]
    stage: Stage
    fits: Callable[[Entry], bool]

    @property
    def step(self) -> str:
        """Its name in the stage table."""
        return CATALOGUE[self.command].step or ""

    def path(self, round_: UUID) -> str:
        return f"/rounds/{round_}/{self.tail}"


def _applied(entry: Entry) -> bool:
    return entry.stage == Stage.APPLIED


def _unpaid(entry: Entry) -> bool:
    """Before the report up to the award, after the settlement up to what it recognised."""
    if entry.stage == Stage.AGREED:
        return entry.paid < entry.awarded
    return entry.stage in (Stage.SETTLED, Stage.CLOSED) and entry.paid < entry.recognised


def _to_accept(entry: Entry) -> bool:
    return entry.stage in (Stage.AGREED, Stage.REPORTED) and entry.undecided_costs > 0


def _to_settle(entry: Entry) -> bool:
    return entry.stage == Stage.REPORTED and not entry.undecided_costs and entry.waiver != "pending"


BULKS: Final = (
    Bulk("award", "Award the grants", awarding.AwardGrants, Stage.APPLIED, _applied),
    Bulk("return", "Return for correction", many.ReturnApplications, Stage.APPLIED, _applied),
    Bulk("sign", "Record agreements", many.SignAgreements, Stage.AWARDED, lambda entry: entry.stage == Stage.AWARDED),
    Bulk("pay", "Record payments", many.RecordPayments, Stage.AGREED, _unpaid),
    Bulk("accept-costs", "Accept costs", many.AcceptCosts, Stage.REPORTED, _to_accept),
    Bulk("settle", "Settle grants", many.SettleGrants, Stage.REPORTED, _to_settle),
)
"""In the order of a grant's life."""
OF: Final = {bulk.command: bulk for bulk in BULKS}


def allowed(person: Person) -> list[Bulk]:
    """Those that this person's roles may take."""
    return [bulk for bulk in BULKS if may(bulk.command).permits(person)]
