"""Signatures, notes and keys: against RFC 8032, against the library that signs, against a note of others."""

from __future__ import annotations

import random
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from grants.store.seal import keys
from grants.store.seal import verify_podaj_dalej as offline
from grants.store.seal.notes import Head, Note, PublicKey, sign

NOW = datetime(2026, 4, 22, 10, 0, tzinfo=UTC)
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        ("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
         "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        ("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
         "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        ("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
         "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ),
]  # fmt: skip
"""RFC 8032, 7.1, tests 1 to 3."""
OTHERS = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SIGNED = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
"""The example in the documentation of Go's package note, which this format comes from."""


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_offline_verifier_accepts_the_vectors_of_rfc_8032(public: str, message: str, signature: str) -> None:
    raw = bytes.fromhex(signature)
    assert offline.ed25519(bytes.fromhex(public), bytes.fromhex(message), raw)
    assert not offline.ed25519(bytes.fromhex(public), bytes.fromhex(message) + b"\x00", raw)
    for at in (0, 31, 32, 63):
        assert not offline.ed25519(
            bytes.fromhex(public), bytes.fromhex(message), raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        )


def turned(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def test_it_agrees_with_the_library_that_signs() -> None:
    chance = random.Random(8032)
    for _ in range(15):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        public, message = private.public_key().public_bytes_raw(), chance.randbytes(chance.randrange(200))
        made = bytearray(private.sign(message))
        assert offline.ed25519(public, message, bytes(made))
        made[chance.randrange(64)] ^= 1 << chance.randrange(8)
        assert not offline.ed25519(public, message, bytes(made))


def test_a_signature_that_was_stretched_or_a_key_that_is_none_is_refused() -> None:
    private = Ed25519PrivateKey.generate()
    public, made = private.public_key().public_bytes_raw(), private.sign(b"m")
    s = int.from_bytes(made[32:], "little") + offline.L  # the same signature for a verifier that does not look
    assert not offline.ed25519(public, b"m", made[:32] + s.to_bytes(32, "little"))
    assert not offline.ed25519(bytes([2]) + bytes(31), b"m", made)
    assert not offline.ed25519(bytes([255] * 32), b"m", made)
    assert not offline.ed25519(public[:31], b"m", made)
    assert not offline.ed25519(public, b"m", made[:63])


def test_a_note_signed_by_others_is_read_and_written_as_it_was() -> None:
    key, note = PublicKey.parse(OTHERS), Note.parse(SIGNED)
    assert str(key) == OTHERS
    assert str(note) == SIGNED
    assert key.signed(note)
    assert offline.signed_by(SIGNED, offline.read_key(OTHERS)) == note.text
    assert offline.signed_by(SIGNED.replace("answer", "answers"), offline.read_key(OTHERS)) is None
    assert not key.signed(Note.parse(SIGNED.replace("answer", "answers")))


@pytest.mark.parametrize(
    "written",
    ["", "no signature\n", "text\n\nno dash\n", "text\n\n\u2014 name !!!!\n", "text\n\n\u2014 name AAAA\n", SIGNED[:-1],
     "x" * 200_000],
)  # fmt: skip
def test_what_is_no_note_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no "):
        Note.parse(written)


@pytest.mark.parametrize(
    "text", ["origin\n", "origin\n-1\nAA==\n", "origin\n01\nAA==\n", "origin\n1\nAA==\n", "\n1\n\n"]
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        Head.of(sign(text, "name", Ed25519PrivateKey.generate()))


@pytest.mark.parametrize("written", ["", "name", "name+0+AA==", OTHERS.replace("c74f", "c74e"), OTHERS[:-4] + "AAAA"])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no "):
        PublicKey.parse(written)


def test_a_key_is_its_owners_alone_and_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "seal.key"
    made = keys.make(file, NOW, "tests.example/log")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys.load(file).public == made.public
    assert b"PRIVATE" not in keys.shown(file).read_bytes()
    with pytest.raises(FileExistsError):
        keys.make(file, NOW)
    file.chmod(0o640)
    with pytest.raises(ValueError, match="chmod 600"):
        keys.load(file)


def test_a_key_and_a_list_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    keys.make(one, NOW, "a")
    keys.make(other, NOW, "a")
    keys.shown(other).replace(keys.shown(one))
    with pytest.raises(ValueError, match="belong together"):
        keys.load(one)
    keys.shown(one).write_text("[]")
    with pytest.raises(ValueError, match="no list"):
        keys.load(one)
    one.write_text("something else")
    with pytest.raises(ValueError, match=r"no list|no key"):
        keys.load(one)
    with pytest.raises(ValueError, match="no spaces"):
        keys.make(tmp_path / "third", NOW, "with space")


def test_keys_follow_from_the_first_by_signatures_alone(tmp_path: Path) -> None:
    file = tmp_path / "seal.key"
    chain = [keys.make(file, NOW, "a").public, keys.rotate(file, NOW).public, keys.rotate(file, NOW).public]
    known = keys.history(file)
    assert keys.trusted(chain[0], known) == chain
    assert keys.trusted(chain[1], known) == chain[1:]
    told = [{"key": held.key, "rotation": held.rotation or ""} for held in known]
    assert [key[2] for key in offline.follow([offline.read_key(str(chain[0]))], told)] == [key.raw for key in chain]
    stranger = keys.make(tmp_path / "other", NOW, "a").public
    assert keys.trusted(stranger, known) == [stranger]
    forged = sign(keys.rotation_text(str(stranger), str(chain[1])), "a", Ed25519PrivateKey.generate())
    with pytest.raises(ValueError, match="not signed"):
        keys.trusted(stranger, (keys.Held(str(chain[1]), "2026-04-22", str(forged)),))
    assert (
        len(offline.follow([offline.read_key(str(stranger))], [{"key": str(chain[1]), "rotation": str(forged)}])) == 1
    )
