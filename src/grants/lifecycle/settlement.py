"""The settlement, exactly as DOMAIN 5 has it: pure arithmetic in grosze, rounded once, downwards, in the cap."""

from __future__ import annotations

from dataclasses import dataclass

from grants.kernel.money import Money
from grants.lifecycle.state import State
from grants.rounds.rules import RoundRules


@dataclass(frozen=True, slots=True)
class Account:
    """A settlement's arithmetic, line by line. ``virtual_by``: met, waived, overridden, nothing_counted or unmet."""

    counted: int
    counted_virtual: int
    virtual_by: str
    eligible_costs: int
    cap: int
    recognised: int
    paid: int
    refund_due: int
    own_contribution: int
    outcome: str

    @property
    def blocked(self) -> bool:
        """A missing virtual meeting blocks the settlement; too few meetings only cap the money."""
        return self.virtual_by == "unmet"


def settle(state: State, rules: RoundRules, *, overridden: bool = False) -> Account:
    """What a settlement of this state under these rules comes to."""
    counted, virtual = len(state.counted), state.counted_virtual
    cap = money_cap(state.awarded, counted, rules)
    recognised = min(state.eligible_costs, state.awarded, cap)
    return Account(
        counted=counted,
        counted_virtual=virtual,
        virtual_by=_virtual_by(state, rules, counted, virtual, overridden=overridden),
        eligible_costs=state.eligible_costs,
        cap=cap,
        recognised=recognised,
        paid=state.paid,
        refund_due=max(0, state.paid - recognised),
        own_contribution=max(0, state.accepted_gross - recognised),
        outcome="full" if counted >= rules.min_meetings else "partial",
    )


def money_cap(awarded: int, counted: int, rules: RoundRules) -> int:
    """The most that so many counted meetings can be worth."""
    if counted >= rules.min_meetings or rules.shortfall_policy == "accept":
        return awarded
    if rules.shortfall_policy == "none":
        return 0
    return Money(awarded).share(counted, rules.min_meetings).grosze


def _virtual_by(state: State, rules: RoundRules, counted: int, virtual: int, *, overridden: bool) -> str:
    if virtual >= rules.min_virtual:
        return "met"
    if state.waiver_granted:
        return "waived"
    if counted == 0:
        return "nothing_counted"
    return "overridden" if overridden else "unmet"
