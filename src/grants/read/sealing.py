"""How far the log is sealed, the signed heads, and proofs. Seen by anybody on the seal's pages, by auditors at a step.

Not a projection: the notary's own tables are asked. What cannot be proved is a ``NoProof`` whose code has its words.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, select

from grants.store.log import EventLog
from grants.store.seal import keys, proving
from grants.store.seal.leaves import canonical
from grants.store.seal.merkle import node
from grants.store.seal.notes import Head, Note
from grants.store.seal.proving import NoProof
from grants.store.seal.raw import rows, snapshot
from grants.store.seal.tables import seal_head
from grants.store.seal.tiles import stand

__all__ = ["NoProof", "canonical"]

MOST: Final = 10_000
"""Events behind the newest head are counted up to here."""


class KeptHead(Struct, frozen=True):
    """A signed head. ``note``: the whole text that others keep; ``at``: when it was signed."""

    size: int
    root: str
    note: str
    at: datetime | None


class Standing(Struct, frozen=True):
    """``origin``: the log's name on its heads; ``window``: events under no head yet, MOST at most."""

    origin: str
    window: int
    head: KeptHead | None

    @property
    def many(self) -> bool:
        return self.window >= MOST


class Joint(Struct, frozen=True):
    """One step up a proof: what is joined at which side, and what comes out. All hexadecimal."""

    left: bool
    hash: str
    result: str


def standing(connection: Connection) -> Standing | None:
    """None where nobody seals."""
    here = stand(connection)
    if here is None:
        return None
    newest = next(iter(heads(connection, limit=1)), None)
    column = "rowid" if connection.dialect.name == "sqlite" else "notification_id"
    waiting = f"SELECT count(*) FROM (SELECT 1 FROM stored_events WHERE {column} > ? LIMIT ?) AS behind"  # noqa: S608
    behind = rows(connection, waiting, here.position, MOST)[0][0]
    covered = newest.size if newest else 0
    return Standing(here.origin, min(MOST, here.leaves - covered + behind), newest)


def heads(connection: Connection, *, below: int | None = None, limit: int) -> list[KeptHead]:
    """Signed heads, the newest first; ``below``: over fewer events than this."""
    column = seal_head.c
    asked = select(column.size, column.root, column.note, column.at)
    if below is not None:
        asked = asked.where(column.size < below)
    found = connection.execute(asked.order_by(column.size.desc(), column.at.desc()).limit(limit))
    return [KeptHead(row.size, bytes(row.root).hex(), row.note, row.at) for row in found]


def head_over(connection: Connection, size: int) -> KeptHead | None:
    """The head over exactly so many events; of several the one signed last."""
    found = heads(connection, below=size + 1, limit=1)
    return found[0] if found and found[0].size == size else None


def inclusion(log: EventLog, stream: UUID, version: int) -> dict[str, Any]:
    """The proof that an event is under the newest head, for the offline verifier; LookupError: no such event."""
    position = log.position_of(stream, version)
    if position is None:
        raise LookupError(f"{stream}/{version}")
    with snapshot(log.engine) as connection:
        return proving.inclusion(connection, position)


def consistency(log: EventLog, size: int, other: int | None = None) -> dict[str, Any]:
    """The proof that the log of a newer head (None: the newest) begins with that of an older one, given in either
    order; LookupError names the size over which there is no head.
    """
    with snapshot(log.engine) as connection:
        first = head_over(connection, size)
        second = next(iter(heads(connection, limit=1)), None) if other is None else head_over(connection, other)
        if first is None or second is None:
            raise LookupError(str(size if first is None else other))
        return proving.consistency(connection, first.note, second.note)


def joints(leaf: str, proof: dict[str, Any]) -> Iterator[Joint]:
    """The proof's way from the leaf to the root (RFC 9162, 2.1.3.2)."""
    here, last, root = proof["index"], proof["size"] - 1, bytes.fromhex(leaf)
    for written in proof["path"]:
        sibling = b64decode(written)
        left = bool(here % 2 or here == last)
        root = node(sibling, root) if left else node(root, sibling)
        yield Joint(left, sibling.hex(), root.hex())
        while left and here % 2 == 0 and here:
            here, last = here // 2, last // 2
        here, last = here // 2, last // 2


def size_of(note: str) -> int:
    """Over how many events a head of ours is."""
    return Head.of(Note.parse(note)).size


def known_keys(key_file: Path) -> tuple[keys.Held, ...]:
    """The public keys there were, the oldest first; none where there is no readable list beside the key."""
    try:
        return keys.history(key_file)
    except (OSError, ValueError):
        return ()


def verifier() -> str:
    """The offline verifier, as it is handed out."""
    return files("grants.store.seal").joinpath("verify_podaj_dalej.py").read_text("utf-8")
