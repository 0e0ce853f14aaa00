"""The controls: one acknowledged event taken out by raw SQL, and one put in twice. ``look`` must find both."""

from __future__ import annotations

from sqlalchemy import Connection, text

from grants.store.engine import make_engine

_LAST = "SELECT max({position}) FROM stored_events WHERE topic = 'grant.refund_received.v1'"


def _position(connection: Connection) -> tuple[str, int]:
    """The newest event that ends its stream, so that the rest can still be read."""
    column = "rowid" if connection.dialect.name == "sqlite" else "notification_id"
    found = connection.scalar(text(_LAST.format(position=column)))
    assert found is not None, "the campaign ended before any grant did"
    return column, int(found)


def take_out(owner_url: str) -> None:
    """Delete one event; needs the owner's rights on PostgreSQL, and the removal of a trigger on SQLite."""
    engine = make_engine(owner_url)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":  # the file's own guard against this very thing
            connection.execute(text("DROP TRIGGER IF EXISTS stored_events_no_delete"))
        column, position = _position(connection)
        connection.execute(text(f"DELETE FROM stored_events WHERE {column} = :p"), {"p": position})
    engine.dispose()


def put_in_twice(owner_url: str) -> None:
    """The same event again, under the next version, as a command that took effect twice would leave it."""
    engine = make_engine(owner_url)
    with engine.begin() as connection:
        column, position = _position(connection)
        connection.execute(
            text(
                "INSERT INTO stored_events (originator_id, originator_version, topic, state)"
                f" SELECT originator_id, originator_version + 1, topic, state FROM stored_events WHERE {column} = :p"
            ),
            {"p": position},
        )
    engine.dispose()
