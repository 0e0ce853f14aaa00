"""The databases that the other tests stand on are what they claim to be."""

import psycopg
import pytest
from psycopg import errors

from tests.support.postgres import Database, Server


def with_a_log(database: Database) -> None:
    with psycopg.connect(database.owner) as connection:
        connection.execute("CREATE TABLE log (id int)")
        connection.execute("GRANT SELECT, INSERT ON log TO grants_app")
        connection.execute("INSERT INTO log VALUES (1)")


def rows(url: str) -> list[tuple[int]]:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT id FROM log").fetchall()


def test_the_owner_and_the_application_see_one_empty_database(postgres: Database) -> None:
    for url in (postgres.owner, postgres.app):
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT current_database()").fetchone() == (postgres.name,)
            assert connection.execute("SELECT count(*) FROM pg_stat_user_tables").fetchone() == (0,)


def test_the_application_may_add_and_never_change(postgres_server: Server) -> None:
    with postgres_server.database(with_a_log) as database, psycopg.connect(database.app, autocommit=True) as connection:
        connection.execute("INSERT INTO log VALUES (2)")
        for statement in ("UPDATE log SET id = 3", "DELETE FROM log", "TRUNCATE log", "DROP TABLE log"):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(statement)
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE other (id int)")


def test_each_database_is_a_copy_of_its_own(postgres_server: Server) -> None:
    with postgres_server.database(with_a_log) as one, postgres_server.database(with_a_log) as other:
        with psycopg.connect(one.app) as connection:
            connection.execute("INSERT INTO log VALUES (2)")
        assert rows(one.app) == [(1,), (2,)]
        assert rows(other.app) == [(1,)]


def test_a_database_is_gone_after_its_test_even_with_a_connection_left_open(postgres_server: Server) -> None:
    with postgres_server.database() as database:
        left_open = psycopg.connect(database.app)
    left_open.close()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(database.owner)


def test_letters_outside_ascii_and_bigints_survive(postgres: Database) -> None:
    with psycopg.connect(postgres.app) as connection:
        assert connection.execute("SELECT 'Zażółć gęślą jaźń', 2::bigint ^ 40").fetchone() == (
            "Zażółć gęślą jaźń",
            2**40,
        )


def test_the_server_knows_polish_letters_and_searches_by_trigrams(postgres: Database) -> None:
    with psycopg.connect(postgres.owner) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        answer = connection.execute("SELECT lower('ŁĄKA'), 'łąka' % 'łąki', 'ŁĄKA' ILIKE '%łąk%'").fetchone()
    assert answer == ("łąka", True, True)
