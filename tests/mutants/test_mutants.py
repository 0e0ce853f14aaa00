"""Every planted bug is caught by the invariants within a bounded number of random lives; without a bug nothing is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cache, partial
from typing import Any

import pytest

from tests.lifecycle.invariants import Invariants
from tests.lifecycle.lives import GRANTS, Lives, Told
from tests.mutants.bugs import BUGS
from tests.mutants.planting import Mutant, planted
from tests.mutants.temptations import TEMPTATIONS
from tests.support import builders as b
from tests.support.scenario import Ask, Scenario, story
from tests.support.share import share

LIVES, STEPS, CONTROL = 20, 25, 10


def first_trouble(lives: int, mutant: Mutant | None) -> str | None:
    """What went wrong first, and in which life; None if nothing did."""
    for rules, _ in TEMPTATIONS:
        ground(rules)
    with planted(mutant) if mutant else nullcontext():
        return next(troubles(lives), None)


def troubles(lives: int) -> Iterator[str]:
    told = [(f"temptation {n}", partial(tempted, *each)) for n, each in enumerate(TEMPTATIONS)]
    lived = [(f"life {seed}", partial(live, seed)) for seed in range(lives)]
    for name, run in (*told, *lived):
        try:
            run()
        except Exception as trouble:  # noqa: BLE001  a bug may show as anything
            yield f"{name}: {type(trouble).__name__}: {(str(trouble).splitlines() or [''])[0]}"


@cache
def begun(**rules: Any) -> Scenario:
    """The ground of temptations, told once, before any bug is planted."""
    return story(b.ground(GRANTS, **{name: list(v) if isinstance(v, tuple) else v for name, v in rules.items()}))


def ground(rules: dict[str, Any]) -> Scenario:
    return begun(**{name: tuple(v) if isinstance(v, list) else v for name, v in rules.items()}).copy()


def tempted(rules: dict[str, Any], asks: Sequence[Ask]) -> None:
    told = Told(ground(rules))
    invariants = Invariants(told)
    for ask in asks:
        told.ask(ask)
        invariants.check()
    invariants.finish()


def live(seed: int) -> None:
    lived = Lives(random.Random(seed).choice)
    invariants = Invariants(lived)
    invariants.check()
    for _ in range(STEPS):
        if lived.step():
            invariants.check()
    invariants.finish()


def test_the_control_without_a_bug_shows_no_trouble() -> None:
    assert first_trouble(CONTROL, None) is None


@pytest.mark.timeout(900)
def test_every_planted_bug_is_caught() -> None:
    drawn = share(BUGS, 4)
    caught = {mutant.name: first_trouble(LIVES, mutant) for mutant in drawn}
    missed = [name for name, trouble in caught.items() if trouble is None]
    print(*(f"{name}: {trouble}" for name, trouble in caught.items()), sep="\n")  # noqa: T201
    assert not missed
    assert len(caught) == len(drawn)
    assert len(BUGS) > 65


@pytest.mark.parametrize("mutant", BUGS, ids=lambda mutant: mutant.name)
def test_each_bug_fits_the_source_as_it_is(mutant: Mutant) -> None:
    """Of those planted only some are tried here, so a stale one would be noticed late."""
    with planted(mutant):
        pass


def test_a_bug_that_is_not_in_the_source_is_not_planted() -> None:
    stale = Mutant("stale", "kernel.dates:business_day", (("no such line", "pass"),))
    with pytest.raises(LookupError, match="no such line"):
        first_trouble(1, stale)
