"""Refusals that any command may meet."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "unknown_id": Words(
        "There is no such record, or you may not see it.",
        "Everyone sees only what their role and library allow.",
        "Check the link, or look the record up by its name or number.",
    ),
    "stale": Words(
        "This changed while you were working: you saw version {expected}, now it is version {version}.",
        "A change that somebody made in the meantime is never overwritten.",
        "See what happened meanwhile, then decide again.",
    ),
    "not_allowed": Words(
        "Your role does not allow this: {role:roles}.",
        "Each step belongs to certain roles of the programme.",
        "Ask somebody who may do it: {allowed:roles}.",
    ),
    "busy": Words(
        "Several people are changing the same thing at this very moment.",
        "Everything is saved, or nothing is: nothing was saved now.",
        "Wait a few seconds and send it again.",
    ),
    "four_eyes": Words(
        "You took the first of these two steps, as {role:role}, and one person may not take both: {pair:pair}.",
        "Four-eyes rule in the rules of the round.",
        "Ask another person of the team to take this step.",
    ),
    "bulk.none_done": Words(
        "Nothing was done with any of the selected grants; selected: {n}.",
        "Each grant is decided on its own.",
        "See the reason for each grant and correct it there.",
    ),
    "command.id_reused": Words(
        "This form was already used for something else.",
        "One form takes effect once.",
        "Open the page again and fill in a new form.",
    ),
    "command.at_not_allowed": Words(
        "The moment of recording cannot be chosen here, or it names no time zone.",
        "Only a demonstration database lets its clock be set.",
        "Leave the moment out; give the day of the fact instead.",
    ),
    "command.no_effect": Words(
        "Nothing would change.",
        "What is sent records at least one fact.",
        "Check whether it was done already.",
    ),
    "day.future": Words(
        "The day {day:day} has not come yet; today is {today:day}.",
        "Only what has happened is recorded.",
        "Give today or an earlier day.",
    ),
    "day.before_previous": Words(
        "The day {day:day} is earlier than the step before it, which is dated {previous:day}.",
        "Steps of a grant follow one another in time.",
        "Give a later day, or correct the day of the step before.",
    ),
    "day.due_in_past": Words(
        "The deadline {due:day} lies before the decision itself.",
        "A deadline must leave time to meet it.",
        "Give a later deadline.",
    ),
    "person.login_invalid": Words(
        "This login is empty, too long or has characters that no login may have.",
        "A login has at most 80 visible characters.",
        "Choose another login.",
    ),
    "person.login_taken": Words(
        "The login ‘{login}’ is taken.",
        "Each person has a login of their own.",
        "Choose another login.",
    ),
    "person.unknown": Words(
        "Nobody has the login ‘{login}’.",
        "Only people who were added to the list may sign in.",
        "Check the spelling, or look at the list of people.",
    ),
    "person.library_needed": Words(
        "The role ‘library’ needs one library and no other role.",
        "A person of a library acts for that library only.",
        "Name the library and take the other roles away.",
    ),
    "person.library_not_allowed": Words(
        "Only the role ‘library’ is tied to a library.",
        "The operator’s staff act for the whole programme.",
        "Leave the library out, or choose the role ‘library’.",
    ),
}
