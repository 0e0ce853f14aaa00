"""One page: every command, its handler, who may issue it, and what it may cause. A test proves it complete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from grants.findings import commands as fnd
from grants.findings import events as fe
from grants.findings import handlers as fnd_do
from grants.inspection import events as ie
from grants.kernel.codes import Role
from grants.kernel.command import Command, Done
from grants.kernel.envelope import Happened
from grants.kernel.ports import Work
from grants.libraries import commands as lib
from grants.libraries import events as le
from grants.libraries import handlers as lib_do
from grants.lifecycle import events as ge
from grants.lifecycle.commands import (
    applying,
    assigning,
    awarding,
    costs,
    ending,
    many,
    meetings,
    planning,
    revising,
    revoking,
    settling,
)
from grants.lifecycle.handlers import applying as apply_do
from grants.lifecycle.handlers import assigning as assign_do
from grants.lifecycle.handlers import awarding as award_do
from grants.lifecycle.handlers import costs as cost_do
from grants.lifecycle.handlers import ending as end_do
from grants.lifecycle.handlers import many as many_do
from grants.lifecycle.handlers import meetings as meet_do
from grants.lifecycle.handlers import planning as plan_do
from grants.lifecycle.handlers import revising as revise_do
from grants.lifecycle.handlers import revoking as revoke_do
from grants.lifecycle.handlers import settling as settle_do
from grants.rounds import commands as rnd
from grants.rounds import events as re
from grants.rounds import handlers as rnd_do

Handler = Callable[[Work, Any], Done]

S, M, F, L = Role.COORDINATOR, Role.MANAGER, Role.FINANCE, Role.LIBRARY
STAFF: Final = frozenset({S, M})
SENT: Final = frozenset({S, M, L})
"""What libraries send: themselves, or through staff who key it in on their behalf."""
MONEY: Final = frozenset({F})
DESK: Final = frozenset({S, F})
CHIEF: Final = frozenset({M})
AUDIT: Final = frozenset({Role.AUDITOR})
"""Who reads everything and changes nothing: what audits find stands in streams of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the programme knows of one command. ``step`` is its name in the stage table, if a grant's stage rules it."""

    handler: Handler
    roles: frozenset[Role]
    events: tuple[type[Happened], ...]
    step: str | None = None


CATALOGUE: Final[dict[type[Command], Entry]] = {
    rnd.OpenProgramme: Entry(rnd_do.open_programme, CHIEF, (re.ProgrammeOpened,)),
    rnd.CloseProgramme: Entry(rnd_do.close_programme, CHIEF, (re.ProgrammeClosed,)),
    rnd.PublishSummary: Entry(rnd_do.publish_summary, CHIEF, (re.SummaryPublished,)),
    rnd.OpenRound: Entry(rnd_do.open_round, CHIEF, (re.RoundOpened,)),
    rnd.ChangeRules: Entry(rnd_do.change_rules, CHIEF, (re.RulesChanged,)),
    rnd.CloseCall: Entry(rnd_do.close_call, STAFF, (re.CallClosed,)),
    rnd.CloseRound: Entry(rnd_do.close_round, CHIEF, (re.RoundClosed,)),
    lib.RegisterLibrary: Entry(lib_do.register_library, STAFF, (le.LibraryRegistered,)),
    lib.CorrectLibrary: Entry(lib_do.correct_library, STAFF, (le.LibraryCorrected,)),
    lib.RetireLibrary: Entry(lib_do.retire_library, CHIEF, (le.LibraryRetired,)),
    lib.RestoreLibrary: Entry(lib_do.restore_library, CHIEF, (le.LibraryRestored,)),
    lib.FormCoalition: Entry(lib_do.form_coalition, STAFF, (le.CoalitionFormed,)),
    lib.AddPartner: Entry(lib_do.add_partner, STAFF, (le.PartnerAdded,)),
    lib.LetPartnerLeave: Entry(lib_do.let_partner_leave, STAFF, (le.PartnerLeft,)),
    applying.ApplyForGrant: Entry(
        apply_do.apply_for_grant, SENT, (ge.GrantOpened, ge.Applied, ge.WaiverRequested), "apply"
    ),
    applying.ResubmitApplication: Entry(
        apply_do.resubmit_application, SENT, (ge.ApplicationResubmitted, ge.WaiverRequested), "resubmit"
    ),
    applying.ReturnApplication: Entry(
        apply_do.return_application, STAFF, (ge.ApplicationReturned,), "return_application"
    ),
    applying.WithdrawApplication: Entry(
        apply_do.withdraw_application, SENT, (ge.ApplicationWithdrawn, re.FundsReleased), "withdraw"
    ),
    applying.RejectApplication: Entry(apply_do.reject_application, STAFF, (ge.ApplicationRejected,), "reject"),
    awarding.AwardGrant: Entry(award_do.award_grant, STAFF, (ge.Awarded, re.FundsReserved), "award"),
    awarding.AwardGrants: Entry(award_do.award_grants, STAFF, (ge.Awarded, re.FundsReserved), "award"),
    awarding.SignAgreement: Entry(award_do.sign_agreement, STAFF, (ge.AgreementSigned,), "sign"),
    awarding.RecordPayment: Entry(award_do.record_payment, MONEY, (ge.PaymentMade,), "pay"),
    awarding.CancelGrant: Entry(award_do.cancel_grant, CHIEF, (ge.Cancelled, re.FundsReleased), "cancel"),
    assigning.AssignGrant: Entry(assign_do.assign_grant, STAFF, (ge.GrantAssigned,), "assign"),
    assigning.HandOverGrants: Entry(assign_do.hand_over_grants, STAFF, (ge.GrantAssigned,), "assign"),
    planning.PlanMeeting: Entry(plan_do.plan_meeting, SENT, (ge.MeetingPlanned,), "plan_meeting"),
    planning.ReschedulePlan: Entry(plan_do.reschedule_plan, SENT, (ge.MeetingRescheduled,), "reschedule_plan"),
    planning.CancelPlan: Entry(plan_do.cancel_plan, SENT, (ge.PlanCancelled,), "cancel_plan"),
    revising.ChangeAward: Entry(revise_do.change_award, STAFF, (ge.AwardChanged, re.FundsChanged), "change_award"),
    revising.AmendAgreement: Entry(revise_do.amend_agreement, STAFF, (ge.AgreementAmended,), "amend"),
    revising.ReversePayment: Entry(
        revise_do.reverse_payment, MONEY, (ge.PaymentReversed, re.FundsReleased), "reverse"
    ),
    revising.ExtendReportDeadline: Entry(
        revise_do.extend_report_deadline, STAFF, (ge.ReportDeadlineExtended,), "extend"
    ),
    revoking.RevokeAward: Entry(revoke_do.revoke_award, STAFF, (ge.AwardRevoked, re.FundsReleased), "revoke_award"),
    revoking.RevokeReturn: Entry(revoke_do.revoke_return, STAFF, (ge.ApplicationReturnRevoked,), "revoke_return"),
    revoking.RevokeReportReturn: Entry(
        revoke_do.revoke_report_return, STAFF, (ge.ReportReturnRevoked,), "revoke_report_return"
    ),
    meetings.RecordMeeting: Entry(meet_do.record_meeting, SENT, (ge.MeetingHeld,), "hold_meeting"),
    meetings.CorrectMeeting: Entry(meet_do.correct_meeting, STAFF, (ge.MeetingCorrected,), "correct_meeting"),
    meetings.VoidMeeting: Entry(meet_do.void_meeting, STAFF, (ge.MeetingVoided,), "void_meeting"),
    meetings.AskWaiver: Entry(meet_do.ask_waiver, SENT, (ge.WaiverRequested,), "ask_waiver"),
    meetings.GrantWaiver: Entry(meet_do.grant_waiver, STAFF, (ge.WaiverGranted,), "decide_waiver"),
    meetings.RefuseWaiver: Entry(meet_do.refuse_waiver, STAFF, (ge.WaiverRefused,), "decide_waiver"),
    settling.RecordCost: Entry(settle_do.record_cost, SENT, (ge.CostRecorded,), "record_cost"),
    settling.AcceptCost: Entry(settle_do.accept_cost, DESK, (ge.CostAccepted,), "accept_cost"),
    settling.RejectCost: Entry(settle_do.reject_cost, DESK, (ge.CostRejected,), "reject_cost"),
    costs.CorrectCost: Entry(cost_do.correct_cost, SENT, (ge.CostCorrected,), "correct_cost"),
    costs.WithdrawCost: Entry(cost_do.withdraw_cost, SENT, (ge.CostWithdrawn,), "withdraw_cost"),
    costs.WithdrawCostDecision: Entry(
        cost_do.withdraw_cost_decision, DESK, (ge.CostDecisionWithdrawn,), "withdraw_cost_decision"
    ),
    settling.SubmitReport: Entry(settle_do.submit_report, SENT, (ge.ReportSubmitted,), "report"),
    settling.ReturnReport: Entry(settle_do.return_report, STAFF, (ge.ReportReturned,), "return_report"),
    settling.ResubmitReport: Entry(settle_do.resubmit_report, SENT, (ge.ReportResubmitted,), "resubmit_report"),
    settling.SettleGrant: Entry(settle_do.settle_grant, frozenset({S, M, F}), (ge.Settled,), "settle"),
    settling.RequestRefund: Entry(settle_do.request_refund, DESK, (ge.RefundRequested,), "request_refund"),
    settling.RecordRefund: Entry(settle_do.record_refund, MONEY, (ge.RefundReceived,), "receive_refund"),
    settling.CorrectFact: Entry(
        settle_do.correct_fact, frozenset({S, M, F}),
        (ge.FactCorrected, re.FundsChanged, re.FundsReleased, re.FundsReserved, re.FundsKept), "correct_fact",
    ),
    many.ReturnApplications: Entry(
        many_do.return_applications, STAFF, (ge.ApplicationReturned,), "return_application"
    ),
    many.SignAgreements: Entry(many_do.sign_agreements, STAFF, (ge.AgreementSigned,), "sign"),
    many.RecordPayments: Entry(many_do.record_payments, MONEY, (ge.PaymentMade,), "pay"),
    many.AcceptCosts: Entry(many_do.accept_costs, DESK, (ge.CostAccepted,), "accept_cost"),
    many.SettleGrants: Entry(many_do.settle_grants, frozenset({S, M, F}), (ge.Settled,), "settle"),
    ending.ReopenSettlement: Entry(
        end_do.reopen_settlement, CHIEF, (ge.SettlementReopened, re.FundsKept), "reopen_settlement"
    ),
    ending.WriteOffRefund: Entry(end_do.write_off_refund, CHIEF, (ge.RefundWrittenOff,), "write_off_refund"),
    ending.CorrectAfterClosure: Entry(
        end_do.correct_after_closure, CHIEF, (ge.CorrectedAfterClosure,), "correct_after_closure"
    ),
    fnd.RecordFinding: Entry(fnd_do.record_finding, AUDIT, (fe.FindingRecorded,)),
}  # fmt: skip

NOTED: Final[tuple[type[Happened], ...]] = (ie.InspectionBegun, ie.FactsRead)
"""What no command causes: the log of reads is written while an auditor reads (``grants.store.looking``)."""

BY_NAME: Final[dict[str, type[Command]]] = {command.__name__: command for command in CATALOGUE}
