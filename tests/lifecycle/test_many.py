"""Many grants at once: each row decided alone, a refused one leaves nothing behind, whatever the command."""

from __future__ import annotations

from datetime import date

import pytest

from grants.kernel.command import NoneDone
from grants.kernel.ids import derived
from grants.lifecycle import events as ge
from grants.lifecycle.commands import many as c
from grants.lifecycle.commands.applying import Found
from grants.lifecycle.stages import Stage
from tests.support import builders as b
from tests.support import many as m
from tests.support.cast import ELSEWHERE, EVERYBODY, LEADING, SECOND, THIRD
from tests.support.scenario import Ask, Scenario, made, story

THREE = (LEADING, SECOND, THIRD)
TWO = (LEADING, SECOND)


def applied(**rules: object) -> list[Ask]:
    return [*b.ground(THREE, **rules), *(b.apply(each) for each in THREE)]


def agreed(**rules: object) -> list[Ask]:
    return [*applied(**rules), *(b.award(library=each) for each in THREE), *(b.sign(each) for each in THREE)]


def reported(**rules: object) -> list[Ask]:
    lived = [
        ask for n, each in enumerate(THREE)
        for ask in (b.pay(library=each), *b.meetings(4, library=each),
                    b.cost(library=each, document=f"FV {n}/2013"), b.report(each))
    ]  # fmt: skip
    return [*agreed(**rules), *lived]


def results(told: Scenario) -> list[str | None]:
    assert told.done is not None
    return [row.refused for row in told.done.rows]


def test_many_are_returned_with_the_remarks_for_all_and_their_own() -> None:
    own = c.ReturnRow(grant=SECOND.grant, findings=[Found(field="plan", note="Brak dat")])
    told = story(applied()).when(m.return_many(rows=[c.ReturnRow(grant=LEADING.grant), own]))
    told.then(ge.ApplicationReturned, ge.ApplicationReturned)
    fields = [[each.field for each in e.findings] for e in told.caused if isinstance(e, ge.ApplicationReturned)]
    assert fields == [["budget"], ["budget", "plan"]]
    refs = [e.findings[0].note.id for e in told.caused if isinstance(e, ge.ApplicationReturned)]
    assert len(set(refs)) == 2


def test_what_was_kept_for_a_refused_row_is_forgotten() -> None:
    told = story(applied(), b.award())
    texts = len(told.memory.texts)
    told.when(m.return_many(*THREE)).then(ge.ApplicationReturned, ge.ApplicationReturned)
    assert results(told) == ["grant.wrong_stage", None, None]
    assert len(told.memory.texts) == texts + 2


def test_many_are_returned_for_a_reason_only() -> None:
    told = story(applied()).when(m.return_many(*TWO, findings=[]))
    told.refused("bulk.none_done", n=2, rows=[f"{each.grant} grant.no_finding" for each in TWO])


def test_many_agreements_have_numbers_of_their_own() -> None:
    told = story(applied(), *(b.award(library=each) for each in TWO)).when(m.sign_many(*THREE))
    told.then(made(ge.AgreementSigned, number="PRB/I/1"), made(ge.AgreementSigned, number="PRB/I/2"))
    assert results(told) == [None, None, "grant.not_awarded"]


def test_many_payments_each_up_to_what_is_left() -> None:
    told = story(agreed(), b.pay(60_000)).when(m.pay_many(*THREE))
    told.then(made(ge.PaymentMade, bank_reference="P 1"), made(ge.PaymentMade, bank_reference="P 2"))
    assert told.done is not None
    assert told.done.rows[0].params == {"left": 40_000}


def test_costs_of_a_grant_are_all_accepted_or_none() -> None:
    told = story(agreed(), b.pay(), b.pay(library=SECOND))
    told.given(b.cost(40_000), b.cost(30_000, document="FV 2/2013"))
    told.given(b.cost(40_000, library=SECOND, document="FV 3/2013"))
    told.when(m.accept_many(*TWO, costs=(1, 2))).then(ge.CostAccepted, ge.CostAccepted)
    assert results(told) == [None, "cost.unknown"]
    assert told.grant(SECOND.grant).state.undecided_costs == [1]


def test_a_cost_recorded_by_oneself_is_left_to_others_where_the_rules_ask_for_it() -> None:
    told = story(agreed(four_eyes=["costs"]), b.pay(), b.pay(library=SECOND))
    told.given(b.cost().of(EVERYBODY), b.cost(library=SECOND, document="FV 2/2013"))
    told.when(m.accept_many(*TWO).of(EVERYBODY)).then(made(ge.CostAccepted, originator_id=SECOND.grant))
    assert results(told) == ["four_eyes", None]


def test_many_are_settled_and_what_needs_a_reason_is_left_out() -> None:
    told = story(reported(), *(b.accept(library=each) for each in TWO)).given(*(b.void_meeting(1),))
    told.when(m.settle_many(*THREE)).then(made(ge.Settled, originator_id=SECOND.grant, outcome="full"))
    assert results(told) == ["grant.virtual_unmet", None, "cost.undecided"]


def test_a_shortfall_that_only_a_reason_lifts_is_settled_by_itself() -> None:
    told = story(reported(shortfall_policy="accept"), *(b.accept(library=each) for each in TWO))
    told.given(b.void_meeting(4)).when(m.settle_many(*TWO)).then(made(ge.Settled, originator_id=SECOND.grant))
    assert results(told) == ["grant.shortfall_reason_missing", None]


MANY = [
    (applied, m.return_many), (lambda: [*applied(), *(b.award(library=x) for x in THREE)], m.sign_many),
    (agreed, m.pay_many), (reported, m.accept_many),
    (lambda: [*reported(), *(b.accept(library=x) for x in THREE)], m.settle_many),
]  # fmt: skip
IDS = ["return", "sign", "pay", "accept", "settle"]


@pytest.mark.parametrize(("begun", "ask"), MANY, ids=IDS)
def test_rows_seen_in_an_older_version_strange_and_repeated_ones_are_refused_alone(begun: object, ask: object) -> None:
    told = story(begun())  # type: ignore[operator]
    whole: Ask = ask(LEADING, ELSEWHERE, SECOND, SECOND)  # type: ignore[operator]
    command = whole.command
    rows = [
        type(row)(**{**{name: getattr(row, name) for name in row.__struct_fields__}, "expected_version": seen})
        for row, seen in zip(command.rows, [1, None, None, None], strict=True)  # type: ignore[attr-defined]
    ]
    changed = type(command)(**{**{n: getattr(command, n) for n in command.__struct_fields__}, "rows": rows})
    told.when(Ask(changed, whole.by))
    assert results(told) == ["stale", "unknown_id", None, "unknown_id"]
    assert {e.originator_id for e in told.caused} == {SECOND.grant}
    assert {e.causation_id for e in told.caused} == {derived("row", told.caused[0].command_id, "2")}


def test_when_none_may_be_done_every_row_says_why_with_its_parameters() -> None:
    told = story(agreed(), b.pay(), b.pay(library=SECOND)).when(m.pay_many(*TWO))
    told.refused("bulk.none_done", n=2)
    assert isinstance(told.no, NoneDone)
    assert [(row.id, row.refused, row.params) for row in told.no.results] == [
        (each.grant, "grant.overpay", {"left": 0}) for each in TWO
    ]


def test_many_are_paid_after_their_settlement_only_while_the_round_is_open() -> None:
    told = story(agreed(), b.pay(50_000), *b.meetings(4), b.cost(), b.accept(), b.report(), b.settle())
    assert told.grant().state.shown_stage is Stage.CLOSED
    told.when(m.pay_many(LEADING, amount=50_000, occurred_on=date(2013, 9, 6))).then(ge.PaymentMade)
