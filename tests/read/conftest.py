from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from grants.read import VIEWS
from grants.store.engine import make_engine
from grants.store.projector import Projector
from tests.read.histories import World, Written

Follow = Callable[[World], Projector]


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    """A migrated database of each kind, through the application's role."""
    opened = make_engine(store_url)
    yield opened
    opened.dispose()


@pytest.fixture
def follow(engine: Engine) -> Follow:
    """Shows a history in the read models: ``follow(world)`` is the projector that did it."""

    def taken(world: World) -> Projector:
        projector = Projector(engine, Written(world.log), VIEWS)
        projector.catch_up()
        return projector

    return taken
