"""The file that a dossier is: an uncompressed ZIP of one form, whose manifest is signed.

Of one form: what stands in it decides every byte of the file, so the offline verifier can account for each of them, and
nothing in it grows when it is opened. The manifest names every file with its hash; signed with the seal's key, it says
that the holder of the key put the dossier together so. That the events are the sealed ones follows from their proofs,
not from this signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from struct import pack
from typing import Any, BinaryIO, Final
from zlib import crc32

import msgspec

from grants.store.seal.keys import SealKey
from grants.store.seal.notes import Note, sign

DOSSIER: Final = "podaj-dalej dossier v1"
MANIFEST: Final = "manifest.txt"
NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)?")
MOST_FILES: Final = 60_000
LARGEST: Final = 2**30
"""Bytes: what the verifier reads at once; far above a round of thousands of grants."""
_DAY: Final = 33
"""1 January 1980 as ZIP writes days: the files carry no times of their own."""


class TooLarge(Exception):
    """More than one dossier may hold."""


class Packing:
    """Writes files into ``out``, which can be rewound, one after the other; ``close`` ends it with the manifest."""

    def __init__(self, out: BinaryIO) -> None:
        self._out: Final = out
        self._directory: Final = bytearray()
        self._listed: Final[list[str]] = []

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        """One file; its parts are written as they come. ValueError: a name that no file of a dossier has."""
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a file in a dossier")
        digest = self._write(name.encode(), parts)
        self._listed.append(f"{digest}  {name}")

    def close(self, said: Mapping[str, Any], key: SealKey | None) -> None:
        """Write the manifest, signed where the key is here, and the directory."""
        lines = (DOSSIER, msgspec.json.encode(said).decode(), *self._listed)
        text = "".join(f"{line}\n" for line in lines)
        note = Note(text, ()) if key is None else sign(text, key.name, key.private)
        self._write(MANIFEST.encode(), [str(note).encode()])
        count, start = len(self._listed) + 1, self._out.tell()
        self._out.write(self._directory)
        self._out.write(b"PK\5\6" + pack("<4H2LH", 0, 0, count, count, len(self._directory), start, 0))
        self._out.flush()

    def _write(self, name: bytes, parts: Iterable[bytes]) -> str:
        """The header is written again once the content's length and checksum are known."""
        start, size, crc, digest = self._out.tell(), 0, 0, sha256()
        self._out.write(bytes(30) + name)
        for part in parts:
            size, crc = size + len(part), crc32(part, crc)
            digest.update(part)
            self._out.write(part)
            if start + size > LARGEST or len(self._listed) > MOST_FILES:
                raise TooLarge
        end, fields = self._out.tell(), pack("<5H3L2H", 20, 0, 0, 0, _DAY, crc, size, size, len(name), 0)
        self._out.seek(start)
        self._out.write(b"PK\3\4" + fields)
        self._out.seek(end)
        self._directory.extend(b"PK\1\2" + pack("<H", 20) + fields + pack("<3H2L", 0, 0, 0, 0, start) + name)
        return digest.hexdigest()
