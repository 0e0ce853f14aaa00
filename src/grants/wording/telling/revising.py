"""What the trail says about changes of an award, amendments, reversals and later deadlines."""

from __future__ import annotations

from typing import Final

from grants.wording.telling.sentence import Sentence

SENTENCES: Final = {
    "grant.award_changed.v1": Sentence("The award was changed from {old:money} to {new:money}"),
    "grant.award_revoked.v1": Sentence(
        "The award was taken back as a mistake; the application waits for a decision again"
    ),
    "grant.application_return_revoked.v1": Sentence(
        "The return of the application was taken back as a mistake; the application waits for a decision again",
    ),
    "grant.report_return_revoked.v1": Sentence(
        "The return of the report was taken back as a mistake; the report waits for the settlement again",
    ),
    "grant.agreement_amended.v1": Sentence(
        "The agreement was amended (amendment no. {amendment_no}, numbered {number})",
        ("new_account", "payments now go to the account ending in {account.last4}"),
    ),
    "grant.payment_reversed.v1": Sentence(
        (
            "{amount:money} came back from the bank: payment no. {payment_no} was reversed (bank reference "
            "{bank_reference})"
        ),
    ),
    "grant.report_deadline_extended.v1": Sentence(
        "The deadline of the report was extended from {old:day} to {new:day}",
    ),
}
