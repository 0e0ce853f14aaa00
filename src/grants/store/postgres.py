"""The event recorder for PostgreSQL. What differs from the library's own: riders, and an advisory lock.

The shipped ``LOCK TABLE`` needs rights that the application's role must not have; the advisory lock serialises the
writers just as well, so a reader that follows positions never steps over one that commits later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, cast
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg import Cursor
from psycopg.rows import DictRow, dict_row
from psycopg.sql import SQL

from grants.store.riders import Rider
from grants.store.urls import PostgresDatabase

WRITERS: Final = 0x706F64616A
"""The advisory lock that writers of events take, one after another, until they commit."""

_LOCK: Final = SQL("SELECT pg_advisory_xact_lock({})").format(WRITERS)
_INSERT: Final = SQL(
    "INSERT INTO stored_events (originator_id, originator_version, topic, state)"
    " SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::bytea[]) RETURNING notification_id"
)
_BY_POSITION: Final = SQL("SELECT * FROM stored_events WHERE notification_id = ANY(%s) ORDER BY notification_id")
_POSITION: Final = SQL("SELECT notification_id FROM stored_events WHERE originator_id = %s AND originator_version = %s")


def _datastore(where: PostgresDatabase) -> PostgresDatastore:
    store = PostgresDatastore(
        "", "", "", "", "",
        connect_timeout=30, idle_in_transaction_session_timeout=10, pool_size=2, max_overflow=18, pre_ping=True,
    )  # fmt: skip
    store.pool.kwargs = {**where.connection, "row_factory": dict_row}
    return store


class PostgresRecorder(PostgresApplicationRecorder):
    """Keeps events and the rows that ride with them, in one transaction."""

    def __init__(self, where: PostgresDatabase) -> None:
        super().__init__(_datastore(where))
        self.lock_table_statements = []

    def _insert_events(
        self,
        curs: Cursor[DictRow],
        stored_events: Sequence[StoredEvent],
        *,
        riders: Iterable[Rider] = (),
        **kwargs: Any,
    ) -> None:
        super()._insert_events(curs, stored_events, **kwargs)
        curs.execute(_LOCK)  # before the riders: two writers waiting for each other's claims would deadlock
        for rider in riders:
            curs.execute(_named(rider.statement), cast("Mapping[str, Any]", rider.values))

    def _insert_stored_events(self, curs: Cursor[DictRow], stored_events: Sequence[StoredEvent], **_: Any) -> None:
        self._notify_channel(curs)
        columns = (
            [e.originator_id for e in stored_events],
            [e.originator_version for e in stored_events],
            [e.topic for e in stored_events],
            [e.state for e in stored_events],
        )
        curs.execute(_INSERT, columns)

    def select_positions(self, positions: Sequence[int]) -> list[Notification]:
        """The events at ``positions``, in order of position."""
        with self.datastore.get_connection() as connection, connection.cursor() as curs:
            curs.execute(_BY_POSITION, (list(positions),))
            return [self._notification(row) for row in curs.fetchall()]

    def select_position(self, stream: UUID, version: int) -> int | None:
        """Where in the log a stream's version stands."""
        with self.datastore.get_connection() as connection, connection.cursor() as curs:
            row = curs.execute(_POSITION, (stream, version)).fetchone()
        return None if row is None else int(row["notification_id"])

    def close(self) -> None:
        self.datastore.close()

    @staticmethod
    def _notification(row: DictRow) -> Notification:
        return Notification(
            id=row["notification_id"],
            originator_id=row["originator_id"],
            originator_version=row["originator_version"],
            topic=row["topic"],
            state=bytes(row["state"]),
        )


@lru_cache(maxsize=64)
def _named(statement: str) -> SQL:
    """``:name`` as psycopg writes it; statements are constants of ``riders``, never made of input."""
    return SQL(re.sub(r":(\w+)", r"%(\1)s", statement))
