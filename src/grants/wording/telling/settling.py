"""What the trail says about costs, reports, settlements and refunds."""

from __future__ import annotations

from typing import Final

from grants.wording.telling.sentence import Sentence

SENTENCES: Final = {
    "grant.cost_recorded.v1": Sentence(
        (
            "Cost no. {cost_no} was recorded ({category:category}): document of {issued_on:day} for "
            "{gross:money}, {charged:money} charged to the grant"
        ),
        ("for_meeting", "for meeting no. {meeting_no}"),
    ),
    "grant.cost_accepted.v1": Sentence("Cost no. {cost_no} was accepted"),
    "grant.cost_rejected.v1": Sentence("Cost no. {cost_no} was rejected"),
    "grant.cost_corrected.v1": Sentence("Cost no. {cost_no} was corrected: {changes:changes}"),
    "grant.cost_withdrawn.v1": Sentence("Cost no. {cost_no} was withdrawn"),
    "grant.cost_decision_withdrawn.v1": Sentence(
        "The decision on cost no. {cost_no} was taken back; the cost waits for a decision again",
    ),
    "grant.report_submitted.v1": Sentence(
        "The report was submitted: {meetings:meetings}, {attendances:attendances}, costs {charged:money}",
        ("late", "{days_late:days} late"),
    ),
    "grant.report_returned.v1": Sentence(
        "The report was returned for correction, due on {due_on:day}, with {findings:findings}",
    ),
    "grant.report_resubmitted.v1": Sentence(
        "The corrected report was submitted: {meetings:meetings}, {attendances:attendances}, costs {charged:money}",
    ),
    "grant.settled.v1": Sentence(
        (
            "The grant was settled: meetings that count: {counted}, virtual ones among them: "
            "{counted_virtual}, recognised {recognised:money}, to be returned {refund_due:money}"
        ),
        ("partial", "fewer meetings than required"),
        ("own", "own contribution {own_contribution:money}"),
        ("waived", "the virtual meeting was waived"),
        ("overridden", "a manager did not require the virtual meeting"),
        ("late", "the report came {days_late:days} late"),
    ),
    "grant.refund_requested.v1": Sentence("A refund of {amount:money} was requested, due on {due_on:day}"),
    "grant.settlement_reopened.v1": Sentence(
        "The settlement was reopened; the grant is back at the stage ‘Report submitted’",
    ),
    "grant.refund_written_off.v1": Sentence("A refund of {amount:money} was written off"),
    "grant.corrected_after_closure.v1": Sentence(
        "Entry no. {corrects} was corrected after the round had closed: {changes:changes}",
    ),
    "grant.refund_received.v1": Sentence("A refund of {amount:money} was received (bank reference {bank_reference})"),
}
