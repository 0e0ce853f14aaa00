"""The machinery of forms, over real commands with the tests' own templates."""

from datetime import date
from typing import Any

import pytest

from grants.lifecycle.events import MeetingHeld
from tests.support import builders as b
from tests.support.cast import AUDITOR, COORDINATOR, LEADING, LIBRARIAN, PARTNER, ROUND, SECOND, STRANGER
from tests.support.page import Page, words
from tests.web.conftest import Site

AWARD = f"/try/award/{LEADING.grant}"
MEETING = f"/try/meeting/{LEADING.grant}"
APPLY = f"/try/apply/{ROUND}/{SECOND.id}"
HTMX = pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])


def events(site: Site) -> int:
    return site.programme.log.last_position()


def meeting(**changed: Any) -> dict[str, Any]:
    fields = {
        "occurred_on": "12.03.2013", "minutes": "90", "mode": "in_person", "host": str(LEADING.id), "theme": "Katalog",
        "attendance-ngo": "3", "attendance-friend": "2", "purposes": ["exchange_experience", "joint_ventures"],
    }  # fmt: skip
    return {**fields, **changed}


def test_a_form_shows_what_is_known(site: Site) -> None:
    site.issue(b.applied()[-1])
    page = site.visit(COORDINATOR).get(AWARD)
    fields = page.fields(page.form(AWARD))
    assert fields["amount"] == "1 000,00"
    assert fields["expected_version"] == "2"


@HTMX
def test_wrong_fields_are_all_told_at_once_and_what_was_typed_stays(site: Site, *, htmx: bool) -> None:
    site.issue(b.applied()[-1])
    before, visitor = events(site), site.visit(COORDINATOR)
    wrong = visitor.send(visitor.get(AWARD), {"amount": "tysiąc", "occurred_on": "31.02.2013"}, htmx=htmx)
    assert (wrong.status, wrong.whole) == (422, not htmx)
    assert words(wrong.by_id("amount-error"))
    assert words(wrong.by_id("occurred_on-error"))
    assert wrong.fields(wrong.form(AWARD))["amount"] == "tysiąc"
    assert wrong.by_id("amount").get("aria-invalid") == "true"
    assert [link.get("href") for link in wrong.by_id("command-form-errors").iter() if link.get("href")] == [
        "#amount", "#occurred_on",
    ]  # fmt: skip
    assert events(site) == before


@HTMX
def test_a_rule_that_says_no_is_told_with_its_rule_and_the_next_step(site: Site, *, htmx: bool) -> None:
    site.issue(b.applied()[-1])
    before, visitor = events(site), site.visit(COORDINATOR)
    form = visitor.get(AWARD)
    no = visitor.send(form, {"amount": "1 000,01"}, htmx=htmx)
    assert no.status == 422
    assert "grant.amount_over_max" in words(no.by_id("command-form-refusal"))
    again = no.fields(no.form(AWARD))
    assert again["amount"] == "1 000,01"
    assert again["command_id"] == form.fields(form.form(AWARD))["command_id"]
    assert events(site) == before
    assert visitor.send(no, {"amount": "900,50"}, htmx=htmx).location == "/about"


@HTMX
def test_somebody_was_quicker(site: Site, *, htmx: bool) -> None:
    site.issue(b.applied()[-1])
    visitor = site.visit(COORDINATOR)
    form = visitor.get(AWARD)
    site.issue(b.return_application(), b.resubmit(occurred_on=date(2013, 2, 14)))
    stale = visitor.send(form, {"amount": "800"}, htmx=htmx)
    assert stale.status == 409
    told = words(stale.by_id("command-form-conflict"))
    assert [part for part in ("Bronia", "/3", "/4") if part not in told] == []
    again = stale.fields(stale.form(AWARD))
    assert (again["amount"], again["expected_version"]) == ("800", "4")
    assert visitor.send(stale, {}, htmx=htmx).location == "/about"


def test_done_leads_on_and_is_told_once(site: Site) -> None:
    site.issue(b.applied()[-1])
    visitor = site.visit(COORDINATOR)
    done = visitor.send(visitor.get(f"{AWARD}"), {"occurred_on": "20.02.2013"})
    assert done.status == 303
    told = visitor.follow(done)
    assert "Zapisano." in words(told.by_id("flash"))
    assert "Zapisano." not in visitor.get("/about").text


def test_done_through_htmx_leads_on_by_its_header(site: Site) -> None:
    site.issue(b.applied()[-1])
    visitor = site.visit(COORDINATOR)
    done = visitor.send(visitor.get(AWARD), {}, htmx=True)
    assert (done.status, done.answer.headers["hx-redirect"]) == (200, "/about")
    assert "Zapisano." in visitor.follow(done).text


def test_a_form_sent_twice_takes_effect_once(site: Site) -> None:
    site.issue(b.agreed()[-3:])
    visitor = site.visit(COORDINATOR)
    form = visitor.get(MEETING)
    first, before = visitor.send(form, meeting()), events(site)
    second = visitor.send(form, meeting())
    assert first.status == second.status == 200
    assert events(site) == before


def test_an_old_form_with_other_values_is_a_new_command(site: Site) -> None:
    site.issue(b.agreed()[-3:])
    visitor = site.visit(COORDINATOR)
    form = visitor.get(MEETING)
    visitor.send(form, meeting())
    reused = visitor.send(form, meeting(occurred_on="16.04.2013"))
    assert reused.status == 409
    assert visitor.send(reused, meeting(occurred_on="16.04.2013")).status == 200


def test_boxes_counts_and_choices_become_a_command(site: Site) -> None:
    site.issue(b.agreed()[-3:])
    visitor = site.visit(COORDINATOR)
    done = visitor.send(visitor.get(MEETING), meeting(), htmx=True)
    assert words(done.by_id("stayed")) == "grant.meeting_held.v1"
    held = site.programme.log.stream(LEADING.grant)[-1]
    assert isinstance(held, MeetingHeld)
    assert sorted(map(tuple, held.attendance)) == [("friend", 2), ("ngo", 3)]
    assert list(held.purposes) == ["exchange_experience", "joint_ventures"]


def test_a_wrong_count_is_told_beside_its_kind(site: Site) -> None:
    site.issue(b.agreed()[-3:])
    visitor = site.visit(COORDINATOR)
    sent = meeting(**{"attendance-ngo": "trzy", "attendance-expert": "2"})
    wrong = visitor.send(visitor.get(MEETING), sent)
    assert wrong.status == 422
    assert wrong.by_id("attendance-ngo-error") is not None
    again = wrong.fields(wrong.form(MEETING))
    assert (again["attendance-ngo"], again["attendance-expert"]) == ("trzy", "2")
    assert len([box for box in wrong.all("input", name="purposes") if "checked" in box.attrib]) == 2


def test_rows_come_and_go_without_script(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    form = visitor.get(APPLY)
    assert len(rows(form)) == 2
    more = visitor.send(form, {"plan-1-day": "12.03.2013", "add_row": "plan"})
    assert (more.status, len(rows(more))) == (200, 3)
    fewer = visitor.send(more, {"remove_row": "plan-0"})
    assert len(rows(fewer)) == 2
    assert fewer.by_id("plan-0-day").get("value") == "12.03.2013"


def test_rows_left_blank_are_left_out_and_mistakes_land_in_their_row(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    sent = {
        "requested": "1000", "nrb": f"PL {SECOND.nrb[:2]} {SECOND.nrb[2:]}", "consents": b.CONSENTS,
        "plan-0-day": "12.03.2013", "plan-0-mode": "virtual", "plan-3-day": "16.13.2013", "plan-3-mode": "in_person",
        "budget-0-category": "travel", "budget-0-amount": "1 000,00 zł",
    }  # fmt: skip
    wrong = visitor.send(visitor.get(APPLY), sent)
    assert wrong.status == 422
    assert [e.get("id") for e in wrong.elements() if (e.get("id") or "").endswith("-error")] == ["plan-1-day-error"]
    assert wrong.by_id("plan-1-day").get("value") == "16.13.2013"


def test_the_address_decides_whatever_is_sent(site: Site) -> None:
    site.issue(b.applied()[-1], b.apply(SECOND))
    visitor = site.visit(COORDINATOR)
    visitor.send(visitor.get(AWARD), {"grant": str(SECOND.grant)})
    assert len(site.programme.log.stream(SECOND.grant)) == 2


def test_unknown_fields_and_missing_hidden_ones_are_refused(site: Site) -> None:
    site.issue(b.applied()[-1])
    before, visitor = events(site), site.visit(COORDINATOR)
    form = visitor.get(AWARD)
    for wrong in ({"surprise": "1"}, {"command_id": "x"}, {"command_id": ""}, {"expected_version": ""}):
        assert visitor.send(form, wrong).status == 422, wrong
    for wrong in ({"expected_version": "-1"}, {"expected_version": "9" * 30}, {"amount": "\x00"}, {"amount": "9" * 40}):
        assert visitor.send(form, wrong).status == 422, wrong
    assert events(site) == before


def test_odd_bodies_are_answered_and_never_a_fault_of_ours(site: Site) -> None:
    site.issue(b.applied()[-1])
    visitor = site.visit(COORDINATOR)
    token = visitor.get(AWARD).fields(visitor.get(AWARD).form(AWARD))["_csrf_token"]
    odd: list[tuple[bytes, str, int]] = [
        (b"{}", "application/json", 415),
        (b"amount=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"a=" + b"x" * 300_000, "application/x-www-form-urlencoded", 413),
        (b"a&" * 5000, "application/x-www-form-urlencoded", 413),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", 415),
        (
            b"plan-0=1&plan-0-day=2&plan=3&amount.0.0.0.0.0=1&amount-x=1&-=1&.=2",
            "application/x-www-form-urlencoded",
            422,
        ),
        (b"add_row=" + b"9" * 6000, "application/x-www-form-urlencoded", 200),
        (b"remove_row=plan-" + b"9" * 6000, "application/x-www-form-urlencoded", 200),
    ]
    for body, kind, status in odd:
        visitor.client.cookies = visitor.jar
        headers = {"content-type": kind, "x-csrf-token": token}
        answer = visitor.client.post(AWARD, content=body, headers=headers)
        assert answer.status_code == status, (body[:60], answer.status_code)


def test_who_may_not_issue_the_command_sees_no_form(site: Site) -> None:
    site.issue(b.agreed()[-3:])
    assert site.visit(AUDITOR).get(AWARD).status == 403
    assert site.visit(LIBRARIAN).get(MEETING).status == 200


def test_another_librarys_grant_does_not_exist(site: Site) -> None:
    site.issue(b.agreed()[-3:])
    before, stranger = events(site), site.visit(STRANGER)
    form = stranger.get(MEETING)
    assert stranger.send(form, meeting(), htmx=True).status == 404
    assert events(site) == before


def test_partner_named_by_id_that_is_nobodys(site: Site) -> None:
    site.issue(b.agreed()[-3:])
    visitor = site.visit(COORDINATOR)
    assert visitor.send(visitor.get(MEETING), meeting(host="not-an-id")).status == 422
    assert visitor.send(visitor.get(MEETING), meeting(partners=str(PARTNER.grant))).status in (404, 422)


def rows(page: Page) -> list[Any]:
    """The rows of the plan that a reader sees; the template for new ones aside."""
    return [e for e in page.elements() if (e.get("id") or "").startswith("plan-") and e.get("name", "").endswith("-day")
            and "__i__" not in e.get("name", "")]  # fmt: skip
