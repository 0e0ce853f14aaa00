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
FEWER: Final = bool(os.environ.get("GRANTS_TEST_FEWER")) and not WHOLE


def share(whole: Sequence[T], one_in: int) -> list[T]:
    """All of it, or every so many: in time all of it is seen."""
    return list(whole) if WHOLE else random.sample(list(whole), max(1, len(whole) // one_in))


def draw(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test whose cases are ``alike(n)``, keep one case in ``n``, and at least one, drawn by the seed of the run:
    every worker draws the same. Who runs pytest by hand, or what failed once more, gets every case.
    """
    if not FEWER or config.getoption("lf"):
        return
    cases: dict[tuple[str, int], list[pytest.Item]] = defaultdict(list)
    for item in items:
        cases[item.nodeid.partition("[")[0], _one_in(item)].append(item)
    chance = random.Random(config.getoption("randomly_seed", 0))
    kept: set[pytest.Item] = set()
    for name, one_in in sorted(cases):
        some = sorted(cases[name, one_in], key=lambda item: item.nodeid)
        kept.update(some if one_in == 1 else chance.sample(some, -(-len(some) // one_in)))
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def _one_in(item: pytest.Item) -> int:
    """A page's forms are tested with and without htmx: one of the two will do. A module may say so of all its tests."""
    marker = item.get_closest_marker("alike")
    called = getattr(item, "callspec", None)
    return marker.args[0] if marker else 2 if called is not None and "htmx" in called.params else 1
