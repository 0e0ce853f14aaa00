"""``grants do``: one answer a line, whatever the line says; the reading commands agree with what was done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from sqlalchemy import update

from grants.cli import main
from grants.read.libraries.view import library
from grants.store.engine import make_engine
from tests.cli import lines as says
from tests.cli.conftest import Do, Run


def test_a_broken_line_is_answered_and_the_next_one_is_done(run: Run) -> None:
    bad = ['{"command": ', "[]", '{"command":"Nope","as":"manager"}', '{"extra":1}', "x" * 1_000_100, '"\\ud800"']
    result = run("do", "-", stdin="\n".join([*bad, says.text(says.opened()).rstrip()]))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a["ok"] for a in answers] == [False] * len(bad) + [True] * len(says.opened())
    assert all("invalid" in a for a in answers[: len(bad)])
    assert result.exit_code == 1


def test_stop_ends_at_the_first_failure(run: Run) -> None:
    result = run("do", "-", "--stop", stdin="nonsense\n" + says.text(says.opened()))
    assert len(result.stdout.splitlines()) == 1
    assert result.exit_code == 1


def test_every_wrong_field_is_named_at_once_and_nothing_is_stored(do: Do, run: Run) -> None:
    data = {"name": "x" * 201, "regon": "12", "nip": [], "terc": "1425011\u0000", "town": " ", "surplus": 1}
    [answer] = do([says.line("RegisterLibrary", "coordinator", data)])
    assert set(answer["invalid"]) == {"name", "regon", "nip", "terc", "town", "surplus"}
    assert json.loads(run("totals", "--json").stdout)["rounds"] == []


def test_numbers_beyond_64_bits_and_impossible_days_are_refused_fields(do: Do) -> None:
    wrong = says.application(requested=2**70, occurred_on="2013-02-30", nrb=float("1e300"))
    *_, answer = do([*says.opened(), wrong])
    assert {"requested", "occurred_on", "nrb"} <= set(answer["invalid"])


def test_the_same_id_again_gives_the_same_answer_and_other_data_is_refused(do: Do) -> None:
    first = {**says.library("123456785", "A"), "id": "ours-1"}
    other = {**says.library("590096454", "B"), "id": "ours-1"}
    one, again, reused = do([first, first, other])
    assert one == again
    assert reused["refused"] == "command.id_reused"


def test_roles_decide(do: Do) -> None:
    answers = do([{**says.opened()[0], "as": role} for role in ("auditor", "viewer", "coordinator", "finance")])
    assert {a["refused"] for a in answers} == {"not_allowed"}
    [stranger] = do([{**says.opened()[0], "as": "nobody-at-all"}])
    assert "as" in stranger["invalid"]


def test_bulk_award_answers_row_by_row(do: Do) -> None:
    both = [says.application(), says.application(says.OTHER)]
    rows = [{"grant": says.grant()}, {"grant": says.grant(says.OTHER), "amount": 100_001}]
    data = {"round": "PRB/I", "rows": rows, "occurred_on": "2013-02-20"}
    *_, answer = do([*says.opened(), *both, says.line("AwardGrants", "coordinator", data)])
    assert [row["refused"] for row in answer["rows"]] == [None, "grant.amount_over_max"]


def test_replay_tells_each_step_with_both_days_and_the_state_after(do: Do, run: Run) -> None:
    do([*says.opened(), *says.paid(), *says.meetings(2)])
    steps: list[dict[str, Any]] = json.loads(run("replay", says.grant(), "--json").stdout)
    assert [s["version"] for s in steps] == list(range(1, 8))
    award = next(s for s in steps if s["name"] == "grant.awarded.v1")
    assert award["occurred_on"] == "2013-02-20"
    assert award["recorded_at"].startswith("2013-12-01")
    assert {c["field"]: (c["old"], c["new"]) for c in award["changes"]}["stage"] == ("applied", "awarded")
    assert steps[-1]["after"]["meetings_held"] == 2
    assert all(s["sentence"] and s["actor"] and s["role"] for s in steps)


def test_a_librarys_trail_shows_it_as_a_partner_too(do: Do, run: Run) -> None:
    do([*says.opened(), *says.paid(), *says.meetings(1)])
    names = [row["name"] for row in json.loads(run("trail", says.PARTNER, "--json").stdout)]
    assert {"library.registered.v1", "coalition.formed.v1", "grant.meeting_held.v1"} <= set(names)


def test_rebuild_compares_and_rebuilds(do: Do, run: Run) -> None:
    do([*says.opened(), *says.paid(), *says.meetings(3)])
    assert run("rebuild", "--compare").exit_code == 0
    assert run("rebuild").exit_code == 0
    assert json.loads(run("rebuild", "--compare", "--json").stdout) == []
    assert run("rebuild", "nonsense").exit_code == 2


def test_rebuild_lists_and_counts_what_is_wrong(do: Do, run: Run, store_url: str) -> None:
    do([*says.opened(), *says.paid()])
    assert run("totals").exit_code == 0
    engine = make_engine(store_url)
    with engine.begin() as connection:
        wrong = connection.execute(update(library).values(town="Nigdzie")).rowcount
    engine.dispose()
    compared = run("rebuild", "libraries", "--compare", "--json")
    assert compared.exit_code == 1
    found = [(d["table"], *d["columns"][0][:2]) for d in json.loads(compared.stdout)]
    assert found == [("library", "town", "Nigdzie")] * wrong
    done = run("rebuild", "libraries", "--json")
    answer = json.loads(done.stdout)
    assert (answer["rebuilt"], answer["rows"], answer["events"]) == ("libraries", wrong, answer["position"])
    assert answer["events_per_second"] > 0
    assert done.stderr == "", "a bar is for terminals"
    assert f"rebuilt all: {answer['events']} events" in run("rebuild").stdout


def test_totals_have_the_documented_keys(do: Do, run: Run) -> None:
    do([*says.opened(), *says.paid(), *says.meetings(4)])
    answer = json.loads(run("totals", "--round", "PRB/I", "--json").stdout)
    [row] = answer["rounds"]
    assert (row["applied"], row["awarded"], row["with_meeting"], row["requirement_met"], row["settled"]) == (
        1,
        1,
        1,
        1,
        0,
    )
    assert (row["meetings_held"], row["meetings_counted"], row["meetings_virtual"], row["attendances"]) == (4, 4, 1, 20)
    assert row["attendances_by_kind"]["partner_library"] == 12
    assert (row["money"]["paid"], row["money"]["left"]) == (100_000, 900_000)


def test_a_database_without_tables_is_said_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--database", f"sqlite:///{tmp_path}/empty.db", "totals"])
    assert result.exit_code == 3
    assert "Traceback" not in result.output
