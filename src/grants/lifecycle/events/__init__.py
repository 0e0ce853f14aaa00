"""What happens to a grant: stored names and shapes are for ever (golden files in tests/store/wire).

``occurred_on`` is the business day of the fact itself: the meeting's, the bank's, the signature's or the decision's.
Money is in grosze. Typed texts stand behind references. ``corrects`` is a version in the same stream.
"""

from __future__ import annotations

from grants.lifecycle.events.applying import (
    ApplicationRejected,
    ApplicationResubmitted,
    ApplicationReturned,
    ApplicationReturnRevoked,
    ApplicationWithdrawn,
    Applied,
)
from grants.lifecycle.events.awarding import (
    AgreementAmended,
    AgreementSigned,
    AwardChanged,
    Awarded,
    AwardRevoked,
    Cancelled,
    GrantAssigned,
    PaymentMade,
    PaymentReversed,
)
from grants.lifecycle.events.base import GrantEvent, GrantOpened
from grants.lifecycle.events.costs import (
    CostAccepted,
    CostCorrected,
    CostDecisionWithdrawn,
    CostRecorded,
    CostRejected,
    CostWithdrawn,
)
from grants.lifecycle.events.meetings import (
    MeetingCorrected,
    MeetingHeld,
    MeetingPlanned,
    MeetingRescheduled,
    MeetingVoided,
    PlanCancelled,
    WaiverGranted,
    WaiverRefused,
    WaiverRequested,
)
from grants.lifecycle.events.settling import (
    CorrectedAfterClosure,
    FactCorrected,
    RefundReceived,
    RefundRequested,
    RefundWrittenOff,
    ReportDeadlineExtended,
    ReportResubmitted,
    ReportReturned,
    ReportReturnRevoked,
    ReportSubmitted,
    Settled,
    SettlementReopened,
)

__all__ = [
    "AgreementAmended",
    "AgreementSigned",
    "ApplicationRejected",
    "ApplicationResubmitted",
    "ApplicationReturnRevoked",
    "ApplicationReturned",
    "ApplicationWithdrawn",
    "Applied",
    "AwardChanged",
    "AwardRevoked",
    "Awarded",
    "Cancelled",
    "CorrectedAfterClosure",
    "CostAccepted",
    "CostCorrected",
    "CostDecisionWithdrawn",
    "CostRecorded",
    "CostRejected",
    "CostWithdrawn",
    "FactCorrected",
    "GrantAssigned",
    "GrantEvent",
    "GrantOpened",
    "MeetingCorrected",
    "MeetingHeld",
    "MeetingPlanned",
    "MeetingRescheduled",
    "MeetingVoided",
    "PaymentMade",
    "PaymentReversed",
    "PlanCancelled",
    "RefundReceived",
    "RefundRequested",
    "RefundWrittenOff",
    "ReportDeadlineExtended",
    "ReportResubmitted",
    "ReportReturnRevoked",
    "ReportReturned",
    "ReportSubmitted",
    "Settled",
    "SettlementReopened",
    "WaiverGranted",
    "WaiverRefused",
    "WaiverRequested",
]
