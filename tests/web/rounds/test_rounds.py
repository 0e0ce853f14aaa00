"""Opening a programme and a round, new rules, closing: through HTTP, as a manager would."""

from __future__ import annotations

from tests.support import builders, cast
from tests.support.page import Browser, Page, words
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
    [action] = {
        f.get("action") or ""
        for f in form.all("form", method="post")
        if (f.get("action") or "").startswith("/rounds/new")
    }
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
    assert one.send(*shown(one, first, {"rules-max_award": "900"}, path), form=path).status == 303
    late = two.send(second, {"rules-max_award": "800"}, form=path)
    assert late.status == 409
    assert "800" in late.text
    assert two.send(*shown(two, late, {}, path), form=path).status == 303
    read = site.visit(cast.AUDITOR).get(f"/rounds/{cast.ROUND}/rules")
    versions = words(read.by_id("versions"))
    assert versions.index("Wersja 3") < versions.index("Wersja 2") < versions.index("Wersja 1")
    assert "900,00" in versions
    assert cast.MANAGER.first_name in versions
    assert cast.MANAGER.first_name not in site.visit(cast.LIBRARIAN).get(f"/rounds/{cast.ROUND}/rules").text


def shown(browser: Browser, page: Page, typed: dict[str, str], path: str) -> tuple[Page, dict[str, str]]:
    """The page on which the change is shown, and what its button sends."""
    page = browser.send(page, typed, form=path)
    assert page.status == 200
    [mark] = [button.get("value") or "" for button in page.all("button", name="_shown")]
    return page, {"_shown": mark}


def test_what_will_change_is_shown_before_it_is_saved(site: Site) -> None:
    path = f"/rounds/{cast.ROUND}/rules/change"
    browser = site.visit(cast.MANAGER)
    fresh = browser.get(path)
    assert not fresh.all("button", name="_shown")
    page, mark = shown(browser, fresh, {"rules-max_award": "900", "rules-shortfall_policy": "none"}, path)
    told = words(page.by_id("preview"))
    assert "1 000,00 zł 900,00 zł" in told.replace("\u00a0", " ")
    assert "nie uznaje się żadnej kwoty" in told
    assert "zachowują regulamin z dnia przyznania" in told
    changed = browser.send(page, {**mark, "rules-max_award": "950"}, form=path, htmx=True)
    assert changed.status == 200, "what was changed afterwards is shown again"
    assert "950,00" in changed.text
    same = browser.send(browser.get(path), {}, form=path)
    assert same.status == 422
    assert "round.rules_same" in same.text
    wrong = browser.send(fresh, {"rules-activity_to": "01.01.2012"}, form=path)
    assert wrong.status == 422
    assert "round.dates_order" in wrong.text


def test_an_earlier_round_s_rules_begin_the_next_one(site: Site) -> None:
    browser = site.visit(cast.MANAGER)
    page = browser.get(f"/rounds/new?from={cast.ROUND}")
    path = f"/rounds/new?from={cast.ROUND}"
    fields = page.fields(page.form(path))
    assert fields["rules-call_opens_on"].endswith(".2014"), "the next one that is not over"
    assert "przesunięto o 1 rok" in words(page.by_id("copied"))
    done = browser.send(page, {"label": "II"}, form=path)
    assert done.status == 303
    assert "Runda II" in browser.follow(done).text
    assert "copied" not in browser.get("/rounds/new?from=x").text


def test_a_round_and_a_programme_have_trails_of_their_own(site: Site) -> None:
    site.issue(builders.apply(), builders.award(), builders.change_rules(budget=2_000_000))
    for path, first in (
        (f"/rounds/{cast.ROUND}/trail", "Zmieniono regulamin"),
        (f"/programmes/{cast.PROGRAMME}/trail", "Otwarto program"),
    ):  # fmt: skip
        for person in (cast.COORDINATOR, cast.AUDITOR, cast.ACCOUNTANT):
            page = site.visit(person).get(path)
            entries = [words(each) for each in page.all("li") if "pd-trail__entry" in (each.get("class") or "")]
            assert first in entries[0]
            assert cast.MANAGER.first_name in entries[0]
        assert site.visit(cast.LIBRARIAN).get(path).status == 403
    page = site.visit(cast.AUDITOR).get(f"/rounds/{cast.ROUND}/trail")
    assert f'href="/grants/{cast.LEADING.grant}"' in page.text
    assert site.visit(cast.AUDITOR).get(f"/rounds/{cast.PROGRAMME}/trail").status == 404
    assert site.visit(cast.AUDITOR).get(f"/programmes/{cast.ROUND}/trail").status == 404


def test_what_keeps_a_programme_open_is_led_to(site: Site) -> None:
    page = site.visit(cast.MANAGER).get(f"/programmes/{cast.PROGRAMME}/close")
    assert f'href="/rounds/{cast.ROUND}"' in page.text
    assert "command-form" not in page.text


def test_a_call_ends_once_and_a_round_closes_when_nothing_is_open(site: Site) -> None:
    browser, sure = site.visit(cast.MANAGER), {"_understood": "yes"}
    call = f"/rounds/{cast.ROUND}/close-call"
    unsure = browser.send(browser.get(call), {}, form=call)
    assert (unsure.status, unsure.wrong_fields) == (422, {"_understood"})
    assert browser.send(browser.get(call), sure, form=call).status == 303
    assert browser.send(browser.get(call), sure, form=call).status == 422
    close = f"/rounds/{cast.ROUND}/close"
    assert browser.send(browser.get(close), sure, form=close).status == 303
    programme = f"/programmes/{cast.PROGRAMME}/close"
    assert browser.send(browser.get(programme), sure, form=programme).status == 303


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
