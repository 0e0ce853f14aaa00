"""Receipts: a command that took effect is answered again, never carried out again."""

from __future__ import annotations

import hashlib
from typing import Final
from uuid import UUID

import msgspec
from eventsourcing.persistence import JSONTranscoder
from sqlalchemy import bindparam, select

from grants.kernel.actor import Actor
from grants.kernel.command import Command, Done, RowResult
from grants.kernel.refusals import Refused
from grants.store.log import EventLog
from grants.store.tables import receipt

_BY_COMMAND: Final = select(receipt.c.name, receipt.c.data_hash, receipt.c.answer).where(
    receipt.c.command_id == bindparam("command")
)
"""Built once: every command asks it, and building costs more than asking."""


def data_hash(command: Command, actor: Actor) -> str:
    """SHA-256 (hex) of the command's canonical data and of who asks: another person's id is not answered."""
    canonical = msgspec.json.encode(command, order="deterministic")
    return hashlib.sha256(actor.person.bytes + canonical).hexdigest()


def answered(log: EventLog, command_id: UUID, name: str, hashed: str) -> Done | None:
    """The answer that this command got before; Refused ``command.id_reused`` if the id belongs to another one."""
    with log.engine.connect() as connection:
        row = connection.execute(_BY_COMMAND, {"command": command_id}).one_or_none()
    if row is None:
        return None
    if (row.name, row.data_hash) != (name, hashed):
        raise Refused("command.id_reused", id=command_id)
    return _with_position(log, decode(log.transcoder, bytes(row.answer)))


def encode(transcoder: JSONTranscoder, done: Done) -> bytes:
    """The answer without its position, which is not known before the commit; days and ids keep their types."""
    rows = [msgspec.structs.asdict(row) for row in done.rows]
    return transcoder.encode({**msgspec.structs.asdict(done), "rows": rows})


def decode(transcoder: JSONTranscoder, answer: bytes) -> Done:
    values = transcoder.decode(answer)
    return Done(**{**values, "rows": [RowResult(**row) for row in values["rows"]]})


def _with_position(log: EventLog, done: Done) -> Done:
    found = (log.position_of(UUID(stream), version) for stream, version in done.versions.items())
    return msgspec.structs.replace(done, position=max((p for p in found if p is not None), default=0))
