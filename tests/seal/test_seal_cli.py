"""``grants seal`` on both databases: what leaves the machine is accepted by the offline verifier."""

from __future__ import annotations

import base64
import json
import random
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from grants.store.seal import keys
from grants.store.seal import verify_podaj_dalej as offline
from grants.wording.tables.seal import SEAL
from tests.architecture.places import SRC
from tests.seal.conftest import ONLY_SQLITE, VERIFIER, Site, checked, cited


def written(site: Site, name: str, value: Any) -> Path:
    file = site.folder / name
    file.write_text(json.dumps(value))
    return file


def test_a_proof_is_accepted_offline_and_with_one_letter_changed_refused(site: Site) -> None:
    site.fill(300)
    site.said("seal", "head")
    key, proof = site.key(), site.keep("proof", "seal", "prove", cited(123), "--json")
    code, said = checked("--key", key, "proof", proof)
    assert (code, said[:4]) == (0, "OK: ")
    assert "leaf 123 of 300" in said
    found = json.loads(proof.read_bytes())
    found["event"]["state"] = found["event"]["state"].replace("123", "124")
    code, said = checked("--key", key, "proof", written(site, "bent", found))
    assert code == 1
    assert "is not the event that was sealed as leaf 123" in said
    assert cited(123) in site.said("seal", "prove", cited(123))


@ONLY_SQLITE
def test_every_change_of_a_proof_file_is_refused(site: Site) -> None:
    """Whatever field is changed, the verifier never says ok."""
    site.fill(40)
    site.said("seal", "head")
    key, chance = offline.read_key(site.key()), random.Random(4)
    proof = json.loads(site.said("seal", "prove", cited(17), "--json"))
    assert offline.check_proof([key], proof)
    for _ in range(150):
        bent, where = json.loads(json.dumps(proof)), chance.choice(["index", "size", "path", "head", "stream", "name"])
        if where in {"index", "size"}:
            bent[where] += chance.choice([-3, -1, 1, 23])
        elif where == "path":
            del bent["path"][chance.randrange(len(bent["path"]))]
        elif where == "head":
            at = chance.randrange(len(bent["head"]) - 90)  # before the signature
            bent["head"] = bent["head"][:at] + "x" + bent["head"][at + 1 :]
        else:
            bent["event"][where] += "a"
        if bent != proof:
            with pytest.raises((offline.Wrong, ValueError, IndexError)):
                offline.check_proof([key], bent)


def test_heads_are_shown_to_be_one_log(site: Site) -> None:
    sizes = (0, 1, 7, 260)
    heads = []
    for before, size in zip((0, *sizes), sizes, strict=False):
        if size > before:
            site.fill(size - before, first=before)
        heads.append(site.keep(f"head{size}", "seal", "head"))
    for old, new in ((0, 1), (1, 2), (2, 3), (0, 3), (3, 3)):
        proof = site.keep("proof", "seal", "consistency", str(heads[old]), str(sizes[new]), "--json")
        assert checked("--key", site.key(), "consistency", proof)[0] == 0
        bent = json.loads(proof.read_bytes())
        bent["path"] = [*bent["path"], base64.b64encode(bytes(32)).decode()]
        assert checked("--key", site.key(), "consistency", written(site, "bent", bent))[0] == 1
    assert "begins with" in site.said("seal", "consistency", "7", "260")


@ONLY_SQLITE
def test_after_a_rotation_old_heads_stay_good(site: Site) -> None:
    site.fill(3)
    first, old = site.key(), site.keep("old", "seal", "head")
    assert site.said("seal", "rotate").strip() == site.key() != first
    new = site.keep("new", "seal", "head")
    assert old.read_text() != new.read_text()
    assert site.run("verify", "--head", str(old), "--head", str(new)).exit_code == 0
    listed = str(keys.shown(keys.place()))
    assert checked("--key", first, "head", old)[0] == 0
    assert checked("--key", first, "head", new)[0] == 1, "not without the list"
    assert checked("--key", first, "--keys", listed, "head", new)[0] == 0
    assert [held["key"] for held in json.loads(site.said("seal", "key", "--json"))] == [first, site.key()]


@ONLY_SQLITE
def test_what_can_not_be_proved_is_said_clearly(site: Site) -> None:
    site.said("seal", "head")
    site.fill(5)
    for args, code, says in (
        (["prove", f"{uuid4()}/1"], 1, "there is no event"),
        (["prove", "nothing"], 1, "is no event: STREAM/VERSION"),
        (["prove", f"{uuid4()}/-1"], 1, "is no event: STREAM/VERSION"),
        (["prove", cited(4)], 1, "not under a head yet"),
        (["consistency", "0", "77"], 1, "77 is neither a file"),
        (["export", "--size", "9"], 1, "no head is signed yet"),
        (["consistency", "0"], 2, "HEAD2"),
    ):
        result = site.run("seal", *args)
        assert result.exit_code == code
        assert says in result.output


@ONLY_SQLITE
def test_the_window_of_events_without_a_head_is_shown(site: Site) -> None:
    site.fill(4)
    site.said("seal", "head")
    site.fill(3, first=4)
    assert json.loads(site.said("seal", "status", "--json"))["window"] == 3
    assert "not under a head yet: 3 events" in site.said("seal", "status")
    assert "not sealed yet: 3 newest events" in site.said("verify")


@ONLY_SQLITE
def test_without_a_key_nothing_is_called_right(site: Site) -> None:
    site.fill(4)
    site.said("seal", "head")
    for file in (keys.place(), keys.shown(keys.place())):
        file.unlink()
    result = site.run("verify")
    assert (result.exit_code, "not everything could be checked" in result.output) == (4, True)
    for command in ("head", "key", "rotate"):
        result = site.run("seal", command)
        assert (result.exit_code, "there is no key" in result.output) == (1, True), result.output


@ONLY_SQLITE
def test_the_verifier_refuses_what_it_can_not_check(site: Site) -> None:
    site.fill(3)
    head, key = site.keep("head", "seal", "head"), site.key()
    site.fill(2, first=3)
    site.said("seal", "head")
    longer = site.keep("events", "seal", "export")
    junk = site.folder / "junk"
    junk.write_bytes(b"\xff{")
    for args, code in (
        (("--key", key, "events", longer, head), 3),  # two events are under no head that was given
        (("--key", key, "proof", junk), 3),
        (("--key", key, "proof", site.folder / "nowhere"), 3),
        (("--key", key, "consistency", written(site, "kind", {"format": "another"})), 3),
        (("--key", "nonsense", "head", head), 3),
        (("--key", key, "events", longer), 2),
        (("--key", key), 2),
        (("head", head), 2),
    ):
        got, said = checked(*args)
        assert got == code, said
        assert "OK" not in said


@ONLY_SQLITE
def test_the_verifier_is_handed_out_and_stands_alone(site: Site) -> None:
    source = site.said("seal", "verifier")
    assert source == Path(VERIFIER).read_text("utf-8")
    assert len(source.splitlines()) <= 440
    allowed = {"__future__", "argparse", "base64", "hashlib", "json", "pathlib", "struct", "sys", "typing"}
    allowed |= {"unicodedata", "zlib"}
    assert set(re.findall(r"^(?:from|import) (\w+)", source, re.MULTILINE)) == allowed


def test_every_text_of_the_seal_is_used() -> None:
    folders = [SRC / "grants" / folder for folder in ("cli", "dossier", "store/seal")]
    sources = "".join(file.read_text("utf-8") for folder in folders for file in folder.glob("*.py"))
    parts = {code for code in SEAL if f'"{code}"' in sources or f'"{code.partition(".")[2]}"' in sources}
    assert SEAL.keys() - parts == set()
