"""Stages, the facts shown beside them, steps and commands as buttons say them, roles."""

from __future__ import annotations

from typing import Final

STAGE: Final = {
    "opened": "Opened",
    "applied": "Applied",
    "returned": "To be corrected",
    "withdrawn": "Withdrawn",
    "rejected": "Rejected",
    "awarded": "Awarded",
    "agreed": "Agreement signed",
    "reported": "Report submitted",
    "settled": "Settled",
    "cancelled": "Terminated",
    "closed": "Closed",
}

STATUS: Final = {
    "running": "Under way",
    "paid": "Paid",
    "overdue": "Overdue",
    "refund": "Refund",
    "requirement_met": "Requirement met",
}

STEP: Final = {
    "apply": "Apply",
    "resubmit": "Send the corrected application",
    "return_application": "Return for correction",
    "reject": "Reject the application",
    "withdraw": "Withdraw the application",
    "award": "Award the grant",
    "sign": "Record the signed agreement",
    "pay": "Record a payment",
    "cancel": "Terminate the grant",
    "hold_meeting": "Record a meeting",
    "correct_meeting": "Correct the meeting",
    "void_meeting": "Void the meeting’s entry",
    "ask_waiver": "Ask for a waiver",
    "decide_waiver": "Decide on the waiver",
    "record_cost": "Record a cost",
    "accept_cost": "Accept the cost",
    "reject_cost": "Reject the cost",
    "report": "Submit the report",
    "resubmit_report": "Send the corrected report",
    "return_report": "Return the report for correction",
    "settle": "Settle the grant",
    "request_refund": "Request a refund",
    "receive_refund": "Record a refund",
    "correct_fact": "Correct an entry",
}

COMMAND: Final = {
    "OpenProgramme": "Open a programme",
    "CloseProgramme": "Close the programme",
    "OpenRound": "Open a round",
    "ChangeRules": "Change the rules of the round",
    "CloseCall": "Close the call",
    "CloseRound": "Close the round",
    "RegisterLibrary": "Register a library",
    "CorrectLibrary": "Correct the library’s data",
    "FormCoalition": "Form a coalition",
    "AddPartner": "Add a Partner Library",
    "LetPartnerLeave": "Record that a partner left",
    "ApplyForGrant": "Apply for a grant",
    "ResubmitApplication": "Send the corrected application",
    "ReturnApplication": "Return for correction",
    "WithdrawApplication": "Withdraw the application",
    "RejectApplication": "Reject the application",
    "AwardGrant": "Award the grant",
    "AwardGrants": "Award the selected grants",
    "SignAgreement": "Record the signed agreement",
    "RecordPayment": "Record a payment",
    "CancelGrant": "Terminate the grant",
    "RecordMeeting": "Record a meeting",
    "CorrectMeeting": "Correct the meeting",
    "VoidMeeting": "Void the meeting’s entry",
    "AskWaiver": "Ask for a waiver",
    "GrantWaiver": "Grant the waiver",
    "RefuseWaiver": "Refuse the waiver",
    "RecordCost": "Record a cost",
    "AcceptCost": "Accept the cost",
    "RejectCost": "Reject the cost",
    "SubmitReport": "Submit the report",
    "ReturnReport": "Return the report for correction",
    "ResubmitReport": "Send the corrected report",
    "SettleGrant": "Settle the grant",
    "RequestRefund": "Request a refund",
    "RecordRefund": "Record a refund",
    "CorrectFact": "Correct an entry",
}

ROLE: Final = {
    "coordinator": "coordinator",
    "manager": "manager",
    "finance": "finance officer",
    "auditor": "auditor",
    "viewer": "viewer",
    "library": "library",
}
