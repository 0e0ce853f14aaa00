"""Who looks after a grant: on its page, in the register, and a whole desk handed over."""

from __future__ import annotations

import pytest

from tests.support import builders as b
from tests.support.cast import (
    ACCOUNTANT,
    AUDITOR,
    COORDINATOR,
    EVERYBODY,
    LEADING,
    LIBRARIAN,
    MANAGER,
    ROUND,
    SECOND,
    Person,
)
from tests.support.page import words
from tests.web.lifecycle.conftest import HOME, Begun

ASSIGN, HAND_OVER = f"{HOME}/assign", "/grants/hand-over"
BOTH = pytest.mark.parametrize("htmx", [False, True])


@BOTH
def test_a_grant_is_given_to_a_colleague(begun: Begun, *, htmx: bool) -> None:
    visitor = begun(b.apply()).visit(MANAGER)
    assert "Opiekun: nikt" in words(visitor.get(HOME).by_id("desk"))
    form = visitor.get(ASSIGN)
    offered = {o.get("value") for o in form.all("select", name="person")[0]}
    assert offered == {"", *(str(each.id) for each in (COORDINATOR, MANAGER, EVERYBODY))}
    page = visitor.follow(visitor.send(form, {"person": str(COORDINATOR.id)}, form=ASSIGN, htmx=htmx))
    assert COORDINATOR.first_name in words(page.by_id("desk"))
    assert f"Zmieniono opiekuna grantu, teraz: {COORDINATOR.first_name}" in words(page.by_id("trail"))
    again = visitor.send(visitor.get(ASSIGN), {"person": str(COORDINATOR.id)}, form=ASSIGN)
    assert (again.status, "grant.assigned_already" in again.text) == (422, True)
    assert visitor.send(form, {"person": ""}, form=ASSIGN).status == 409
    wrong = visitor.send(visitor.get(ASSIGN), {"person": "ktoś"}, form=ASSIGN)
    assert (wrong.status, wrong.wrong_fields) == (422, {"person"})


@pytest.mark.parametrize("person", [ACCOUNTANT, AUDITOR, LIBRARIAN], ids=lambda person: person.first_name)
def test_who_may_not(begun: Begun, person: Person) -> None:
    visitor = begun(b.apply()).visit(person)
    assert visitor.get(ASSIGN).status == 403
    assert visitor.get(HAND_OVER).status == 403
    assert ASSIGN not in visitor.get(HOME).text


def test_the_register_finds_a_desk(begun: Begun) -> None:
    site = begun(b.apply(), b.apply(SECOND), b.assign(COORDINATOR))
    visitor = site.visit(MANAGER)
    for query, mine, other in (
        (f"person={COORDINATOR.id}", True, False), ("person=nobody", False, True), ("person=me", False, False),
        ("person=x", True, True),
    ):  # fmt: skip
        told = visitor.get(f"/grants?{query}").text
        assert (f"/grants/{LEADING.grant}" in told, f"/grants/{SECOND.grant}" in told) == (mine, other), query
    assert f"{HAND_OVER}?person={COORDINATOR.id}" in visitor.get(f"/grants?person={COORDINATOR.id}").text
    assert f"/grants/{LEADING.grant}" in site.visit(COORDINATOR).get("/grants?person=me").text


@BOTH
def test_a_desk_is_handed_over_with_a_preview_and_a_result_a_row(begun: Begun, *, htmx: bool) -> None:
    site = begun(b.apply(), b.apply(SECOND), b.assign(COORDINATOR), b.assign(COORDINATOR, SECOND))
    visitor = site.visit(MANAGER)
    assert "hand-over-form" in visitor.get(HAND_OVER).text
    path = f"{HAND_OVER}?person={COORDINATOR.id}&round={ROUND}"
    form = visitor.get(path)
    told = words(form.by_id("hand-over-form"))
    assert LEADING.name in told
    assert SECOND.name in told
    assert visitor.send(form, {}, form=path, htmx=htmx).wrong_fields == {"successor"}
    page = visitor.send(form, {"successor": str(MANAGER.id)}, form=path, htmx=htmx)
    assert page.status == 200
    assert "Przekazano: 2 granty." in words(page.by_id("results")).replace("\u00a0", " ")
    assert MANAGER.first_name in words(visitor.get(HOME).by_id("desk"))
    assert "nie opiekuje się tu żadnym otwartym grantem" in visitor.get(path).text
