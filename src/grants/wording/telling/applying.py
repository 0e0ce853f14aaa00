"""What the trail says from the application to the payment, and about a termination."""

from __future__ import annotations

from typing import Final

from grants.wording.telling.sentence import Sentence

SENTENCES: Final = {
    "grant.opened.v1": Sentence("The file of the grant was opened; library: {library:name}"),
    "grant.applied.v1": Sentence(
        "An application for {requested:money} was submitted, {plan:planned}",
        ("again", "attempt no. {attempt}"),
    ),
    "grant.application_returned.v1": Sentence(
        "The application was returned for correction, due on {due_on:day}, with {findings:findings}",
    ),
    "grant.application_resubmitted.v1": Sentence(
        "The corrected application for {requested:money} was submitted, {plan:planned}",
    ),
    "grant.application_withdrawn.v1": Sentence("The application was withdrawn"),
    "grant.application_rejected.v1": Sentence("The application was rejected"),
    "grant.awarded.v1": Sentence(
        "{amount:money} was awarded (grant no. {number}); the report is due on {report_due_on:day}",
    ),
    "grant.agreement_signed.v1": Sentence("Agreement no. {number} was signed"),
    "grant.payment_made.v1": Sentence(
        (
            "{amount:money} was paid (payment no. {payment_no}, bank reference {bank_reference}) to the "
            "account ending in {account.last4}"
        ),
    ),
    "grant.cancelled.v1": Sentence(
        "The grant was terminated",
        ("refund", "to be returned: {refund_due:money}"),
    ),
}
