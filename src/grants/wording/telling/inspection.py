"""What the log of reads says."""

from __future__ import annotations

from typing import Final

from grants.wording.telling.sentence import Sentence

SENTENCES: Final = {
    "inspection.begun.v1": Sentence("An auditor began to read on this day"),
    "inspection.facts_read.v1": Sentence("An auditor opened {address} ({subject:read_subject}, {form:read_form})"),
}
