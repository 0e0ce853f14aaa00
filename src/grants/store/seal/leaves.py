"""What of an event is sealed, and its hash: four fields, each behind its length, in the order of the log.

stream (32 hexadecimal digits) · version (decimal digits) · stored name · stored state, each as bytes behind four
bytes of length, big-endian. A leaf's hash is SHA-256 over a zero byte and those bytes (RFC 6962).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from struct import Struct
from typing import Final, cast
from uuid import UUID

from sqlalchemy import Connection

from grants.store.seal.raw import rows

Row = tuple[int, bytes, int, bytes, bytes, bool]
"""Position, stream, version, name, state, and whether the columns hold values of their own kinds."""
PAGE: Final = 8192
UNREADABLE: Final = sha256(b"\x02 what stands here is no event").digest()
"""Stands for a row whose columns hold what no event has; equal to no leaf's hash."""
END: Final = 2**63 - 1
"""Behind every position."""
BEFORE: Final = -(2**63)
"""Before every position, also those that no recorder gives: an event slipped in at 0 or below must be seen."""
_LENGTH: Final = Struct(">I")
_STREAM: Final = b"\x00" + _LENGTH.pack(32)
_DIGITS: Final = [_LENGTH.pack(len(str(n))) + str(n).encode() for n in range(2000)]

_ON_SQLITE: Final = (
    "SELECT rowid, CAST(originator_id AS BLOB), originator_version, CAST(topic AS BLOB), state,"
    " typeof(state) = 'blob' AND typeof(topic) = 'text' AND typeof(originator_id) = 'text'"
    " AND typeof(originator_version) = 'integer' FROM stored_events"
)
_ON_POSTGRESQL: Final = (
    "SELECT notification_id, convert_to(replace(originator_id::text, '-', ''), 'UTF8'), originator_version,"
    " convert_to(topic, 'UTF8'), state, true FROM stored_events"
)
_SQLITE: Final = f"{_ON_SQLITE} WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ? OFFSET ?"
_POSTGRESQL: Final = (
    f"{_ON_POSTGRESQL} WHERE notification_id > ? AND notification_id <= ? ORDER BY notification_id LIMIT ? OFFSET ?"
)
_OF_STREAM: Final = "WHERE originator_id = ? ORDER BY originator_version"


def read(connection: Connection, after: int, limit: int, upto: int | None = None, skip: int = 0) -> list[Row]:
    """A page of the log behind position ``after``, up to position ``upto``: past the ORM, which is most of the cost."""
    statement = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    return cast("list[Row]", rows(connection, statement, after, END if upto is None else upto, limit, skip))


def of_stream(connection: Connection, stream: UUID) -> list[Row]:
    """Everything that is stored of one stream, in order of version."""
    if connection.dialect.name == "sqlite":
        return cast("list[Row]", rows(connection, f"{_ON_SQLITE} {_OF_STREAM}", stream.hex))
    return cast("list[Row]", rows(connection, f"{_ON_POSTGRESQL} {_OF_STREAM}", stream))


def pages(connection: Connection, upto: int, after: int = BEFORE) -> Iterator[list[Row]]:
    """The log up to position ``upto``, page by page."""
    while page := read(connection, after, PAGE, upto):
        after = page[-1][0]
        yield page


def canonical(stream: bytes, version: int, name: bytes, state: bytes) -> bytes:
    """The bytes of one event that the seal covers."""
    fields = (stream, str(version).encode(), name, state)
    return b"".join(_LENGTH.pack(len(field)) + field for field in fields)


def leaf_hashes(page: Sequence[Row]) -> list[bytes]:
    """The hash of every row, in order; UNREADABLE for what is no event."""
    names: dict[bytes, bytes] = {}
    found: list[bytes] = []
    pack, digits = _LENGTH.pack, _DIGITS
    for row in page:
        _, stream, version, name, state, sound = row
        if not sound or len(stream) != 32 or not 0 <= version < 2000:  # noqa: PLR2004  hexadecimal digits; the table
            found.append(_slowly(row))
            continue
        named = names.get(name) or names.setdefault(name, pack(len(name)) + name)
        whole = b"".join((_STREAM, stream, digits[version], named, pack(len(state)), state))
        found.append(sha256(whole).digest())
    return found


def _slowly(row: Row) -> bytes:
    _, stream, version, name, state, sound = row
    return sha256(b"\x00" + canonical(stream, version, name, state)).digest() if sound else UNREADABLE
