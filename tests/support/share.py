"""How much of a campaign stands among the ordinary tests: a share drawn anew each time; all where ``WHOLE`` is set.

``make whole`` and ``make campaigns`` set it. ``make test`` is to take minutes, so it asks for fewer cases (``FEWER``)
of tests whose cases are alike.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, TypeVar

import pytest

T = TypeVar("T")
WHOLE: Final = bool(os.environ.get("GRANTS_TEST_WHOLE"))
ABOVE: Final = ("tests/cli/", "tests/dossier/", "tests/past/", "tests/checks/", "tests/demo/")
FEWER: Final = bool(os.environ.get("GRANTS_TEST_FEWER")) and not WHOLE


def share(whole: Sequence[T], one_in: int) -> list[T]:
    """All of it, or every so many: in time all of it is seen."""
    return list(whole) if WHOLE else random.sample(list(whole), max(1, len(whole) // one_in))


def draw(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep one in ``n`` of the cases of a test that are ``alike(n)``, and of a module's tests that run ``in_turn(n)``;
    at least one, drawn by the seed of the run: every worker draws the same. Who runs pytest by hand, or what failed
    once more, gets every case.
    """
    if not FEWER or config.getoption("lf"):
        return
    cases: dict[tuple[str, int], list[pytest.Item]] = defaultdict(list)
    for item in items:
        cases[_among(item)].append(item)
    chance = random.Random(config.getoption("randomly_seed", 0))
    kept: set[pytest.Item] = set()
    for key in sorted(cases):
        some = sorted(cases[key], key=lambda item: item.nodeid)
        kept.update(some if key[1] == 1 else chance.sample(some, -(-len(some) // key[1])))
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def _among(item: pytest.Item) -> tuple[str, int]:
    """Among what an item is drawn, and how many it stands for.

    A page's forms are tested with and without htmx, and what lies above store and read models on both databases: one of
    the two will do.
    """
    module, test = item.nodeid.partition("::")[0], item.nodeid.partition("[")[0]
    if turn := item.get_closest_marker("in_turn"):
        return module, turn.args[0]
    if alike := item.get_closest_marker("alike"):
        return test, alike.args[0]
    called = getattr(item, "callspec", None)
    cases = called.params if called is not None else {}
    twice = "htmx" in cases or ("store_url" in cases and module.startswith(ABOVE))
    return test, 2 if twice else 1
