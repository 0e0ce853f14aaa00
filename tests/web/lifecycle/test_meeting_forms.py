"""Recording meetings, correcting them, taking an entry out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import builders as b
from tests.support.cast import COORDINATOR, LEADING, LIBRARIAN, MANAGER, PARTNER, PARTNER_THREE, PARTNER_TWO
from tests.support.page import Page, words
from tests.web.conftest import Site
from tests.web.lifecycle.conftest import HOME, SPINE, Begun

NEW, CORRECT, VOID = f"{HOME}/meetings/new", f"{HOME}/meetings/1/correct", f"{HOME}/meetings/1/void"
BOTH = pytest.mark.parametrize("htmx", [False, True])
HELD: dict[str, Any] = {
    "occurred_on": "12.03.2013", "minutes": "90", "mode": "in_person", "theme": "Katalog w chmurze",
    "partners": [str(PARTNER.id)], "attendance-leading_library": "2", "attendance-partner_library": "3",
}  # fmt: skip


def last(site: Site) -> Any:
    return site.programme.log.stream(LEADING.grant)[-1]


def options(page: Page, name: str) -> list[str]:
    return [words(o) for o in page.all("select", name=name)[0] if o.get("value")]


def test_the_form_knows_the_plan_the_coalition_and_the_rules(begun: Begun) -> None:
    site = begun(*SPINE, b.meeting(b.MEETING_DAYS[1], plan_no=2), b.add_partner(PARTNER_THREE))
    page = site.visit(COORDINATOR).get(NEW)
    assert options(page, "plan_no")[0] == "12.03.2013, Skype"
    assert len(options(page, "plan_no")) == 3
    assert options(page, "host")[0] == LEADING.name
    partners = {e.get("value") for e in page.all("input", name="partners")}
    assert {str(PARTNER.id), str(PARTNER_TWO.id), str(PARTNER_THREE.id)} == partners
    assert "od 01.03.2013 do 31.08.2013" in words(page.by_id("counts"))
    assert "1 (wymagane: 4)" in words(page.by_id("counts"))
    assert not page.all("input", name="confirmed")


@BOTH
def test_a_recorded_meeting_says_what_counts_and_offers_the_next(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE)
    visitor = site.visit(LIBRARIAN)
    sent = {**HELD, "mode": "virtual", "channel": "skype", "plan_no": "1", "purposes": ["exchange_experience"]}
    page = visitor.follow(visitor.send(visitor.get(NEW), sent, form=NEW, htmx=htmx))
    flash = page.by_id("flash")
    assert "Zaliczone spotkania: 1 (wymagane: 4)." in words(flash)
    assert [e.get("href") for e in flash.iter() if e.get("href")] == [NEW]
    held = last(site)
    assert (held.plan_no, held.channel, held.on_behalf_of) == (1, "skype", None)
    assert held.attendance == [["leading_library", 2], ["partner_library", 3]]


def test_one_that_does_not_count_says_why(begun: Begun) -> None:
    visitor = begun(*SPINE).visit(COORDINATOR)
    page = visitor.follow(visitor.send(visitor.get(NEW), {**HELD, "partners": []}, form=NEW))
    assert "ale się nie liczy: nie uczestniczył nikt z Biblioteki Partnerskiej" in words(page.by_id("flash"))


@BOTH
def test_every_wrong_field_is_told_and_what_was_typed_stays(begun: Begun, *, htmx: bool) -> None:
    visitor = begun(*SPINE).visit(COORDINATOR)
    wrong = {**HELD, "occurred_on": "31.02.2013", "minutes": "długo", "theme": "", "attendance-leading_library": "dwie"}
    page = visitor.send(visitor.get(NEW), wrong, form=NEW, htmx=htmx)
    assert page.status == 422
    assert {"occurred_on", "minutes", "theme", "attendance-leading_library"} == page.wrong_fields
    assert page.by_id("attendance-leading_library").get("value") == "dwie"
    assert [e for e in page.all("input", name="partners") if "checked" in e.attrib]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"mode": "virtual"}, "meeting.channel_required"),
        ({"occurred_on": "11.09.2013"}, "meeting.future_date"),
        ({"attendance-leading_library": "1", "attendance-partner_library": "0"}, "meeting.no_attendance"),
    ],
)
def test_rules_refuse_in_words(begun: Begun, changed: dict[str, str], code: str) -> None:
    visitor = begun(*SPINE).visit(COORDINATOR)
    page = visitor.send(visitor.get(NEW), {**HELD, **changed}, form=NEW, htmx=True)
    assert page.status == 422
    assert code in words(page.by_id("record-meeting-form-refusal"))


@BOTH
def test_a_look_alike_is_recorded_only_when_confirmed(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE, b.meeting())
    visitor = site.visit(COORDINATOR)
    page = visitor.send(visitor.get(NEW), HELD, form=NEW, htmx=htmx)
    assert page.status == 422
    assert "meeting.looks_duplicate" in page.text
    again = visitor.send(page, {}, form=NEW, htmx=htmx)
    assert again.status == 422
    assert again.all("input", name="confirmed")
    assert visitor.send(again, {"confirmed": "yes"}, form=NEW, htmx=htmx).status in (200, 303)
    assert last(site).meeting_no == 2


def test_before_the_agreement_the_page_says_why_there_is_no_form(begun: Begun) -> None:
    page = begun(b.apply(), b.award()).visit(COORDINATOR).get(NEW)
    assert not page.all("input", name="minutes")
    assert "Umowa nie została jeszcze podpisana" in words(page.by_id("refusal"))


@BOTH
def test_only_what_changed_is_corrected(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE, b.meeting(place="Czytelnia"))
    visitor = site.visit(COORDINATOR)
    form = visitor.get(CORRECT)
    assert form.by_id("new-place").get("value") == "Czytelnia"
    sent = {"new-minutes": "120", "new-attendance-ngo": "1", "reason": "Lista obecności"}
    page = visitor.follow(visitor.send(form, sent, form=CORRECT, htmx=htmx))
    assert "Spotkanie zostało sprostowane." in words(page.by_id("flash"))
    changes = {name: (old, new) for name, old, new in last(site).changes}
    assert changes.keys() == {"minutes", "attendance"}
    assert changes["minutes"] == (90, 120)


def test_partners_purposes_words_and_the_way_it_was_held_can_be_corrected(begun: Begun) -> None:
    site = begun(*SPINE, b.meeting(virtual=True, purposes=[], place="Sala"))
    visitor = site.visit(MANAGER)
    sent = {
        "new-mode": "in_person", "new-partners": [str(PARTNER_TWO.id)], "new-purposes": ["joint_ventures"],
        "new-theme": "Wspólny katalog", "new-occurred_on": "13.03.2013", "reason": "Pomyłka",
    }  # fmt: skip
    assert visitor.send(visitor.get(CORRECT), sent, form=CORRECT).status == 303
    changes = {name: new for name, _, new in last(site).changes}
    assert changes.keys() == {"occurred_on", "mode", "channel", "partners", "purposes", "theme"}
    assert changes["channel"] is None
    assert changes["partners"] == [str(PARTNER_TWO.id)]


@BOTH
def test_a_stale_correction_shows_both_values_and_goes_on_from_there(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE, b.meeting())
    visitor = site.visit(MANAGER)
    form = visitor.get(CORRECT)
    new = b.values(minutes=120, attendance=b.people(leading_library=2, partner_library=3, ngo=4))
    old = b.values(minutes=90, attendance=b.people(leading_library=2, partner_library=3))
    site.issue(b.correct_meeting(old, new))
    late = visitor.send(form, {"new-minutes": "60", "reason": "Pomyłka"}, form=CORRECT, htmx=htmx)
    assert late.status == 409
    told = words(late.by_id("correct-meeting-form-conflict"))
    assert "90 120" in told
    assert "organizacje pozarządowe (4)" in told
    assert late.by_id("new-minutes").get("value") == "60"
    assert late.by_id("new-attendance-ngo").get("value") == "4"
    done = visitor.send(late, {}, form=CORRECT, htmx=htmx)
    assert done.status == (200 if htmx else 303)
    assert last(site).changes == [["minutes", 120, 60]]


def test_a_correction_of_other_fields_is_not_stale(begun: Begun) -> None:
    site = begun(*SPINE, b.meeting())
    visitor = site.visit(MANAGER)
    form = visitor.get(CORRECT)
    site.issue(b.correct_meeting(b.values(minutes=90), b.values(minutes=120)))
    assert visitor.send(form, {"new-theme": "Inny", "reason": "Pomyłka"}, form=CORRECT).status == 303


def test_a_correction_without_a_change_or_with_an_emptied_field_is_no_correction(begun: Begun) -> None:
    visitor = begun(*SPINE, b.meeting()).visit(COORDINATOR)
    same = visitor.send(visitor.get(CORRECT), {"reason": "Pomyłka"}, form=CORRECT)
    assert same.status == 422
    assert "meeting.nothing_changed" in same.text
    emptied = visitor.send(visitor.get(CORRECT), {"new-theme": "", "new-minutes": "", "reason": ""}, form=CORRECT)
    assert emptied.status == 422
    assert {"new-theme", "new-minutes"} == emptied.wrong_fields
    wrong = visitor.send(visitor.get(CORRECT), {"new-attendance-ngo": "x", "reason": ""}, form=CORRECT)
    assert {"new-attendance-ngo", "reason"} == wrong.wrong_fields


@BOTH
def test_a_voided_entry_says_what_is_left(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE, *b.meetings(2))
    visitor = site.visit(COORDINATOR)
    form = visitor.get(VOID)
    assert "1 (wymagane: 4)" in words(form.by_id("void-meeting-form"))
    assert visitor.send(form, {}, form=VOID, htmx=htmx).wrong_fields == {"reason"}
    page = visitor.follow(visitor.send(form, {"reason": "Wpisane dwa razy"}, form=VOID, htmx=htmx))
    assert "Wpis spotkania został unieważniony." in words(page.by_id("flash"))
    assert visitor.get(VOID).status == 404


def test_voiding_an_old_page_is_a_conflict(begun: Begun) -> None:
    site = begun(*SPINE, b.meeting())
    visitor = site.visit(COORDINATOR)
    form = visitor.get(VOID)
    site.issue(b.correct_meeting(b.values(minutes=90), b.values(minutes=120)))
    page = visitor.send(form, {"reason": "Wpisane dwa razy"}, form=VOID)
    assert page.status == 409
    assert "Wpisane dwa razy" in page.text
