from sqlalchemy import event

from tests.support import builders as b
from tests.support.cast import AUDITOR, COORDINATOR, LEADING, LIBRARIAN, MANAGER, ROUND, SECOND, VIEWER
from tests.support.page import Page, words
from tests.web.conftest import Site

BOARD = f"/rounds/{ROUND}"


def figure(page: Page, id_: str) -> str:
    """The text of a figure by its mark."""
    return words(next(e for e in page.elements() if e.get("data-figure") == id_))


def lived(site: Site) -> None:
    """One grant settled with 126.60 to return, one with a meeting, as the worked example has it."""
    site.issue(b.settled(costs=87_340)[len(b.ground([LEADING])) :])
    site.issue(b.apply(SECOND), b.award(90_000, SECOND), b.sign(SECOND, number="PRB/I/2"), b.pay(90_000, SECOND))
    site.issue(b.meeting(b.MEETING_DAYS[1], library=SECOND, attendance=b.people(ngo=4, leading_library=2)))


def test_an_empty_round_says_what_will_fill_it(site: Site) -> None:
    page = site.visit(COORDINATOR).get(BOARD)
    assert "Nie ma jeszcze wniosków" in page.text
    assert figure(page, "way-1") == "0"


def test_the_dashboard_tells_how_far_the_round_has_come(site: Site) -> None:
    lived(site)
    page = site.visit(VIEWER).get(f"{BOARD}?lang=en")
    assert [figure(page, f"way-{n}") for n in range(1, 6)] == ["2", "2", "2", "1", "1"]
    money = {name: figure(page, f"money-{name}") for name in ("paid", "recognised", "refund_due", "refund_received")}
    assert {name: text.replace("\xa0", " ") for name, text in money.items()} == {
        "paid": "1,900 zł", "recognised": "873.40 zł", "refund_due": "126.60 zł", "refund_received": "0 zł",
    }  # fmt: skip
    assert figure(page, "meetings-meetings_held") == "5"
    assert figure(page, "meetings-attendances") == "26"


def test_every_figure_leads_to_what_makes_it(site: Site) -> None:
    lived(site)
    page = site.visit(AUDITOR).get(BOARD)
    parents = {child: parent for parent in page.elements() for child in parent}
    marked = [
        e for e in page.elements() if e.get("data-figure") and not (e.get("data-figure") or "").endswith("-total")
    ]
    assert len(marked) > 20
    for e in marked:
        assert (parents[e].get("href") or "").startswith(f"{BOARD}/figures/"), e.get("data-figure")


def test_a_part_is_the_board_alone(site: Site) -> None:
    part = site.visit(COORDINATOR).get(BOARD, htmx=True)
    assert not part.whole
    assert part.by_id("board") is not None
    assert site.visit(COORDINATOR).get(BOARD, headers={"HX-Request": "true", "HX-Request-Type": "full"}).whole
    restored = {"HX-History-Restore-Request": "true"}
    assert site.visit(COORDINATOR).get(BOARD, htmx=True, headers=restored).whole


def test_the_dashboard_asks_the_database_a_bounded_number_of_questions(site: Site) -> None:
    lived(site)
    visitor, asked = site.visit(COORDINATOR), []
    visitor.get(BOARD)
    event.listen(site.programme.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    visitor.get(BOARD)
    assert len(asked) <= 4, asked


def test_the_first_page_lists_the_rounds_and_offers_what_one_may_do(site: Site) -> None:
    coordinator, manager = site.visit(COORDINATOR).get("/"), site.visit(MANAGER).get("/")
    assert "Runda I" in coordinator.text
    assert f"{BOARD}/figures/applied" in coordinator.text
    assert "/rounds/new" not in coordinator.text
    assert ("/rounds/new" in manager.text) == any(route.path == "/rounds/new" for route in site.app.routes)


def test_a_librarys_person_sees_the_rounds_without_the_figures_of_others(site: Site) -> None:
    librarian = site.visit(LIBRARIAN)
    page = librarian.get("/")
    assert "Runda I" in page.text
    assert "/figures/" not in page.text
    assert librarian.get(BOARD).status == 403


def test_a_round_that_is_not_there(site: Site) -> None:
    assert site.visit(COORDINATOR).get(f"/rounds/{LEADING.id}").status == 404
    assert site.visit(COORDINATOR).get("/rounds/x").status == 404


def test_a_round_in_which_all_is_settled_waits_to_be_closed(site: Site) -> None:
    site.issue(b.settled()[len(b.ground([LEADING])) :])
    manager, coordinator = site.visit(MANAGER).get("/"), site.visit(COORDINATOR).get("/")
    assert "Czeka na zamknięcie" in coordinator.text
    assert f"{BOARD}/close" in manager.text
    assert f"{BOARD}/close" not in coordinator.text
    assert offered(site.visit(MANAGER).get(BOARD))[0] == f"{BOARD}/close"
    site.issue(b.close_round())
    closed = site.visit(COORDINATOR).get("/")
    assert "Zamknięte rundy" in closed.text
    assert figure(closed, f"{ROUND}-settled") == "1"


def test_what_waits_leads_once_the_call_is_over(site: Site) -> None:
    site.issue(b.apply(), b.award(), b.apply(SECOND))
    page = site.visit(COORDINATOR).get(BOARD)
    assert [link.removeprefix(BOARD) for link in offered(page)] == [
        "/award", "/return", "/sign", "/apply", "/coalitions/new",
    ]  # fmt: skip
    assert "Przyznaj granty (1)" in page.text
    reading = [f"/grants?round={ROUND}", *(f"{BOARD}/{each}" for each in ("trail", "changes", "forecast", "what-if"))]
    assert offered(page, "readings") == [*reading, f"{BOARD}/dossier", "/public"]
    auditor = site.visit(AUDITOR).get(BOARD)
    assert offered(auditor) == [f"/findings/new?round={ROUND}"]
    auditing = [f"/checks?round={ROUND}", f"{BOARD}/sample", f"{BOARD}/dossier", "/public"]
    assert offered(auditor, "readings") == [*reading, *auditing]


def offered(page: Page, where: str = "actions") -> list[str]:
    """Where the actions lead, in order."""
    links = page.by_id(where).iter("a")
    return [link.get("href") or "" for link in links]


def test_a_viewer_is_offered_no_step_that_is_not_theirs(site: Site) -> None:
    site.issue(b.apply(), b.award())
    assert "/replay/" in site.visit(COORDINATOR).get(BOARD).text
    page = site.visit(VIEWER).get(BOARD)
    assert "/replay/" not in page.text
    assert len(page.all("span", **{"class": "pd-code"})) >= 2
