"""A second opinion on one grant, straight from its events: the domain's rules written once more, plainly and apart.

It knows nothing of ``Facts``, ``State`` or ``settle``; where the two disagree, one of them is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from grants.kernel.envelope import Happened
from grants.lifecycle import events as ge
from grants.lifecycle.state import State

PAIRS = ("apply_award", "award_pay", "report_settle")


@dataclass
class Told:
    """What the events tell, with corrections written over what they correct."""

    award: dict[str, Any] = field(default_factory=dict)
    said: dict[int, dict[str, Any]] = field(default_factory=dict)
    meetings: set[int] = field(default_factory=set)
    payments: set[int] = field(default_factory=set)
    numbered: dict[int, int] = field(default_factory=dict)
    """Payments' versions by their numbers, for what came back."""
    changes: list[int] = field(default_factory=list)
    """Versions of the changes of the award."""
    extensions: list[int] = field(default_factory=list)
    refunds: set[int] = field(default_factory=set)
    costs: dict[int, int] = field(default_factory=dict)
    accepted: set[int] = field(default_factory=set)
    rejected: set[int] = field(default_factory=set)
    given_up: set[int] = field(default_factory=set)
    """Versions of what was written off."""
    asked: set[int] = field(default_factory=set)
    waived: dict[int, bool] = field(default_factory=dict)

    # --- arithmetic --------------------------------------------------------------------------------------------

    def counted(self) -> list[dict[str, Any]]:
        rules = self.award["rules"] if self.award else None
        return [
            m for m in (self.said[v] for v in self.meetings)
            if rules and m["partners"] and str(rules.activity_from) <= m["occurred_on"] <= str(rules.activity_to)
        ]  # fmt: skip

    def back(self) -> int:
        """What came back and what was given up."""
        return sum(self.said[v]["amount"] for v in self.refunds | self.given_up)

    def awarded(self) -> int:
        """As the last change left it."""
        amount = self.said[self.changes[-1]]["new"] if self.changes else self.said[self.award["version"]]["amount"]
        return int(amount)

    def deadline(self, before: int) -> str:
        """The report's, as it was in force when version ``before`` was recorded."""
        later = [v for v in self.extensions if v < before]
        return str(self.said[later[-1]]["new"] if later else self.said[self.award["version"]]["report_due_on"])

    def paid(self) -> int:
        return sum(self.said[v]["amount"] for v in self.payments)

    def eligible(self) -> int:
        return sum(self.said[v]["charged"] for no, v in self.costs.items() if no in self.accepted)

    def cap(self, held: int) -> int:
        rules, awarded = self.award["rules"], self.awarded()
        if held >= rules.min_meetings or rules.shortfall_policy == "accept":
            return int(awarded)
        return 0 if rules.shortfall_policy == "none" else int(awarded) * held // int(rules.min_meetings)

    # --- comparison --------------------------------------------------------------------------------------------

    def check(self, state: State, stream: list[Happened]) -> None:
        assert len(state.meetings) == len(self.meetings), "meetings held"
        assert len(state.counted) == len(self.counted()), "meetings that count"
        assert state.counted_virtual == sum(m["mode"] == "virtual" for m in self.counted()), "virtual ones"
        assert state.paid == self.paid(), "paid"
        assert state.awarded == (self.awarded() if self.award else 0), "awarded"
        assert state.eligible_costs == self.eligible(), "eligible costs"
        assert state.refund_received == sum(self.said[v]["amount"] for v in self.refunds), "refunds"
        assert state.refund_written_off == sum(self.said[v]["amount"] for v in self.given_up), "written off"
        assert state.standing_costs.keys() == self.costs.keys(), "costs that stand"
        assert state.waiver_granted == any(self.waived.values()), "waiver"
        for meeting in (self.said[v] for v in self.meetings):
            assert self.said[1]["library"] not in meeting["partners"], "the leading library as its own partner"
            assert (meeting["mode"] == "virtual") == (meeting["channel"] is not None), "mode and channel"
        hands(stream)
        hands_on_costs(stream)
        hands_on_money(stream)

    def settled(self, event: ge.Settled) -> None:
        """The settlement's arithmetic at the moment it was made."""
        rules, counted = self.award["rules"], self.counted()
        virtual = sum(m["mode"] == "virtual" for m in counted)
        awarded = self.awarded()
        assert self.costs.keys() == self.accepted | self.rejected, "settled with undecided costs"
        assert self.asked == self.waived.keys(), "settled with a waiver waiting"
        recognised = min(self.eligible(), awarded, self.cap(len(counted)))
        gross = sum(self.said[v]["gross"] for no, v in self.costs.items() if no in self.accepted)
        expected = {
            "counted": len(counted), "counted_virtual": virtual, "eligible_costs": self.eligible(),
            "cap": self.cap(len(counted)), "recognised": recognised, "paid": self.paid(),
            "refund_due": max(0, self.paid() - recognised), "own_contribution": max(0, gross - recognised),
            "outcome": "full" if len(counted) >= rules.min_meetings else "partial",
        }  # fmt: skip
        assert {name: getattr(event, name) for name in expected} == expected, "the settlement's arithmetic"
        if not (any(self.waived.values()) or virtual >= rules.min_virtual or not counted):
            assert event.virtual_override is not None, "settled without the virtual meeting"
        if len(counted) < rules.min_meetings and recognised > awarded * len(counted) // rules.min_meetings:
            assert rules.shortfall_policy == "accept", "full money for too few meetings"
            assert event.shortfall_reason is not None, "a shortfall accepted without a reason"


def told_by(stream: list[Happened]) -> Told:
    told = Told()
    for event in stream:
        take(told, event)
    return told


def take(told: Told, event: Happened) -> None:
    version = event.originator_version
    told.said[version] = msgspec.to_builtins(vars(event), enc_hook=str)
    match event:
        case ge.Applied():
            told.award, told.asked, told.waived, told.changes = {}, set(), {}, []
        case ge.Awarded():
            told.award = {"rules": event.rules, "version": version}
        case ge.MeetingHeld():
            told.meetings.add(version)
        case ge.MeetingVoided():
            told.meetings.remove(event.corrects)
        case ge.PaymentMade():
            told.payments.add(version)
            told.numbered[event.payment_no] = version
        case ge.RefundReceived():
            told.refunds.add(version)
        case ge.WaiverRequested():
            told.asked.add(event.waiver_no)
        case ge.WaiverGranted() | ge.WaiverRefused():
            told.waived[event.waiver_no] = isinstance(event, ge.WaiverGranted)
        case ge.Settled():
            told.settled(event)
        case _:
            take_costs_and_corrections(told, event)
            take_the_end(told, event)
            take_revisions(told, event)


def take_costs_and_corrections(told: Told, event: Happened) -> None:
    match event:
        case ge.CostRecorded():
            told.costs[event.cost_no] = event.originator_version
        case ge.CostAccepted():
            told.accepted.add(event.cost_no)
        case ge.CostRejected():
            told.rejected.add(event.cost_no)
        case ge.CostDecisionWithdrawn():
            told.accepted.discard(event.cost_no)
            told.rejected.discard(event.cost_no)
        case ge.CostWithdrawn():
            assert event.cost_no not in told.accepted | told.rejected, "a decided cost withdrawn"
            del told.costs[event.cost_no]
        case ge.CostCorrected() if event.cost_no in told.accepted | told.rejected:
            raise AssertionError("a decided cost corrected")
        case ge.MeetingCorrected() | ge.FactCorrected() | ge.CostCorrected() | ge.CorrectedAfterClosure():
            fact = told.said[event.corrects]
            for name, old, new in event.changes:
                assert fact[name] == old, f"{event.TOPIC} quotes an old {name} that did not stand"
                fact[name] = new
        case _:
            pass


def take_revisions(told: Told, event: Happened) -> None:
    version = event.originator_version
    match event:
        case ge.AwardRevoked():
            assert not told.payments, "an award with payments taken back"
            told.award, told.changes = {}, []
        case ge.AwardChanged():
            assert event.old == told.awarded() != event.new, "a change quotes another award"
            told.changes.append(version)
        case ge.PaymentReversed():
            payment = told.numbered[event.payment_no]
            assert event.amount == told.said[payment]["amount"], "a part of a payment was reversed"
            assert not told.back(), "reversed after money came back"
            told.payments.remove(payment)
        case ge.ReportDeadlineExtended():
            assert told.deadline(version) == str(event.old) < str(event.new), "an extension of another deadline"
            told.extensions.append(version)
        case ge.ReportSubmitted():
            days = (event.occurred_on - date.fromisoformat(told.deadline(version))).days
            assert event.days_late == max(0, days), "days late"
        case _:
            pass


def take_the_end(told: Told, event: Happened) -> None:
    match event:
        case ge.RefundWrittenOff():
            told.given_up.add(event.originator_version)
        case ge.SettlementReopened():
            assert not told.back(), "reopened after money came back"
        case _:
            pass


def hands(stream: list[Happened]) -> None:
    """Four eyes: where the award's rules say so, two people took the two steps."""
    by: dict[str, UUID] = {}
    rules: tuple[str, ...] = ()
    for event in stream:
        match event:
            case ge.Applied() | ge.ApplicationResubmitted():
                by["apply"] = event.actor
            case ge.Awarded():
                rules = event.rules.four_eyes
                assert "apply_award" not in rules or event.actor != by["apply"], "awarded by who applied"
            case ge.ReportSubmitted() | ge.ReportResubmitted():
                by["report"] = event.actor
            case ge.Settled():
                assert "report_settle" not in rules or event.actor != by["report"], "settled by who reported"
                by["settle"] = event.actor
            case ge.SettlementReopened():
                assert "settle_reopen" not in rules or event.actor != by["settle"], "reopened by who settled"
            case _:
                pass


def hands_on_money(stream: list[Happened]) -> None:
    """The same of what was promised, paid and asked back."""
    promised: dict[str, list[UUID]] = {}
    payers: dict[int, UUID] = {}
    rules: tuple[str, ...] = ()
    for event in stream:
        match event:
            case ge.Awarded():
                rules = event.rules.four_eyes
                promised = {"award": [event.actor], "change": []}
            case ge.AwardChanged():
                assert "award_change" not in rules or event.actor not in promised["award"], "changed by who awarded"
                promised["change"].append(event.actor)
            case ge.PaymentMade():
                awarders = [*promised["award"], *promised["change"]]
                assert "award_pay" not in rules or event.actor not in awarders, "paid by who awarded"
                payers[event.payment_no] = event.actor
            case ge.PaymentReversed():
                assert "pay_reverse" not in rules or event.actor != payers[event.payment_no], "reversed by who paid"
                promised.pop("refund", None)
            case ge.RefundRequested():
                promised["refund"] = [event.actor]
            case ge.SettlementReopened():
                promised.pop("refund", None)
            case ge.RefundReceived():
                assert "refund" not in rules or event.actor not in promised.get("refund", ()), "received by who asked"
            case ge.RefundWrittenOff():
                asked = promised.get("refund", ())
                assert "refund_write_off" not in rules or event.actor not in asked, "written off by who asked"
            case _:
                pass


def hands_on_costs(stream: list[Happened]) -> None:
    """Neither who recorded a cost nor who corrected it last decides on it."""
    told: dict[int, tuple[UUID, UUID]] = {}
    asked = False
    for event in stream:
        match event:
            case ge.Awarded():
                asked = "costs" in event.rules.four_eyes
            case ge.CostRecorded():
                told[event.cost_no] = (event.actor, event.actor)
            case ge.CostCorrected():
                told[event.cost_no] = (told[event.cost_no][0], event.actor)
            case ge.CostAccepted() | ge.CostRejected() | ge.CostDecisionWithdrawn():
                assert not asked or event.actor not in told[event.cost_no], "decided by who told it"
            case _:
                pass


def last_day(stream: list[Happened]) -> date:
    return max(event.occurred_on for event in stream)
