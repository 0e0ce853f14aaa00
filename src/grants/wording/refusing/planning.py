"""Refusals about the schedule of meetings, and about who looks after a grant."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "plan.unknown": Words(
        "The schedule has no meeting no. {plan_no}.",
        "Only a meeting on the schedule can be changed or called off.",
        "Choose a meeting from the schedule.",
    ),
    "plan.cancelled": Words(
        "Planned meeting no. {plan_no} was called off.",
        "What was called off is neither changed nor held.",
        "Plan another meeting, or record one without naming the schedule.",
    ),
    "plan.held": Words(
        "Planned meeting no. {plan_no} was held already: it is meeting no. {meeting_no}.",
        "Each planned meeting is held once, and then its entry is corrected instead of the plan.",
        "Look at that meeting; if it was another one, void or correct its entry.",
    ),
    "plan.stale": Words(
        "{field:field}: you saw ‘{old:value}’, but now the schedule says ‘{current:value}’.",
        "A change of the schedule names the value that it replaces.",
        "Open the planned meeting again and change it from there.",
    ),
    "plan.nothing_changed": Words(
        "Nothing about planned meeting no. {plan_no} would change.",
        "Whoever changes a plan changes at least one field.",
        "Change what is to be different, or leave the page.",
    ),
    "plan.too_many": Words(
        "The schedule is as long as it may be: {max}.",
        "The number of planned meetings of one grant is limited, and those called off count.",
        "Ask the operator for help.",
    ),
    "grant.assigned_already": Words(
        "This would change nothing: the grant is looked after like that already.",
        "A handover names another person than before.",
        "Choose somebody else, or leave the page.",
    ),
    "grant.unknown_person": Words(
        "There is no such person, or the person’s account was closed.",
        "Grants are looked after by people who may sign in.",
        "Choose a person from the list.",
    ),
    "grant.not_staff": Words(
        "This person is neither a coordinator nor a manager.",
        "Grants are looked after by coordinators and managers.",
        "Choose a person from the list.",
    ),
    "grant.none_looked_after": Words(
        "This person looks after no open grant.",
        "Only open grants are handed over.",
        "Choose another person or another round.",
    ),
    "grant.looked_after_by_another": Words(
        "Somebody else took this grant over meanwhile.",
        "Only what the colleague still looks after is handed over.",
        "Open the grant to see who looks after it now.",
    ),
}
