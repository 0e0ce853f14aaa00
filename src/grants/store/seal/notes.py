"""Signed notes and checkpoints in the format that transparency logs share (C2SP signed-note, tlog-checkpoint).

A checkpoint is three lines (origin, size, root in base64), an empty line, and a line for each signature:
``— name base64(four bytes that tell the key, then the Ed25519 signature)``.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = b"\x01"
DASH: Final = "\u2014"
NAME: Final = re.compile(r"[^\s+]{1,150}")
LONGEST: Final = 100_000
"""Characters; far above any lawful note."""
SIGNATURE: Final = 64


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Who signs. Written ``name+hash+key``, as ``grants seal key`` prints it."""

    name: str
    raw: bytes

    @property
    def tag(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.tag.hex()}+{b64encode(ED25519 + self.raw).decode()}"

    @classmethod
    def parse(cls, written: str) -> PublicKey:
        """ValueError if it is none."""
        name, _, rest = written.strip().partition("+")
        tag, _, body = rest.partition("+")
        raw = unbase64(body)
        key = cls(name, raw[1:])
        if not NAME.fullmatch(name) or raw[:1] != ED25519 or len(raw) != 33 or key.tag.hex() != tag:  # noqa: PLR2004
            raise ValueError("no public key: name+hash+key")
        return key

    def signed(self, note: Note) -> bool:
        """Whether one of the note's signatures is this key's and right."""
        mine = [s for name, tag, s in note.signatures if name == self.name and tag == self.tag]
        return any(self._right(signature, note.text) for signature in mine)

    def _right(self, signature: bytes, text: str) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends with a line end, and who signed it: name, key tag, signature."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def __str__(self) -> str:
        lines = (f"{DASH} {name} {b64encode(tag + made).decode()}\n" for name, tag, made in self.signatures)
        return f"{self.text}\n{''.join(lines)}"

    @classmethod
    def parse(cls, written: str) -> Note:
        """ValueError says what is not as it should be. Says nothing about whether a signature is right."""
        text, found, below = written.rpartition("\n\n")
        if len(written) > LONGEST or not found or not below.endswith("\n") or not text:
            raise ValueError("no signed note: a text, an empty line, signatures")
        return cls(text + "\n", tuple(_signature(line) for line in below[:-1].split("\n")))


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint says: of which log, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def of(cls, note: Note) -> Head:
        """ValueError if the note is no checkpoint. Further lines are another's business, as the format says."""
        lines = note.text.split("\n")
        if len(lines) < 4 or not lines[0] or not re.fullmatch(r"0|[1-9]\d{0,17}", lines[1], re.ASCII):  # noqa: PLR2004
            raise ValueError("no checkpoint: origin, size, root")
        root = unbase64(lines[2])
        if len(root) != 32:  # noqa: PLR2004  SHA-256
            raise ValueError("no checkpoint: the root has 32 bytes")
        return cls(lines[0], int(lines[1]), root)


def sign(text: str, name: str, private: Ed25519PrivateKey) -> Note:
    key = PublicKey(name, private.public_key().public_bytes_raw())
    return Note(text, ((name, key.tag, private.sign(text.encode())),))


def unbase64(written: str) -> bytes:
    """ValueError unless it is base64 as we would write it, so that there is one form of everything."""
    try:
        found = b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("no base64") from None
    if b64encode(found).decode() != written:
        raise ValueError("no base64 in its one form")
    return found


def _signature(line: str) -> tuple[str, bytes, bytes]:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != DASH or not NAME.fullmatch(parts[1]):  # noqa: PLR2004  dash, name, signature
        raise ValueError("no signature line")
    blob = unbase64(parts[2])
    if len(blob) < 4 + 1:
        raise ValueError("no signature line")
    return parts[1], blob[:4], blob[4:]
