"""The schedule on the grant's page: planned, moved, called off, held."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import builders as b
from tests.support.builders import plan_values
from tests.support.cast import ACCOUNTANT, AUDITOR, COORDINATOR, LEADING, LIBRARIAN, PARTNER, SECOND, STRANGER
from tests.support.page import words
from tests.web.conftest import Site
from tests.web.lifecycle.conftest import HOME, SPINE, Begun

NEW, MOVE, CANCEL = f"{HOME}/plans/new", f"{HOME}/plans/2/reschedule", f"{HOME}/plans/2/cancel"
BOTH = pytest.mark.parametrize("htmx", [False, True])
PLANNED: dict[str, Any] = {"day": "20.05.2013", "mode": "virtual", "channel": "skype", "host": str(PARTNER.id)}


def last(site: Site) -> Any:
    return site.programme.log.stream(LEADING.grant)[-1]


@BOTH
def test_a_library_plans_a_meeting_and_sees_it_in_its_place(begun: Begun, *, htmx: bool) -> None:
    site = begun(b.apply(), b.award())
    visitor = site.visit(LIBRARIAN)
    form = visitor.get(NEW)
    assert not form.all("input", name="occurred_on")
    page = visitor.follow(visitor.send(form, {**PLANNED, "theme": "Zbiory"}, form=NEW, htmx=htmx))
    assert "Zaplanowano spotkanie." in words(page.by_id("flash"))
    told = words(page.by_id("schedule"))
    assert told.index("16.04.2013") < told.index("20.05.2013") < told.index("21.05.2013")
    assert "Zbiory" in told
    assert PARTNER.name in told
    assert "Zaplanowano spotkanie na 20.05.2013" in words(page.by_id("trail")).replace("\u00a0", " ")
    assert last(site).plan_no == 5


def test_fields_rules_and_roles(begun: Begun) -> None:
    site = begun(b.apply(), b.award())
    visitor = site.visit(COORDINATOR)
    wrong = visitor.send(visitor.get(NEW), {"day": "31.02.2013", "mode": ""}, form=NEW)
    assert (wrong.status, wrong.wrong_fields) == (422, {"day"})
    refused = visitor.send(visitor.get(NEW), {**PLANNED, "day": "01.09.2013"}, form=NEW)
    assert refused.status == 422
    assert "grant.out_of_window" in refused.text
    assert refused.by_id("day").get("value") == "01.09.2013"
    for path in (NEW, MOVE, CANCEL):
        assert site.visit(STRANGER).get(path).status == 404
        assert site.visit(ACCOUNTANT).get(path).status == 403
    assert visitor.get(f"{HOME}/plans/9/cancel").status == 404


@BOTH
def test_a_plan_is_moved_and_says_from_where(begun: Begun, *, htmx: bool) -> None:
    site = begun(b.apply(), b.award())
    visitor = site.visit(COORDINATOR)
    form, old = visitor.get(MOVE), visitor.get(MOVE)
    sent = {"new-day": "18.04.2013", "new-theme": "Katalog", "reason": "Dożynki"}
    page = visitor.follow(visitor.send(form, sent, form=MOVE, htmx=htmx))
    told = words(page.by_id("schedule"))
    assert "przeniesione z 16.04.2013 na 18.04.2013" in told
    assert "Katalog" in told
    late = visitor.send(old, sent, form=MOVE, htmx=htmx)
    assert late.status == 409
    assert "plan.stale" in late.text
    same = visitor.send(visitor.get(MOVE), {}, form=MOVE)
    assert (same.status, "plan.nothing_changed" in same.text) == (422, True)
    emptied = visitor.send(visitor.get(MOVE), {"new-day": ""}, form=MOVE)
    assert emptied.wrong_fields == {"new-day"}
    visitor.send(visitor.get(MOVE), {"new-theme": ""}, form=MOVE)
    assert [change[0] for change in last(site).changes] == ["theme"]


@BOTH
def test_calling_off_says_what_is_missing_then(begun: Begun, *, htmx: bool) -> None:
    site = begun(b.apply(), b.award())
    visitor = site.visit(LIBRARIAN)
    form = visitor.get(CANCEL)
    assert "zabraknie: 1 spotkanie" in words(form.by_id("cancel-plan-form")).replace("\u00a0", " ")
    assert visitor.send(form, {}, form=CANCEL, htmx=htmx).wrong_fields == {"reason"}
    page = visitor.follow(visitor.send(form, {"reason": "Remont sali"}, form=CANCEL, htmx=htmx))
    assert "ani nie odbyto, ani nie zaplanowano: 1 spotkanie" in words(page.by_id("flash")).replace("\u00a0", " ")
    assert "Remont sali" in words(page.by_id("schedule"))
    assert "już odwołane" in visitor.get(CANCEL).text
    site.issue(b.plan_meeting())
    assert visitor.send(form, {"reason": "Remont"}, form=CANCEL).status == 409


def test_the_librarys_page_says_what_comes_next(begun: Begun) -> None:
    site = begun(b.apply(), b.award())
    visitor = site.visit(LIBRARIAN)
    path = f"/libraries/{LEADING.id}"
    assert "Najbliższe zaplanowane spotkanie" not in visitor.get(path).text  # all days have passed
    site.issue(b.change_rules(activity_to=date(2013, 10, 31)), b.apply(SECOND), b.award(library=SECOND))
    site.issue(b.plan_meeting(date(2013, 10, 4), SECOND))
    told = words(site.visit(COORDINATOR).get(f"/libraries/{SECOND.id}").by_id("parts"))
    assert "Najbliższe zaplanowane spotkanie04.10.2013" in told


def test_what_became_of_each_and_who_may_act(begun: Begun) -> None:
    site = begun(*SPINE, b.meeting(b.MEETING_DAYS[0], plan_no=1), b.cancel_plan(2))
    page = site.visit(COORDINATOR).get(HOME)
    told = words(page.by_id("schedule"))
    assert "odbyło się spotkanie nr 1" in told
    assert "odwołane" in told
    assert "po terminie" in told
    assert "nie zapisano spotkania" in told
    links = {a.get("href") for a in page.by_id("schedule").iter() if a.get("href")}
    assert {NEW, f"{HOME}/meetings/new?plan=3", f"{HOME}/plans/3/reschedule", f"{HOME}/plans/3/cancel"} <= links
    assert not any("/plans/1/" in str(link) or "/plans/2/" in str(link) for link in links)
    assert not [a for a in site.visit(AUDITOR).get(HOME).by_id("schedule").iter() if "/plans/" in str(a.get("href"))]


def test_a_meeting_is_recorded_from_its_plan(begun: Begun) -> None:
    site = begun(*SPINE, b.reschedule(plan_values(), plan_values(theme="Zbiory", host=PARTNER.id)))
    visitor = site.visit(COORDINATOR)
    path = f"{HOME}/meetings/new?plan=2"
    form = visitor.get(path)
    assert form.by_id("occurred_on").get("value") == "16.04.2013"
    assert form.by_id("theme").get("value") == "Zbiory"
    sent = {"minutes": "90", "partners": [str(PARTNER.id)], "attendance-ngo": "5"}
    assert visitor.send(form, sent, form=path).status == 303
    assert (last(site).plan_no, last(site).host) == (2, PARTNER.id)
    assert "spotkanie nr 1" in visitor.get(MOVE).text.replace("\u00a0", " ")


def test_the_place_of_a_meeting_can_be_taken_away_again(begun: Begun) -> None:
    site = begun(*SPINE, b.meeting(place="Czytelnia"))
    visitor, path = site.visit(COORDINATOR), f"{HOME}/meetings/1/correct"
    form = visitor.get(path)
    assert visitor.send(form, {"new-place": "", "reason": "Pomyłka"}, form=path).status == 303
    assert [(name, new) for name, _, new in last(site).changes] == [("place", None)]


def test_a_wrong_count_is_told_by_its_kind(begun: Begun) -> None:
    visitor = begun(*SPINE).visit(COORDINATOR)
    path = f"{HOME}/meetings/new"
    page = visitor.send(visitor.get(path), {"attendance-ngo": "dwie"}, form=path)
    assert "Uczestnicy: organizacje pozarządowe" in page.text
