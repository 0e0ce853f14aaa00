"""A dossier in one file: sealed first, gathered from one state of the database, told in words, signed.

Written piece by piece into a file of the caller's, so a round with thousands of events needs no more memory than its
longest history.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from grants.bootstrap import Programme
from grants.dossier.gathering import Gathered
from grants.dossier.page import drawn
from grants.dossier.subject import Subject, streams
from grants.dossier.telling import History, Teller
from grants.read.sealing import known_keys, verifier
from grants.store.seal import keys
from grants.store.seal.notary import Notary, NotSealed, Unsealable
from grants.store.seal.packing import Packing
from grants.store.seal.raw import snapshot

ATTEMPTS: Final = 3
"""Commands go on while a dossier is made: one that came between the head and the reading is sealed in a second go."""
_log: Final = logging.getLogger(__name__)


class Made(Struct, frozen=True):
    """What went into a dossier. ``head``: events under its head, None without one; ``unproved``: steps under no head;
    ``signed``: whether the key was here; ``texts`` stand, ``erased`` were removed on request.
    """

    events: int
    histories: int
    head: int | None
    unproved: list[str]
    signed: bool
    texts: int
    erased: int

    @property
    def proved(self) -> bool:
        """Whether the offline verifier can check all of it."""
        return self.signed and self.head is not None and not self.unproved


def make(programme: Programme, about: Subject, lang: str, out: BinaryIO) -> Made:
    """Write the dossier into ``out``, which can be rewound.

    NoProof: an event is not what was sealed, so nothing is handed out; TooLarge: more than one file may hold.
    """
    for _ in range(ATTEMPTS - 1):
        made = _once(programme, about, lang, out)
        if made.proved or not made.signed:
            return made
    return _once(programme, about, lang, out)


def _once(programme: Programme, about: Subject, lang: str, out: BinaryIO) -> Made:
    key = _sealed(programme)
    out.seek(0)
    out.truncate()
    with snapshot(programme.engine) as connection:
        return _Making(programme, connection, about, lang, key).into(out)


def _sealed(programme: Programme) -> keys.SealKey | None:
    """Put everything under a head, where the key is on this machine. A seal that has stopped is told in the dossier."""
    try:
        key = keys.load(programme.key_file)
        Notary(programme.views, programme.key_file, clock=programme.clock).catch_up()
    except (NotSealed, FileNotFoundError):
        return None
    except (Unsealable, OSError, ValueError):
        _log.exception("a dossier is made without a fresh seal")
        return None
    return key


class _Making:
    """One attempt."""

    def __init__(
        self, programme: Programme, connection: Connection, about: Subject, lang: str, key: keys.SealKey | None
    ) -> None:
        self.programme, self.about, self.lang, self.key = programme, about, lang, key
        self.at = programme.clock()
        self.gathered = Gathered.of(connection, streams(connection, about))
        self.teller = Teller(programme, connection, about, lang)

    def into(self, out: BinaryIO) -> Made:
        packing, got = Packing(out), self.gathered
        packing.add("events.jsonl", got.events())
        packing.add("proofs.jsonl", got.proofs())
        packing.add("texts.jsonl", got.texts_behind())
        packing.add("documents.jsonl", got.documents_behind())
        known = known_keys(self.programme.key_file)
        packing.add("keys.json", [msgspec.json.encode(known)])
        if got.head is not None:
            packing.add("head.txt", [got.head.note.encode()])
        packing.add("verify_podaj_dalej.py", [verifier().encode()])
        made = self._made()
        frame = self._frame(made, known)
        self._pages(packing, frame)
        packing.add("CZYTAJ-README.txt", [drawn("instructions.txt", self.lang, frame)])
        packing.close(self._said(), self.key)
        return made

    def _pages(self, packing: Packing, frame: dict[str, Any]) -> None:
        """One history stands on the first page itself; several have pages of their own, with a list of them."""
        if len(self.gathered.streams) == 1:
            only = next(iter(self._histories()))
            packing.add("index.html", [drawn("history.html", self.lang, {**frame, "it": only, "alone": True})])
            return
        listed: list[History] = []
        for each in self._histories():
            packing.add(each.page, [drawn("history.html", self.lang, {**frame, "it": each, "alone": False})])
            listed.append(msgspec.structs.replace(each, lines=[]))
        packing.add("index.html", [drawn("index.html", self.lang, {**frame, "histories": listed})])

    def _histories(self) -> Iterable[History]:
        versions = self.gathered.versions
        return (self.teller.history(stream, versions[stream.id.hex]) for stream in self.gathered.streams)

    def _frame(self, made: Made, known: Sequence[keys.Held]) -> dict[str, Any]:
        head = self.gathered.head
        key = known[-1].key if known else ""
        return {
            "about": self.about, "made": made, "at": self.at, "head": head, "key": key,
            "root": head.root.hex() if head else "", "versions": self.gathered.versions,
        }  # fmt: skip

    def _made(self) -> Made:
        got = self.gathered
        size = got.head.size if got.head else None
        events = sum(got.versions.values())
        return Made(events, len(got.streams), size, got.unproved, self.key is not None, got.texts, got.erased)

    def _said(self) -> dict[str, Any]:
        """What the manifest declares: without it nobody could tell that a history was cut short."""
        got, about = self.gathered, self.about
        return {
            "kind": about.kind, "id": about.id, "name": about.name, "made": f"{self.at:%Y-%m-%dT%H:%M:%SZ}",
            "head": got.head.size if got.head else None, "streams": got.versions,
        }  # fmt: skip
