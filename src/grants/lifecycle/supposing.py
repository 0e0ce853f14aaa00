"""What if the rules had been other ones: a grant's facts, read under them. Pure; nothing is stored.

Nobody guesses what people would have done. The same applications, meetings, costs, payments and decisions stand, and
only what the rules make of them is worked out anew: which application the checklist would let pass, how high an award
could be, which meetings and costs count, how late the report is, what a settlement comes to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from msgspec import structs

from grants.lifecycle import facts as f
from grants.lifecycle.facts import Facts
from grants.lifecycle.offers import Obstacle
from grants.lifecycle.settlement import Account, settle
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State, derive
from grants.rounds.rules import RoundRules

Changes = Mapping[str, Any]
"""Fields of ``RoundRules`` with the values that they have in the supposition."""
REPORT_FIELDS: Final = frozenset({"activity_to", "report_due_days"})
"""What a report's deadline is made of."""
_RUNS: Final = (Stage.AGREED, Stage.REPORTED, Stage.SETTLED)


@dataclass(frozen=True, slots=True)
class Side:
    """A grant under one set of rules. ``stops``: what the application's form would refuse; ``account``: the settlement,
    or what it would come to today; None before the agreement and after a termination.
    """

    state: State
    rules: RoundRules
    stops: tuple[Obstacle, ...]
    account: Account | None

    @property
    def recognised(self) -> int:
        """What the arithmetic comes to; nothing while a missing virtual meeting blocks the settlement."""
        return 0 if self.account is None or self.account.blocked else self.account.recognised

    @property
    def days_late(self) -> int:
        """Of the first report, against the deadline then in force; 0 without one."""
        return self.state.first_report.days_late if self.state.first_report else 0


@dataclass(frozen=True, slots=True)
class Case:
    """A grant as it is, and as it would be."""

    now: Side
    then: Side

    @property
    def blocked(self) -> bool:
        """Settled in truth; in the supposition a missing virtual meeting would refuse it."""
        return self.now.state.stage is Stage.SETTLED and self.then.state.stage is not Stage.SETTLED

    @property
    def cut(self) -> int:
        """By how many grosze the award is above what the other rules allow."""
        return self.now.state.awarded - self.then.state.awarded

    @property
    def needs_reason(self) -> bool:
        """Recognised in full with too few meetings, which only a manager's reason allows: it is taken as given."""
        account = self.then.account
        short = account is not None and not account.blocked and account.outcome == "partial"
        return short and self.then.rules.shortfall_policy == "accept"


def case(facts: Facts, round_rules: RoundRules, changes: Changes) -> Case:
    """The grant on both sides. An award keeps the rules that it carries but for ``changes``; before an award it is the
    round's rules of today that are changed.
    """
    now = derive(facts.entries)
    rules = now.award.rules if now.award else round_rules
    other = replace(rules, **changes)
    overridden = now.settlement is not None and now.settlement.virtual_by == "overridden"
    then = _Reading(changes, now).read(facts) if changes else now
    return Case(
        Side(now, rules, tuple(stops(now, facts, rules)), _account(now, rules, overridden=overridden)),
        Side(then, other, tuple(stops(now, facts, other)), _account(then, other, overridden=overridden)),
    )


def _account(state: State, rules: RoundRules, *, overridden: bool) -> Account | None:
    runs = state.award is not None and state.stage in _RUNS
    return settle(state, rules, overridden=overridden) if runs else None


class _Reading:
    """One reading of a grant's facts under other rules; ``now``: the state that they add up to in truth."""

    def __init__(self, changes: Changes, now: State) -> None:
        self._changes, self._now, self._state = changes, now, State()
        self._was: RoundRules | None = None

    def read(self, facts: Facts) -> State:
        for fact in facts.entries:
            other = self._other(fact)
            if other is not None:
                self._state.take(other)
        return self._state

    def _other(self, fact: f.AnyFact) -> f.AnyFact | None:
        """The fact as the other rules make it; None for a settlement that they would refuse."""
        match fact:
            case f.Award():
                return self._award(fact)
            case f.AwardChange() if self._state.rules:
                highest = self._state.rules.max_award
                return structs.replace(fact, old=min(fact.old, highest), new=min(fact.new, highest))
            case f.CostYes() if self._falls_out(fact):
                return f.CostNo(
                    version=fact.version, occurred_on=fact.occurred_on, actor=fact.actor, actor_role=fact.actor_role,
                    cost_no=fact.cost_no,
                )  # fmt: skip
            case f.Report() if fact.first and self._changes.keys() & REPORT_FIELDS:
                due = self._state.report_due_on or fact.occurred_on
                return structs.replace(fact, days_late=max(0, (fact.occurred_on - due).days))
            case f.Settlement() if fact is self._now.settlement:
                return self._settlement(fact)
            case _:
                return fact

    def _award(self, fact: f.Award) -> f.Award:
        self._was = fact.rules
        rules = replace(fact.rules, **self._changes)
        due = rules.report_due_on if self._changes.keys() & REPORT_FIELDS else fact.report_due_on
        return structs.replace(fact, rules=rules, amount=min(fact.amount, rules.max_award), report_due_on=due)

    def _falls_out(self, fact: f.CostYes) -> bool:
        """An accepted cost whose document the other window leaves out. What was rejected stays rejected: somebody
        decided so.
        """
        cost, was, rules = self._state.costs.get(fact.cost_no), self._was, self._state.rules
        if cost is None or was is None or rules is None:
            return False
        return was.activity_covers(cost.issued_on) and not rules.activity_covers(cost.issued_on)

    def _settlement(self, fact: f.Settlement) -> f.Settlement | None:
        """Settled on the same day by the same people, by the arithmetic of the other rules."""
        rules = self._state.rules
        if rules is None:
            return fact
        account = settle(self._state, rules, overridden=fact.virtual_by == "overridden")
        first = self._state.first_report
        late = first.days_late if first else 0
        return None if account.blocked else structs.replace(fact, **asdict(account), days_late=late)


def stops(state: State, facts: Facts, rules: RoundRules) -> Iterator[Obstacle]:
    """What the form of the application would refuse under ``rules``, each by the code of its refusal. Only rules that
    an amount, a number or a window decides; the application is the last one that was sent.
    """
    sent = state.application
    if sent is None:
        return
    yield from _call(_filed_on(sent, facts), rules)
    if sent.requested > rules.max_award:
        yield Obstacle("grant.amount_over_max", {"max": rules.max_award, "given": sent.requested})
    if len(sent.plan) < rules.min_meetings:
        yield Obstacle("grant.plan_too_few", {"planned": len(sent.plan), "min": rules.min_meetings})
    virtual = sum(row.mode == "virtual" for row in sent.plan)
    if virtual < rules.min_virtual and not _waiver_stood(state, facts):
        yield Obstacle("grant.plan_no_virtual", {"planned": virtual, "min": rules.min_virtual})
    for row in sent.plan:
        if not rules.activity_covers(row.day):
            window = {"first": rules.activity_from, "last": rules.activity_to}
            yield Obstacle("grant.out_of_window", {"day": row.day, **window})


def _call(filed: f.Application, rules: RoundRules) -> Iterator[Obstacle]:
    if filed.occurred_on < rules.call_opens_on:
        yield Obstacle("round.call_not_open", {"opens": rules.call_opens_on})
    if filed.occurred_on > rules.call_closes_on:
        yield Obstacle("round.call_closed", {"closed": rules.call_closes_on})


def _filed_on(sent: f.Application, facts: Facts) -> f.Application:
    """The first one of the same attempt: what came after a return did not have to come during the call."""
    its = (fact for fact in facts.entries if isinstance(fact, f.Application) and fact.attempt == sent.attempt)
    return next(its, sent)


def _waiver_stood(state: State, facts: Facts) -> bool:
    """Whether a waiver had been asked for and not refused; for an award, by what was known when it was made."""
    if state.award is None:
        return state.waiver_granted or state.waiver_pending is not None
    before = state.award.version
    refused = {fact.waiver_no for fact in facts.entries if isinstance(fact, f.WaiverNo) and fact.version < before}
    return any(asked.version < before and no not in refused for no, asked in state.waivers.items())
