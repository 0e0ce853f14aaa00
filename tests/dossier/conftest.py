"""A programme with two grants in every kind of database, sealed; dossiers of it, opened and packed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from grants.bootstrap import Programme, open_programme
from grants.dossier import Made, make, subject
from grants.store.seal import keys
from grants.store.seal import verify_podaj_dalej as offline
from grants.store.seal.notary import begin
from grants.store.seal.packing import MANIFEST, Packing
from tests.support import builders as b
from tests.support.cast import LEADING, SECOND
from tests.support.scenario import NOW, Ask


@dataclass
class Desk:
    """Where dossiers are made. ``key``: what an auditor has from elsewhere."""

    programme: Programme
    folder: Path
    url: str

    def issue(self, asks: Iterable[Ask]) -> None:
        for ask in asks:
            self.programme.issue(ask.command, ask.by.actor, command_id=ask.command_id)
        self.programme.projector.catch_up()

    def written(self, kind: str = "grant", id_: UUID = LEADING.grant, lang: str = "pl") -> tuple[Path, Made]:
        with self.programme.engine.connect() as connection:
            about = subject(connection, kind, id_, lang)
        assert about is not None
        file = self.folder / about.file
        with file.open("wb") as out:
            return file, make(self.programme, about, lang, out)

    @property
    def key(self) -> offline.Key:
        return offline.read_key(keys.history(keys.place())[0].key)

    def right(self, file: Path, *heads: Path) -> str:
        """What the offline verifier says of a dossier that it accepts."""
        return offline.check_dossier([self.key], str(file), [str(head) for head in heads])

    def wrong(self, file: Path, *heads: Path) -> str:
        """What it says of one that it refuses."""
        with pytest.raises(offline.Wrong) as refused:
            self.right(file, *heads)
        return str(refused.value)

    def packed(self, files: dict[str, bytes], said: dict[str, Any], key: keys.SealKey | None = None) -> Path:
        """A dossier by hand, signed: what a dishonest holder of the key might hand out."""
        out = BytesIO()
        packing = Packing(out)
        for name, body in files.items():
            packing.add(name, [body])
        packing.close(said, key or keys.load(keys.place()))
        file = self.folder / "by-hand.zip"
        file.write_bytes(out.getvalue())
        return file


def opened(file: Path) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a dossier, and what its manifest says of it."""
    files = offline.unpack(str(file))
    said = msgspec.json.decode(files.pop(MANIFEST).split(b"\n")[1])
    return files, said


def changed(files: dict[str, bytes], name: str, change: Callable[[list[Any]], None]) -> dict[str, bytes]:
    """The files with the rows of one changed."""
    rows = [msgspec.json.decode(line) for line in files[name].splitlines()]
    change(rows)
    return {**files, name: b"".join(msgspec.json.encode(row) + b"\n" for row in rows)}


@pytest.fixture
def desk(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A grant that was paid, with a meeting and a cost, and another that was applied for."""
    monkeypatch.setenv(keys.PLACE, str(tmp_path / "seal.key"))
    programme = open_programme(store_url, clock=lambda: NOW)
    begin(programme.engine, keys.make(keys.place(), NOW, "tests.example/log").name)
    made = Desk(programme, tmp_path, store_url)
    made.issue([
        *b.ground([LEADING, SECOND]), b.apply(), b.award(), b.sign(), b.pay(), b.meeting(), b.cost(), b.reject_cost(),
        b.apply(SECOND),
    ])  # fmt: skip
    yield made
    programme.close()


ON_SQLITE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
"""For what does not depend on the kind of database."""
