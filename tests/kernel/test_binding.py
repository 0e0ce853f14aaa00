"""Raw input becomes a command or a list of everything that is wrong with it, by path."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from grants.kernel.binding import bind
from grants.kernel.refusals import Invalid
from grants.lifecycle.commands.applying import ApplyForGrant
from grants.lifecycle.commands.awarding import AwardGrant, AwardGrants, RecordPayment
from grants.lifecycle.commands.meetings import RecordMeeting
from grants.lifecycle.commands.settling import CorrectFact, SubmitReport

GRANT = "00000000-0000-0000-0000-000000000001"


def problems(kind: Any, raw: object) -> dict[str, str]:
    with pytest.raises(Invalid) as invalid:
        bind(kind, raw)
    return {path: problem.code for path, problem in invalid.value.problems.items()}


def test_what_is_right_is_bound_trimmed_and_normalised() -> None:
    report = bind(SubmitReport, {"grant": GRANT, "narrative": "  Ło\u0301dz\u0301\n ", "occurred_on": "2013-09-02"})
    assert (report.grant, report.narrative, report.occurred_on) == (UUID(GRANT), "Łódź", date(2013, 9, 2))


def test_blank_is_left_out() -> None:
    assert bind(AwardGrant, {"grant": GRANT, "amount": "  ", "occurred_on": None}).amount is None
    assert problems(AwardGrant, {"grant": " "}) == {"grant": "field.required"}


@pytest.mark.parametrize("raw", [1, "1", " 1 "], ids=repr)
def test_whole_numbers(raw: object) -> None:
    assert bind(AwardGrant, {"grant": GRANT, "amount": raw}).amount == 1


NO_MONEY: list[object] = ["9" * 5000, 1.0, 1.5, "1.0", "1e3", True, "ten", [], {}, "١", "null", "+1", "1_000"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (0, "field.too_small"),
        (-1, "field.too_small"),
        ("-5", "field.too_small"),
        (10**15, None),
        (10**15 + 1, "field.too_big"),
        (2**64, "field.too_big"),
        ("9" * 30, "field.too_big"),
        *((raw, "field.money") for raw in NO_MONEY),
        ("1\x00", "field.control_characters"),
    ],
    ids=lambda each: repr(each)[:20],
)
def test_money_is_whole_grosze_in_bounds(raw: object, code: str | None) -> None:
    if code is None:
        assert bind(AwardGrant, {"grant": GRANT, "amount": raw}).amount == raw
    else:
        assert problems(AwardGrant, {"grant": GRANT, "amount": raw}) == {"amount": code}


@pytest.mark.parametrize(
    "raw",
    ["2013-02-30", "20130201", "1989-12-31", "2100-01-01", "2013-02-01T10:00:00", "today", 20130201, True],
    ids=repr,
)
def test_days_are_days_of_the_calendar_in_bounds(raw: object) -> None:
    assert problems(AwardGrant, {"grant": GRANT, "occurred_on": raw}) == {"occurred_on": "field.day"}


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b"], ids=ascii)
def test_control_characters_and_lone_surrogates_are_refused(text: str) -> None:
    assert problems(SubmitReport, {"grant": GRANT, "narrative": text}) == {"narrative": "field.control_characters"}


def test_lines_have_no_line_breaks_and_texts_may() -> None:
    assert bind(SubmitReport, {"grant": GRANT, "narrative": "a\nb\tc"}).narrative == "a\nb\tc"
    meeting = {"grant": GRANT, "occurred_on": "2013-03-12", "minutes": 90, "mode": "in_person", "host": GRANT,
               "attendance": [], "theme": "a\nb"}  # fmt: skip
    assert problems(RecordMeeting, meeting) == {"theme": "field.control_characters"}


def test_every_mistake_is_told_at_once_by_its_path() -> None:
    raw = {
        "round": "x", "library": GRANT, "requested": 0, "nrb": "12", "consents": "all", "shoe_size": 44,
        "plan": [{"day": "2013-03-12", "mode": "by_post"}, 7, {"day": "soon", "mode": "virtual", "channel": "Skype!"}],
        "budget": [{"category": "travel"}],
    }  # fmt: skip
    assert problems(ApplyForGrant, raw) == {
        "round": "field.id",
        "requested": "field.too_small",
        "nrb": "field.nrb",
        "consents": "field.list",
        "shoe_size": "field.unknown",
        "plan.0.mode": "field.choice",
        "plan.1": "field.object",
        "plan.2.day": "field.day",
        "plan.2.channel": "field.code",
        "budget.0.amount": "field.required",
    }


@pytest.mark.parametrize("raw", [None, [], "x", 7])
def test_a_command_is_an_object(raw: object) -> None:
    assert problems(AwardGrant, raw) == {"data": "field.object"}


def test_lists_are_bounded_before_they_are_read() -> None:
    assert problems(AwardGrants, {"round": GRANT, "rows": []}) == {"rows": "field.too_few"}
    assert problems(AwardGrants, {"round": GRANT, "rows": [{"grant": "x"}] * 501}) == {"rows": "field.too_many"}


def test_texts_are_bounded() -> None:
    assert problems(SubmitReport, {"grant": GRANT, "narrative": "x" * 4_001}) == {"narrative": "field.too_long"}
    assert len(bind(SubmitReport, {"grant": GRANT, "narrative": "x" * 4_000}).narrative) == 4_000


@pytest.mark.parametrize("reference", ["P 1/2013", "A", "a-b_c.d/e f"])
def test_references_are_bounded_codes(reference: str) -> None:
    payment = {"grant": GRANT, "amount": 1, "bank_reference": reference}
    assert bind(RecordPayment, payment).bank_reference == reference
    for wrong in ("-", "x" * 41, "a;b", "ąę"):
        assert problems(RecordPayment, {**payment, "bank_reference": wrong}).keys() == {"bank_reference"}


@pytest.mark.parametrize(
    ("old", "new"), [(100, 200), ("100", "200"), ("2013-02-20", "2013-02-21"), ("PRB/I/1", "PRB/I/2")], ids=repr
)
def test_a_corrected_value_is_a_number_or_a_text(old: object, new: object) -> None:
    change = {"field": "amount", "old": old, "new": new}
    (bound,) = bind(CorrectFact, {"grant": GRANT, "corrects": 3, "reason": "x", "changes": [change]}).changes
    assert (bound.old, bound.new) == (old, new)


@pytest.mark.parametrize("wrong", [-1, 1.5, [], "x" * 201, "a\x00"], ids=repr)
def test_a_corrected_value_is_bounded_too(wrong: object) -> None:
    change = {"field": "amount", "old": 1, "new": wrong}
    raw = {"grant": GRANT, "corrects": 3, "reason": "x", "changes": [change]}
    assert problems(CorrectFact, raw).keys() == {"changes.0.new"}
