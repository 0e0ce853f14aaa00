"""Refusals about applications."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "grant.not_leading": Words(
        "This library is not a Leading Library of this round.",
        "Only the Leading Library of a coalition applies.",
        "Ask the operator to enter your coalition.",
    ),
    "grant.already_applied": Words(
        "This library has applied in this round already; stage: {stage:stage}.",
        "One library has one grant in a round.",
        "Open the application that exists; it may be corrected when it is returned, or withdrawn.",
    ),
    "grant.amount_over_max": Words(
        "The amount {given:money} is not allowed: at most {max:money}.",
        "Highest award in the rules of the round.",
        "Give an amount above zero and up to the limit.",
    ),
    "grant.budget_sum": Words(
        "The budget adds up to {budget:money}, but {requested:money} is requested.",
        "The budget adds up to the amount requested, to the grosz.",
        "Change the lines of the budget or the amount requested.",
    ),
    "grant.plan_too_few": Words(
        "Too few meetings are planned: {planned}, and {min} are required.",
        "Number of meetings in the rules of the round.",
        "Add meetings to the plan.",
    ),
    "grant.plan_no_virtual": Words(
        "Too few virtual meetings are planned: {planned}, and {min} are required.",
        "Virtual meetings in the rules of the round, if technical conditions allow.",
        "Plan a virtual meeting, or ask for a waiver and say why.",
    ),
    "grant.consents_missing": Words(
        "These statements are missing: {missing:list.consent}.",
        "An application carries the statements that the rules of the round ask for.",
        "Make the statements at the end of the form.",
    ),
    "grant.out_of_window": Words(
        "The day {day:day} lies outside the activity window: {first:day} to {last:day}.",
        "Meetings are held inside the activity window of the round.",
        "Plan the meeting for a day inside the window.",
    ),
    "grant.nrb_invalid": Words(
        "The bank account number is wrong: its check digits do not fit.",
        "Money goes only to an account with a correct number of 26 digits.",
        "Copy the number once more from the library’s papers from the bank.",
    ),
    "grant.no_finding": Words(
        "There is no remark on what must be corrected.",
        "Whoever returns something for correction says what is wrong in it.",
        "Name at least one field and say what must be corrected in it.",
    ),
    "grant.already_paid": Words(
        "Money was paid already, so the grant can no longer be withdrawn; stage: {stage:stage}.",
        "A library may withdraw before any payment.",
        "Ask the operator to terminate the grant; the money paid is then returned.",
    ),
}
