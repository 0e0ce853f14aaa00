"""What must hold after every step, worked out again from the raw events wherever the domain works it out from facts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from grants.kernel.clock import day_of
from grants.kernel.envelope import Happened
from grants.libraries import events as le
from grants.lifecycle import events as ge
from grants.lifecycle.facts import Cancellation, Facts, Settlement, begin
from grants.lifecycle.figures import Contributions, _refold, contributions, figures
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State, derive
from grants.rounds import events as re
from tests.lifecycle.lives import Told
from tests.lifecycle.oracle import told_by
from tests.support.work import MAPPER

GONE = (Stage.WITHDRAWN, Stage.REJECTED, Stage.CANCELLED)
HOLDS_MONEY = (Stage.AWARDED, Stage.AGREED, Stage.REPORTED, Stage.SETTLED)
Ledger = Counter[tuple[str, str, Any]]
_ENCODER = msgspec.msgpack.Encoder()


class Invariants:
    """Looks at the same lives after every step; remembers what every version looked like when it was new."""

    def __init__(self, lives: Told) -> None:
        self.lives = lives
        self.seen: dict[tuple[UUID, int], bytes] = {}
        self.facts: dict[UUID, Facts] = {}
        self.states: dict[UUID, State] = {}
        self.booked: dict[UUID, Contributions] = {}
        self.ledger: Ledger = Counter()
        self.frozen: dict[UUID, tuple[int, ...]] = {}
        self.regons: dict[UUID, str] = {}
        self.closed = False
        self.today = date.min
        self.read = 0

    def check(self) -> None:
        """Every invariant; AssertionError names the one that does not hold."""
        log = self.lives.story.memory.log
        new, self.read = log[self.read :], len(log)
        moved = set()
        for event in new:
            # by the latest clock so far: one of two may run behind, and what follows a fact keeps the fact's day
            self.today = max(self.today, day_of(event.timestamp))
            assert event.occurred_on <= self.today, f"a fact in the future: {event.TOPIC}"
            if isinstance(event, ge.GrantEvent):
                moved.add(event.originator_id)
                self.take(event)
            self.register(event)
            self.closed |= isinstance(event, re.RoundClosed)
            assert self.closed or not isinstance(event, ge.CorrectedAfterClosure), "corrected after what has not closed"
        for grant in moved:
            stream = self.lives.story.stream(grant)
            facts = self.facts[grant]
            assert self.lives.story.grant(grant).facts == facts, "the aggregate is not the fold of its stream"
            state = self.states[grant] = derive(facts.entries)
            money(state)
            order(facts, state)
            numbers(stream)
            told_by(stream).check(state, stream)
            self.book(grant, facts)
        self.round()
        self.claims()

    def take(self, event: ge.GrantEvent) -> None:
        """Fold one event in, and remember what that looks like."""
        grant = event.originator_id
        self.facts[grant] = folded(self.facts.get(grant), event)
        self.seen[grant, event.originator_version] = _ENCODER.encode(self.facts[grant])

    def finish(self) -> int:
        """What is looked at once, when all has been told; the number of prefixes that were replayed."""
        memory = self.lives.story.memory
        again: dict[UUID, Facts] = {}
        for stored in memory.stored:
            event = MAPPER.to_domain_event(stored)
            if isinstance(event, ge.GrantEvent):
                facts = again[event.originator_id] = folded(again.get(event.originator_id), event)
                now = _ENCODER.encode(facts)
                before = self.seen[event.originator_id, event.originator_version]
                assert before == now, f"version {event.originator_version} replays to something else"
        for facts in again.values():
            self.days(facts)
        self.rebuilt()
        return len(self.seen)

    def book(self, grant: UUID, facts: Facts) -> None:
        """The live ledger moves by differences, worked out the short way."""
        after = contributions(facts)
        before = self.booked.get(grant, {})
        for key in before.keys() | after.keys():
            self.ledger[key] += after.get(key, 0) - before.get(key, 0)
        self.booked[grant] = after

    def days(self, facts: Facts) -> None:
        """Contributions are what the definition makes of the facts, and add up to the figures of every day."""
        booked = contributions(facts)
        assert booked == _refold(facts), "the short way and the definition differ"
        for day in facts.days():
            up_to = Counter[tuple[str, str]]()
            for (metric, dimension, on), amount in booked.items():
                if on <= day:
                    up_to[metric, dimension] += amount
            expected = figures(derive(fact for fact in facts.entries if fact.occurred_on <= day))
            assert {k: v for k, v in up_to.items() if v} == expected, f"figures as of {day}"

    def round(self) -> None:
        """The budget holds, and the round's sum is the sum of its grants."""
        round_ = self.lives.story.round()
        states = self.states
        held = sum(
            s.awarded for s in states.values() if s.stage in HOLDS_MONEY or (s.stage is Stage.CANCELLED and s.paid)
        )
        assert round_.reserved == held, "the round sets aside what its grants hold"
        assert 0 <= held <= round_.rules.budget, "more awarded than the budget has"
        events = self.lives.story.stream(round_.id)
        given = {e.number for e in events if isinstance(e, re.FundsReserved)}
        awards = [e.number for e in self.lives.story.memory.log if isinstance(e, ge.Awarded)]
        assert sorted(awards) == list(range(1, len(awards) + 1)), "an award number was given twice, or left out"
        assert given == set(awards), "the round and its grants number differently"
        if round_.closed:
            assert not any(s.open for s in states.values()), "a closed round with an open grant"
            assert not any(s.owed for s in states.values()), "a closed round that owes a grantee money"
            self.after_closure()

    def claims(self) -> None:
        """A document is claimed by the one grant in which it is charged and not rejected; a REGON by its library."""
        charged: dict[str, UUID] = {}
        for grant, state in self.states.items():
            for no, cost in state.standing_costs.items():
                if state.decided.get(no) is not False:
                    assert cost.document.key not in charged, "a document charged twice"
                    charged[cost.document.key] = grant
        held: dict[str, dict[str, UUID]] = {"document": {}, "regon": {}}
        for (kind, key), owner in self.lives.story.memory.claims.items():
            held.setdefault(kind, {})[key] = owner
        assert held["document"] == charged, "claims on documents"
        assert held["regon"] == {regon: library for library, regon in self.regons.items()}, "claims on REGONs"

    def register(self, event: Happened) -> None:
        """Which REGON each library has."""
        if isinstance(event, le.LibraryRegistered):
            self.regons[event.originator_id] = event.regon
        elif isinstance(event, le.LibraryCorrected):
            for field, _, new in event.changes:
                if field == "regon":
                    self.regons[event.originator_id] = new

    def after_closure(self) -> None:
        """Only one kind of event follows, and what settlements stand on stays as it was."""
        log = self.lives.story.memory.log
        closed = next(i for i, event in enumerate(log) if isinstance(event, re.RoundClosed))
        later = {type(event) for event in log[closed + 1 :] if isinstance(event, ge.GrantEvent)}
        assert later <= {ge.CorrectedAfterClosure}, "something happened to a grant of a closed round"
        for grant, state in self.states.items():
            stands = settled_figures(state)
            assert self.frozen.setdefault(grant, stands) == stands, "a settlement moved after the round had closed"

    def rebuilt(self) -> None:
        """What was booked by differences is what a fresh start would book; the counts of grants are plain counts."""
        fresh: Ledger = Counter()
        for facts in self.facts.values():
            fresh.update(contributions(facts))
        assert +self.ledger == +fresh, "rebuilt differs from live"
        assert -self.ledger == -fresh, "rebuilt differs from live"
        states = self.states.values()
        totals = Counter[str]()
        for (metric, _, _), amount in fresh.items():
            totals[metric] += amount
        assert totals["applied"] == sum(s.stage not in GONE for s in states), "applied leaves out who is gone"
        assert totals["awarded"] == sum(s.stage in HOLDS_MONEY for s in states), "awarded leaves out who is gone"
        assert totals["awarded_money"] == sum(s.awarded for s in states if s.stage in HOLDS_MONEY)


def folded(before: Facts | None, event: ge.GrantEvent) -> Facts:
    """The facts with one more event in them."""
    if before is None:
        assert isinstance(event, ge.GrantOpened)
        return begin(event)
    before.take(event)
    return before


def money(state: State) -> None:
    ceiling = state.award.rules.max_award if state.award else 0
    assert 0 <= state.paid <= state.awarded <= ceiling, "paid, awarded, ceiling"
    if state.award and state.application:
        assert state.awarded <= state.application.requested, "awarded more than was asked for"
    back = state.refund_received + state.refund_written_off
    assert back <= state.refund_due, "more came back or was given up than was due"
    assert back + state.refund_outstanding == state.refund_due, "due is received, written off and outstanding"
    assert state.refund_asked <= state.refund_due, "more was asked back than is due"
    if state.stage in (Stage.WITHDRAWN, Stage.REJECTED):
        assert not state.payments, "paid to who is gone"
    if state.report:
        assert state.paid > 0 or state.reversals, "a report without money"
    assert state.closed == (state.stage in (Stage.SETTLED, Stage.CANCELLED) and back == state.refund_due), "closed"


def settled_figures(state: State) -> tuple[int, ...]:
    """What a settlement stands on; of a cancelled grant its money only."""
    moved = (state.awarded, state.paid, state.recognised, state.refund_due, state.refund_received,
             state.refund_written_off)  # fmt: skip
    settled = state.stage is Stage.SETTLED
    return (*moved, *((len(state.counted), state.counted_virtual, state.eligible_costs) if settled else ()))


def order(facts: Facts, state: State) -> None:
    steps = [fact.occurred_on for fact in facts.entries if fact.stage is not None]
    assert steps == sorted(steps), "stages out of order of days"
    if state.agreement:
        assert all(p.occurred_on >= state.agreement.occurred_on for p in state.payments), "paid before the agreement"
    first = state.first_report and state.paid_first(state.first_report.version)
    if state.first_report and first:
        assert state.first_report.occurred_on >= first.occurred_on, "reported before it was paid"
    ends = [fact for fact in facts.entries if isinstance(fact, (Settlement, Cancellation))]
    for end in ends:
        before = [p for p in (*state.payments, *state.reversals.values()) if p.version < end.version]
        assert all(p.occurred_on <= end.occurred_on for p in before), "ended before a payment that it accounts for"
    if state.stage_since and (state.refunds_asked or state.refunds_in or state.written_off):
        moved = [*state.refunds_asked, *state.refunds_in, *state.written_off]
        assert all(r.occurred_on >= state.stage_since for r in moved), "a refund before the end"


def numbers(stream: list[Happened]) -> None:
    """Things that later events name have numbers of their own, never used twice."""
    for kind, name in (
        (ge.MeetingHeld, "meeting_no"), (ge.PaymentMade, "payment_no"), (ge.CostRecorded, "cost_no"),
        (ge.WaiverRequested, "waiver_no"), (ge.RefundRequested, "refund_no"), (ge.RefundReceived, "refund_no"),
        (ge.RefundWrittenOff, "write_off_no"), (ge.AgreementAmended, "amendment_no"),
    ):  # fmt: skip
        given = [getattr(event, name) for event in stream if isinstance(event, kind)]
        assert given == list(range(1, len(given) + 1)), f"{name} given twice"
