"""The English sentence of every stored event name, a topic a file."""

from __future__ import annotations

from typing import Final

from grants.wording.telling import (
    applying,
    findings,
    inspection,
    libraries,
    meetings,
    planning,
    revising,
    rounds,
    settling,
)
from grants.wording.telling.sentence import Sentence

SENTENCES: Final[dict[str, Sentence]] = {
    **rounds.SENTENCES,
    **libraries.SENTENCES,
    **applying.SENTENCES,
    **meetings.SENTENCES,
    **planning.SENTENCES,
    **revising.SENTENCES,
    **settling.SENTENCES,
    **findings.SENTENCES,
    **inspection.SENTENCES,
}
