"""What auditors read is noted before it is given; nobody else's reading is; managers see it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from litestar import get
from litestar.handlers import HTTPRouteHandler

from grants.inspection.events import FactsRead
from grants.kernel.codes import READ_FORMS, READ_SUBJECTS, Role
from grants.read.inspections import Sought, listed
from grants.store.looking import Looks, NotNoted, audits
from tests.support import builders as b
from tests.support.cast import AUDITOR, CAST, COORDINATOR, LEADING, LIBRARIAN, MANAGER, ROUND, VIEWER, Person
from tests.support.scenario import TODAY
from tests.web.conftest import Site
from tests.web.test_matrix import FOUND, may, real, routes
from web.support.guards import allow, rule_of

GRANT = f"/grants/{LEADING.grant}"


def noted(site: Site) -> list[FactsRead]:
    """Every entry of the log of reads, straight from the log."""
    log, found, at = site.programme.log, [], 0
    while page := log.page(at, 500):
        at = page[-1][0]
        found += [event for _, event in page if isinstance(event, FactsRead)]
    return found


def addresses(site: Site) -> list[str]:
    return [event.address for event in noted(site)]


@pytest.fixture
def lived(site: Site) -> Site:
    site.issue(b.apply(), b.award(), b.sign(), b.pay(), b.meeting(), b.cost(70_000))
    return site


def test_a_page_is_one_entry_that_says_who_when_and_what(lived: Site) -> None:
    assert lived.visit(AUDITOR).get(GRANT).status == 200
    [entry] = noted(lived)
    assert (entry.actor, entry.actor_role, entry.source) == (AUDITOR.id, "auditor", "web")
    assert (entry.form, entry.subject, entry.about, entry.address) == ("page", "grant", LEADING.grant, GRANT)
    assert entry.occurred_on == TODAY


@pytest.mark.parametrize("person", [p for p in CAST if Role.AUDITOR not in p.roles], ids=lambda p: p.first_name)
def test_of_nobody_else_anything_is_noted(lived: Site, person: Person) -> None:
    visitor, before = lived.visit(person), lived.programme.log.last_position()
    for path in ("/", GRANT, f"/rounds/{ROUND}", "/libraries"):
        visitor.get(path)
    assert lived.programme.log.last_position() == before


def test_whoever_also_works_in_the_programme_does_not_read_as_an_auditor() -> None:
    assert audits(AUDITOR.actor)
    assert not audits(replace(AUDITOR.actor, roles=frozenset({Role.AUDITOR, Role.FINANCE})))
    assert audits(replace(AUDITOR.actor, roles=frozenset({Role.AUDITOR, Role.VIEWER})))


def test_each_page_view_is_an_entry_and_a_part_of_an_open_page_is_none(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    page = f"/findings?round={ROUND}"
    auditor.get(page)
    auditor.get(page, htmx=True)
    auditor.get(page, htmx=True)
    assert addresses(lived) == [page]
    auditor.get(page)
    assert addresses(lived) == [page, page]


def test_nobody_reads_past_the_log_by_asking_for_parts(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    auditor.get("/findings", htmx=True)
    auditor.get(f"/findings?round={ROUND}", htmx=True)
    auditor.get("/grants?q=Zacisze", htmx=True)
    auditor.get("/grants?q=Brzeg", htmx=True)
    assert addresses(lived) == ["/findings", f"/findings?round={ROUND}", "/grants?q=…", "/grants?q=…"]


def test_what_was_typed_is_not_kept(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    auditor.get("/grants?q=Anna+Nowak&stage=agreed&weird+name=x")
    auditor.get(f"{GRANT}?as_of=2013-05-01&lang=en")
    assert addresses(lived) == ["/grants?q=…&stage=agreed", f"{GRANT}?as_of=2013-05-01"]


def test_neither_head_nor_errors_nor_what_anybody_may_read(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    auditor.client.cookies = auditor.jar
    auditor.client.head(GRANT)
    for path in ("/about", "/seal", "/no/such/page", "/grants/00000000-0000-0000-0000-000000000007", "/reads"):
        auditor.get(path)
    assert addresses(lived) == []


def test_what_cannot_be_noted_is_not_given(lived: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def fail(_self: Looks, *asked: Any) -> None:
        tried.append(asked)
        raise NotNoted

    monkeypatch.setattr(Looks, "note", fail)
    refused = lived.visit(AUDITOR).get(GRANT)
    assert (refused.status, len(tried)) == (503, 1)
    assert LEADING.name not in refused.text
    assert lived.visit(COORDINATOR).get(GRANT).status == 200  # the control: it is noted of auditors alone
    assert len(tried) == 1


def test_every_route_that_an_auditor_may_open_is_noted(lived: Site) -> None:
    """Of all GET routes there are: what a new area adds is noted as well, with nothing to remember."""
    lived.issue(replace(b.record_finding(), command_id=FOUND))
    auditor, seen = lived.visit(AUDITOR, reads=50), 0
    for route, method, handler in routes(lived.app):
        if method != "GET" or not may(handler, AUDITOR) or route.path.endswith("/live"):
            continue
        before, status = len(noted(lived)), auditor.get(real(route)).status
        expected = int(status == 200 and _with_roles(handler))
        assert len(noted(lived)) - before == expected, f"{route.path}: {status}"
        seen += expected
    assert seen > 20
    assert {event.form for event in noted(lived)} <= set(READ_FORMS)
    assert {event.subject for event in noted(lived)} <= set(READ_SUBJECTS) - {"other"}


def test_a_route_planted_without_any_helper_of_ours_is_noted_too(lived: Site) -> None:
    @get("/planted/facts", guards=[allow(Role.AUDITOR)], sync_to_thread=False)
    def planted() -> dict[str, str]:
        return {"paid": "1000"}

    lived.app.register(planted)
    assert lived.visit(AUDITOR).get("/planted/facts").status == 200
    assert [(event.form, event.address) for event in noted(lived)] == [("data", "/planted/facts")]


def test_managers_see_it_and_narrow_it(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    auditor.get(GRANT)
    auditor.get(f"/rounds/{ROUND}")
    auditor.get("/findings/new")
    lived.programme.projector.catch_up()
    manager = lived.visit(MANAGER)
    assert 'href="/reads"' in manager.get("/findings").text
    page = manager.get("/reads")
    assert f'href="{GRANT}"' in page.text
    assert LEADING.name in page.text
    assert ">/findings/new<" in page.text
    assert 'href="/findings/new"' not in page.text, "a form that managers may not open is no link"
    assert AUDITOR.first_name in page.text
    assert f'href="{GRANT}"' not in manager.get("/reads?subject=round").text
    assert f'href="{GRANT}"' in manager.get(f"/reads?about={LEADING.grant}&person={AUDITOR.id}").text
    assert "Nie ma tu odczytów" in manager.get("/reads?day=22.04.1999").text


def test_a_day_that_is_none_is_said_at_its_field(lived: Site) -> None:
    wrong = lived.visit(MANAGER).get("/reads?day=kiedyś")
    assert wrong.status == 422
    assert "kiedyś" in wrong.text
    assert "day" in wrong.wrong_fields


@pytest.mark.parametrize("person", [AUDITOR, COORDINATOR, LIBRARIAN, VIEWER])
def test_nobody_but_managers_opens_the_log(lived: Site, person: Person) -> None:
    assert lived.visit(person).get("/reads").status == 403
    assert 'href="/reads"' not in lived.visit(person).get("/").text


def test_the_log_goes_by_pages_and_the_newest_comes_first(lived: Site) -> None:
    auditor = lived.visit(AUDITOR, reads=50)
    for n in range(45):
        auditor.get(f"/findings?number={n:02}")
    lived.programme.projector.catch_up()
    manager = lived.visit(MANAGER)
    first = manager.get("/reads")
    assert re.findall(r">/findings\?number=(\d\d)<", first.text) == [f"{n:02}" for n in range(44, 4, -1)]
    [following] = {e.get("href") for e in first.all("a") if e.get("rel") == "next"}
    assert len(re.findall(r">/findings\?number=(\d\d)<", manager.get(str(following)).text)) == 5


def test_a_day_has_one_stream_and_reading_disturbs_no_figure(lived: Site) -> None:
    before = lived.visit(COORDINATOR).get(f"/rounds/{ROUND}").text
    auditor = lived.visit(AUDITOR)
    auditor.get(GRANT)
    auditor.get("/grants")
    lived.programme.projector.catch_up()
    streams = {event.originator_id for event in noted(lived)}
    assert len(streams) == 1
    assert [event.originator_version for event in noted(lived)] == [2, 3]
    figures = re.compile(r'data-figure="([^"]+)">([^<]+)<')
    assert figures.findall(lived.visit(COORDINATOR).get(f"/rounds/{ROUND}").text) == figures.findall(before)
    with lived.programme.engine.connect() as connection:
        assert [row.version for row in listed(connection, Sought()).rows] == [3, 2]
    assert lived.programme.projector.compare() == []


def _with_roles(handler: HTTPRouteHandler) -> bool:
    rule = rule_of(handler)
    return rule is not None and rule.roles is not None
