from pathlib import Path

import pytest

from grants.store.urls import DEFAULT, PostgresDatabase, SqliteDatabase, database, relaxed


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        (DEFAULT, SqliteDatabase(Path("var/grants.db"))),
        ("sqlite:////srv/grants.db", SqliteDatabase(Path("/srv/grants.db"))),
        ("sqlite:///x.db?synchronous=NORMAL", SqliteDatabase(Path("x.db"), "normal")),
    ],
)
def test_sqlite_is_a_file(url: str, meant: SqliteDatabase) -> None:
    assert database(url) == meant


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_a_server(scheme: str) -> None:
    meant = database(f"{scheme}://ala:kot%40@db.example:5433/grants?sslmode=require")
    assert isinstance(meant, PostgresDatabase)
    assert meant.connection == {
        "user": "ala", "password": "kot@", "host": "db.example", "port": 5433, "dbname": "grants", "sslmode": "require",
    }  # fmt: skip
    assert "kot@" not in repr(meant)


@pytest.mark.parametrize(
    "url",
    [
        "", "grants.db", "sqlite://", "sqlite:///:memory:", "sqlite:///x.db?synchronous=maybe",
        "mysql://ala:secret@host/x", "postgresql://ala:secret@host:port/x",
    ],
)  # fmt: skip
def test_anything_else_is_refused_without_repeating_a_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"sqlite|SQLite|synchronous") as refused:
        database(url)
    assert "secret" not in str(refused.value)


def test_who_writes_read_models_need_not_wait_for_the_disk() -> None:
    assert database(relaxed("sqlite:///var/x.db")) == SqliteDatabase(Path("var/x.db"), "normal")
    assert relaxed("sqlite:///var/x.db?synchronous=off") == "sqlite:///var/x.db?synchronous=off"
    assert relaxed("postgresql://u:p@h/d") == "postgresql://u:p@h/d"
