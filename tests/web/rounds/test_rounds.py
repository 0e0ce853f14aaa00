"""Opening a programme and a round, new rules, closing: through HTTP, as a manager would."""

from __future__ import annotations

from tests.support import cast
from tests.web.conftest import Site

RULES = {
    "label": "II", "rules-call_opens_on": "1.3.2013", "rules-call_closes_on": "31.03.2013",
    "rules-activity_from": "01.04.2013", "rules-activity_to": "30.09.2013", "rules-budget": "125 000,00",
    "rules-max_award": "1 000", "rules-min_meetings": "4", "rules-min_virtual": "1",
}  # fmt: skip


def test_a_manager_opens_a_programme_and_its_first_round(site: Site) -> None:
    browser = site.visit(cast.MANAGER)
    page = browser.get("/programmes/new")
    sent = {"code": "PD", "name": "Podaj Dalej", "funder": "Fundator", "operator": "Operator"}
    done = browser.send(page, sent, form="/programmes/new")
    assert done.status == 303
    form = browser.follow(done)
    assert "Program został otwarty" in form.text
    [action] = {f.get("action") or "" for f in form.all("form") if (f.get("action") or "").startswith("/rounds/new")}
    opened = browser.send(form, RULES, form=action)
    assert opened.status == 303
    assert "Runda II" in browser.follow(opened).text


def test_the_usual_rules_are_there_before_anybody_types(site: Site) -> None:
    page = site.visit(cast.MANAGER).get("/rounds/new")
    fields = page.fields(page.form("/rounds/new"))
    assert (fields["rules-min_meetings"], fields["rules-report_due_days"]) == ("4", "21")
    assert "rules-call_opens_on" in fields
    assert not fields["rules-call_opens_on"]


def test_every_wrong_field_is_told_at_once_and_what_was_typed_stays(site: Site) -> None:
    browser = site.visit(cast.MANAGER)
    wrong = {**RULES, "label": "runda druga", "rules-budget": "dużo", "rules-call_opens_on": "31.02.2013"}
    for htmx in (False, True):
        page = browser.send(browser.get("/rounds/new"), wrong, form="/rounds/new", htmx=htmx)
        assert page.status == 422
        assert {"label", "rules-budget", "rules-call_opens_on"} <= page.wrong_fields
        assert 'value="dużo"' in page.text


def test_rules_that_contradict_themselves_are_refused_in_words(site: Site) -> None:
    browser = site.visit(cast.MANAGER)
    page = browser.send(browser.get("/rounds/new"), {**RULES, "rules-budget": "10"}, form="/rounds/new")
    assert page.status == 422
    assert "round.budget_too_small" in page.text or "budżet" in page.text.lower()


def test_new_rules_are_for_whoever_saw_the_old_ones(site: Site) -> None:
    path = f"/rounds/{cast.ROUND}/rules/change"
    one, two = site.visit(cast.MANAGER), site.visit(cast.MANAGER)
    first, second = one.get(path), two.get(path)
    assert one.send(first, {"rules-max_award": "900"}, form=path).status == 303
    late = two.send(second, {"rules-max_award": "800"}, form=path)
    assert late.status == 409
    assert "800" in late.text
    assert two.send(late, {}, form=path).status == 303


def test_a_call_ends_once_and_a_round_closes_when_nothing_is_open(site: Site) -> None:
    browser = site.visit(cast.MANAGER)
    call = f"/rounds/{cast.ROUND}/close-call"
    assert browser.send(browser.get(call), {}, form=call).status == 303
    assert browser.send(browser.get(call), {}, form=call).status == 422
    close = f"/rounds/{cast.ROUND}/close"
    assert browser.send(browser.get(close), {}, form=close).status == 303
    programme = f"/programmes/{cast.PROGRAMME}/close"
    assert browser.send(browser.get(programme), {}, form=programme).status == 303


def test_only_managers_come_near(site: Site) -> None:
    for path in ("/programmes/new", "/rounds/new", f"/rounds/{cast.ROUND}/rules/change", f"/rounds/{cast.ROUND}/close"):
        assert site.visit(cast.MANAGER).get(path).status == 200
        for person in (cast.COORDINATOR, cast.AUDITOR, cast.ACCOUNTANT):
            assert site.visit(person).get(path).status == 403


def test_an_unknown_round_is_not_found(site: Site) -> None:
    assert site.visit(cast.MANAGER).get(f"/rounds/{cast.PROGRAMME}/rules/change").status == 404


def test_everybody_may_read_the_rules_and_only_a_manager_is_led_to_changing_them(site: Site) -> None:
    path = f"/rounds/{cast.ROUND}/rules"
    for person in (cast.COORDINATOR, cast.AUDITOR, cast.LIBRARIAN, cast.VIEWER):
        page = site.visit(person).get(path)
        assert page.status == 200
        assert "10\u00a0000,00\u00a0zł" in page.text
        assert f"{path}/change" not in page.text
    assert f"{path}/change" in site.visit(cast.MANAGER).get(path).text
