"""Every refusal has its words in both languages, and the words name only what the refusal really tells."""

import json
from datetime import date
from string import Formatter
from typing import Any
from uuid import UUID

import pytest

from grants.wording.refusals import refusal
from grants.wording.refusing import REFUSALS
from tests.wording.raised import refusals

RAISED = refusals()
GRANT = UUID(int=7)
VALUES: dict[str, Any] = {
    "day": date(2013, 5, 2), "previous": date(2013, 5, 3), "today": date(2013, 5, 1), "due": date(2013, 5, 4),
    "first": date(2013, 3, 1), "last": date(2013, 8, 31), "opens": date(2013, 3, 1), "closed": date(2013, 3, 31),
    "max": 100_000, "min": 4, "given": 120_000, "left": 25_000, "paid": 100_000, "awarded": 90_000, "gross": 5_000,
    "requested": 100_000, "budget": 99_000, "reserved": 1_000_000, "meetings": 4, "virtual": 5, "planned": 3,
    "stage": "applied", "step": "pay", "allowed": ["agreed", "settled"], "grant": GRANT, "field": "amount",
    "old": "100000", "current": "90000", "pair": "award_pay", "items": ["plan_complete"], "missing": ["data_true"],
    "role": "viewer, auditor", "channel": "zoom", "category": "travel", "libraries": [str(GRANT)], "n": 3,
    "meeting_no": 2, "plan_no": 9, "cost_no": 1, "waiver_no": 1, "corrects": 4, "counted": 3, "expected": 3,
    "version": 5, "meanwhile": [], "code": "PRB", "round": "II", "label": "II", "policy": "half", "login": "halina",
    "regon": "123456789", "nip": "1234567890", "id": GRANT, "owner": GRANT, "library": GRANT, "rows": [],
    "since": date(2013, 5, 1), "successor": GRANT, "payment_no": 2, "amount": 100_000,
    "opened": date(2013, 3, 4), "published": date(2013, 5, 6),
    "known": date(2013, 4, 30), "until": date(2013, 4, 30), "figure": "paid", "new": "90000", "decision": "accepted",
}  # fmt: skip


def places(source: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(source) if name}


def test_every_refusal_has_words() -> None:
    assert sorted(RAISED.keys() - REFUSALS.keys()) == []


def test_no_words_are_left_over() -> None:
    assert sorted(REFUSALS.keys() - RAISED.keys()) == []


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_words_name_only_parameters_that_every_place_gives(code: str) -> None:
    given = frozenset.intersection(*RAISED[code])
    assert {name for part in REFUSALS[code] for name in places(part)} <= given


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_three_sentences_in_each_language(code: str, lang: str) -> None:
    params = {name: VALUES[name] for name in frozenset.intersection(*RAISED[code])}
    said = refusal(code, params, lang)
    assert len({said.what, said.rule, said.next}) == 3
    for part in said:
        assert part.endswith(".")
        assert "{" not in part
        assert part[0].isupper() or part[0].isdigit()


def test_polish_differs_from_english() -> None:
    assert refusal("grant.not_paid", {}, "pl") != refusal("grant.not_paid", {}, "en")


def test_money_and_days_are_written_for_people() -> None:
    said = refusal("grant.amount_over_max", {"max": 100_000, "given": 120_000}, "pl")
    most = "najwyższa kwota grantu to 1\u00a0000,00\u00a0zł."
    assert said.what == f"Kwota 1\u00a0200,00\u00a0zł jest niedozwolona; {most}"
    assert refusal("grant.overpay", {"left": 25_050}, "en").what.endswith("left to be paid (250.50\u00a0zł).")
    assert "5.05.2013" in refusal("day.due_in_past", {"due": date(2013, 5, 5)}, "pl").what
    assert "5 May 2013" in refusal("day.due_in_past", {"due": date(2013, 5, 5)}, "en").what


def test_stages_and_steps_are_told_in_the_readers_words() -> None:
    params = {"stage": "applied", "step": "pay", "allowed": ["agreed", "settled"], "grant": GRANT}
    said = refusal("grant.wrong_stage", params, "pl")
    assert "„Złożony”" in said.what
    assert said.rule == "Ta czynność należy do etapów: Umowa podpisana, Rozliczony."


@pytest.mark.parametrize(
    ("field", "old", "shown"),
    [
        ("attendance", '[["ngo",3],["other",1]]', "organizacje pozarządowe (3), inne osoby (1)"),
        ("amount", "100000", "1\u00a0000,00\u00a0zł"),
        ("occurred_on", "2013-05-02", "02.05.2013"),
        ("minutes", "90", "90"),
        ("mode", "virtual", "wirtualne"),
        ("channel", "null", "brak"),
        ("purposes", '["closer_cooperation"]', "zacieśnienie współpracy"),
        ("theme", '{"id":"00000000-0000-0000-0000-000000000007","digest":"ab"}', "(treść)"),
        ("bank_reference", "2013/17", "2013/17"),
    ],
)
def test_a_stale_value_is_shown_as_its_field_is(field: str, old: str, shown: str) -> None:
    said = refusal("meeting.stale", {"field": field, "old": old, "current": "null"}, "pl")
    assert f"„{shown}”" in said.what


def test_libraries_are_named_by_whoever_knows_their_names() -> None:
    params = {"field": "host", "old": str(GRANT), "current": "null"}
    assert "Biblioteka w Zaciszu" in refusal("meeting.stale", params, "pl", lambda _: "Biblioteka w Zaciszu").what


def test_parameters_that_were_kept_as_json_read_the_same() -> None:
    params = {"day": date(2013, 5, 2), "previous": date(2013, 5, 3)}
    kept = json.loads(json.dumps(params, default=str))
    assert refusal("day.before_previous", kept, "pl") == refusal("day.before_previous", params, "pl")


def test_a_code_of_the_past_still_gets_a_sentence() -> None:
    assert "old.reason" in refusal("old.reason", {}, "pl").what


def test_all_three_parts_in_a_row() -> None:
    said = refusal("grant.not_paid", {}, "en")
    assert str(said) == f"{said.what} {said.rule} {said.next}"
