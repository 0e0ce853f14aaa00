"""Proofs that leave the machine: that an event is under a head, that an older head is the beginning of a newer one.

Each is checked before it is handed out; what does not hold any more is refused, with what to do.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from grants.store.seal.exporting import event, place
from grants.store.seal.leaves import END, Row, leaf_hashes, read
from grants.store.seal.merkle import consistent, included
from grants.store.seal.notes import Head, Note
from grants.store.seal.raw import rows
from grants.store.seal.tiles import MissingTile, Stand, Stored, stand

INCLUSION: Final = "podaj-dalej/inclusion/v1"
CONSISTENCY: Final = "podaj-dalej/consistency/v1"
_HEADS: Final = (
    "SELECT size, root, note, key FROM seal_head WHERE size BETWEEN ? AND ? ORDER BY size DESC, at DESC LIMIT ?"
)


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


def heads(connection: Connection, size: int | None = None, limit: int | None = None) -> list[Kept]:
    """The stored heads, the newest first; of one size where it is named."""
    bounds = (0, END) if size is None else (size, size)
    return [Kept(*row) for row in rows(connection, _HEADS, *bounds, END if limit is None else limit)]


def inclusion(connection: Connection, position: int) -> dict[str, Any]:
    """The proof that the event at ``position`` is under the newest head. NoProof says why there is none."""
    here = _stand(connection)
    newest = next(iter(heads(connection, limit=1)), None)
    if newest is None:
        raise NoProof("proof.no_head")
    row = read(connection, position - 1, 1, position)[0]
    index, path = place_in(Stored.at(connection, here.edge), here, newest, row)
    return {
        "format": INCLUSION, "event": event(row), "index": index, "size": newest.size,
        "path": path, "head": newest.note,
    }  # fmt: skip


def place_in(stored: Stored, here: Stand, head: Kept, row: Row) -> tuple[int, list[str]]:
    """Which leaf an event is under a head, and its way up as base64; checked. NoProof says why there is none."""
    leaf, cited, position = leaf_hashes([row])[0], place(row), row[0]
    index = stored.leaf(leaf, position) if here.leaves else None
    if index is None:
        raise NoProof("proof.not_sealed" if position > here.position else "proof.altered", event=cited)
    if index >= head.size:
        raise NoProof("proof.not_sealed", event=cited)
    try:
        path = stored.tree(index, head.size).inclusion(index, head.size)
    except MissingTile:
        raise NoProof("proof.broken") from None
    if included(leaf, index, head.size, path) != head.root:
        raise NoProof("proof.broken")
    return index, [b64encode(each).decode() for each in path]


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
        raise NoProof("seal.none")
    return found
