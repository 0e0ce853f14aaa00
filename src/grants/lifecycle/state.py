"""Where a grant stands, derived from its facts: read by the guards, the settlement, the figures and the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from grants.kernel.refs import AccountRef
from grants.lifecycle import facts as f
from grants.lifecycle.stages import ENDED, MAY, Stage
from grants.lifecycle.taken import Taken
from grants.rounds.rules import RoundRules


@dataclass(slots=True)
class State(Taken):
    """A running fold (``take``) and everything that follows from it. Sums are in grosze."""

    # --- money -------------------------------------------------------------------------------------------------

    @property
    def rules(self) -> RoundRules | None:
        """The rules the award carries; none before it."""
        return self.award.rules if self.award else None

    @property
    def awarded(self) -> int:
        return self.award.amount if self.award else 0

    @property
    def paid(self) -> int:
        """Payments less reversals; refunds are counted apart."""
        return sum(p.amount for p in self.payments) - sum(r.amount for r in self.reversals.values())

    @property
    def standing_payments(self) -> list[f.Payment]:
        """Payments that were not reversed."""
        return [p for p in self.payments if p.payment_no not in self.reversals]

    @property
    def first_paid(self) -> f.Payment | None:
        """The earliest payment, by the bank's day, that did not come back."""
        return min(self.standing_payments, key=lambda p: p.occurred_on, default=None)

    def paid_first(self, before: int) -> f.Payment | None:
        """The earliest payment, by the bank's day, that stood when version ``before`` was recorded."""
        back = {no for no, reversal in self.reversals.items() if reversal.version < before}
        stood = [p for p in self.payments if p.version < before and p.payment_no not in back]
        return min(stood, key=lambda p: p.occurred_on, default=None)

    @property
    def account(self) -> AccountRef | None:
        """The account that payments go to: the application's, until an amendment brought another."""
        return self.account_on(date.max)

    def account_on(self, day: date) -> AccountRef | None:
        """The account agreed on ``day``: a transfer that is told late went to the one of its own day."""
        change = self.account_change(day)
        return change.account if change else self.application.account if self.application else None

    def account_change(self, day: date) -> f.Amendment | None:
        """The amendment that brought the account agreed on ``day``; None: the application's still stands."""
        return next((a for a in reversed(self.amendments) if a.account and a.occurred_on <= day), None)

    @property
    def report_due_on(self) -> date | None:
        """The deadline in force: the award's, until it was extended."""
        return self.extension.new if self.extension else self.award.report_due_on if self.award else None

    @property
    def correction_due_on(self) -> date | None:
        """Until when a returned report is awaited; an extension after the return counts where it is later."""
        back, later = self.report_back, self.extension
        if back is None or later is None or later.version < back.version:
            return back.due_on if back else None
        return max(back.due_on, later.new)

    @property
    def answered_return(self) -> bool:
        """Whether the library told anything more since its report was returned."""
        back = self.report_back
        told = (*self.meetings, *self.costs.values(), *self.waivers.values())
        return back is not None and any(fact.version > back.version for fact in told)

    @property
    def recognised(self) -> int:
        return self.settlement.recognised if self.settlement and self.stage is Stage.SETTLED else 0

    @property
    def refund_due(self) -> int:
        """What the grantee owes: only a settlement or a cancellation makes it due."""
        ended = self.stage in (Stage.SETTLED, Stage.CANCELLED)
        return max(0, self.paid - self.recognised) if ended else 0

    @property
    def refund_asked(self) -> int:
        return sum(r.amount for r in self.refunds_asked)

    @property
    def refund_received(self) -> int:
        return sum(r.amount for r in self.refunds_in)

    @property
    def refund_written_off(self) -> int:
        return sum(w.amount for w in self.written_off)

    @property
    def refund_outstanding(self) -> int:
        """What is still to come: due, neither received nor written off."""
        return max(0, self.refund_due - self.refund_received - self.refund_written_off)

    @property
    def refund_to_ask(self) -> int:
        """What is due and was neither asked for nor received without asking."""
        return max(0, min(self.refund_due - self.refund_asked, self.refund_outstanding))

    @property
    def standing_costs(self) -> dict[int, f.Cost]:
        """Costs by number, without those that were withdrawn."""
        return {no: cost for no, cost in self.costs.items() if no not in self.costs_off}

    @property
    def eligible_costs(self) -> int:
        """Sum of what accepted costs charge to the grant."""
        return sum(c.charged for no, c in self.standing_costs.items() if self.decided.get(no))

    @property
    def accepted_gross(self) -> int:
        """Sum of the documents behind accepted costs."""
        return sum(c.gross for no, c in self.standing_costs.items() if self.decided.get(no))

    @property
    def charged(self) -> int:
        """What the grantee charges, rejected costs left out."""
        return sum(c.charged for no, c in self.standing_costs.items() if self.decided.get(no) is not False)

    @property
    def undecided_costs(self) -> list[int]:
        return [no for no in self.standing_costs if no not in self.decided]

    # --- meetings ----------------------------------------------------------------------------------------------

    def counts(self, meeting: f.Meeting) -> bool:
        """Held inside the activity window with at least one partner library represented (DOMAIN 5)."""
        return bool(self.award and meeting.partners and self.award.rules.activity_covers(meeting.occurred_on))

    @property
    def counted(self) -> list[f.Meeting]:
        return [m for m in self.meetings if self.counts(m)]

    @property
    def counted_virtual(self) -> int:
        return sum(m.mode == "virtual" for m in self.counted)

    def held_as(self, plan_no: int) -> f.Meeting | None:
        """The meeting that a row of the schedule became, if it was held and its entry stands."""
        return next((m for m in self.meetings if m.plan_no == plan_no), None)

    @property
    def waiver_granted(self) -> bool:
        return any(self.waived.values())

    @property
    def waiver_pending(self) -> int | None:
        """The number of a waiver that was asked for and not yet decided."""
        return next((no for no in self.waivers if no not in self.waived), None)

    @property
    def virtual_met(self) -> bool:
        """Enough counted virtual meetings, or waived."""
        needed = self.award.rules.min_virtual if self.award else 1
        return self.waiver_granted or self.counted_virtual >= needed

    @property
    def requirement_met(self) -> bool:
        """Enough counted meetings, and the virtual one held or waived."""
        if self.award is None:
            return False
        return len(self.counted) >= self.award.rules.min_meetings and self.virtual_met

    # --- ends --------------------------------------------------------------------------------------------------

    @property
    def closed(self) -> bool:
        """Settled or cancelled, and every refund that is due is in."""
        return self.stage in (Stage.SETTLED, Stage.CANCELLED) and self.refund_outstanding == 0

    @property
    def shown_stage(self) -> Stage:
        """The stage as people speak of it: ``closed`` is derived."""
        return Stage.CLOSED if self.closed else self.stage

    @property
    def may(self) -> frozenset[str]:
        """The steps that the stage table allows from here.

        A closed grant paid too little may still be paid; a cancelled one has no settlement to reopen.
        """
        if not self.closed:
            return MAY[self.stage]
        never = frozenset({"reopen_settlement"}) if self.stage is Stage.CANCELLED else frozenset()
        return (MAY[Stage.CLOSED] - never) | ({"pay"} if self.owed else frozenset())

    @property
    def owed(self) -> int:
        """Grosze recognised and not yet paid: what the operator still owes the grantee."""
        return max(0, self.recognised - self.paid)

    @property
    def open(self) -> bool:
        """Whether it still keeps its round from closing.

        One that is owed money does, although nothing is due from it and DOMAIN 5 calls it ``closed``: no payment can
        be recorded in a closed round. Whoever will not pay reopens the settlement and settles otherwise.
        """
        return (self.shown_stage not in ENDED or self.owed > 0) and self.stage is not Stage.OPENED


def derive(entries: Iterable[f.AnyFact]) -> State:
    """The state that these facts, in order of version, add up to."""
    state = State()
    for fact in entries:
        state.take(fact)
    return state
