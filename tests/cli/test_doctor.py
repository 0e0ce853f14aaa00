"""``grants doctor``: every trouble that can be planted is named, and a healthy database is called healthy."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grants.cli import main
from grants.kernel.clock import system_clock
from grants.store.checking import doctor, keeping
from grants.store.checking.finding import Finding, Machine
from grants.wording.tables.doctor import ADVICE, EXAMINED, FINDING
from tests.cli import lines as says
from tests.support.postgres import Database

GB = 1024**3
STREAM = "(SELECT originator_id FROM stored_events WHERE topic LIKE 'grant.applied%' LIMIT 1)"
LAST = f"(SELECT max(originator_version) FROM stored_events WHERE originator_id = {STREAM})"

UNGUARDED = ("DROP TRIGGER stored_events_no_update", "DROP TRIGGER stored_events_no_delete")

PLANTED: dict[str, tuple[str, ...]] = {
    "log.holes": (f"DELETE FROM stored_events WHERE originator_id = {STREAM} AND originator_version = 2",),
    "log.disorder": (
        f"UPDATE stored_events SET rowid = 9000 WHERE originator_id = {STREAM} AND originator_version = 2",
    ),
    "names.unknown": ("UPDATE stored_events SET topic = 'grant.dreamt.v1' WHERE rowid = 4",),
    "events.unreadable": ("UPDATE stored_events SET state = '{' WHERE rowid = 4",),
    "receipts.orphaned": (f"DELETE FROM stored_events WHERE originator_id = {STREAM} AND originator_version = {LAST}",),
    "rights.unguarded": UNGUARDED[:1],
    "receipts.missing": ("DELETE FROM receipt WHERE name = 'OpenRound'",),
    "references.missing": ("DELETE FROM document",),
    "references.altered": ("UPDATE text SET body = body || '!'",),
    "claims.not_held": ("UPDATE claim SET owner = (SELECT max(owner) FROM claim) WHERE kind = 'regon'",),
    "secrets.missing": ("DELETE FROM secret WHERE name = 'references'",),
    "migrations.behind": ("UPDATE alembic_version SET version_num = '0001'",),
    "migrations.newer": ("UPDATE alembic_version SET version_num = '9999'",),
    "clock.max_ahead": ("UPDATE projection SET recorded_max = '2999-01-01T00:00:00.000000+00:00'",),
    "views.stopped": ("UPDATE projection SET error = 'KeyError: x', error_position = 7 WHERE name = 'trail'",),
    "views.behind": ("UPDATE projection SET position = 1 WHERE name = 'trail'",),
    "views.none": ("DELETE FROM projection",),
    "people.nobody": ("UPDATE person SET disabled_on = '2020-01-01'",),
    "people.no_manager": ("UPDATE person SET roles = 'viewer'",),
    "check.failed": ("DROP TABLE claim",),
}
AROUND: dict[str, dict[str, Any]] = {
    "python.old": {"python": (3, 10)},
    "python.new": {"python": (3, 14)},
    "disk.low": {"free": GB},
    "disk.full": {"free": 1000},
    "demo.public": {"environ": {"GRANTS_HOST": "0.0.0.0"}},  # noqa: S104  the mistake itself
    "session_key.short": {"environ": {"GRANTS_SECRET": "short"}},
    "clock.ahead": {"now": datetime(2013, 11, 30, tzinfo=UTC)},
}
ELSEWHERE = {
    "database.missing", "database.unreachable", "durability.weak", "durability.off", "durability.no_wal",
    "rights.too_many", "seal.waiting", "seal.no_head", "seal.no_key", "seal.wrong_key",
}  # fmt: skip
WARNINGS = {
    "python.new", "disk.low", "views.behind", "views.none", "people.no_manager", "durability.weak", "durability.no_wal",
}  # fmt: skip


@pytest.fixture(scope="module")
def healthy(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person, and a grant from its application to an accepted cost."""
    file = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("healthy") / "grants.db"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO mark VALUES ('demo', 'test')")
    url = ["--database", f"sqlite:///{file}?synchronous=off"]
    lines = [*says.opened(), *says.paid(), *says.meetings(1), *says.cost(50_000), *says.settled()[:1]]
    done = CliRunner().invoke(main, [*url, "do", "-"], input=says.text(lines))
    assert done.exit_code == 0, done.output
    person = ["user", "add", "wiesna", "--name", "W", "--role", "manager", "--password", "dostatecznie-dlugie"]
    assert CliRunner().invoke(main, [*url, *person]).exit_code == 0
    assert CliRunner().invoke(main, [*url, "totals"]).exit_code == 0
    return file


@pytest.fixture
def patient(healthy: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(healthy, tmp_path / "grants.db"))


def machine(file: Path, **other: Any) -> Machine:
    return dataclasses.replace(Machine({}, system_clock(), (3, 12), 100 * GB, file.parent), **other)


def examined(file: Path, **other: Any) -> list[Finding]:
    return list(doctor.examine(f"sqlite:///{file}", machine(file, **other)))


def wrong(findings: list[Finding]) -> dict[str, str]:
    """Codes of what is not fine, and how bad each is."""
    return {each.code: each.level for each in findings if each.level != "ok"}


def test_a_healthy_database_is_called_healthy(patient: Path) -> None:
    found = examined(patient)
    assert wrong(found) == {}
    assert {each.check for each in found} == set(EXAMINED)
    assert all(each.params["number"] for each in found if each.check in ("events", "references", "receipts", "claims"))


@pytest.mark.parametrize("code", sorted(PLANTED))
def test_what_was_planted_in_the_database_is_named(patient: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(keeping, "LAG", 0)
    with closing(sqlite3.connect(patient)) as connection, connection:
        for statement in (*(UNGUARDED if "stored_events " in PLANTED[code][0] else ()), *PLANTED[code]):
            assert connection.execute(statement).rowcount != 0
    assert wrong(examined(patient)).get(code) == ("warning" if code in WARNINGS else "trouble")


@pytest.mark.parametrize("code", sorted(AROUND))
def test_what_is_wrong_around_the_database_is_named(patient: Path, code: str) -> None:
    assert wrong(examined(patient, **AROUND[code])) == {code: "warning" if code in WARNINGS else "trouble"}


def test_every_finding_that_is_not_fine_is_planted_somewhere_and_has_advice() -> None:
    assert {*PLANTED, *AROUND, *ELSEWHERE} == set(ADVICE)
    assert set(ADVICE) < set(FINDING)


def test_what_was_erased_with_day_and_ground_is_not_missed(patient: Path) -> None:
    with closing(sqlite3.connect(patient)) as connection, connection:
        connection.execute("UPDATE text SET salt = NULL, body = NULL, erased_on = '2020-01-01', erased_ground = 'x'")
    assert wrong(examined(patient)) == {}
    with closing(sqlite3.connect(patient)) as connection, connection:
        connection.execute("UPDATE text SET erased_on = NULL")
    assert set(wrong(examined(patient))) == {"references.missing"}


def test_examples_are_few_and_the_number_is_whole(patient: Path) -> None:
    with closing(sqlite3.connect(patient)) as connection, connection:
        connection.executescript(";".join(UNGUARDED))
        connection.execute("UPDATE stored_events SET state = '{'")
        [(many,)] = connection.execute("SELECT count(*) FROM stored_events")
    [found] = [each for each in examined(patient) if each.code == "events.unreadable"]
    assert found.params["number"] == many > 5
    assert str(found.params["examples"]).count("/") == 5


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "none" / "grants.db"
    assert wrong(list(doctor.examine(f"sqlite:///{file}", machine(tmp_path)))) == {"database.missing": "trouble"}
    assert not file.parent.exists()
    rubbish = tmp_path / "rubbish.db"
    rubbish.write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    for url in (f"sqlite:///{rubbish}", "mongodb://x", "postgresql://nobody@127.0.0.1:1/none"):
        assert wrong(list(doctor.examine(url, machine(tmp_path)))) == {"database.unreachable": "trouble"}


@pytest.mark.parametrize(("setting", "code"), [("normal", "durability.weak"), ("off", "durability.off")])
def test_a_database_that_may_forget_is_named(patient: Path, setting: str, code: str) -> None:
    found = wrong(list(doctor.examine(f"sqlite:///{patient}?synchronous={setting}", machine(patient))))
    assert list(found) == [code]


def test_a_file_without_wal_is_named(patient: Path) -> None:
    with closing(sqlite3.connect(patient)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    assert wrong(examined(patient)) == {"durability.no_wal": "warning"}


def test_the_role_that_serves_cannot_rewrite_history_and_the_owner_is_told_that_it_can(
    postgres_database: Database, tmp_path: Path
) -> None:
    """The tests' own server runs without fsync, and so it is named."""
    app = list(doctor.examine(postgres_database.app, machine(tmp_path)))
    assert wrong(app) == {"durability.off": "trouble", "people.nobody": "trouble"}
    assert "rights.add_only" in {each.code for each in app}
    [owner] = [each for each in doctor.examine(postgres_database.owner, machine(tmp_path)) if each.check == "rights"]
    assert owner.code == "rights.too_many"
    assert {f"stored_events {each}" for each in ("UPDATE", "DELETE", "TRUNCATE", "OWNER")} <= set(
        str(owner.params["rights"]).split(", ")
    )


@pytest.mark.parametrize(
    ("lang", "well", "bad"), [("pl", "Wszystko w porządku", "kłopoty: 1"), ("en", "All is well", "troubles: 1")]
)
def test_it_speaks_plainly_and_its_exit_code_tells(
    patient: Path, monkeypatch: pytest.MonkeyPatch, lang: str, well: str, bad: str
) -> None:
    monkeypatch.setattr("grants.cli.doctor.machine_of", lambda _: machine(patient))
    call = ["--database", f"sqlite:///{patient}", "--lang", lang, "doctor"]
    done = CliRunner().invoke(main, call)
    assert (done.exit_code, well in done.output) == (0, True), done.output
    assert json.loads(CliRunner().invoke(main, [*call, "--json"]).stdout)["ok"] is True
    with closing(sqlite3.connect(patient)) as connection, connection:
        connection.execute("UPDATE person SET disabled_on = '2020-01-01'")
    done = CliRunner().invoke(main, call)
    assert (done.exit_code, bad in done.output) == (1, True), done.output
    answer = CliRunner().invoke(main, [*call, "--json"])
    [row] = [row for row in json.loads(answer.stdout)["checks"] if row["level"] != "ok"]
    assert (answer.exit_code, row["code"], "grants user add" in row["advice"]) == (1, "people.nobody", True)


def test_it_looks_at_this_machine(patient: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRANTS_HOST", "192.0.2.7")
    found = doctor.machine_of(f"sqlite:///{patient}")
    assert found.free > 0
    assert set(wrong(list(doctor.examine(f"sqlite:///{patient}", found)))) >= {"demo.public"}
    assert doctor.machine_of("nonsense").where.exists()
