"""Many grants at once: chosen in the register, looked at beforehand, done, and told row by row. Through HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import builders as b
from tests.support.cast import ACCOUNTANT, AUDITOR, COORDINATOR, LEADING, MANAGER, ROUND, SECOND, Library, Person
from tests.support.page import Browser, Page, words
from tests.web.conftest import Site
from tests.web.lifecycle.conftest import SPINE, Begun


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


REGISTER = f"/grants?round={ROUND}"
TWO = (LEADING, SECOND)


def many(tail: str, *libraries: Library) -> str:
    chosen = "&".join(f"grant={each.grant}" for each in libraries)
    return f"/rounds/{ROUND}/{tail}" + (f"?{chosen}" if chosen else "")


def confirmed(visitor: Browser, page: Page, **more: Any) -> Page:
    """Press the button under what will happen."""
    button = next(e for e in page.all("button") if e.get("name") == "_shown")
    return visitor.send(page, {"_shown": button.get("value"), **more})


def topics(site: Site, library: Library) -> list[str]:
    return [event.TOPIC.split(".")[1] for event in site.programme.log.stream(library.grant)]


@pytest.fixture
def both(begun: Begun) -> Site:
    return begun(b.apply(), b.apply(SECOND, requested=90_000))


def test_rows_ticked_in_the_register_are_awarded_after_a_look(both: Site) -> None:
    visitor = both.visit(MANAGER)
    register = visitor.get(REGISTER)
    boxes = [e.get("value") for e in register.all("input", type="checkbox", name="grant")]
    assert set(boxes) == {str(each.grant) for each in TWO}
    offered = {e.get("formaction") for e in register.all("button")} - {None}
    assert offered == {many("award"), many("return")}
    form = visitor.get(many("award", *TWO))
    assert len([e for e in form.all("input", type="checkbox") if "checked" in e.attrib]) == len(TWO)
    seen = visitor.send(form, {})
    assert seen.status == 200
    told = plain(words(seen.by_id("preview")))
    assert "Złożony →przechodzi na etap Przyznany" in told
    assert "Razem 1 900,00 zł" in told
    assert "Pozostanie potem 8 100,00 zł" in told
    assert "awarded" not in topics(both, LEADING)
    done = confirmed(visitor, seen)
    assert "Wykonano 2" in plain(words(done.by_id("results")))
    assert topics(both, LEADING)[-1] == topics(both, SECOND)[-1] == "awarded"


def test_all_on_a_page_are_ticked_without_script(both: Site) -> None:
    page = both.visit(COORDINATOR).get(f"{REGISTER}&tick=all")
    assert len([e for e in page.all("input", type="checkbox", name="grant") if "checked" in e.attrib]) == len(TWO)


@pytest.mark.parametrize("address", ["/grants", f"{REGISTER}&stage=rejected"])
def test_without_a_round_or_rows_that_fit_nothing_is_ticked(both: Site, address: str) -> None:
    assert both.visit(MANAGER).get(address).all("input", type="checkbox", name="grant") == []


def test_an_auditor_ticks_nothing_and_may_not(both: Site) -> None:
    visitor = both.visit(AUDITOR)
    assert visitor.get(REGISTER).all("input", type="checkbox", name="grant") == []
    assert visitor.get(many("award", *TWO)).status == 403


def test_rows_that_changed_since_are_named_and_the_others_done(both: Site) -> None:
    visitor = both.visit(MANAGER)
    seen = visitor.send(visitor.get(many("award", *TWO)), {})
    both.issue(b.return_application())
    done = confirmed(visitor, seen)
    told = plain(words(done.by_id("results")))
    assert done.status == 200
    assert "W międzyczasie coś się tu zmieniło" in told
    assert "do poprawy" in told
    assert "Wykonano 1" in told
    assert topics(both, SECOND)[-1] == "awarded"


def test_when_all_were_refused_each_says_why(both: Site) -> None:
    visitor = both.visit(MANAGER)
    seen = visitor.send(visitor.get(many("award", *TWO)), {})
    both.issue(b.award(), b.award(library=SECOND))
    none = confirmed(visitor, seen)
    assert none.status == 422
    told = words(none.by_id("results"))
    assert told.count("W międzyczasie coś się tu zmieniło") == len(TWO)


def test_the_same_confirmation_twice_is_done_once_and_answered_alike(both: Site) -> None:
    visitor = both.visit(MANAGER)
    seen = visitor.send(visitor.get(many("award", *TWO)), {})
    first, second = confirmed(visitor, seen), confirmed(visitor, seen)
    assert words(first.by_id("results")) == words(second.by_id("results"))
    assert topics(both, LEADING).count("awarded") == 1


def test_more_than_the_budget_is_told_row_by_row_beforehand(begun: Begun) -> None:
    site = begun(b.change_rules(budget=b.FULL), b.apply(), b.apply(SECOND))
    visitor = site.visit(MANAGER)
    seen = visitor.send(visitor.get(many("award", *TWO)), {})
    told = plain(words(seen.by_id("preview")))
    assert "Zostanie wykonane 1" in told
    assert "Nie zostanie wykonane 1" in told


def test_wrong_fields_are_told_beside_their_rows_although_some_are_not_ticked(both: Site) -> None:
    both.issue(b.award(), b.award(library=SECOND))
    visitor = both.visit(COORDINATOR)
    form = visitor.get(many("sign", *TWO))
    second = form.fields(form.form(many("sign", *TWO)))
    page = visitor.post(
        many("sign", *TWO), {k: v for k, v in second.items() if k != "rows-0-grant"} | {"rows-1-number": "?"}
    )
    assert page.status == 422
    assert page.wrong_fields == {"rows-1-number"}


def test_numbers_follow_a_pattern(both: Site) -> None:
    both.issue(b.award(), b.award(library=SECOND))
    visitor = both.visit(COORDINATOR)
    page = visitor.get(f"{many('sign', *TWO)}&pattern=PD/{{nr}}/2013")
    assert [e.get("value") for e in page.all("input") if (e.get("name") or "").endswith("-number")] == [
        "PD/1/2013", "PD/2/2013",
    ]  # fmt: skip
    confirmed(visitor, visitor.send(page, {}))
    assert topics(both, SECOND)[-1] == "agreement_signed"


def test_many_are_returned_with_remarks_for_all_and_for_one(both: Site) -> None:
    visitor = both.visit(COORDINATOR)
    remarks = {
        "findings-0-field": "budget", "findings-0-note": "Proszę rozpisać koszty",
        "rows-1-findings-0-field": "plan", "rows-1-findings-0-note": "Brak dat",
    }  # fmt: skip
    seen = visitor.send(visitor.get(many("return", *TWO)), remarks)
    assert "uwagi własne: 1" in words(seen.by_id("preview"))
    confirmed(visitor, seen)
    events: list[Any] = [event for each in TWO for event in both.programme.log.stream(each.grant)]
    assert [len(event.findings) for event in events if hasattr(event, "findings")] == [1, 2]


def test_many_are_paid_what_is_left(both: Site) -> None:
    both.issue(b.award(), b.award(library=SECOND), b.sign(), b.sign(SECOND), b.pay(60_000))
    visitor = both.visit(ACCOUNTANT)
    form = visitor.get(many("pay", *TWO))
    references = {"rows-0-bank_reference": "WB 1", "rows-1-bank_reference": "WB 2"}
    assert visitor.send(form, {}).wrong_fields == set(references)
    seen = visitor.send(form, references)
    assert "Razem 1 300,00 zł" in plain(words(seen.by_id("preview")))
    assert "Wykonano 2" in plain(words(confirmed(visitor, seen).by_id("results")))


def reported(library: Library, number: int) -> list[Any]:
    return [
        b.award(library=library), b.sign(library), b.pay(90_000, library), *b.meetings(4, library=library),
        b.cost(80_000, library=library, document=f"FV {number}"), b.report(library),
    ]  # fmt: skip


def test_costs_are_accepted_and_grants_settled(both: Site) -> None:
    both.issue(*reported(LEADING, 1), *reported(SECOND, 2))
    visitor = both.visit(MANAGER)
    clerk = both.visit(COORDINATOR)
    seen = clerk.send(clerk.get(many("accept-costs", *TWO)), {})
    assert "1 koszt" in plain(words(seen.by_id("preview")))
    confirmed(clerk, seen)
    seen = visitor.send(visitor.get(many("settle", *TWO)), {})
    told = plain(words(seen.by_id("preview")))
    assert "Razem 1 600,00 zł" in told
    assert "Do zwrotu 200,00 zł" in told
    unsure = confirmed(visitor, seen)
    assert (unsure.status, unsure.wrong_fields) == (422, {"_understood"})
    assert "settled" not in topics(both, LEADING)
    done = confirmed(visitor, unsure, _understood="yes")
    assert "Wykonano 2" in plain(words(done.by_id("results")))


@pytest.mark.parametrize(
    ("person", "tail"), [(COORDINATOR, "pay"), (ACCOUNTANT, "award"), (ACCOUNTANT, "sign"), (ACCOUNTANT, "return")]
)
def test_only_who_may_take_the_step_opens_its_page(site: Site, person: Person, tail: str) -> None:
    assert site.visit(person).get(many(tail)).status == 403


@pytest.mark.parametrize("tail", ["award", "return", "sign", "pay", "accept-costs", "settle"])
def test_without_anything_chosen_the_page_shows_what_waits(begun: Begun, tail: str) -> None:
    site = begun(*SPINE)
    visitor = site.visit(ACCOUNTANT if tail in ("pay", "accept-costs") else MANAGER)
    page = visitor.get(many(tail))
    assert page.status == 200
    assert "przechodzi" not in words(page.by_id("main"))


def test_none_ticked_is_told(both: Site) -> None:
    visitor = both.visit(MANAGER)
    page = visitor.send(visitor.get(many("award")), {})
    assert page.status == 422
    assert "Błąd" in words(page.by_id("rows"))
