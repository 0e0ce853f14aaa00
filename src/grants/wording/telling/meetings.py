"""What the trail says about meetings, the waiver of the virtual one, and corrections."""

from __future__ import annotations

from typing import Final

from grants.wording.telling.sentence import Sentence

SENTENCES: Final = {
    "grant.meeting_held.v1": Sentence(
        "Meeting no. {meeting_no} was held",
        ("in_person", "in person"),
        ("virtual", "{channel:via}"),
        ("always", "{attendance:people}"),
        ("always", "{partners:partners}"),
        ("always", "host: {host:name}"),
    ),
    "grant.meeting_corrected.v1": Sentence("Meeting no. {meeting_no} was corrected: {changes:changes}"),
    "grant.meeting_voided.v1": Sentence("The entry of meeting no. {meeting_no} was voided"),
    "grant.fact_corrected.v1": Sentence("Entry no. {corrects} was corrected: {changes:changes}"),
    "grant.waiver_requested.v1": Sentence(
        "A waiver of the virtual meeting was asked for (no. {waiver_no}): {ground:ground}",
    ),
    "grant.waiver_granted.v1": Sentence("The waiver of the virtual meeting was granted (no. {waiver_no})"),
    "grant.waiver_refused.v1": Sentence("The waiver of the virtual meeting was refused (no. {waiver_no})"),
}
