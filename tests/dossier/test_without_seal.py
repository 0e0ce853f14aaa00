"""What cannot be proved is said so: by the dossier, by the command's exit code, by the verifier."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from grants.cli import main
from grants.store.seal import keys
from grants.store.seal.proving import NoProof
from tests.dossier.conftest import ON_SQLITE, Desk, opened
from tests.support import builders as b
from tests.support.cast import LEADING, SECOND

pytestmark = ON_SQLITE
RICHER = "CAST(replace(CAST(state AS TEXT), '100000', '900000') AS BLOB)"


def grants(desk: Desk, *args: object) -> Result:
    return CliRunner().invoke(main, ["--database", desk.url, "--lang", "en", *map(str, args)])


def test_the_command_writes_the_file(desk: Desk) -> None:
    file = desk.folder / "out.zip"
    done = grants(desk, "dossier", f"PRB/I/{LEADING.regon}", "-o", file, "--json")
    assert (done.exit_code, json.loads(done.stdout)["made"]["unproved"]) == (0, [])
    assert desk.right(file)
    for name, kind in ((LEADING.regon, "library"), ("PRB/I", "round"), (LEADING.grant, "grant")):
        said = grants(desk, "dossier", name, "-o", file, "--json")
        assert (said.exit_code, json.loads(said.stdout)["kind"]) == (0, kind)


def test_a_wrong_name_or_place_is_said_in_words(desk: Desk) -> None:
    for name in ("PRB/IX", "PRB/I/000000000", "x", "1/2/3/4", "0" * 9):
        done = grants(desk, "dossier", name, "-o", desk.folder / "x.zip")
        assert (done.exit_code, "no grant, library or round" in done.stderr) == (1, True), done.output
    nowhere = grants(desk, "dossier", "PRB/I", "-o", desk.folder / "none" / "x.zip")
    assert (nowhere.exit_code, "cannot be written" in nowhere.stderr) == (1, True)
    assert not list(desk.folder.glob("*.part"))


def test_steps_in_the_window_are_listed_and_the_verifier_does_not_say_ok(desk: Desk) -> None:
    """The key is elsewhere: what is under a head is proved, newer steps are named, the list of files is not signed."""
    desk.written()
    desk.issue([b.award(library=SECOND)])
    keys.place().rename(desk.folder / "elsewhere.key")
    file, made = desk.written("grant", SECOND.grant)
    assert (made.signed, made.unproved) == (False, [f"{SECOND.grant}/3"])
    with pytest.raises(LookupError, match=f"under no head yet: {SECOND.grant.hex}/3, 1 in all"):
        desk.right(file)
    assert str(SECOND.grant).encode() in opened(file)[0]["index.html"]
    done = grants(desk, "dossier", SECOND.grant, "-o", file)
    assert (done.exit_code, "events not under a head yet: 1" in done.stderr) == (4, True)


def test_a_signature_taken_away_is_not_ok(desk: Desk) -> None:
    file, made = desk.written()
    keys.place().rename(desk.folder / "elsewhere.key")
    file, made = desk.written()
    assert (made.signed, made.unproved) == (False, [])
    with pytest.raises(LookupError, match="not signed"):
        desk.right(file)


def test_a_database_that_nobody_seals_has_dossiers_to_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk.programme.engine.begin() as connection:
        connection.execute(text("DELETE FROM seal_notary"))
    key = desk.key
    monkeypatch.setenv(keys.PLACE, str(desk.folder / "no.key"))
    file, made = desk.written()
    assert (made.head, len(made.unproved)) == (None, made.events)
    assert "nie jest pieczętowany" in opened(file)[0]["index.html"].decode()
    monkeypatch.setattr(Desk, "key", key)
    with pytest.raises(LookupError, match="not signed"):
        desk.right(file)


@pytest.mark.parametrize(
    ("tampering", "code"),
    [
        (f"UPDATE stored_events SET state = {RICHER} WHERE topic = 'grant.awarded.v1'", "proof.altered"),
        ("DELETE FROM stored_events WHERE topic = 'grant.awarded.v1'", "dossier.gap"),
        ("DELETE FROM stored_events", "dossier.gap"),
    ],
    ids=["altered", "deleted", "emptied"],
)
def test_nothing_is_handed_out_of_a_log_that_was_tampered_with(desk: Desk, tampering: str, code: str) -> None:
    desk.written()
    with desk.programme.engine.begin() as connection:
        for guard in ("stored_events_no_update", "stored_events_no_delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS {guard}"))
        connection.execute(text(tampering))
    with pytest.raises(NoProof) as no:
        desk.written()
    assert no.value.code == code
    old = desk.folder / "kept.zip"
    old.write_bytes(b"the dossier of last year")
    done = grants(desk, "dossier", LEADING.grant, "-o", old)
    assert (done.exit_code, "grants verify" in done.stderr) == (1, True)
    assert old.read_bytes() == b"the dossier of last year"
