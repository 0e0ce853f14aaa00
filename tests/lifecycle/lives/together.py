"""What lives ask of several grants at once; some of the rows will do, some will not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grants.lifecycle.commands import many as c
from grants.lifecycle.commands.awarding import AwardGrants, AwardRow
from grants.lifecycle.state import State
from tests.lifecycle.lives.rules import Picking, around, asks
from tests.support import builders as b
from tests.support.cast import ACCOUNTANT, COORDINATOR, LEADING, MANAGER, ROUND, SECOND, THIRD, Library
from tests.support.scenario import TODAY, Ask

GRANTS = (LEADING, SECOND, THIRD)


class Together(Picking):
    """Mixed into the lives."""

    state: Callable[[Library], State | None]

    @asks(AwardGrants)
    def _award_many(self, library: Library, state: State) -> Ask:
        rows = [AwardRow(grant=each.grant, amount=self.pick([None, 50_000])) for each in self._several(library)]
        return b.award_many(*rows, occurred_on=self.pick([None, b.AWARDED_ON]))

    @asks(c.ReturnApplications)
    def _return_many(self, library: Library, state: State) -> Ask:
        rows = [c.ReturnRow(grant=each.grant, findings=self.pick([[], b.found()])) for each in self._several(library)]
        findings = self.pick([[], b.found()])
        return Ask(
            c.ReturnApplications(round=ROUND, rows=rows, due_on=TODAY, findings=findings, **self._on(state)),
            COORDINATOR,
        )

    @asks(c.SignAgreements)
    def _sign_many(self, library: Library, state: State) -> Ask:
        rows = [c.SignRow(grant=each.grant, number=f"PRB/I/{each.number}") for each in self._several(library)]
        return Ask(c.SignAgreements(round=ROUND, rows=rows, **self._on(state)), COORDINATOR)

    @asks(c.RecordPayments)
    def _pay_many(self, library: Library, state: State) -> Ask:
        rows = []
        for each in self._several(library):
            now = self.state(each) or State()
            amount = max(1, self.pick(around(now.awarded - now.paid, now.recognised - now.paid)))
            rows.append(c.PayRow(grant=each.grant, amount=amount, bank_reference=f"P {each.number}"))
        return Ask(c.RecordPayments(round=ROUND, rows=rows, **self._on(state)), ACCOUNTANT)

    @asks(c.AcceptCosts)
    def _accept_many(self, library: Library, state: State) -> Ask:
        rows = []
        for each in self._several(library):
            now = self.state(each) or State()
            costs = self.pick([[1], now.undecided_costs or [2], now.undecided_costs or [1, 2]])
            rows.append(c.CostsRow(grant=each.grant, costs=list(costs)))
        return Ask(c.AcceptCosts(round=ROUND, rows=rows, **self._on(state)), ACCOUNTANT)

    @asks(c.SettleGrants)
    def _settle_many(self, library: Library, state: State) -> Ask:
        rows = [c.SettleRow(grant=each.grant) for each in self._several(library)]
        return Ask(c.SettleGrants(round=ROUND, rows=rows, **self._on(state)), MANAGER)

    def _several(self, library: Library) -> list[Library]:
        """One, two or all; now and then one of them twice."""
        others = [each for each in GRANTS if each is not library]
        several: list[Library] = self.pick([[library], [library, others[0]], [*others, library], [library, library]])
        return several

    def _on(self, state: State) -> dict[str, Any]:
        return {"occurred_on": self._day(state)}
