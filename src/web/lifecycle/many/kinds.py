"""What each bulk command means for one grant: what a row begins with, the money it is about, what else is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from grants.kernel.command import Command
from grants.lifecycle.commands import awarding, many
from grants.lifecycle.stages import Stage
from grants.read.grants import GrantNow
from grants.read.rounds import RoundNow
from grants.wording.formats import money
from grants.wording.labels import label
from grants.wording.refusals import refusal
from grants.wording.speech import counted
from web.lifecycle.steps import Steps
from web.support.asking import Asked

Values = dict[str, Any]
NUMBER: Final = "{nr}"
"""Stands in a pattern for the grant's number."""


@dataclass(frozen=True, slots=True)
class One:
    """A grant among many, and who looks at it."""

    grant: GrantNow
    round: RoundNow
    asked: Asked

    @property
    def state(self) -> Any:
        return self.grant.state

    @property
    def pattern(self) -> str:
        """What numbers are proposed from: typed, else the round's name."""
        return self.asked.query.get("pattern", "")[:60].strip()

    def numbered(self, pattern: str) -> str:
        award = self.state.award
        return pattern.replace(NUMBER, str(award.number) if award else "")[:40]

    def refused(self, code: str, **params: Any) -> str:
        return refusal(code, params, self.asked.lang).what


@dataclass(frozen=True, slots=True)
class Kind:
    """``propose``: the row's own fields; ``amount``: in grosze, by the row as chosen or as proposed; ``more``: a
    second line; ``obstacle``: why not, beyond what the stage table and the conditions say; ``to``: the stage after.
    """

    heading: str
    propose: Callable[[One], Values]
    amount: Callable[[One, Any], int]
    to: Callable[[One], Stage | None]
    more: Callable[[One, Any], str] = lambda _one, _row: ""
    obstacle: Callable[[One], str] = lambda _one: ""


def why_not(kind: Kind, step: str, one: One) -> str:
    """The reason in words that this person cannot do it now; empty if it can be done."""
    return kind.obstacle(one) or Steps(one.grant, one.round, one.asked).why_not(step) or ""


def _requested(one: One, row: Any = None) -> int:
    given: int | None = getattr(row, "amount", None)
    asked_for: int = one.state.application.requested if one.state.application else 0
    return given or asked_for


def _remarks(one: One, row: Any) -> str:
    own = len(row.findings)
    return one.asked.say("and remarks of its own: %(n)s") % {"n": own} if own else ""


def _left(one: One) -> int:
    """Before the report up to the award, after the settlement up to what it recognised."""
    limit: int = one.state.recognised if one.state.stage is Stage.SETTLED else one.state.awarded
    left: int = limit - one.state.paid
    return max(0, left)


def _paid_in_full(one: One) -> str:
    return one.asked.say("The grant is paid in full.") if "pay" in one.state.may and not _left(one) else ""


def _to_account(one: One, row: Any) -> str:
    account = one.state.account
    words = [row.bank_reference, *([f"•••• {account.last4}"] if account else [])]
    return " · ".join(words)


def _costs(one: One) -> list[int]:
    """Those that wait, without those that the rules leave to somebody else."""
    rules, me = one.state.rules, one.asked.person.id
    apart = bool(rules and "costs" in rules.four_eyes)
    return [no for no in one.state.undecided_costs if not (apart and one.state.costs[no].actor == me)]


def _charged(one: One, row: Any = None) -> int:
    numbers = row.costs if row is not None else _costs(one)
    return sum(one.state.costs[no].charged for no in numbers if no in one.state.costs)


def _documents(one: One, row: Any) -> str:
    found = [one.state.costs[no] for no in row.costs if no in one.state.costs]
    lang = one.asked.lang
    told = ", ".join(f"{label('category', cost.category, lang)} {money(cost.charged, lang)}" for cost in found)
    return f"{counted('costs', len(found), lang)}: {told}"


def _nothing_to_accept(one: One) -> str:
    if "accept_cost" not in one.state.may or _costs(one):
        return ""
    if one.state.undecided_costs:
        return one.refused("four_eyes", pair="costs", role=one.state.costs[one.state.undecided_costs[0]].actor_role)
    return one.asked.say("No cost waits for a decision.")


def _recognised(one: One, _row: Any = None) -> int:
    account = one.state.settlement or one.grant.account
    return account.recognised if account else 0


def _back(one: One, _row: Any) -> str:
    account = one.state.settlement or one.grant.account
    due = account.refund_due if account else 0
    return one.asked.say("to be returned: %(amount)s") % {"amount": money(due, one.asked.lang)} if due else ""


def _exception(one: One) -> str:
    """What only a manager's reason lifts is settled by itself."""
    account, rules = one.grant.account, one.state.rules
    if account is None or rules is None or "settle" not in one.state.may:
        return ""
    if account.blocked:
        return one.refused("grant.virtual_unmet", virtual=account.counted_virtual, min=rules.min_virtual)
    if account.outcome == "partial" and rules.shortfall_policy == "accept":
        return one.refused("grant.shortfall_reason_missing", counted=account.counted, min=rules.min_meetings)
    return ""


def _settled(one: One) -> Stage:
    account = one.grant.account
    return Stage.SETTLED if account and account.refund_due else Stage.CLOSED


KINDS: Final[dict[type[Command], Kind]] = {
    awarding.AwardGrants: Kind(
        "Amount awarded", lambda one: {"amount": _requested(one)}, _requested, lambda _one: Stage.AWARDED
    ),
    many.ReturnApplications: Kind(
        "Amount requested", lambda _one: {}, _requested, lambda _one: Stage.RETURNED, more=_remarks
    ),
    many.SignAgreements: Kind(
        "Amount awarded", lambda one: {"number": one.numbered(one.pattern or f"{one.round.name}/{NUMBER}")},
        lambda one, _row: one.state.awarded, lambda _one: Stage.AGREED, more=lambda _one, row: str(row.number),
    ),
    many.RecordPayments: Kind(
        "Amount paid", lambda one: {"amount": _left(one) or None, "bank_reference": one.numbered(one.pattern)},
        lambda one, row: row.amount if row else _left(one), lambda _one: None, more=_to_account,
        obstacle=_paid_in_full,
    ),
    many.AcceptCosts: Kind(
        "Charged to the grant", lambda one: {"costs": _costs(one)}, _charged, lambda _one: None, more=_documents,
        obstacle=_nothing_to_accept,
    ),
    many.SettleGrants: Kind(
        "Amount recognised", lambda _one: {}, _recognised, _settled, more=_back, obstacle=_exception
    ),
}  # fmt: skip
