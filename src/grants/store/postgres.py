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

from eventsourcing.persistence import InterfaceError, Notification, OperationalError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.utils import retry
from psycopg.rows import DictRow, dict_row
from psycopg.sql import SQL

from grants.store.riders import Rider
from grants.store.urls import PostgresDatabase

WRITERS: Final = 0x706F64616A
"""The advisory lock that writers of events take, one after another, until they commit."""

_BEGIN: Final = SQL("SELECT pg_advisory_xact_lock({}), pg_notify(%s, '')").format(WRITERS)
_INSERT: Final = SQL(
    "INSERT INTO stored_events (originator_id, originator_version, topic, state)"
    " SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::bytea[]) RETURNING notification_id"
)
_BY_POSITION: Final = SQL("SELECT * FROM stored_events WHERE notification_id = ANY(%s) ORDER BY notification_id")
_POSITION: Final = SQL("SELECT notification_id FROM stored_events WHERE originator_id = %s AND originator_version = %s")
_VERSION: Final = SQL(
    "SELECT max(originator_version) AS version FROM stored_events WHERE originator_id = %s AND notification_id <= %s"
)
_COUNT: Final = SQL("SELECT count(*) AS number FROM stored_events")


def _datastore(where: PostgresDatabase) -> PostgresDatastore:
    store = PostgresDatastore(
        "", "", "", "", "",
        connect_timeout=30, idle_in_transaction_session_timeout=10, pool_size=2, max_overflow=8, pre_ping=True,
    )  # fmt: skip
    store.pool.kwargs = {**where.connection, "row_factory": dict_row}
    return store


class PostgresRecorder(PostgresApplicationRecorder):
    """Keeps events and the rows that ride with them, in one transaction."""

    def __init__(self, where: PostgresDatabase) -> None:
        super().__init__(_datastore(where))

    @retry((InterfaceError, OperationalError), max_attempts=3, wait=0.2)
    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, riders: Iterable[Rider] = (), **_: object
    ) -> Sequence[int]:
        """Not in the library's pipeline: there a rider's IntegrityError may surface as an OperationalError.

        Tried again on a lost connection: had the first try been committed after all, the receipt tells.
        """
        with self.datastore.transaction(commit=True) as curs:
            curs.execute(_BEGIN, (self.channel_name,))  # the lock comes before the riders, or claims would deadlock
            for rider in riders:
                curs.execute(_named(rider.statement), cast("Mapping[str, Any]", rider.values))
            curs.execute(_INSERT, _columns(stored_events))
            return [row["notification_id"] for row in curs.fetchall()]

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

    def select_version(self, stream: UUID, upto: int) -> int:
        """The last version of a stream that stands at or before a position; 0 for none."""
        with self.datastore.get_connection() as connection, connection.cursor() as curs:
            row = curs.execute(_VERSION, (stream, upto)).fetchone()
        return int(row["version"] or 0) if row else 0

    def count_events(self) -> int:
        with self.datastore.get_connection() as connection, connection.cursor() as curs:
            row = curs.execute(_COUNT).fetchone()
        return int(row["number"]) if row else 0

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


def _columns(events: Sequence[StoredEvent]) -> tuple[list[Any], ...]:
    return (
        [e.originator_id for e in events],
        [e.originator_version for e in events],
        [e.topic for e in events],
        [e.state for e in events],
    )


@lru_cache(maxsize=64)
def _named(statement: str) -> SQL:
    """``:name`` as psycopg writes it; statements are constants of ``riders``, never made of input."""
    return SQL(re.sub(r":(\w+)", r"%(\1)s", statement))
