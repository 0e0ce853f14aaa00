"""A dossier proves itself to the offline verifier, and nothing of it can be changed, taken out or put in."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from grants.store import texts
from grants.store.seal import keys
from grants.store.seal import verify_podaj_dalej as offline
from grants.store.seal.notary import Notary
from grants.store.seal.packing import MANIFEST, Packing, TooLarge
from grants.store.seal.proving import heads
from grants.store.seal.raw import snapshot
from tests.dossier.conftest import ON_SQLITE, Desk, changed, opened
from tests.seal.conftest import checked
from tests.support import builders as b
from tests.support.cast import LEADING, ROUND, SECOND
from tests.support.page import strict_html
from tests.support.scenario import NOW

MUTATIONS = 300
SUBJECTS = [("grant", LEADING.grant, 1), ("library", LEADING.id, 3), ("round", ROUND, 5)]


@pytest.mark.parametrize(("kind", "id_", "histories"), SUBJECTS, ids=lambda value: str(value)[:7])
def test_the_offline_verifier_accepts_it(desk: Desk, kind: str, id_: Any, histories: int) -> None:
    file, made = desk.written(kind, id_)
    assert (made.proved, made.histories, made.head) == (True, histories, desk.programme.log.count())
    assert f"all {made.events} events of {histories} histories" in desk.right(file)


@ON_SQLITE
def test_the_verifier_alone_says_ok_and_so_does_its_exit_code(desk: Desk) -> None:
    file, _ = desk.written()
    key = keys.history(keys.place())[0].key
    code, said = checked("--key", key, "dossier", file)
    assert (code, said.startswith("OK: dossier ")) == (0, True)
    stranger = keys.make(desk.folder / "other.key", NOW, "tests.example/log").history[0].key
    assert checked("--key", stranger, "dossier", file)[0] == 1
    file.write_bytes(file.read_bytes()[:-1])
    assert checked("--key", key, "dossier", file)[0] == 1
    assert checked("--key", key, "dossier", desk.folder / "none.zip")[0] == 3


@ON_SQLITE
@pytest.mark.slow
def test_every_changed_byte_is_noticed(desk: Desk) -> None:
    """One byte each, anywhere in the file: the ZIP's own, pages, events, proofs, texts, the verifier."""
    file, _ = desk.written()
    whole, dice, noticed, touched = file.read_bytes(), random.Random(4), 0, set()
    for _ in range(MUTATIONS):
        at = dice.randrange(len(whole))
        mutant = bytearray(whole)
        mutant[at] ^= dice.randrange(1, 256)
        file.write_bytes(mutant)
        with pytest.raises(Exception):  # noqa: B017, PT011  whatever is raised, it did not say ok
            desk.right(file)
        noticed += 1
        touched.add(_inside(whole, at))
    assert (noticed, len(touched) >= 6) == (MUTATIONS, True)
    file.write_bytes(whole)
    assert desk.right(file)


@ON_SQLITE
@pytest.mark.slow
def test_changes_are_noticed_when_the_checksums_are_made_to_fit(desk: Desk) -> None:
    """A ZIP's checksums keep nobody out: under the true list its hashes tell; under one that a dishonest holder of the
    key signed anew, the proofs do.
    """
    file, _ = desk.written()
    (files, said), manifest = opened(file), offline.unpack(str(file))[MANIFEST]
    assert desk.right(_packed_under(desk, files, manifest))
    assert desk.right(desk.packed(files, said))
    dice = random.Random(40)
    for number in range(MUTATIONS):
        name = dice.choice(["events.jsonl", "proofs.jsonl"] if number % 2 else sorted(files))
        mutant = {**files, name: _struck(files[name], dice)}
        made = desk.packed(mutant, said) if number % 2 else _packed_under(desk, mutant, manifest)
        with pytest.raises(Exception):  # noqa: B017, PT011  as above
            desk.right(made)


@ON_SQLITE
def test_what_is_cut_lengthened_or_doubled_is_refused(desk: Desk) -> None:
    file, _ = desk.written()
    whole = file.read_bytes()
    for length in [0, 1, 29, *range(100, len(whole), len(whole) // 20), len(whole) - 1]:
        file.write_bytes(whole[:length])
        assert desk.wrong(file)
    for more in (whole + b"\0", b"\0" + whole, whole + whole):
        file.write_bytes(more)
        assert desk.wrong(file)
    files, _ = opened(_again(file, whole))
    twice = whole.index(b"PK\1\2")
    first = len(files["events.jsonl"]) + 30 + len("events.jsonl")
    file.write_bytes(whole[:first] + whole[:first] + whole[first:twice] + whole[twice:])
    assert "stands twice" in desk.wrong(file)


@ON_SQLITE
def test_a_dishonest_holder_of_the_key_cannot_change_an_event(desk: Desk) -> None:
    """The list of files is signed anew, so only the proofs and the digests are left to tell."""
    file, _ = desk.written()
    files, said = opened(file)
    assert desk.right(desk.packed(files, said))

    def award_more(rows: list[Any]) -> None:
        rows[2]["state"] = rows[2]["state"].replace("100000", "100001")

    lie = desk.wrong(desk.packed(changed(files, "events.jsonl", award_more), said))
    assert re.search(rf"{LEADING.grant.hex}/3 .* is not the event that was sealed as leaf \d+", lie)
    gone = changed(files, "events.jsonl", lambda rows: rows.pop(4))
    assert "has not exactly the steps 1 to" in desk.wrong(desk.packed(gone, said))
    twice = changed(files, "events.jsonl", lambda rows: rows.insert(4, rows[4]))
    assert "each once" in desk.wrong(desk.packed(twice, said))
    other = {**said, "streams": {**said["streams"], SECOND.grant.hex: 2}}
    assert SECOND.grant.hex in desk.wrong(desk.packed(files, other))


@ON_SQLITE
def test_a_text_is_the_one_its_event_speaks_of_and_none_is_left_out(desk: Desk) -> None:
    file, made = desk.written()
    assert made.texts > 0
    files, said = opened(file)
    reworded = changed(files, "texts.jsonl", lambda rows: rows[0].update(text="coś innego"))
    assert "is not the one of which the event speaks" in desk.wrong(desk.packed(reworded, said))
    left_out = changed(files, "texts.jsonl", lambda rows: rows.pop())
    assert "no word of the text" in desk.wrong(desk.packed(left_out, said))
    added = changed(files, "texts.jsonl", lambda rows: rows.append({**rows[0], "id": str(ROUND)}))
    assert "no event refers to the text" in desk.wrong(desk.packed(added, said))


@ON_SQLITE
def test_files_are_those_that_were_signed(desk: Desk) -> None:
    file, _ = desk.written()
    files, _ = opened(file)
    manifest = offline.unpack(str(file))[MANIFEST]
    for name, body, told in [
        ("index.html", b"<p>Wszystko dobrze", "index.html was altered"),
        ("more.txt", b"", "more.txt was altered or added"),
    ]:
        assert told in desk.wrong(_packed_under(desk, {**files, name: body}, manifest))
    without = {name: body for name, body in files.items() if name != "index.html"}
    assert "index.html is missing" in desk.wrong(_packed_under(desk, without, manifest))
    backwards = dict(reversed(files.items()))
    assert "another order" in desk.wrong(_packed_under(desk, backwards, manifest))


@ON_SQLITE
def test_a_stranger_s_seal_is_no_seal(desk: Desk) -> None:
    """Everything made anew with another key under the same name, by somebody who has all but the true one."""
    file, _ = desk.written()
    files, said = opened(file)
    stranger = keys.make(desk.folder / "stranger.key", NOW, "tests.example/log")
    listed = msgspec.json.encode(stranger.history)
    forged = desk.packed({**files, "keys.json": listed}, said, stranger)
    assert "not signed by the given key" in desk.wrong(forged)


@ON_SQLITE
def test_a_head_kept_outside_must_be_its_head(desk: Desk) -> None:
    early = _head(desk, "early.txt")
    desk.issue([b.award(library=SECOND)])
    file, _ = desk.written()
    assert desk.right(file, _head(desk, "late.txt"))
    assert "under another head than the one you kept" in desk.wrong(file, early)
    forged = desk.folder / "forged.txt"
    forged.write_text(early.read_text().replace("\n1", "\n2", 1))
    with pytest.raises(offline.Wrong):
        desk.right(file, forged)


def test_it_stands_after_the_key_was_changed(desk: Desk) -> None:
    """The auditor has the first key; the dossier brings the signatures that lead from it to the present one."""
    keys.rotate(keys.place(), NOW)
    file, made = desk.written()
    assert made.proved
    assert desk.right(file)


def test_a_removed_text_is_named_and_the_rest_still_proved(desk: Desk) -> None:
    files, _ = opened(desk.written()[0])
    first = msgspec.json.decode(files["texts.jsonl"].splitlines()[0])
    texts.erase_text(desk.programme.engine, UUID(first["id"]), date(2013, 7, 1), "RODO art. 17")
    file, made = desk.written(lang="en")
    assert (made.erased, "removed or not kept: 1" in desk.right(file)) == (1, True)
    files, _ = opened(file)
    assert first["text"].encode() not in b"".join(files.values())
    assert b"removed on request (1 Jul 2013, RODO art. 17)" in files["index.html"]


@ON_SQLITE
def test_no_event_is_never_ok_and_one_event_is_enough(desk: Desk) -> None:
    key = keys.load(keys.place())
    with pytest.raises(LookupError, match="no event"):
        desk.right(desk.packed({"head.txt": str(key.head(0, offline.root_of([]))).encode()}, {"streams": {}}))
    event = {"stream": "a" * 32, "version": 1, "name": "x", "state": "{}"}
    head = str(key.head(1, offline.leaf_of(event))).encode()
    proof = {"stream": event["stream"], "version": 1, "index": 0, "path": []}
    files = {"events.jsonl": _row(event), "proofs.jsonl": _row(proof), "head.txt": head}
    said = {"streams": {event["stream"]: 1}, "name": "x", "made": "now", "head": 1}
    assert "all 1 events" in desk.right(desk.packed(files, said))
    for index in (1, -1, True):
        wrong = {**files, "proofs.jsonl": _row({**proof, "index": index})}
        assert desk.wrong(desk.packed(wrong, said))


@ON_SQLITE
def test_pages_fetch_nothing_and_say_what_happened(desk: Desk) -> None:
    pages: dict[str, str] = {}
    for kind, id_, _ in SUBJECTS:
        for lang in ("pl", "en"):
            files, _ = opened(desk.written(kind, id_, lang)[0])
            pages = {name: body.decode() for name, body in files.items() if name.endswith(".html")}
            for name, text in pages.items():
                strict_html(text, whole=True)
                assert f'<html lang="{lang}">' in text
                assert re.findall(r"<script|https?://|@import|url\(|\bsrc=", text) == []
                links = {link.removeprefix("../") for link in re.findall(r'href="([^"]+)"', text)}
                assert links <= pages.keys(), name
    assert "awarded" in pages[f"pages/grant-{str(LEADING.grant)[:13]}.html"]


def test_more_than_a_dossier_may_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grants.store.seal.packing.LARGEST", 1000)
    with (tmp_path / "x.zip").open("wb") as out, pytest.raises(TooLarge):
        Packing(out).add("events.jsonl", [b"x" * 400] * 3)
    with (tmp_path / "y.zip").open("wb") as out, pytest.raises(ValueError, match="no name"):
        Packing(out).add("../etc", [])


def _struck(body: bytes, dice: random.Random) -> bytes:
    """One byte another."""
    struck = bytearray(body)
    struck[dice.randrange(len(struck))] ^= dice.randrange(1, 256)
    return bytes(struck)


def _inside(whole: bytes, at: int) -> str:
    """In which file of the dossier a byte stands."""
    starts = [found.start() for found in re.finditer(rb"PK\x03\x04", whole)]
    name = max((start for start in starts if start <= at), default=0)
    return whole[name + 30 : name + 40].decode("latin-1")


def _again(file: Path, whole: bytes) -> Path:
    file.write_bytes(whole)
    return file


class Under(Packing):
    """Other files under a list that was signed for these."""

    manifest: bytes = b""

    def _write(self, name: bytes, parts: Iterable[bytes]) -> str:
        return super()._write(name, [self.manifest] if name == MANIFEST.encode() else parts)


def _packed_under(desk: Desk, files: dict[str, bytes], manifest: bytes) -> Path:
    file = desk.folder / "under.zip"
    with file.open("wb") as out:
        packing = Under(out)
        packing.manifest = manifest
        for name, body in files.items():
            packing.add(name, [body])
        packing.close({}, None)
    return file


def _head(desk: Desk, name: str) -> Path:
    Notary(desk.programme.engine, keys.place()).catch_up()
    with snapshot(desk.programme.engine) as connection:
        (desk.folder / name).write_text(heads(connection, limit=1)[0].note)
    return desk.folder / name


def _row(value: object) -> bytes:
    return msgspec.json.encode(value) + b"\n"
