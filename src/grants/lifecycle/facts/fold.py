"""The fold itself: which event leaves which fact, and what a correction or a voiding does to one."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct, field, structs

from grants.lifecycle import events
from grants.lifecycle.facts import kinds as k

FACT_OF: Final[dict[type[events.GrantEvent], type[k.Fact]]] = {
    events.Applied: k.Application,
    events.ApplicationResubmitted: k.Application,
    events.ApplicationReturned: k.Return,
    events.ApplicationReturnRevoked: k.ReturnOff,
    events.ApplicationWithdrawn: k.Withdrawal,
    events.ApplicationRejected: k.Rejection,
    events.Awarded: k.Award,
    events.AwardRevoked: k.AwardOff,
    events.AwardChanged: k.AwardChange,
    events.AgreementSigned: k.Agreement,
    events.AgreementAmended: k.Amendment,
    events.PaymentMade: k.Payment,
    events.PaymentReversed: k.Reversal,
    events.GrantAssigned: k.Assignment,
    events.MeetingPlanned: k.Planned,
    events.MeetingRescheduled: k.PlanMoved,
    events.PlanCancelled: k.PlanOff,
    events.MeetingHeld: k.Meeting,
    events.WaiverRequested: k.WaiverAsked,
    events.WaiverGranted: k.WaiverYes,
    events.WaiverRefused: k.WaiverNo,
    events.CostRecorded: k.Cost,
    events.CostAccepted: k.CostYes,
    events.CostRejected: k.CostNo,
    events.CostDecisionWithdrawn: k.CostOpen,
    events.CostWithdrawn: k.CostOff,
    events.ReportSubmitted: k.Report,
    events.ReportResubmitted: k.Report,
    events.ReportReturned: k.ReportBack,
    events.ReportReturnRevoked: k.ReportBackOff,
    events.ReportDeadlineExtended: k.Extension,
    events.Settled: k.Settlement,
    events.SettlementReopened: k.Reopening,
    events.RefundRequested: k.RefundAsked,
    events.RefundReceived: k.RefundIn,
    events.RefundWrittenOff: k.WriteOff,
    events.Cancelled: k.Cancellation,
}
CORRECTING: Final = (
    events.MeetingCorrected, events.CostCorrected, events.FactCorrected, events.CorrectedAfterClosure,
)  # fmt: skip
"""Events that replace values inside the fact that they name."""

_FIELDS: Final = {kind: kind.__struct_fields__ for kind in set(FACT_OF.values())}


class Facts(Struct):
    """All facts of one grant, in order of version. ``voided`` keeps what was taken out, for display and numbering."""

    round: UUID
    library: UUID
    version: int = 1
    entries: list[k.AnyFact] = field(default_factory=list)
    voided: list[k.AnyFact] = field(default_factory=list)

    def take(self, event: events.GrantEvent) -> None:
        """Fold one more event in. Never refuses."""
        self.version = event.originator_version
        kind = FACT_OF.get(type(event))
        if kind is not None:
            self.entries.append(_fact(kind, event))
        elif isinstance(event, events.MeetingVoided):
            index = self._index(event.corrects)
            self.voided.append(self.entries.pop(index))
        elif isinstance(event, CORRECTING):
            index = self._index(event.corrects)
            self.entries[index] = corrected(self.entries[index], event.changes)
            if isinstance(event, events.CostCorrected):
                self.entries[index] = structs.replace(self.entries[index], corrected_by=event.actor)

    def at(self, version: int) -> k.AnyFact | None:
        """The fact that happened in ``version``, if it stands."""
        return next((f for f in self.entries if f.version == version), None)

    def until(self, day: date) -> list[k.AnyFact]:
        """The facts whose (corrected) day is not after ``day``, in order of version."""
        return [f for f in self.entries if f.occurred_on <= day]

    def days(self) -> list[date]:
        """The distinct days on which something happened, in order."""
        return sorted({f.occurred_on for f in self.entries})

    def _index(self, version: int) -> int:
        return next(i for i, f in enumerate(self.entries) if f.version == version)


def begin(event: events.GrantOpened) -> Facts:
    """The facts of a stream that has just begun."""
    return Facts(round=event.round, library=event.library)


def corrected(fact: k.AnyFact, changes: list[list[Any]]) -> k.AnyFact:
    """The fact with the new values of ``changes`` ([field, old, new]) in place."""
    values = msgspec.to_builtins(fact)
    values.update({name: new for name, _, new in changes})
    return msgspec.convert(values, type(fact))


def plain(fact: k.AnyFact, name: str) -> Any:
    """A field's value in the plain form in which corrections quote it (ISO days, lists, numbers)."""
    return msgspec.json.decode(msgspec.json.encode(getattr(fact, name)))


def _fact(kind: type[k.Fact], event: events.GrantEvent) -> Any:
    values = {name: getattr(event, name) for name in _FIELDS[kind] if name != "version" and hasattr(event, name)}
    if kind is k.Meeting:
        values["attendance"] = [(who, n) for who, n in values["attendance"]]
    if kind is k.Report:
        values["first"] = isinstance(event, events.ReportSubmitted)
    return kind(version=event.originator_version, **values)
