"""The programme's dashboard: its rounds side by side, by channel, by voivodeship, and what waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grants.bootstrap import Programme, open_programme
from grants.lifecycle.figures import SUFFIX
from grants.read import ledger
from grants.read.asking import ask, ask_all
from grants.read.due import Wanted, waiting
from grants.read.rounds import programme_coded, rounds
from grants.wording.tables.places import VOIVODESHIP
from tests.support import builders as b
from tests.support.cast import COORDINATOR, LIBRARIAN, PROGRAMME, ROUND, SECOND, VIEWER
from tests.support.page import Page, words
from tests.web.conftest import Site
from web.dashboard.programme_board import ASKED, PLACED, board
from web.support.asking import Reading

HOME = f"/programmes/{PROGRAMME}"


@pytest.fixture
def lived(site: Site) -> Site:
    """One grant with two meetings, and one application that waits."""
    site.issue(b.apply(), b.award(), b.sign(), b.pay(), b.meeting(), b.apply(SECOND))
    return site


def figure(page: Page, id_: str) -> str:
    return words(next(e for e in page.elements() if e.get("data-figure") == id_))


def test_rounds_stand_side_by_side_with_their_sum(lived: Site) -> None:
    page = lived.visit(COORDINATOR).get(HOME)
    assert "PRB · Runda I" in page.text
    assert [figure(page, f"applied-{n}") for n in (0, 1)] == ["2", "2"]
    assert figure(page, "meetings_held-1") == "1"


def test_every_figure_opens_into_as_much(lived: Site) -> None:
    visitor = lived.visit(VIEWER)
    page = visitor.get(HOME)
    parents = {child: parent for parent in page.elements() for child in parent}
    shown = [e for e in page.elements() if e.get("data-figure") and not (e.get("data-figure") or "").startswith("due-")]
    assert len(shown) > 40
    for one in [e for e in shown if words(e) not in ("0", "0 zł")]:
        opened = visitor.get(parents[one].get("href") or "")
        assert opened.status == 200
        assert words(one).removesuffix(" zł") in figure(opened, "total")


def test_what_waits_leads_to_the_list_for_those_who_may_open_it(lived: Site) -> None:
    staff, viewer = lived.visit(COORDINATOR).get(HOME), lived.visit(VIEWER).get(HOME)
    assert figure(staff, f"due-{ROUND}-1") == figure(viewer, f"due-{ROUND}-1") == "1"
    assert f"/due?round={ROUND}&amp;who=staff" in staff.text
    assert "/due?" not in viewer.text


def test_a_part_is_the_board_alone_and_the_page_is_live(lived: Site) -> None:
    part = lived.visit(COORDINATOR).get(HOME, htmx=True)
    assert not part.whole
    assert part.by_id("board") is not None
    assert f'hx-sse:connect="{HOME}/live"' in lived.visit(COORDINATOR).get(HOME).text


def test_who_may_not_and_what_is_not_there(site: Site) -> None:
    assert site.visit(LIBRARIAN).get(HOME).status == 403
    for path in (f"/programmes/{ROUND}", f"{HOME}/figures/none", f"{HOME}/figures/paid?dimension=12"):
        assert site.visit(COORDINATOR).get(path).status == 404
    assert site.visit(COORDINATOR).get(f"/programmes/{ROUND}/live").status == 404


@pytest.fixture(scope="module")
def demo(demo_file: Path) -> Iterator[Programme]:
    opened = open_programme(f"sqlite:///{demo_file}")
    yield opened
    opened.close()


def test_the_demo_s_voivodeships_add_up_to_its_figures(demo: Programme) -> None:
    """Also as of any two days: the cells carry them."""
    with demo.engine.connect() as connection:
        ids = [each.id for each in rounds(connection)]
        found, late = ask_all(
            connection, ledger.by_round_question(ASKED, ids), ledger.totals_question(ids[-1], ASKED)
        )  # fmt: skip
        assert late.amounts == found[ids[-1]].amounts
        for totals in found.values():
            for code in PLACED:
                assert totals.sum(code) == totals.sum(code + SUFFIX)
                assert totals.by(code + SUFFIX).keys() <= VOIVODESHIP.keys()
        whole = ledger.added(found.values())
        assert all(whole.sum(code + SUFFIX) for code in PLACED)
        day = rounds(connection)[-1].rules.activity_from
        then = ledger.totals_as_of(connection, ids[-1], day, day)
        assert then.sum("applied") == then.sum("applied" + SUFFIX) != 0


def test_the_demo_s_counts_are_the_lists_lengths(demo: Programme) -> None:
    with demo.engine.connect() as connection:
        found = programme_coded(connection, "PD26")
        assert found is not None
        shown = board(Reading(database=connection, programme=demo, lang="pl", now=demo.clock()), found.id, lists=True)
        assert shown is not None
        assert shown.waiting is not None
        rows = {row.href: row for row in shown.waiting.rows}
        for each in shown.rounds:
            row = rows.get(f"/rounds/{each.id}")
            if row is None:
                assert not waiting(connection, Wanted(round=each.id)).rows
                continue
            for who, cell in zip(("library", "staff"), row.cells, strict=False):
                assert cell.value == len(waiting(connection, Wanted(round=each.id, who=who), limit=10_000).rows)


def test_the_register_of_voivodeships_is_in_the_order_of_the_polish_alphabet() -> None:
    from grants.read._folding import sort_key

    assert list(VOIVODESHIP) == sorted(VOIVODESHIP)
    assert [sort_key(name) for name in VOIVODESHIP.values()] == sorted(map(sort_key, VOIVODESHIP.values()))


def test_questions_together_answer_as_questions_alone(demo: Programme) -> None:
    with demo.engine.connect() as connection:
        each = rounds(connection)[0]
        asked = (ledger.totals_question(each.id), ledger.series_question(each.id, "meetings_held"),
                 ledger.lines_question(ledger.Sought(each.id, "applied")))  # fmt: skip
        totals, series, lines = asked
        alone = (ask(connection, totals), ask(connection, series), ask(connection, lines))
        assert ask_all(connection, *asked) == alone


def test_of_many_rounds_the_newest_six_stand_side_by_side(site: Site) -> None:
    site.issue(*(b.open_round(str(n)) for n in range(2, 9)))
    visitor = site.visit(COORDINATOR)
    first, rest = visitor.get(HOME), visitor.get(f"{HOME}?page=1")
    shown = {e.get("data-figure") for page in (first,) for e in page.elements()}
    assert "budget-6" in shown
    assert "budget-7" not in shown
    assert f"{HOME}?page=1" in first.text
    assert figure(rest, "budget-2") == figure(first, "budget-6"), "the sum is of all"
    assert f"{HOME}/live" not in rest.text
    assert visitor.get(f"{HOME}?page=99").status == visitor.get(f"{HOME}?page=x").status == 200
