"""Each kind of due with the command that ends the waiting, and the page where that is done."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from grants.kernel.command import Command
from grants.lifecycle.commands import applying, awarding, meetings, settling
from web.support.guards import may
from web.support.people import Person

BY_STAFF: Final[dict[str, tuple[type[Command], str]]] = {
    "application_check": (awarding.AwardGrant, "/award"),
    "waiver_decision": (meetings.GrantWaiver, "/waiver/grant"),
    "agreement": (awarding.SignAgreement, "/sign"),
    "payment": (awarding.RecordPayment, "/pay"),
    "cost_decision": (settling.AcceptCost, "#costs"),
    "settlement": (settling.SettleGrant, "/settle"),
    "refund_request": (settling.RequestRefund, "/refund/request"),
}
"""The command's roles in the catalogue say for whom it waits."""
BY_LIBRARIES: Final[dict[str, tuple[type[Command], str]]] = {
    "report": (settling.SubmitReport, "/report"),
    "application_correction": (applying.ResubmitApplication, "/resubmit"),
    "report_correction": (settling.ResubmitReport, "/report/resubmit"),
    "refund": (settling.RecordRefund, "/refund/receive"),
}
"""What staff key in for a library, or see on the bank's statement: money comes back by no command of the library."""
STEPS: Final = {**BY_STAFF, **BY_LIBRARIES}


def step_href(kind: str, grant: UUID, person: Person) -> str:
    """The form of the step that is waited for; empty if this person may not take it."""
    command, tail = STEPS[kind]
    return f"/grants/{grant}{tail}" if may(command).permits(person) else ""
