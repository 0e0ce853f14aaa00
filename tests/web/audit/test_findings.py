"""The auditor records what was found; staff read it; a library and a viewer do not; nothing else changes."""

from __future__ import annotations

import re

import pytest
from litestar.handlers import HTTPRouteHandler

from grants.catalogue import CATALOGUE
from grants.findings.commands import RecordFinding
from grants.kernel.codes import Role
from tests.support import builders as b
from tests.support import cast
from tests.support.cast import AUDITOR, COORDINATOR, LEADING, LIBRARIAN, MANAGER, PARTNER, ROUND, VIEWER
from tests.web.conftest import Site
from web.app import AREAS
from web.support.guards import rule_of

HOME = f"/grants/{LEADING.grant}"
FORM = f"/findings/new?grant={LEADING.grant}"
FOUND = {"words": "Na fakturze brak opisu.", "kind": "documents", "severity": "irregularity"}


@pytest.fixture
def lived(site: Site) -> Site:
    """A grant applied for, awarded, signed, paid, with a meeting and a cost."""
    site.issue(b.apply(), b.award(), b.sign(), b.pay(), b.meeting(), b.cost(70_000))
    return site


def test_from_the_grants_page_to_the_finding(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    assert FORM in auditor.get(HOME).text
    sent = auditor.send(auditor.get(FORM), {**FOUND, "cost_no": "1"})
    assert re.fullmatch(r"/findings/[0-9a-f-]{36}", sent.location)
    done = auditor.follow(sent)
    assert "Na fakturze brak opisu." in done.text
    assert "nieprawidłowość" in done.text
    assert "koszt nr 1" in done.text
    assert HOME in done.text


@pytest.mark.parametrize("person", [COORDINATOR, MANAGER])
def test_staff_read_it_and_record_none(lived: Site, person: cast.Person) -> None:
    lived.issue(b.record_finding(words="Brak podpisu"))
    reader = lived.visit(person)
    page = reader.get("/findings")
    assert "Brak podpisu" in page.text
    assert "/findings/new" not in page.text
    assert "/findings/new" not in reader.get(HOME).text
    assert f"/findings?grant={LEADING.grant}" in reader.get(HOME).text
    assert reader.get(FORM).status == 403


@pytest.mark.parametrize("person", [LIBRARIAN, VIEWER])
def test_others_do_not_see_it(lived: Site, person: cast.Person) -> None:
    lived.issue(b.record_finding())
    reader = lived.visit(person)
    assert reader.get("/findings").status == 403
    assert "/findings" not in reader.get("/").text


def test_a_librarys_own_page_of_its_grant_does_not_speak_of_findings(lived: Site) -> None:
    lived.issue(b.record_finding(words="Brak podpisu"))
    assert "findings?" not in lived.visit(LIBRARIAN).get(HOME).text


def test_narrowed_to_a_round_a_grant_or_a_library(lived: Site) -> None:
    lived.issue(b.record_finding(words="O grancie"), b.record_finding(words="O partnerze", library=PARTNER.id))
    auditor = lived.visit(AUDITOR)
    assert "O partnerze" not in auditor.get(f"/findings?round={ROUND}").text
    assert "O grancie" in auditor.get(f"/findings?grant={LEADING.grant}").text
    only = auditor.get(f"/findings?library={PARTNER.id}")
    assert "O partnerze" in only.text
    assert "O grancie" not in only.text
    assert "Nie ma tu ustaleń" in auditor.get("/findings?library=00000000-0000-0000-0000-000000000007").text


def test_the_list_goes_by_pages_and_the_newest_comes_first(lived: Site) -> None:
    lived.issue(*(b.record_finding(words=f"Ustalenie {n:02}") for n in range(45)))
    auditor = lived.visit(AUDITOR)
    first = auditor.get("/findings")
    assert re.findall(r"Ustalenie (\d\d)", first.text) == [f"{n:02}" for n in range(44, 4, -1)]
    [following] = {e.get("href") for e in first.all("a") if e.get("rel") == "next"}
    assert re.findall(r"Ustalenie (\d\d)", auditor.get(str(following)).text) == [f"{n:02}" for n in range(4, -1, -1)]


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    back = auditor.send(auditor.get(FORM), {"words": "Brak podpisu"})
    assert back.status == 422
    assert "Brak podpisu" in back.text
    assert "kind" in back.wrong_fields
    assert "severity-error" in back.text


def test_without_a_thing_the_page_helps_to_choose_one(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    assert f"/findings/new?round={ROUND}" in auditor.get("/findings/new").text
    found = auditor.get(f"/findings/new?q={LEADING.town}").text
    assert FORM in found
    assert f"/findings/new?library={LEADING.id}" in found
    assert "Nic się tak nie nazywa" in auditor.get("/findings/new?q=xqxq").text
    for name in ("grant", "library", "round"):
        assert auditor.get(f"/findings/new?{name}=00000000-0000-0000-0000-000000000007").status == 404


@pytest.mark.parametrize("about", [{"library": LEADING.id}, {"round": ROUND}])
def test_about_a_library_or_a_round(lived: Site, about: dict[str, object]) -> None:
    [(name, id_)] = about.items()
    auditor = lived.visit(AUDITOR)
    done = auditor.follow(auditor.send(auditor.get(f"/findings/new?{name}={id_}"), FOUND))
    assert str(id_) in done.text
    assert "Na fakturze" in done.text


def test_the_event_that_shows_it_is_one_click_away(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    form = auditor.get(f"{FORM}&version=6")
    assert "Odbyło się spotkanie" in form.text
    assert f"gospodarz: {LEADING.name}" in form.text
    done = auditor.follow(auditor.send(form, FOUND))
    assert f"{HOME}/replay/6" in done.text
    assert f"gospodarz: {LEADING.name}" in done.text
    assert "Odbyło się spotkanie" not in auditor.get(f"{FORM}&version=99").text


def test_a_finding_that_there_is_not_is_not_found(site: Site) -> None:
    assert site.visit(AUDITOR).get("/findings/00000000-0000-0000-0000-000000000007").status == 404


def test_of_all_commands_and_posts_the_auditor_has_only_this_one() -> None:
    assert [command for command, entry in CATALOGUE.items() if Role.AUDITOR in entry.roles] == [RecordFinding]
    commands = {f"{command.__name__}:send" for command in CATALOGUE}
    posts = {
        handler.name for handler in AREAS
        if isinstance(handler, HTTPRouteHandler) and handler.name in commands
        and (rule := rule_of(handler)) is not None and rule.roles is not None and Role.AUDITOR in rule.roles
    }  # fmt: skip
    assert posts == {"RecordFinding:send"}
