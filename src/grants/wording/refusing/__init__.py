"""The English words of every refusal, a topic a file."""

from __future__ import annotations

from typing import Final

from grants.wording.refusing import (
    applying,
    awarding,
    findings,
    general,
    libraries,
    meetings,
    past,
    planning,
    revising,
    rounds,
    settling,
    summaries,
)
from grants.wording.refusing.words import Words

REFUSALS: Final[dict[str, Words]] = {
    **general.WORDS,
    **rounds.WORDS,
    **libraries.WORDS,
    **applying.WORDS,
    **awarding.WORDS,
    **meetings.WORDS,
    **planning.WORDS,
    **revising.WORDS,
    **settling.WORDS,
    **summaries.WORDS,
    **findings.WORDS,
    **past.WORDS,
}

OTHER: Final = Words(
    "This cannot be done now ({code}).",
    "A rule of the programme.",
    "Ask the operator for help and quote the code.",
)
"""For a code that only an old receipt remembers; a test holds that no code of today needs it."""
