"""The key that signs heads: a file outside the database, its public keys beside it.

Whoever can rewrite the database must not find the key in it. ``seal.key`` holds one line and is readable by its owner
alone; ``seal.key.pub`` may be shown to anybody: the keys there were, each new one signed by the one before.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from grants.store.seal.notes import ED25519, NAME, Head, Note, PublicKey, sign, unbase64
from grants.store.urls import Database, SqliteDatabase, database

PLACE: Final = "GRANTS_SEAL_KEY"
DEFAULT: Final = "var/seal.key"
BESIDE: Final = ".seal.key"
"""A demo's key: its database's file name and this."""
ROTATION: Final = "podaj-dalej key rotation v1"
_PRIVATE: Final = "PRIVATE+KEY+"
_OTHERS: Final = 0o077


class Held(msgspec.Struct, frozen=True, omit_defaults=True):
    """A key of the history. ``rotation``: the note in which the key before it signed it; the first has none."""

    key: str
    since: str
    rotation: str | None = None


@dataclass(frozen=True, slots=True)
class SealKey:
    """The key in force, with all public keys there were, the oldest first."""

    name: str
    private: Ed25519PrivateKey
    history: tuple[Held, ...]

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.name, self.private.public_key().public_bytes_raw())

    def head(self, size: int, root: bytes) -> Note:
        """A signed checkpoint."""
        return sign(Head(self.name, size, root).text, self.name, self.private)


def place(where: str | Database | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Where the key of a database is: the place of the environment, else beside a SQLite file if one was made there
    (by ``grants demo``), else DEFAULT.
    """
    given = environ.get(PLACE)
    near = beside(where) if where and not given else None
    return near if near and near.is_file() else Path(given or DEFAULT)


def chosen() -> bool:
    """Whether the environment says where the key is."""
    return bool(os.environ.get(PLACE))


def beside(where: str | Database) -> Path | None:
    """The file next to a SQLite database; None for a server's."""
    where = database(where) if isinstance(where, str) else where
    return where.path.with_name(f"{where.path.name}{BESIDE}") if isinstance(where, SqliteDatabase) else None


def make(file: Path, now: datetime, name: str | None = None) -> SealKey:
    """A new key in a new file. FileExistsError if there is one; ValueError: the name has spaces or a plus."""
    name = name or f"podaj-dalej/{token_hex(4)}"
    if not NAME.fullmatch(name):
        raise ValueError("the name of a log has no spaces and no plus, and at most 150 characters")
    private = Ed25519PrivateKey.generate()
    key = SealKey(name, private, (Held(_public(name, private), f"{now:%Y-%m-%d}"),))
    file.parent.mkdir(parents=True, exist_ok=True)
    _write(file, key)
    return key


def load(file: Path) -> SealKey:
    """FileNotFoundError: there is none. ValueError: it is no key, or others may read it."""
    if file.stat().st_mode & _OTHERS:
        raise ValueError(f"{file} can be read by others: chmod 600 {file}")
    written = file.read_text("utf-8").strip()
    parts = written.removeprefix(_PRIVATE).split("+", 2)
    if not written.startswith(_PRIVATE) or len(parts) != 3:  # noqa: PLR2004  name, hash, key
        raise ValueError(f"{file} holds no key")
    raw = unbase64(parts[2])
    private = Ed25519PrivateKey.from_private_bytes(raw[1:])
    key = SealKey(parts[0], private, history(file))
    if key.public.tag.hex() != parts[1] or str(key.public) != key.history[-1].key:
        raise ValueError(f"{file} and {shown(file)} do not belong together")
    return key


def shown(file: Path) -> Path:
    """The file with the public keys."""
    return file.with_name(f"{file.name}.pub")


def history(file: Path) -> tuple[Held, ...]:
    """The public keys beside a key file, the oldest first. ValueError if that file is no such list."""
    try:
        found = msgspec.json.decode(shown(file).read_bytes(), type=tuple[Held, ...])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(f"{shown(file)} holds no list of keys") from error
    if not found:
        raise ValueError(f"{shown(file)} holds no list of keys")
    return found


def rotate(file: Path, now: datetime) -> SealKey:
    """A new key, signed by the one in force, which is then gone. Heads that it signed stay good."""
    old = load(file)
    private = Ed25519PrivateKey.generate()
    fresh = _public(old.name, private)
    said = sign(rotation_text(str(old.public), fresh), old.name, old.private)
    key = SealKey(old.name, private, (*old.history, Held(fresh, f"{now:%Y-%m-%d}", str(said))))
    beside = file.with_name(f"{file.name}.new")
    _write(beside, key)
    shown(beside).replace(shown(file))
    beside.replace(file)
    return key


def rotation_text(old: str, new: str) -> str:
    return f"{ROTATION}\n{old}\n{new}\n"


def trusted(anchor: PublicKey, known: tuple[Held, ...]) -> list[PublicKey]:
    """The keys that follow from one that is trusted: each signed by the one before. ValueError: a link is broken."""
    found = [anchor]
    for each in known:
        key = PublicKey.parse(each.key)
        if each.rotation is None or key in found:
            continue
        note = Note.parse(each.rotation)
        link = note.text == rotation_text(str(found[-1]), each.key)
        if link and found[-1].signed(note):
            found.append(key)
        elif link:
            raise ValueError(f"the key {each.key} is not signed by the key before it")
    return found


def _public(name: str, private: Ed25519PrivateKey) -> str:
    return str(PublicKey(name, private.public_key().public_bytes_raw()))


def _write(file: Path, key: SealKey) -> None:
    """The private key first and alone to its owner, then the list."""
    line = f"{_PRIVATE}{key.name}+{key.public.tag.hex()}+"
    line += b64encode(ED25519 + key.private.private_bytes_raw()).decode()
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:
        out.write(f"{line}\n")
    shown(file).write_bytes(msgspec.json.format(msgspec.json.encode(key.history), indent=2) + b"\n")
