"""The checks through their pages: from a hit to its steps and to a finding; who may, bad input, the command line."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from grants.cli import main
from grants.read.checks import CHECKS
from tests.support import builders as b
from tests.support.cast import AUDITOR, COORDINATOR, LEADING, LIBRARIAN, ROUND, SECOND, VIEWER, Person
from tests.web.conftest import Site

GRANT = f"/grants/{LEADING.grant}"
NOBODYS = "00000000-0000-0000-0000-000000000007"


@pytest.fixture
def lived(site: Site) -> Site:
    """Two grants charged with one document, its number written otherwise: by NIP and by a slip of the finger."""
    for library, document in ((LEADING, "FV 12345/2013"), (SECOND, "Faktura 12354/2013")):
        site.issue(
            b.apply(library), b.award(library=library), b.sign(library), b.pay(library=library),
            b.cost(70_000, library=library, document=document),
        )  # fmt: skip
    return site


def test_the_list_says_of_each_check_how_much_it_found(lived: Site) -> None:
    page = lived.visit(AUDITOR).get("/checks")
    assert [e.get("href") for e in page.all("a") if (e.get("href") or "").startswith("/checks/")] == [
        f"/checks/{check}" for check in CHECKS
    ]
    assert "odstępie najwyżej 3 dni" in page.text


def test_from_a_hit_to_its_steps_and_to_a_finding_and_back(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    page = auditor.get(f"/checks/documents?round={ROUND}")
    assert "ten sam wystawca i ten sam numer" in page.text
    assert "FV 12345/2013" in page.text
    assert f'href="{GRANT}/replay/6"' in page.text
    assert f'href="/grants/{SECOND.grant}/replay/6"' in page.text
    start = f"/findings/new?grant={LEADING.grant}"
    [href] = [href for e in page.all("a") if (href := str(e.get("href"))).startswith(start)]
    form = auditor.get(href)
    fields = form.fields(form.form())
    assert (fields["kind"], fields["cost_no"]) == ("documents", "1")
    assert fields["words"] == "Dokumenty, które wyglądają tak samo:"
    done = auditor.send(form, {"words": "Ten sam rachunek w dwóch grantach.", "severity": "irregularity"})
    assert done.location == f"/checks/documents?round={ROUND}"
    after = auditor.follow(done)
    assert after.text.count("Zobacz ustalenie") == 2
    assert "Zapisz ustalenie" not in after.text


def test_a_part_of_the_page_and_another_round(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    part = auditor.get(f"/checks/documents?round={NOBODYS}", htmx=True)
    assert "<html" not in part.text
    assert "Nic nie znaleziono" in part.text
    assert "<html" not in auditor.get("/checks", htmx=True).text


@pytest.mark.parametrize("query", ["round=nonsense", "at=nonsense", f"round={NOBODYS}&at=%00"])
def test_nonsense_in_the_address_is_no_fault(lived: Site, query: str) -> None:
    auditor = lived.visit(AUDITOR)
    assert auditor.get(f"/checks?{query}").status == 200
    assert auditor.get(f"/checks/late?{query}").status == 200


def test_a_check_that_there_is_not_is_not_found(lived: Site) -> None:
    assert lived.visit(AUDITOR).get("/checks/nonsense").status == 404


def test_staff_read_the_hits_and_record_no_finding(lived: Site) -> None:
    page = lived.visit(COORDINATOR).get("/checks/documents")
    assert "FV 12345/2013" in page.text
    assert "/findings/new" not in page.text
    assert 'href="/checks"' in lived.visit(COORDINATOR).get("/findings").text


@pytest.mark.parametrize("person", [LIBRARIAN, VIEWER])
def test_others_do_not_see_them(lived: Site, person: Person) -> None:
    assert lived.visit(person).get("/checks").status == 403
    assert lived.visit(person).get("/checks/documents").status == 403


def test_in_english(lived: Site) -> None:
    page = lived.visit(AUDITOR).get("/checks/documents?lang=en")
    assert "What it cannot know" in page.text
    assert "the same amount as cost no.\xa01 of" in page.text


def told(site: Site, *args: str) -> str:
    done = CliRunner().invoke(main, ["--database", str(site.programme.url), *args])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command_line_tells_the_same(lived: Site) -> None:
    whole = json.loads(told(lived, "checks", "--json"))
    assert [each["check"] for each in whole["checks"]] == list(CHECKS)
    assert whole["limits"]["near"] == 3
    one = json.loads(told(lived, "checks", "--round", "PRB/I", "--check", "documents", "--json"))
    [documents] = one["checks"]
    assert documents["found"] == len(documents["rows"]) == 2
    assert {row["event"] for row in documents["rows"]} == {f"{each.grant}/6" for each in (LEADING, SECOND)}
    assert "koszt nr\xa01" in told(lived, "checks", "--check", "documents")


def test_the_command_line_tells_what_was_read(lived: Site) -> None:
    lived.visit(AUDITOR).get(GRANT)
    found = json.loads(told(lived, "reads", "--person", AUDITOR.first_name, "--json"))
    assert [row["address"] for row in found["reads"]] == [GRANT]
    assert GRANT in told(lived, "reads")
    assert json.loads(told(lived, "reads", "--day", str(date(1999, 1, 1)), "--json"))["reads"] == []


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["checks", "--round", "PRB/XX"], 1), (["checks", "--check", "nonsense"], 2), (["reads", "--person", "x"], 1),
        (["reads", "--day", "yesterday"], 2), (["checks", "--limit", "0"], 2),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(lived: Site, args: list[str], code: int) -> None:
    done = CliRunner().invoke(main, ["--database", str(lived.programme.url), *args])
    assert done.exit_code == code
    assert args[-1] in done.output or args[1] in done.output
