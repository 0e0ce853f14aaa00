"""The sealed events as JSON lines, each beside the leaf hash that the seal holds for its place.

For auditors: the offline verifier recomputes every hash from the fields and can name the first line where events and
leaves part. A line may lack its leaf (an event that was never sealed) or its event (a leaf whose event is gone).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from grants.store.seal.leaves import Row, pages
from grants.store.seal.merkle import split
from grants.store.seal.tiles import Stand, runs


def event(row: Row) -> dict[str, Any]:
    """The four sealed fields of an event, as text wherever they are text."""
    _, stream, version, name, state, sound = row
    fields: dict[str, Any] = {"stream": _text(stream), "version": version, "name": _text(name)}
    raw = state if sound else str(state).encode()
    try:
        return {**fields, "state": raw.decode()}
    except UnicodeDecodeError:
        return {**fields, "state_hex": raw.hex()}


def place(row: Row) -> str:
    """STREAM/VERSION as people cite it."""
    stream = _text(row[1])
    try:
        return f"{UUID(stream)}/{row[2]}"
    except ValueError:
        return f"{stream}/{row[2]}"


def lines(connection: Connection, stand: Stand, size: int) -> Iterator[dict[str, Any]]:
    """The events under a head of ``size`` leaves. Memory stays bounded."""
    events = (row for page in pages(connection, stand.position) for row in page)
    leaves = (leaf for _, run in runs(connection, stand.edge, 0) for leaf in split(run))
    for index, (row, leaf) in enumerate(zip_longest(events, leaves)):
        if index >= size and stand.leaves > size:
            return  # behind this head is what a later one covers
        said: dict[str, Any] = {"index": index}
        if leaf is not None:
            said["leaf"] = leaf.hex()
        yield {**said, **event(row)} if row is not None else said


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "backslashreplace")
