from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grants.kernel.refs import text_digest
from grants.lifecycle import events as ge
from grants.lifecycle.commands.meetings import MeetingValues
from grants.lifecycle.facts import Meeting
from tests.support import builders as b
from tests.support.builders import correct_meeting, meeting, people, values, void_meeting
from tests.support.cast import ELSEWHERE, LEADING, PARTNER, PARTNER_THREE, PARTNER_TWO
from tests.support.scenario import TODAY, Ask, Scenario, made, story
from tests.support.work import SALT

DAY = b.MEETING_DAYS[0]


def in_agreement() -> Scenario:
    return story(b.paid())


def test_a_meeting_is_recorded_with_counts_and_references_never_names() -> None:
    done = in_agreement().when(meeting(place="Czytelnia", minutes=75, plan_no=1))
    done.then(made(
        ge.MeetingHeld, meeting_no=1, plan_no=1, minutes=75, mode="in_person", channel=None, host=LEADING.id,
        partners=[PARTNER.id], occurred_on=DAY, attendance=[["leading_library", 2], ["partner_library", 3]],
        on_behalf_of=LEADING.id,
    ))  # fmt: skip
    event = done.caused[0]
    assert isinstance(event, ge.MeetingHeld)
    assert event.place is not None
    assert event.theme.digest == text_digest(SALT, "Katalog w chmurze")
    assert sorted(done.memory.texts.values())[-2:] == ["Czytelnia", "Katalog w chmurze"]


def test_a_command_that_only_adds_a_fact_does_not_mind_what_happened_meanwhile() -> None:
    assert not hasattr(meeting().command, "expected_version")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"mode": "virtual", "channel": None}, "meeting.channel_required"),
        ({"mode": "virtual", "channel": "telepathy"}, "meeting.unknown_channel"),
        ({"attendance": people(leading_library=1)}, "meeting.no_attendance"),
        ({"attendance": people(leading_library=0)}, "meeting.no_attendance"),
        ({"attendance": []}, "meeting.no_attendance"),
        ({"attendance": people(martians=5)}, "meeting.unknown_kind"),
        ({"attendance": [*people(ngo=2), *people(ngo=3)]}, "meeting.unknown_kind"),
        ({"purposes": ["sightseeing"]}, "meeting.unknown_purpose"),
        ({"host": ELSEWHERE.id}, "meeting.not_in_coalition"),
        ({"partners": [PARTNER.id, ELSEWHERE.id]}, "meeting.not_in_coalition"),
        ({"partners": [LEADING.id]}, "coalition.self_partner"),
        ({"plan_no": 5}, "meeting.unknown_plan"),
    ],
)
def test_what_a_meeting_cannot_be(changed: dict[str, Any], code: str) -> None:
    in_agreement().when(meeting(**changed)).refused(code)


def test_two_people_are_a_meeting() -> None:
    in_agreement().when(meeting(attendance=people(leading_library=1, ngo=1))).then(ge.MeetingHeld)


def test_a_meeting_has_been_held_and_not_will_be() -> None:
    tomorrow = TODAY + timedelta(1)
    in_agreement().when(meeting(tomorrow)).refused("meeting.future_date", day=tomorrow, today=TODAY)
    in_agreement().when(meeting(TODAY)).then(ge.MeetingHeld)


def test_an_in_person_meeting_forgets_a_channel() -> None:
    in_agreement().when(meeting(channel="skype")).then(made(ge.MeetingHeld, mode="in_person", channel=None))


def test_a_partner_named_twice_is_there_once() -> None:
    in_agreement().when(meeting(partners=[PARTNER.id, PARTNER.id])).then(made(ge.MeetingHeld, partners=[PARTNER.id]))


def test_a_look_alike_is_recorded_when_it_is_meant() -> None:
    told = in_agreement().given(meeting())
    told.when(meeting()).refused("meeting.looks_duplicate", meeting_no=1, day=DAY)
    told.when(meeting(confirmed=True)).then(made(ge.MeetingHeld, meeting_no=2))
    told.when(meeting(host=PARTNER.id)).then(made(ge.MeetingHeld, meeting_no=3))
    told.when(meeting(virtual=True)).then(made(ge.MeetingHeld, meeting_no=4))


def test_partners_that_joined_later_and_partners_that_left_may_have_been_there() -> None:
    told = in_agreement().given(b.add_partner(PARTNER_THREE), b.let_leave(PARTNER_TWO))
    told.when(meeting(host=PARTNER_TWO.id, partners=[PARTNER_TWO.id, PARTNER_THREE.id])).then(ge.MeetingHeld)


# --- what counts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "partners", "counts"),
    [
        (b.FIRST, [PARTNER.id], True),
        (b.LAST, [PARTNER.id], True),
        (b.FIRST - timedelta(1), [PARTNER.id], False),
        (b.LAST + timedelta(1), [PARTNER.id], False),
        (DAY, [], False),
    ],
)
def test_a_meeting_counts_inside_the_window_with_a_partner(day: date, partners: list[Any], *, counts: bool) -> None:
    state = in_agreement().given(meeting(day, partners=partners)).grant().state
    assert len(state.meetings) == 1
    assert len(state.counted) == counts


def test_the_requirement_is_met_by_enough_meetings_one_of_them_virtual() -> None:
    told = in_agreement().given(b.meetings(4, virtual=0))
    assert not told.grant().state.requirement_met
    told.given(meeting(b.MEETING_DAYS[4], virtual=True))
    assert told.grant().state.requirement_met


# --- correction and voiding --------------------------------------------------------------------------------------


def test_a_correction_names_version_field_old_and_new_value() -> None:
    told = in_agreement().given(meeting())
    new_day = date(2013, 3, 14)
    told.when(correct_meeting(values(occurred_on=DAY, minutes=90), values(occurred_on=new_day, minutes=120)))
    told.then(made(
        ge.MeetingCorrected, corrects=told.version_of(ge.MeetingHeld), meeting_no=1, occurred_on=TODAY,
        changes=[["occurred_on", "2013-03-12", "2013-03-14"], ["minutes", 90, 120]],
    ))  # fmt: skip
    (held,) = told.grant().state.meetings
    assert (held.occurred_on, held.minutes) == (new_day, 120)


def test_a_correction_that_names_a_stale_value_shows_both() -> None:
    told = in_agreement().given(meeting(), correct_meeting(values(minutes=90), values(minutes=60)))
    told.when(correct_meeting(values(minutes=90), values(minutes=45)))
    told.refused("meeting.stale", field="minutes", old="90", current="60")
    told.when(correct_meeting(values(), values(minutes=45))).refused("meeting.stale", old="null", current="60")


def test_a_correction_changes_something() -> None:
    told = in_agreement().given(meeting())
    told.when(correct_meeting(values(minutes=90), values(minutes=90))).refused("meeting.nothing_changed", meeting_no=1)
    told.when(correct_meeting(values(), values())).refused("meeting.nothing_changed")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (values(mode="in_person"), values(mode="virtual"), "meeting.channel_required"),
        (values(host=LEADING.id), values(host=ELSEWHERE.id), "meeting.not_in_coalition"),
        (values(partners=[PARTNER.id]), values(partners=[LEADING.id]), "coalition.self_partner"),
        (values(occurred_on=DAY), values(occurred_on=TODAY + timedelta(1)), "meeting.future_date"),
        (
            values(attendance=people(leading_library=2, partner_library=3)),
            values(attendance=people(leading_library=1)),
            "meeting.no_attendance",
        ),
    ],
)
def test_a_correction_obeys_the_rules_of_a_meeting(old: MeetingValues, new: MeetingValues, code: str) -> None:
    in_agreement().given(meeting()).when(correct_meeting(old, new)).refused(code)


def test_attendance_partners_and_mode_can_be_corrected() -> None:
    told = in_agreement().given(meeting())
    told.given(correct_meeting(
        values(attendance=people(leading_library=2, partner_library=3), partners=[PARTNER.id], mode="in_person"),
        values(attendance=people(ngo=7, expert=0), partners=[PARTNER_TWO.id], mode="virtual", channel="chat"),
    ))  # fmt: skip
    (held,) = told.grant().state.meetings
    assert (held.attendance, held.partners) == ([("ngo", 7)], [PARTNER_TWO.id])
    assert (held.mode, held.channel) == ("virtual", "chat")


def test_a_meeting_corrected_to_in_person_loses_its_channel_in_so_many_words() -> None:
    told = in_agreement().given(meeting(virtual=True))
    told.when(correct_meeting(values(mode="virtual"), values(mode="in_person")))
    told.then(made(ge.MeetingCorrected, changes=[["mode", "virtual", "in_person"], ["channel", "skype", None]]))


def test_a_meeting_in_person_is_not_given_a_channel() -> None:
    told = in_agreement().given(meeting())
    told.when(correct_meeting(values(), values(channel="skype"))).refused("meeting.nothing_changed")


def test_a_theme_is_corrected_without_quoting_the_old_one() -> None:
    told = in_agreement().given(meeting()).when(correct_meeting(values(), values(theme="Nowy temat")))
    told.then(ge.MeetingCorrected)
    (held,) = told.grant().state.meetings
    assert told.memory.texts[held.theme.id] == "Nowy temat"


def test_a_voided_meeting_leaves_the_figures_and_its_number_is_never_used_again() -> None:
    told = in_agreement().given(meeting(), meeting(b.MEETING_DAYS[1]))
    told.when(void_meeting(2)).then(made(ge.MeetingVoided, meeting_no=2, corrects=told.version_of(ge.MeetingHeld)))
    grant = told.grant()
    assert [m.meeting_no for m in grant.state.meetings] == [1]
    assert [m.meeting_no for m in grant.facts.voided if isinstance(m, Meeting)] == [2]
    told.when(meeting(b.MEETING_DAYS[1])).then(made(ge.MeetingHeld, meeting_no=3))


@pytest.mark.parametrize("ask", [correct_meeting(values(minutes=90), values(minutes=60)), void_meeting()])
def test_what_was_voided_or_never_was_cannot_be_corrected(ask: Ask) -> None:
    in_agreement().when(ask).refused("meeting.unknown", meeting_no=1)
    in_agreement().given(meeting(), void_meeting()).when(ask).refused("meeting.unknown", meeting_no=1)


def test_a_voided_look_alike_is_no_look_alike() -> None:
    in_agreement().given(meeting(), void_meeting()).when(meeting()).then(made(ge.MeetingHeld, meeting_no=2))


def test_a_stream_holds_so_many_meetings_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grants.lifecycle.deciding.meetings.MAX_MEETINGS", 2)
    told = in_agreement().given(meeting(), void_meeting(), meeting())
    told.when(meeting(b.MEETING_DAYS[1])).refused("meeting.too_many", max=2)


def test_a_partner_that_joined_and_left_may_be_named_for_what_was_held_in_between() -> None:
    told = in_agreement().given(b.add_partner(PARTNER_THREE), b.let_leave(PARTNER_THREE))
    told.when(meeting(partners=[PARTNER_THREE.id])).then(ge.MeetingHeld)


def test_a_meeting_of_a_partner_that_left_can_still_be_corrected() -> None:
    told = in_agreement().given(b.add_partner(PARTNER_THREE), meeting(partners=[PARTNER_THREE.id]))
    told.given(b.let_leave(PARTNER_THREE))
    told.when(correct_meeting(values(minutes=90), values(minutes=75))).then(ge.MeetingCorrected)
