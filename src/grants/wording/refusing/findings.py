"""Refusals of findings."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing.words import Words

WORDS: Final = {
    "finding.about_one": Words(
        "It is not clear what the finding is about.",
        "A finding is about exactly one grant, one library or one round.",
        "Begin on the page of that grant, library or round, or choose it from the list.",
    ),
    "finding.no_such_cost": Words(
        "The grant has no cost no. {cost_no}.",
        "A finding about a cost names a cost recorded in that grant.",
        "Look up the number among the costs of the grant, or leave it out.",
    ),
    "finding.no_such_event": Words(
        "There is no such event.",
        "A finding may point to an event that is in the log, by its stream and version.",
        "Open the step in the history and begin from there, or leave the event out.",
    ),
}
