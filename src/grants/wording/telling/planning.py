"""What the trail says about the schedule of meetings, and about who looks after a grant."""

from __future__ import annotations

from typing import Final

from grants.wording.telling.sentence import Sentence

SENTENCES: Final = {
    "grant.meeting_planned.v1": Sentence(
        "A meeting was planned for {day:day} (no. {plan_no} on the schedule)",
        ("in_person", "in person"),
        ("virtual", "{channel:via}"),
        ("hosted", "host: {host:name}"),
    ),
    "grant.meeting_rescheduled.v1": Sentence("Planned meeting no. {plan_no} was changed: {changes:changes}"),
    "grant.plan_cancelled.v1": Sentence("Planned meeting no. {plan_no} was called off"),
    "grant.assigned.v1": Sentence(
        "The person who looks after the grant was changed",
        ("looked_after", "now it is {person:name}"),
        ("on_no_desk", "now it is nobody"),
    ),
}
