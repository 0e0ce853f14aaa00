"""A second application, and a grant whose plans moved, through ``grants do`` and ``grants grant``."""

from __future__ import annotations

import json
from typing import Any

from tests.cli import lines as says
from tests.cli.conftest import Do, Run


def state(run: Run) -> dict[str, Any]:
    result = run("grant", says.grant(), "--json")
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def all_done(answers: list[dict[str, Any]]) -> None:
    assert [a for a in answers if not a["ok"]] == []


def test_a_second_application_after_a_withdrawn_award(do: Do, run: Run) -> None:
    again = says.application(
        occurred_on="2013-02-22", requested=80_000, budget=[{"category": "travel", "amount": 80_000}]
    )
    first = [
        *says.opened(budget=100_000), says.application(), says.on("AwardGrant", "coordinator", "2013-02-20"),
        says.on("WithdrawApplication", "coordinator", "2013-02-21", reason="Brak czasu."),
    ]  # fmt: skip
    all_done(do([*first, again, says.on("AwardGrant", "coordinator", "2013-02-23")]))
    after = state(run)
    assert (after["attempt"], after["number"], after["awarded"]) == (2, 2, 80_000)


def test_no_second_application_once_the_call_is_over(do: Do) -> None:
    late = says.application(occurred_on="2013-03-01")
    withdrawn = says.on("WithdrawApplication", "coordinator", "2013-02-21", reason="Brak czasu.")
    *others, last = do([*says.opened(), says.application(), withdrawn, late])
    all_done(others)
    assert last["refused"] == "round.call_closed"


def test_plans_that_move_and_a_payment_that_bounces(do: Do, run: Run) -> None:
    moved = [
        says.on("ReversePayment", "finance", "2013-03-04", payment_no=1, bank_reference="S 1", reason="Zamknięty."),
        says.on("ChangeAward", "coordinator", "2013-03-05", amount=80_000, reason="Mniejszy zakres."),
        says.on("AmendAgreement", "coordinator", "2013-03-05", number="U/A1", nrb="10105000997603123456789123"),
        says.on("RecordPayment", "finance", "2013-03-06", amount=80_000, bank_reference="P 2"),
        says.on("ExtendReportDeadline", "manager", "2013-09-25", due_on="2013-10-31", reason="Choroba."),
    ]
    all_done(
        do([*says.opened(), *says.paid(), *moved, *says.meetings(4), *says.cost(80_000), *says.settled("2013-10-10")])
    )
    after = state(run)
    assert (after["paid"], after["awarded"], after["recognised"], after["days_late"]) == (80_000, 80_000, 80_000, 0)
    assert after["report_due_on"] == "2013-10-31"
