"""Keys that belong to the database: made once by ``migrate``, never in settings, never in the log."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Final

from sqlalchemy import Connection, Engine, insert, select

from grants.store.tables import secret

REFERENCES: Final = "references"
"""Keys the hashes in AccountRef and DocumentRef."""
SESSIONS: Final = "sessions"
"""Encrypts the cookie that holds a login's id."""


def make_missing(connection: Connection) -> None:
    """Make the secrets that are not there yet."""
    there = set(connection.scalars(select(secret.c.name)))
    for name in (REFERENCES, SESSIONS):
        if name not in there:
            connection.execute(insert(secret).values(name=name, value=secrets.token_bytes(32)))


def read(engine: Engine, name: str) -> bytes:
    """A secret; LookupError on a database that ``migrate`` never saw."""
    with engine.connect() as connection:
        value = connection.scalar(select(secret.c.value).where(secret.c.name == name))
    if value is None:
        raise LookupError(f"the database has no secret {name!r}: run grants migrate")
    return bytes(value)


def account_key(key: bytes, nrb: str) -> str:
    """The same account, the same key; without the secret it says nothing about the number."""
    return _hmac(key, f"account:{nrb}")


def document_key(key: bytes, number: str, issuer_nip: str) -> str:
    """The same document of the same issuer, however its number is spaced, hyphenated, slashed or cased.

    What separates is forgotten, that it separates is not: FV-1/2013 is fv 1 2013, but 1/12 is not 11/2.
    """
    parts = re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFKC", number).upper())
    return _hmac(key, f"document:{issuer_nip}:{'/'.join(parts)}")


def _hmac(key: bytes, message: str) -> str:
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()
