"""Bugs planted in the machinery of read models are found by filling them twice at the end of random histories."""

from __future__ import annotations

import pytest

from tests.lifecycle.histories import Figures, History
from tests.mutants.planting import Mutant, planted

PROJECTING = "store.projecting"
BUGS = (
    Mutant(
        "a page's net change begins at its last event",
        f"{PROJECTING}.views:nets",
        (("first.setdefault(change.stream, change)", "first[change.stream] = change"),),
    ),
    Mutant(
        "a day is known by the latest moment of its page",
        f"{PROJECTING}.facts:changes_of",
        (("max(latest, event.timestamp) if latest else event.timestamp", "max(e.timestamp for _, e in page)"),),
    ),
    Mutant(
        "the second event of a page does not see the first",
        f"{PROJECTING}.facts:changes_of",
        (("after = known[event.originator_id] = _folded", "after = _folded"),),
    ),
    Mutant(
        "the day before is forgotten within a page",
        "read.ledger.booking:_Booking._of_grant",
        (("self._figures.pop(change.stream, None)", "pass"),),
    ),
)


def tell(histories: int) -> None:
    for seed in range(histories):
        History(seed, Figures()).tell()


@pytest.mark.parametrize("mutant", BUGS, ids=lambda mutant: mutant.name)
def test_a_bug_in_the_read_models_is_found(mutant: Mutant) -> None:
    with planted(mutant), pytest.raises((AssertionError, LookupError)):
        tell(20)
