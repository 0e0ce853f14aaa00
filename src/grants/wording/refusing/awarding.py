"""Refusals about stages, awards, agreements and payments."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "grant.wrong_stage": Words(
        "The step ‘{step:step}’ is not possible at the stage ‘{stage:stage}’.",
        "The step belongs to these stages: {allowed:list.stage}.",
        "See on the grant’s page what may be done now.",
    ),
    "grant.not_awarded": Words(
        "The grant has not been awarded.",
        "The award comes first, then the agreement and all that follows.",
        "Award the grant first.",
    ),
    "grant.amount_over_requested": Words(
        "More than was requested cannot be awarded: {max:money}.",
        "An award is as high as the amount requested, or lower.",
        "Give that amount or a smaller one.",
    ),
    "grant.not_eligible": Words(
        "The application does not meet these points: {items:list.check}.",
        "Eligibility checklist in the rules of the round.",
        "Return the application for correction and say what is missing.",
    ),
    "grant.own_application": Words(
        "You keyed in this application, so somebody else must decide on it: {pair:pair}.",
        "Four-eyes rule in the rules of the round.",
        "Ask another person of the team to award the grant.",
    ),
    "grant.agreement_missing": Words(
        "The agreement has not been signed; stage: {stage:stage}.",
        "Payments, meetings, costs and the report follow the agreement.",
        "Record the signed agreement first.",
    ),
    "grant.nrb_changed": Words(
        "This is not the account that was agreed.",
        "Money goes only to the account in the agreement.",
        "Check the transfer; if the library changed its bank, clear that up with the library before paying.",
    ),
    "grant.overpay": Words(
        "This is more than is left to be paid ({left:money}).",
        "Payments never exceed the award, and after the settlement the amount recognised.",
        "Give at most that amount.",
    ),
    "grant.below_paid": Words(
        "The award would be lower ({awarded:money}) than what was paid: {paid:money}.",
        "Payments never exceed the award.",
        "Correct the payment first, or give a higher amount.",
    ),
    "grant.already_settled": Words(
        "The grant is settled, so it can no longer be terminated; stage: {stage:stage}.",
        "A grant is terminated before its settlement.",
        "Look at the settlement on the grant’s page.",
    ),
}
