"""Refusals about meetings and the waiver of the virtual one."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "meeting.future_date": Words(
        "The meeting is dated {day:day}, and today is {today:day}.",
        "Only meetings that were held are recorded.",
        "Record the meeting after it was held, or correct the day.",
    ),
    "meeting.too_many": Words(
        "This grant has as many meetings as it may have: {max}.",
        "The number of entries of one grant is limited.",
        "Ask the operator for help.",
    ),
    "meeting.unknown_plan": Words(
        "There is no meeting no. {plan_no} on the schedule.",
        "A meeting may refer to a planned one on the schedule.",
        "Choose a meeting from the schedule, or leave the number out.",
    ),
    "meeting.looks_duplicate": Words(
        "Meeting no. {meeting_no} of {day:day} has the same day, mode and host.",
        "Each meeting is recorded once.",
        "If this is another meeting, confirm it; if not, leave the page.",
    ),
    "meeting.unknown": Words(
        "There is no such meeting in this grant, or its entry was voided.",
        "Only a meeting whose entry stands can be referred to.",
        "Choose a meeting from the list.",
    ),
    "meeting.stale": Words(
        "{field:field}: you saw ‘{old:value}’, but now it says ‘{current:value}’.",
        "A correction names the value that it replaces.",
        "Look at the meeting again and correct it from there.",
    ),
    "meeting.nothing_changed": Words(
        "Nothing in meeting no. {meeting_no} would change.",
        "A correction changes at least one field.",
        "Change what is wrong, or leave the page.",
    ),
    "meeting.channel_required": Words(
        "A virtual meeting needs its channel.",
        "The rules of the round list the channels of virtual meetings.",
        "Choose the channel, for example Skype.",
    ),
    "meeting.unknown_channel": Words(
        "The channel ‘{channel:channel}’ is not on the list of this round.",
        "The rules of the round list the channels of virtual meetings.",
        "Choose a channel from the list.",
    ),
    "meeting.unknown_kind": Words(
        "A kind of participant is given twice or is not on the list of this round.",
        "Kinds of participant in the rules of the round: {allowed:list.participant}.",
        "Give one number for each kind on the list.",
    ),
    "meeting.no_attendance": Words(
        "Too few people took part; at least: {min}.",
        "A meeting brings at least two people together.",
        "Check the numbers of participants.",
    ),
    "meeting.unknown_purpose": Words(
        "One of the purposes is not on the list of this round.",
        "Purposes of meetings in the rules of the round: {allowed:list.purpose}.",
        "Choose purposes from the list.",
    ),
    "meeting.not_in_coalition": Words(
        "The host or a partner does not belong to this coalition.",
        "Libraries of the coalition host the meetings, and only its partners count as represented.",
        "Choose libraries of the coalition, or have the partner added to it first.",
    ),
    "waiver.pending": Words(
        "A waiver is waiting for a decision: no. {waiver_no}.",
        "A waiver that was asked for is decided on before anything that depends on it.",
        "Grant or refuse that waiver first.",
    ),
    "waiver.report_in": Words(
        "The report is in, so a waiver of the virtual meeting can no longer be asked for.",
        "A waiver is asked for before the report.",
        "Return the report for correction; the library can then ask for the waiver.",
    ),
    "waiver.none_pending": Words(
        "No waiver is waiting for a decision.",
        "A waiver is granted or refused only after it was asked for.",
        "Record first that the library asked for it.",
    ),
    "waiver.not_needed": Words(
        "A waiver is not needed; virtual meetings that count: {virtual}.",
        "The requirement of a virtual meeting is met or already waived.",
        "There is nothing more to do.",
    ),
}
