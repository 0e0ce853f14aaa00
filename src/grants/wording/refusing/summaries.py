"""Refusals of public summaries."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "summary.day_not_over": Words(
        "The day {day:day} is not over yet; today is {today:day}.",
        "A summary shows the end of a past day, because more may still be recorded today.",
        "Give yesterday or an earlier day.",
    ),
    "summary.not_ready": Words(
        "The last entries of {day:day} may not all have been saved yet.",
        "A summary waits for the first minute after midnight, so that it never differs from what the day’s log says.",
        "Try again in a minute.",
    ),
    "summary.before_opening": Words(
        "On {day:day} there was nothing to show yet: the programme or the round was opened in the system on "
        "{opened:day}.",
        "A summary shows a day on which the programme or the round was already there.",
        "Give {opened:day} or a later day.",
    ),
    "summary.older_than_published": Words(
        "A summary as of {published:day} was published already, and {day:day} is before it.",
        "A later summary never shows an earlier day than the one before it; the earlier summary stays on its own page.",
        "Give {published:day} or a later day.",
    ),
}
