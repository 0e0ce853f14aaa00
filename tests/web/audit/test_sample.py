"""The sampling kit of a round through its pages: drawn, printed, reported; who may, bad input, nothing stored."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from grants.cli import main
from tests.support import builders as b
from tests.support.cast import AUDITOR, COORDINATOR, LEADING, LIBRARIAN, MANAGER, ROUND, SECOND, VIEWER, Person
from tests.web.conftest import Site

PATH = f"/rounds/{ROUND}/sample"


@pytest.fixture
def lived(site: Site) -> Site:
    """Two grants with numbers, one of them with two meetings that look the same and a finding."""
    day = b.MEETING_DAYS[0]
    site.issue(
        *(ask for library in (LEADING, SECOND) for ask in (
            b.apply(library), b.award(library=library), b.sign(library), b.pay(library=library),
        )),
        b.meeting(day), b.meeting(day, virtual=True), b.record_finding(words="Lista bez podpisów", severity="serious"),
    )  # fmt: skip
    return site


def test_the_form_then_the_sample_and_its_address(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    assert PATH in auditor.get(f"/rounds/{ROUND}").text
    form = auditor.get(PATH)
    assert "Jak wylosować ją ponownie" not in form.text
    page = auditor.get(f"{PATH}?size=2&seed=Lotto-1")
    assert "Granty w próbie: 2, granty z numerem: 2" in page.text
    assert "Lotto-1|PRB/I|{n}" in page.text
    assert f"{PATH}?size=2&amp;seed=Lotto-1&amp;upto=2" in page.text
    assert "poważna nieprawidłowość" in page.text
    assert "dwa spotkania" in page.text
    again = lived.visit(MANAGER).get(f"{PATH}?size=2&seed=Lotto-1&upto=2")
    grants = re.compile(r'href="(/grants/[0-9a-f-]{36})"')
    assert grants.findall(again.text) == grants.findall(page.text)


def test_checklists_and_report_to_print(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    sheets = auditor.get(f"{PATH}/checklists?size=2&seed=x")
    assert sheets.text.count("Obejrzano oryginał każdego dokumentu") == 2
    report = auditor.get(f"{PATH}/report?size=2&seed=x&by_amount=yes")
    assert "Lista bez podpisów" in report.text
    assert "grants sample --round PRB/I --size 2 --seed x --upto 2 --by-amount" in report.text
    assert "Dziennik nie jest pieczętowany" in report.text


def test_only_reading_is_noted_and_nothing_else_stored(lived: Site) -> None:
    before = lived.programme.log.last_position()
    lived.visit(COORDINATOR).get(f"{PATH}?size=1&seed=x")
    assert lived.programme.log.last_position() == before


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("size=0&seed=x", "size"), ("size=3&seed=x", "size"), ("size=many&seed=x", "size"), ("size=1", "seed"),
        ("seed=x", "size"), ("size=1&seed=za%C5%BC", "seed"), ("size=1&seed=" + "x" * 41, "seed"),
        ("size=99999999999999999999&seed=x", "size"), ("size=1&seed=%22%3E", "seed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["", "/checklists", "/report"])
def test_what_is_wrong_is_said_at_its_field(lived: Site, query: str, field: str, place: str) -> None:
    page = lived.visit(AUDITOR, reads=3).get(f"{PATH}{place}?{query}")
    assert page.status == 422
    assert field in page.wrong_fields


def test_a_round_without_grants_and_one_that_there_is_not(site: Site) -> None:
    assert "nie ma jeszcze numeru" in site.visit(AUDITOR).get(PATH).text
    assert site.visit(AUDITOR).get("/rounds/00000000-0000-0000-0000-000000000007/sample").status == 404


@pytest.mark.parametrize("person", [LIBRARIAN, VIEWER])
def test_others_may_not(lived: Site, person: Person) -> None:
    for place in ("", "/checklists", "/report"):
        assert lived.visit(person).get(f"{PATH}{place}?size=1&seed=x").status == 403


def test_links_to_the_form_of_a_finding_from_a_round_and_a_library(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    assert f"/findings/new?round={ROUND}" in auditor.get(f"/rounds/{ROUND}").text
    assert f"/findings/new?library={LEADING.id}" in auditor.get(f"/libraries/{LEADING.id}").text
    assert "/findings/new" not in lived.visit(MANAGER).get(f"/libraries/{LEADING.id}").text


def told(site: Site, *args: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--database", str(site.programme.url), "sample", *args])
    return done.exit_code, done.output


def test_the_command_line_draws_the_same(lived: Site) -> None:
    page = lived.visit(AUDITOR).get(f"{PATH}?size=2&seed=x")
    code, text = told(lived, "--round", "PRB/I", "--size", "2", "--seed", "x", "--json")
    assert code == 0
    drawn = json.loads(text)
    assert (drawn["method"], drawn["upto"], drawn["of"]) == ("podaj-dalej-sample-1", 2, 2)
    shown = re.findall(r'href="/grants/([0-9a-f-]{36})"', page.text)
    assert [row["grant"] for row in drawn["drawn"]] == list(dict.fromkeys(shown))
    assert told(lived, "--round", "PRB/I", "--size", "3", "--seed", "x")[0] == 2
    assert told(lived, "--round", "PRB/X", "--size", "1", "--seed", "x")[0] == 1
    assert LEADING.name in told(lived, "--round", "PRB/I", "--size", "2", "--seed", "x", "--by-amount")[1]
