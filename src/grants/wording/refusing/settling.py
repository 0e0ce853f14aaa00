"""Refusals about costs, reports, settlements, refunds and corrections."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "cost.charged_over_gross": Words(
        "More is charged to the grant than the document says: {gross:money}.",
        "At most the gross amount of a document is charged.",
        "Give that amount or a smaller one.",
    ),
    "cost.outside_period": Words(
        "The document of {day:day} lies outside the activity window: {first:day} to {last:day}.",
        "Costs outside the activity window are not eligible.",
        "Check the day of issue; otherwise the library bears this cost itself.",
    ),
    "cost.unknown_category": Words(
        "The category ‘{category:category}’ is not on the list of this round.",
        "Cost categories in the rules of the round.",
        "Choose a category from the list.",
    ),
    "cost.too_many": Words(
        "This grant has as many costs as it may have: {max}.",
        "The number of entries of one grant is limited.",
        "Ask the operator for help.",
    ),
    "cost.unknown": Words(
        "No such cost waits for a decision in this grant.",
        "Only a recorded cost can be decided on.",
        "Choose a cost from the list.",
    ),
    "cost.already_decided": Words(
        "Cost no. {cost_no} was decided on already.",
        "A cost is accepted or rejected once, while that decision stands.",
        "See the decision on the grant’s page; if it was wrong, take it back first.",
    ),
    "cost.decided": Words(
        "Cost no. {cost_no} was decided on already: {decision:decision}.",
        "A cost is corrected or withdrawn only as long as nobody has decided on it.",
        "Ask the operator’s staff to take the decision back first.",
    ),
    "cost.not_decided": Words(
        "No decision on such a cost stands in this grant.",
        "Only a decision that was taken can be taken back.",
        "See the costs on the grant’s page.",
    ),
    "cost.withdrawn": Words(
        "Cost no. {cost_no} was withdrawn.",
        "A withdrawn cost is neither changed nor decided on any more.",
        "If it is to be charged after all, record it anew.",
    ),
    "cost.stale": Words(
        "{field:field}: you saw ‘{old:value}’, but now it says ‘{current:value}’.",
        "A correction names the value that it replaces.",
        "Look at the cost again and correct it from there.",
    ),
    "cost.nothing_changed": Words(
        "Nothing in cost no. {cost_no} would change.",
        "A correction changes at least one field.",
        "Change what is wrong, or leave the page.",
    ),
    "closure.round_open": Words(
        "Round {round} is not closed yet.",
        "This correction is for what is found wrong after the round has closed.",
        "Correct the entry in the ordinary way, or have the settlement reopened.",
    ),
    "closure.changes_settlement": Words(
        "{figure:state} would change: now ‘{old:value}’, then ‘{new:value}’.",
        "After the round has closed, what the settlement stands on stays as it is.",
        "Correct only what leaves this figure alone; note the rest outside the grant’s file.",
    ),
    "cost.already_charged": Words(
        "This document is charged to a grant already.",
        "One document is charged once in the whole programme.",
        (
            "Check the document’s number and issuer; if it is charged elsewhere by mistake, have that cost "
            "rejected first."
        ),
    ),
    "cost.undecided": Words(
        "Costs that wait for a decision: {n}.",
        "A grant is settled when every cost was accepted or rejected.",
        "Accept or reject these costs first.",
    ),
    "grant.not_paid": Words(
        "Nothing has been paid for this grant yet.",
        "The report accounts for money that was paid.",
        "Record the payment first.",
    ),
    "grant.report_already": Words(
        "The report was submitted already and returned for correction.",
        "A returned report is answered by a corrected one.",
        "Send the corrected report.",
    ),
    "grant.report_not_returned": Words(
        "No report has been submitted yet.",
        "Only a returned report is sent again.",
        "Submit the report.",
    ),
    "grant.virtual_unmet": Words(
        "A virtual meeting is missing: {virtual} count, {min} required.",
        "Virtual meetings in the rules of the round; a waiver is possible.",
        "Let a manager settle with a reason, or return the report so that the library can ask for a waiver.",
    ),
    "grant.shortfall_reason_missing": Words(
        "Meetings are missing: {counted} count, {min} required; a reason is needed.",
        "The rules of the round let a manager accept fewer meetings, with a reason.",
        "Let a manager settle the grant and give the reason.",
    ),
    "grant.reopen_first": Words(
        "The grant is at the stage ‘{stage:stage}’, so this can no longer be changed.",
        "What the settlement stands on stays as it is while the settlement stands.",
        "Ask a manager; only entries on refunds may still be corrected.",
    ),
    "refund.too_big": Words(
        "This is more than is left to return: {left:money}.",
        "Refunds never exceed what is due.",
        "Give at most that amount.",
    ),
    "fact.not_correctable": Words(
        "Entry no. {corrects} cannot be corrected here.",
        (
            "Awards, agreements, payments, reports, waivers and refunds can be corrected; meetings have a "
            "correction of their own."
        ),
        "Choose another entry of the grant’s history.",
    ),
    "fact.field_not_correctable": Words(
        "{field:field} cannot be corrected in this entry.",
        "What can be corrected in this entry: {allowed:list.field}.",
        "Choose one of these fields.",
    ),
    "fact.stale": Words(
        "{field:field}: you saw ‘{old:value}’, but now it says ‘{current:value}’.",
        "A correction names the value that it replaces.",
        "Look at the entry again and correct it from there.",
    ),
    "fact.nothing_changed": Words(
        "Nothing in this entry would change.",
        "A correction changes at least one field.",
        "Change what is wrong, or leave the page.",
    ),
}
