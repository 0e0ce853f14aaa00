"""Rows that an older version of a view made are made anew when the new version starts."""

from sqlalchemy import Engine, delete, select, update

from grants.read import ledger
from grants.read.ledger.tables import total
from grants.store.projecting.tables import projection
from tests.read.conftest import Follow
from tests.read.histories import ROUND, lived


def test_an_outdated_view_is_rebuilt_and_the_others_are_left(follow: Follow, engine: Engine) -> None:
    projector = follow(lived(7, 3))
    with engine.begin() as connection:
        before = ledger.totals(connection, ROUND)
        connection.execute(delete(total))
        connection.execute(update(projection).where(projection.c.name == "ledger").values(version=1))
    assert projector.refresh() == ["ledger"]
    with engine.connect() as connection:
        assert ledger.totals(connection, ROUND) == before
        versions = connection.execute(select(projection.c.name, projection.c.version)).all()
    assert dict(map(tuple, versions)) == {view.name: view.version for view in projector.views}
    assert projector.refresh() == []
