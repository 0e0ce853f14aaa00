"""Refusals of whoever asks for a past state."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "past.future": Words(
        "The day {day:day} (‘{field:field}’) has not come yet; today is {today:day}.",
        "Past states are shown, and today’s; nobody knows a later one.",
        "Give today or an earlier day.",
    ),
    "past.too_early": Words(
        "On {day:day} (‘{field:field}’) there was nothing yet; the programme was opened on {first:day}.",
        "States are shown from the day on which the first programme was opened.",
        "Give {first:day} or a later day.",
    ),
    "past.order": Words(
        "The first day, {since:day}, is later than the second, {until:day}.",
        "What changed is what was recorded after the first day, up to the end of the second.",
        "Give an earlier first day or a later second one.",
    ),
    "past.unknown_then": Words(
        "This was not there yet: state as of {day:day}, as known on {known:day}.",
        "A past state holds only what had been recorded by the day on which it is to be known.",
        "Give later days, or leave them out to see today’s state.",
    ),
}
