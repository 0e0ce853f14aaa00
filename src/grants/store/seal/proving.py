"""Proofs that leave the machine: that an event is under a head, that an older head is the beginning of a newer one.

Each is checked before it is handed out; what does not hold any more is refused, with what to do.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select

from grants.store.seal.exporting import event
from grants.store.seal.leaves import leaf_hashes, read
from grants.store.seal.merkle import WIDTH, consistent, included
from grants.store.seal.notes import Head, Note
from grants.store.seal.tables import seal_head, seal_tile
from grants.store.seal.tiles import MissingTile, Stand, Stored, stand

INCLUSION: Final = "podaj-dalej/inclusion/v1"
CONSISTENCY: Final = "podaj-dalej/consistency/v1"


class NoProof(Exception):
    """There is no such proof. ``code``: why; its words stand in the table of the seal's texts."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Kept:
    """A head as it is kept here."""

    size: int
    root: bytes
    note: str
    key: str
    at: datetime | None


def heads(connection: Connection, size: int | None = None, limit: int | None = None) -> list[Kept]:
    """The stored heads, the newest first; of one size where it is named."""
    columns = seal_head.c
    query = select(columns.size, columns.root, columns.note, columns.key, columns.at)
    query = query.order_by(columns.size.desc(), columns.at.desc()).limit(limit)
    rows = connection.execute(query if size is None else query.where(columns.size == size))
    return [Kept(row.size, bytes(row.root), row.note, row.key, row.at) for row in rows]


def inclusion(connection: Connection, stream: UUID, version: int, position: int) -> dict[str, Any]:
    """The proof that the event at ``position`` is under the newest head. NoProof says why there is none."""
    here = _stand(connection)
    newest = next(iter(heads(connection, limit=1)), None)
    if newest is None:
        raise NoProof("proof.no_head")
    row = read(connection, position - 1, 1, position)[0]
    leaf = leaf_hashes([row])[0]
    index = _index(connection, here, position, leaf)
    if index is None:
        raise NoProof("proof.not_sealed" if position > here.position else "proof.altered", event=f"{stream}/{version}")
    if index >= newest.size:
        raise NoProof("proof.not_sealed", event=f"{stream}/{version}")
    try:
        path = Stored.at(connection, here.edge).tree(index, newest.size).inclusion(index, newest.size)
    except MissingTile:
        raise NoProof("proof.broken") from None
    if included(leaf, index, newest.size, path) != newest.root:
        raise NoProof("proof.broken")
    return {
        "format": INCLUSION, "event": event(row), "index": index, "size": newest.size,
        "path": [b64encode(each).decode() for each in path], "head": newest.note,
    }  # fmt: skip


def consistency(connection: Connection, older: str, newer: str) -> dict[str, Any]:
    """The proof that the log of one signed head is the beginning of that of the other; in either order."""
    pair = sorted(((Head.of(Note.parse(note)), note) for note in (older, newer)), key=lambda each: each[0].size)
    (old, old_note), (new, new_note) = pair
    here = _stand(connection)
    if new.size > here.leaves:
        raise NoProof("proof.ahead", size=new.size, leaves=here.leaves)
    try:
        path = Stored.at(connection, here.edge).tree(old.size, new.size).consistency(old.size, new.size)
    except MissingTile:
        raise NoProof("proof.broken") from None
    if old.origin != new.origin or not consistent(old.size, old.root, new.size, new.root, path):
        raise NoProof("proof.not_consistent", old=old.size, new=new.size)
    return {
        "format": CONSISTENCY, "old": old_note, "new": new_note, "path": [b64encode(each).decode() for each in path],
    }  # fmt: skip


def _stand(connection: Connection) -> Stand:
    found = stand(connection)
    if found is None:
        raise NoProof("proof.not_begun")
    return found


def _index(connection: Connection, here: Stand, position: int, leaf: bytes) -> int | None:
    """Which leaf it is: the first tile that reaches the position, then its place in it."""
    columns = seal_tile.c
    query = select(columns.number).where(columns.level == 0, columns.position >= position)
    number = connection.scalar(query.order_by(columns.position).limit(1))
    tile = here.leaves // WIDTH if number is None else number
    hashes = Stored.at(connection, here.edge).tile(0, tile) if here.leaves else ()
    return tile * WIDTH + list(hashes).index(leaf) if leaf in hashes else None
