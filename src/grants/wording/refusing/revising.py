"""Refusals about changes of an award, amendments, reversals and later deadlines."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "report.return_answered": Words(
        "The library has recorded something since its report was returned.",
        "The return of a report is taken back only until the library begins to correct it.",
        "Wait for the corrected report.",
    ),
    "grant.award_same": Words(
        "The award is {amount:money} already.",
        "A change gives another amount: at least what was paid, at most what was requested and the rules allow.",
        "Give another amount, or leave the page.",
    ),
    "grant.amendment_empty": Words(
        "The amendment changes nothing.",
        "An amendment brings another bank account, or says in a note what was agreed.",
        "Give the new account or a note; the account that stands already is no change.",
    ),
    "payment.unknown": Words(
        "There is no such payment to reverse.",
        "Only a payment that was recorded and still stands can be reversed.",
        "Choose a payment on the grant’s page.",
    ),
    "payment.already_reversed": Words(
        "Payment no. {payment_no} was reversed already.",
        "A payment comes back from the bank once, and as a whole.",
        "See the reversal on the grant’s page.",
    ),
    "grant.refund_started": Words(
        "Money of this grant was returned or written off already.",
        "A payment is reversed and a settlement reopened only before any refund.",
        "If an entry on a refund is wrong, correct it; otherwise leave the settlement as it is.",
    ),
    "report.deadline_not_later": Words(
        "The report is due by {due:day} already.",
        "An extension gives a later day than the one in force.",
        "Give a later day.",
    ),
    "report.deadline_too_far": Words(
        "That day lies too far ahead.",
        "One extension reaches at most a year beyond the deadline in force.",
        "Give a day not later than {last:day}.",
    ),
    "fact.built_upon": Words(
        "A later entry, no. {version}, stands on this value.",
        "What a later entry begins from is not changed beneath it.",
        "Correct the later entry instead, or record what was decided as a new change.",
    ),
}
