"""What looks wrong in one grant: each check finds its planted case, and nothing in a grant where all is as it was."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from grants.lifecycle.facts import Agreement
from grants.lifecycle.state import derive
from grants.read.checks.alone import alone, paid_before
from grants.read.checks.hits import Hit, Subject
from tests.checks.conftest import LIFE, subject, told
from tests.support import builders as b
from tests.support.scenario import Ask

LAST = [b.LAST - timedelta(days=n) for n in (12, 9, 5, 1)]
START = LIFE[:4]


def hits(*asks: Ask | list[Ask]) -> list[Hit]:
    return list(alone(subject(told(*asks))))


def kinds(*asks: Ask | list[Ask]) -> list[tuple[str, str]]:
    return [(hit.check, hit.kind) for hit in hits(*asks)]


def test_a_grant_in_which_nothing_is_odd_has_no_hit() -> None:
    assert kinds(LIFE) == []


def test_two_meetings_on_one_day_with_as_many_people() -> None:
    day = b.MEETING_DAYS[0]
    twice = [b.meeting(day).on(day), b.meeting(day, virtual=True).on(day)]
    assert kinds(START, twice) == [("meetings_alike", "same_day")]
    other = b.meeting(day, virtual=True, attendance=b.people(leading_library=2, partner_library=9)).on(day)
    assert kinds(START, twice[0], other) == []


def test_a_meeting_copied_to_another_day() -> None:
    first, second = b.MEETING_DAYS[:2]
    [hit] = hits(START, b.meeting(first).on(first), b.meeting(second).on(second))
    assert (hit.kind, hit.version, hit.other_version) == ("copied", 7, 6)
    assert (hit.params["before"], hit.params["day"]) == (str(first), str(second))


def test_a_corrected_meeting_is_no_copy_any_more() -> None:
    first, second = b.MEETING_DAYS[:2]
    mended = b.correct_meeting(b.values(minutes=90), b.values(minutes=120), 2).on(second)
    assert kinds(START, b.meeting(first).on(first), b.meeting(second).on(second), mended) == []


def test_all_meetings_on_the_last_days() -> None:
    late = [
        b.meeting(day, virtual=n == 0, attendance=b.people(leading_library=2, partner_library=3 + n)).on(day)
        for n, day in enumerate(LAST)
    ]
    assert kinds(START, late) == [("last_days", "all")]
    assert kinds(START, late[:3]) == []  # fewer than are required: the settlement says so
    early = b.meeting(b.MEETING_DAYS[0], attendance=b.people(partner_library=9)).on(b.MEETING_DAYS[0])
    assert kinds(START, early, late) == []


def test_a_decision_recorded_long_after_its_day() -> None:
    [hit] = hits(LIFE[0], b.award().on(b.AWARDED_ON + timedelta(days=8)))
    assert (hit.check, hit.kind, hit.params["n"]) == ("backdated", "decision", 8)
    assert kinds(LIFE[0], b.award().on(b.AWARDED_ON + timedelta(days=7))) == []


def test_a_day_moved_back_by_a_correction_and_not_one_moved_on() -> None:
    day = b.MEETING_DAYS[1]
    moved = b.correct_meeting(b.values(occurred_on=day), b.values(occurred_on=day - timedelta(days=20))).on(day)
    [hit] = hits(START, b.meeting(day).on(day), moved)
    assert (hit.check, hit.kind, hit.version) == ("backdated", "moved", 6)
    on = b.correct_meeting(b.values(occurred_on=day), b.values(occurred_on=day + timedelta(days=1)))
    assert kinds(START, b.meeting(day).on(day), on.on(day + timedelta(days=2))) == []


def test_a_meeting_and_a_payment_told_late() -> None:
    day = b.MEETING_DAYS[0]
    assert kinds(START, b.meeting(day).on(day + timedelta(days=45))) == []
    assert kinds(START, b.meeting(day).on(day + timedelta(days=46))) == [("late", "meeting")]
    assert kinds(START[:3], b.pay().on(b.PAID_ON + timedelta(days=11))) == [("late", "payment")]


def test_a_payment_before_the_agreement_by_the_days_that_stand() -> None:
    """No command makes one today: the day of the signature is moved in the facts, as a fault or an import might."""
    whole = subject(told(START))
    assert [hit.kind for hit in paid_before(whole)] == []
    moved = [
        replace(fact, occurred_on=b.PAID_ON + timedelta(days=1)) if isinstance(fact, Agreement) else fact
        for fact in whole.facts.entries
    ]
    [hit] = paid_before(Subject(whole.grant, whole.facts, derive(moved), whole.told))
    assert (hit.version, hit.params["day"], hit.params["signed"]) == (5, "2013-02-27", "2013-02-28")


def test_round_sums_only_from_three_costs_on() -> None:
    def costs(*sums: int) -> list[Ask]:
        day = b.MEETING_DAYS[4]
        return [b.cost(each, document=f"FV {n}/2013").on(day) for n, each in enumerate(sums, 1)]

    assert kinds(START, costs(30_000, 20_000, 10_000)) == [("round_sums", "all")]
    assert kinds(START, costs(30_000, 20_000)) == []
    assert kinds(START, costs(30_000, 20_000, 10_001)) == []


def test_rules_set_aside() -> None:
    due = b.REPORT_DUE
    late = b.extend(occurred_on=due + timedelta(days=1)).on(due + timedelta(days=1))
    assert ("overrides", "extended") in kinds(LIFE[:-2], late)
    assert kinds(LIFE[:-2], b.extend(occurred_on=date(2013, 9, 1)).on(date(2013, 9, 1))) == []
    settled = b.settle(virtual_override="Łącze padło").on(b.SETTLED_ON)
    without = [ask for n, ask in enumerate(LIFE) if n not in (4, len(LIFE) - 1)]
    assert ("overrides", "no_virtual") in kinds(without, settled)
