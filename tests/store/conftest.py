from collections.abc import Callable
from uuid import UUID

import pytest

from grants.store.bus import Bus
from grants.store.log import EventLog
from tests.store.shelf import ALICE, CATALOGUE, NOON, BuildShelf, NothingKnown

Built = Callable[..., UUID]


@pytest.fixture
def bus(log: EventLog) -> Bus:
    """A bus whose clock stands still."""
    return Bus(log, NothingKnown(), lambda: NOON, CATALOGUE)


@pytest.fixture
def built(bus: Bus) -> Built:
    """Builds shelves: ``built("novels", places=3)`` is the id of one."""

    def build(name: str = "novels", **more: int | UUID) -> UUID:
        return bus.issue(ALICE.asks(BuildShelf(name=name, **more))).ids["shelf"]  # type: ignore[arg-type]

    return build
