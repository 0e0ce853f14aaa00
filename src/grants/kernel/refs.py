"""References that stand in events where a person's own words or numbers would otherwise stand (DOMAIN 3.7).

The words live in erasable tables. Without its row a reference says nothing about anybody.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TextRef:
    """A typed text: its row's id and the digest that proves it unaltered while it stands."""

    id: UUID
    digest: str


@dataclass(frozen=True, slots=True)
class FileRef:
    """A stored file, referred to like a text."""

    id: UUID
    digest: str


@dataclass(frozen=True, slots=True)
class AccountRef:
    """A bank account: row id, keyed hash of the number (same number, same key) and its last four digits."""

    id: UUID
    key: str
    last4: str


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """An accounting document: row id and keyed hash of its normalised number with the issuer's NIP."""

    id: UUID
    key: str


def text_digest(salt: bytes, text: str) -> str:
    """SHA-256 (hex) over 16 random bytes and the text in NFC, UTF-8."""
    return hashlib.sha256(salt + unicodedata.normalize("NFC", text).encode()).hexdigest()
