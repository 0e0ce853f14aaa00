"""Issue 2, "Done when" 5: sixteen threads at once on both databases, and the same with what holds each race taken away.

Every second round is gated: nobody saves before all sixteen have decided, so its fifteen conflicts are certain.
Two rounds each keep `make test` short; `make races` runs twenty (GRANTS_RACE_ROUNDS).
"""

import os
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from grants.kernel.command import Done
from tests.races.desks import THREADS, Answer, Desks
from tests.races.kept import kept, owed
from tests.races.kinds import RACES, Race

pytestmark = [pytest.mark.slow, pytest.mark.alike(2), pytest.mark.timeout(600), pytest.mark.parametrize("kind", RACES)]
ROUNDS = int(os.environ.get("GRANTS_RACE_ROUNDS", "2"))


def tally(answers: Sequence[Answer]) -> Counter[str]:
    return Counter("done" if isinstance(a, Done) else a.code for a in answers)


def run(desks: Desks, race: Race, n: int, *, gated: bool) -> list[str]:
    """One round; everything about it that is not as it must be."""
    before = kept(desks.one.programme.engine)
    answers = desks.at_once(race.asks(n), gated=gated)
    rows = kept(desks.one.programme.engine) - before
    wanted, effects = race.outcome(answers), {a.position: a for a in answers if isinstance(a, Done)}
    wrong = [] if tally(answers) == wanted else [f"answers {tally(answers)} instead of {wanted}"]
    wrong += [] if rows == owed(effects.values()) else [f"rows {rows} instead of {owed(effects.values())}"]
    return [*wrong, *race.wrong(desks.one, n)]


def test_every_race_has_its_winners_and_leaves_nothing_else(
    kind: type[Race], desks: Desks, record_property: Callable[[str, object], None]
) -> None:
    race = kind()
    desks.one.prepare(race.ground(ROUNDS))
    provoked = [0, 0]
    for n in range(ROUNDS):
        before = desks.conflicts
        assert run(desks, race, n, gated=n % 2 == 0) == [], f"round {n}"
        provoked[n % 2] += desks.conflicts - before
    gated, free = provoked
    print(f"{kind.__name__}: {ROUNDS} rounds, conflicts {gated} gated, {free} free")  # noqa: T201  for make races
    record_property("conflicts", gated + free)
    assert gated >= (THREADS - 1) * ((ROUNDS + 1) // 2), "the gated rounds must have provoked their conflicts"
    desks.one.programme.projector.catch_up()
    assert desks.one.programme.projector.compare() == []


def test_without_its_guard_the_same_race_goes_wrong(
    kind: type[Race], desks: Desks, unguard: Callable[[str], None]
) -> None:
    race = kind()
    for table in race.guards:
        unguard(table)
    desks.one.prepare(race.ground(1))
    assert run(desks, race, 0, gated=True) != []
    assert desks.conflicts == 0, "nothing was left to conflict with"
