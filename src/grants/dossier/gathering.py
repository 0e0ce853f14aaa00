"""What is sealed of a dossier's streams, how it is proved, and what stands behind the references in it.

Everything comes out of one state of the database, stream by stream, so memory stays bounded by the longest one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from grants.dossier.subject import Stream
from grants.store.seal.exporting import event
from grants.store.seal.leaves import Row, of_stream
from grants.store.seal.proving import Kept, NoProof, heads, place_in
from grants.store.seal.tiles import Stand, Stored, stand
from grants.store.tables import document, text

_CHUNK: Final = 500


@dataclass(slots=True)
class Gathered:
    """``versions``: how many events each stream has; ``unproved``: events under no head yet, as they are cited;
    ``known``: parts of the tree that several proofs share.
    """

    connection: Connection
    streams: Sequence[Stream]
    here: Stand | None
    head: Kept | None
    versions: dict[str, int] = field(default_factory=dict)
    unproved: list[str] = field(default_factory=list)
    texts: int = 0
    erased: int = 0
    known: dict[tuple[int, int], bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection, streams: Sequence[Stream]) -> Gathered:
        here = stand(connection)
        newest = next(iter(heads(connection, limit=1)), None) if here else None
        return cls(connection, streams, here, newest)

    def events(self) -> Iterator[bytes]:
        """The four sealed fields of every event, one JSON object a line. NoProof: a step is gone."""
        for stream, rows in self._rows():
            here = [row[2] for row in rows]
            if not here or here != list(range(1, len(here) + 1)):
                gap = next((version for n, version in enumerate(here, 1) if version != n), 1)
                raise NoProof("dossier.gap", stream=stream.id, version=gap)
            self.versions[stream.id.hex] = len(rows)
            yield b"".join(_line(event(row)) for row in rows)

    def proofs(self) -> Iterator[bytes]:
        """A line for each event under the head: which leaf it is, and its way up. NoProof: it is not as sealed."""
        for stream, rows in self._rows():
            yield b"".join(self._proofs(stream, rows))

    def texts_behind(self) -> Iterator[bytes]:
        """Texts that still stand, with their salts; of those that were removed, when and on what ground."""
        for _, rows in self._rows():
            wanted = _references(rows, "digest")
            found = self._table(text, wanted)
            for id_, digest in wanted.items():
                row = found.get(id_)
                said = _text(row)
                self.erased += "erased_on" in said
                self.texts += "text" in said
                yield _line({"id": str(id_), "digest": digest, **said})

    def documents_behind(self) -> Iterator[bytes]:
        """Accounting documents as they were typed, beside the keyed hashes that stand in the events."""
        for _, rows in self._rows():
            wanted = _references(rows, "key")
            found = self._table(document, wanted)
            for id_, key in wanted.items():
                yield _line({"id": str(id_), "key": key, **_document(found.get(id_))})

    def _rows(self) -> Iterator[tuple[Stream, list[Row]]]:
        return ((stream, of_stream(self.connection, stream.id)) for stream in self.streams)

    def _proofs(self, stream: Stream, rows: Sequence[Row]) -> Iterator[bytes]:
        if self.here is None or self.head is None:
            self.unproved += [f"{stream.id}/{row[2]}" for row in rows]
            return
        stored = Stored.at(self.connection, self.here.edge, self.known)
        for row in rows:
            try:
                index, path = place_in(stored, self.here, self.head, row)
            except NoProof as no:
                if no.code != "proof.not_sealed":
                    raise
                self.unproved.append(f"{stream.id}/{row[2]}")
                continue
            yield _line({"stream": stream.id.hex, "version": row[2], "index": index, "path": path})

    def _table(self, table: Any, ids: Iterable[UUID]) -> dict[UUID, Any]:
        wanted, found = list(ids), {}
        for start in range(0, len(wanted), _CHUNK):
            query = select(table).where(table.c.id.in_(wanted[start : start + _CHUNK]))
            found.update({row.id: row for row in self.connection.execute(query)})
        return found


def _references(rows: Sequence[Row], beside: str) -> dict[UUID, str]:
    """References in stored states, by id: a text has a ``digest`` beside it, a document a ``key``."""
    found: dict[UUID, str] = {}
    for row in rows:
        for each in _records(msgspec.json.decode(row[4])):
            if each.keys() == {"id", beside}:
                found[UUID(each["id"])] = each[beside]
    return found


def _records(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield cast("dict[str, Any]", value)
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _records(each)


def _text(row: Any) -> dict[str, Any]:
    if row is None:
        return {"missing": True}
    return _gone(row) if row.erased_on else {"salt": bytes(row.salt).hex(), "text": row.body}


def _document(row: Any) -> dict[str, Any]:
    if row is None:
        return {"missing": True}
    return _gone(row) if row.erased_on else {"number": row.number, "issuer_nip": row.issuer_nip}


def _gone(row: Any) -> dict[str, Any]:
    return {"erased_on": row.erased_on, "erased_ground": row.erased_ground}


def _line(value: object) -> bytes:
    return msgspec.json.encode(value) + b"\n"
