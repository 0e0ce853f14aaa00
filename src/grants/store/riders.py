"""Riders: rows that are true exactly when the events are, so they go into the events' own transaction (DESIGN 2).

A rider is one statement with named values (``:name``); the recorders write it in their database's own style.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

Value = str | int | bytes | UUID | datetime | date | None


@dataclass(frozen=True, slots=True)
class Rider:
    """One statement to carry out with the events, or not at all."""

    statement: str
    values: Mapping[str, Value]


_RECEIPT: Final = (
    "INSERT INTO receipt (command_id, name, data_hash, answer, at)"
    " VALUES (:command_id, :name, :data_hash, :answer, :at)"
)
_CLAIM: Final = "INSERT INTO claim (kind, key, owner) VALUES (:kind, :key, :owner)"
_RELEASE: Final = "DELETE FROM claim WHERE kind = :kind AND key = :key"
_TEXT: Final = "INSERT INTO text (id, salt, body) VALUES (:id, :salt, :body)"
_ACCOUNT: Final = "INSERT INTO account (id, nrb, key) VALUES (:id, :nrb, :key)"
_DOCUMENT: Final = "INSERT INTO document (id, number, issuer_nip, key) VALUES (:id, :number, :issuer_nip, :key)"


def receipt(*, command_id: UUID, name: str, data_hash: str, answer: bytes, at: datetime) -> Rider:
    """Proof that the command took effect; a second one with its id breaks the whole transaction."""
    return Rider(_RECEIPT, {"command_id": command_id, "name": name, "data_hash": data_hash, "answer": answer, "at": at})


def claim(kind: str, key: str, owner: UUID) -> Rider:
    return Rider(_CLAIM, {"kind": kind, "key": key, "owner": owner})


def release(kind: str, key: str) -> Rider:
    return Rider(_RELEASE, {"kind": kind, "key": key})


def text(id_: UUID, salt: bytes, body: str) -> Rider:
    return Rider(_TEXT, {"id": id_, "salt": salt, "body": body})


def account(id_: UUID, nrb: str, key: str) -> Rider:
    return Rider(_ACCOUNT, {"id": id_, "nrb": nrb, "key": key})


def document(id_: UUID, number: str, issuer_nip: str, key: str) -> Rider:
    return Rider(_DOCUMENT, {"id": id_, "number": number, "issuer_nip": issuer_nip, "key": key})
