"""Refusals of programmes and rounds."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "programme.code_taken": Words(
        "A programme with this code exists already.",
        "The code of a programme is used once.",
        "Choose another code, or open the programme that has it.",
    ),
    "programme.closed": Words(
        "The programme {code} is closed.",
        "No rounds are opened in a closed programme.",
        "Open a new programme.",
    ),
    "programme.rounds_open": Words(
        "The programme still has open rounds: {n}.",
        "A programme is closed when all its rounds are closed.",
        "Close its rounds first.",
    ),
    "round.label_taken": Words(
        "The programme has a round {label} already.",
        "The label of a round is used once in its programme.",
        "Choose another label.",
    ),
    "round.dates_order": Words(
        "The dates of the round are out of order.",
        "The call opens before it closes and closes before the activity window ends; that window begins before it "
        "ends.",
        "Put the four dates in order.",
    ),
    "round.budget_too_small": Words(
        "The budget does not cover even one award of {max:money}.",
        "The budget of a round covers at least one award of the highest amount.",
        "Raise the budget or lower the highest award.",
    ),
    "round.virtual_over_meetings": Words(
        "More virtual meetings are required ({virtual}) than meetings in all ({meetings}).",
        "Virtual meetings are part of the meetings required, and at least one meeting is.",
        "Lower the number of virtual meetings or raise the number of meetings.",
    ),
    "round.unknown_policy": Words(
        "There is no such way to settle a grant with missing meetings: {policy}.",
        "The rules of a round choose one of three ways.",
        "Choose a way from the list.",
    ),
    "round.unknown_code": Words(
        "{field:field}: there is no ‘{code}’ on this list.",
        "This list is fixed by the programme.",
        "Choose items from the list.",
    ),
    "round.closed": Words(
        "Round {round} is closed.",
        "Nothing is decided in a closed round any more.",
        "See the dashboard of the round; ask a manager if this is an error.",
    ),
    "round.call_not_open": Words(
        "The call has not opened yet: it opens on {opens:day}.",
        "Applications are taken during the call set by the rules of the round.",
        "Come back on that day.",
    ),
    "round.call_closed": Words(
        "The call is closed; its last day was {closed:day}.",
        "Applications are taken during the call set by the rules of the round.",
        "If the application came in time on paper, the operator keys it in with the day on which it came.",
    ),
    "round.call_already_closed": Words(
        "The call is closed already.",
        "A call is closed once.",
        "There is nothing more to do.",
    ),
    "round.rules_same": Words(
        "The new rules are the same as those in force.",
        "A new version of the rules changes at least one of them.",
        "Change what is to be different, or leave the page.",
    ),
    "round.budget_below_reserved": Words(
        "The new budget is smaller than the money already set aside: {reserved:money}.",
        "Awards already made are always covered by the budget.",
        "Give at least that amount.",
    ),
    "round.budget_exceeded": Words(
        "The budget of the round does not cover this award; left: {left:money}.",
        "Awards never exceed the budget of the round.",
        "Award a smaller amount, or have the budget of the round raised.",
    ),
    "round.grants_open": Words(
        "Grants of the round that are still open: {n}.",
        "A round is closed when all its grants are closed, withdrawn or rejected.",
        "Bring these grants to an end first.",
    ),
}
