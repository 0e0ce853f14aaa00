"""``grants user``: people who may sign in, and who then are whoever ``grants do`` says they are."""

from __future__ import annotations

import json

from grants.bootstrap import open_programme
from grants.kernel.clock import system_clock
from tests.cli import lines as says
from tests.cli.conftest import Do, Run

PASSWORD = ["--password", "dostatecznie-dlugie"]


def test_a_person_is_added_listed_used_and_disabled(run: Run, do: Do) -> None:
    added = run("user", "add", "wiesna", "--name", "Wiesna", "--role", "manager", "--role", "finance", *PASSWORD)
    assert added.exit_code == 0, added.output
    [row] = json.loads(run("user", "list", "--json").stdout)
    assert (row["login"], row["roles"], row["id"]) == ("wiesna", ["finance", "manager"], added.stdout.strip())
    [opened] = do([{**says.opened()[0], "as": "wiesna"}])
    assert opened["ok"]
    assert run("user", "disable", "wiesna").exit_code == 0
    [late] = do([{**says.opened()[1], "as": "wiesna"}])
    assert "as" in late["invalid"]
    assert "wiesna" in run("user", "list").stdout


def test_a_new_password_and_other_roles_take_the_place_of_the_old(run: Run, store_url: str) -> None:
    first = ("user", "add", "wiesna", "--name", "W", "--role", "viewer")
    assert run(*first, *PASSWORD).exit_code == 0
    assert run("user", "password", "wiesna", "--password", "calkiem-inne-haslo").exit_code == 0
    assert run("user", "roles", "wiesna", "--role", "finance", "--role", "manager").exit_code == 0
    [row] = json.loads(run("user", "list", "--json").stdout)
    assert row["roles"] == ["finance", "manager"]
    programme = open_programme(store_url, clock=system_clock)
    try:
        assert programme.people.recognise("wiesna", "calkiem-inne-haslo")
        assert not programme.people.recognise("wiesna", PASSWORD[1])
    finally:
        programme.close()


def test_a_change_that_cannot_be_is_said_in_words(run: Run) -> None:
    assert run("user", "add", "wiesna", "--name", "W", "--role", "viewer", *PASSWORD).exit_code == 0
    assert run("user", "password", "nikt", *PASSWORD).exit_code == 1
    assert run("user", "password", "wiesna", "--password", "krotkie").exit_code == 1
    assert run("user", "roles", "nikt", "--role", "viewer").exit_code == 1
    assert run("user", "roles", "wiesna", "--role", "library").exit_code == 1
    [row] = json.loads(run("user", "list", "--json").stdout)
    assert row["roles"] == ["viewer"]


def test_what_cannot_be_added_is_said_in_words(run: Run) -> None:
    first = ("user", "add", "wiesna", "--name", "W", "--role", "viewer")
    assert run(*first, *PASSWORD).exit_code == 0
    assert run(*first, *PASSWORD).exit_code == 1
    short = run("user", "add", "inna", "--name", "I", "--role", "viewer", "--password", "krotkie")
    assert short.exit_code == 1
    library = run("user", "add", "bibl", "--name", "B", "--role", "library", *PASSWORD)
    assert library.exit_code == 1
    unknown = run("user", "add", "bibl", "--name", "B", "--role", "library", "--library", "999999999", *PASSWORD)
    assert unknown.exit_code == 1
    assert run("user", "disable", "nikt").exit_code == 1
    assert len(json.loads(run("user", "list", "--json").stdout)) == 1


def test_a_librarys_person_acts_for_its_own_library_only(run: Run, do: Do) -> None:
    do(says.opened())
    added = run("user", "add", "bibl", "--name", "B", "--role", "library", "--library", says.LEADING, *PASSWORD)
    assert added.exit_code == 0, added.output
    own = {**says.application(), "as": "bibl", "at": "2013-02-11T10:00:00+01:00"}
    others = {**says.application(says.OTHER), "as": "bibl", "at": "2013-02-11T10:00:00+01:00"}
    mine, theirs = do([own, others])
    assert mine["ok"], mine
    assert theirs["refused"] == "unknown_id"
