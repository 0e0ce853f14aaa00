"""What the trail says about findings of audits."""

from __future__ import annotations

from typing import Final

from grants.wording.telling.sentence import Sentence

SENTENCES: Final = {
    "finding.recorded.v1": Sentence(
        "An audit finding was recorded: {severity:severity} ({kind:finding_kind})",
        ("about_cost", "cost no. {cost_no}"),
        ("about_library", "{library:name}"),
    ),
}
