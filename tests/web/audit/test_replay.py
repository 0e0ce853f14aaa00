"""A grant replayed on its page: densities, order, filters, past days, corrections, JSON, live, and who sees what."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from grants.lifecycle.commands.awarding import AwardRow
from tests.support import builders as b
from tests.support import cast
from tests.support.page import Page
from tests.web.conftest import Site

GRANT = cast.LEADING.grant
HOME = f"/grants/{GRANT}/replay"
STEP = re.compile(rf'href="{HOME}/(\d+)"')
MARCH = b.MEETING_DAYS[0]


@pytest.fixture
def lived(site: Site) -> Site:
    """A grant applied for, awarded, signed, paid, with two meetings, the first of which is voided: versions 1 to 8."""
    site.issue(b.apply(), b.award(), b.sign(), b.pay(), b.meetings(2), b.void_meeting(1))
    return site


def steps(page: Page) -> list[int]:
    """The steps that the page leads to by their sentences, in order."""
    return [int(found) for found in re.findall(rf'<a class="govuk-link" href="{HOME}/(\d+)">[^<]*[A-ZŻŁŚ]', page.text)]


def test_one_line_a_step(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{HOME}?density=line")
    assert steps(page) == list(range(1, 9))
    assert "pd-lines__step" in page.text
    assert "<ins>" not in page.text


def test_a_command_is_told_once_with_all_it_caused(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(HOME)
    cards = page.text.split('class="pd-card pd-deed"')[1:]
    assert len(cards) == 7
    assert [len(STEP.findall(card)) for card in cards[:2]] == [2, 1]
    assert "Zarezerwowano" in cards[1]
    assert "Złożony</del>" in cards[1]


def test_in_full_with_both_states_and_what_can_be_done_to_check(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{HOME}?density=full")
    assert page.text.count('class="govuk-table pd-table pd-beside"') == 8
    assert f"/findings/new?grant={GRANT}&amp;version=3" in page.text
    assert f"/proof/{GRANT}/3" in page.text


def test_the_newest_first(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{HOME}?density=line&order=newest")
    assert steps(page) == list(range(8, 0, -1))


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("kind=meeting", [6, 7, 8]), ("kind=correction", [8]), ("kind=payment", [4, 5]), ("kind=waiver", []),
        ("who=finance", [5]), (f"who={cast.ACCOUNTANT.id}", [5]), ("who=nobody&kind=nonsense", list(range(1, 9))),
        (f"days=occurred&since={MARCH}&until={MARCH}", [6]), ("since=01.01.2014", []), ("until=01.01.2013", []),
    ],
)  # fmt: skip
def test_filters(lived: Site, query: str, left: list[int]) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{HOME}?density=line&{query}")
    assert (page.status, steps(page)) == (200, left)
    assert ("Nie ma takiego kroku" in page.text) == (not left)


def test_filters_and_order_stay_while_the_density_changes(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{HOME}?kind=meeting&order=newest&since=01.02.2013")
    kept = "order=newest&amp;kind=meeting&amp;since=01.02.2013"
    assert f'href="{HOME}?{kept}&amp;density=line"' in page.text
    assert f'href="{HOME}.json?{kept}"' in page.text
    assert '<input type="hidden" name="order" value="newest">' in page.text


@pytest.mark.parametrize(
    ("query", "name"),
    [("since=wczoraj+rano", "since"), ("until=31.02.2013", "until"), ("since=02.03.2013&until=01.03.2013", "until"),
     ("known=never", "known"), ("as_of=01.01.2090", "as_of")],
)  # fmt: skip
def test_a_day_that_cannot_be_read_is_said_beside_its_field(lived: Site, query: str, name: str) -> None:
    auditor = lived.visit(cast.AUDITOR)
    page = auditor.get(f"{HOME}?{query}")
    assert (page.status, steps(page)) == (422, [])
    assert name in page.wrong_fields
    assert auditor.get(f"{HOME}.json?{query}").answer.json()["errors"].keys() == {name}


def test_as_it_stood_on_a_past_day(lived: Site) -> None:
    """Happened by then, known now; a correction's own day is when it was decided."""
    auditor = lived.visit(cast.AUDITOR)
    page = auditor.get(f"{HOME}?density=line&as_of={MARCH}")
    assert steps(page) == [1, 2, 3, 4, 5, 6]
    assert "hx-sse:connect" not in page.text
    assert f"as_of={MARCH}" in page.text
    before = auditor.get(f"{HOME}?known={b.OPENED}")
    assert (before.status, "known" in before.wrong_fields or "as_of" in before.wrong_fields) == (422, True)


def test_corrections_point_both_ways(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    corrected, correcting = auditor.get(f"{HOME}/6"), auditor.get(f"{HOME}/8")
    assert f'Sprostowane przez: <a class="govuk-link" href="{HOME}/8"' in corrected.text
    assert f'Prostuje: <a class="govuk-link" href="{HOME}/6"' in correcting.text
    assert "później sprostowane" in auditor.get(f"{HOME}?density=line").text


def test_a_step_tells_all_that_its_command_caused_and_leads_to_a_finding_about_it(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    page = auditor.get(f"{HOME}/3")
    assert "To samo polecenie spowodowało także" in page.text
    assert "Zarezerwowano" in page.text
    [form] = {e.get("href") for e in page.all("a") if "/findings/new" in (e.get("href") or "")}
    asked = auditor.get(str(form))
    assert "Przyznano" in asked.text
    sent = auditor.send(asked, {"words": "Brak uchwały", "kind": "procedure", "severity": "remark"})
    assert sent.location == f"{HOME}/3"


def test_what_was_typed_stands_under_its_label(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{HOME}/6?lang=en")
    assert "<b>Theme:</b> Katalog w chmurze" in page.text
    assert "<b>Reason:</b> Wpisane dwa razy" in lived.visit(cast.AUDITOR).get(f"{HOME}/8?lang=en").text


def test_staff_that_is_no_auditor_records_nothing(lived: Site) -> None:
    page = lived.visit(cast.COORDINATOR).get(f"{HOME}?density=full")
    assert "/findings/new" not in page.text
    assert f"/proof/{GRANT}/3" in page.text


def test_json_tells_the_same_with_states(lived: Site) -> None:
    answer = lived.visit(cast.AUDITOR).get(f"{HOME}.json?kind=meeting&lang=en").answer
    rows = answer.json()
    assert answer.headers["content-type"].startswith("application/json")
    assert [row["version"] for row in rows] == [6, 7, 8]
    assert rows[0]["before"]["meetings_held"] == 0
    assert rows[0]["after"]["meetings_held"] == 1
    assert (rows[0]["corrected_by"], rows[2]["corrects"]) == ([8], 6)
    assert rows[2]["reason"] == "Wpisane dwa razy"
    assert rows[0]["actor"] == cast.COORDINATOR.first_name


def test_a_library_replays_its_own_grant_alone_and_reads_nothing_of_others(lived: Site) -> None:
    librarian = lived.visit(cast.LIBRARIAN)
    page = librarian.get(HOME)
    assert page.status == 200
    for elsewhere in ("/commands/", "/people/", "/proof/", "/findings", "?who="):
        assert elsewhere not in page.text.split('id="main"')[1]
    stranger = lived.visit(cast.STRANGER)
    for path in (HOME, f"{HOME}.json", f"{HOME}/3", f"{HOME}/live"):
        assert stranger.get(path).status == 404, path
        assert lived.visit(cast.VIEWER).get(path).status == 403, path


def test_a_bulk_award_tells_a_library_of_its_own_grant_only(site: Site) -> None:
    both = [AwardRow(grant=library.grant, amount=b.FULL) for library in (cast.LEADING, cast.SECOND)]
    site.issue(b.apply(), b.apply(cast.SECOND), b.award_many(*both))
    mine = site.visit(cast.LIBRARIAN).get(HOME).text
    staff = site.visit(cast.COORDINATOR).get(HOME).text
    assert ("i jeszcze 2 kroki" in mine, "i jeszcze 2 kroki" in staff) == (False, True)
    assert mine.count("Zarezerwowano") == staff.count("Zarezerwowano") == 1


def test_what_is_not_there_is_not_found(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    others = [f"/grants/{id_}/replay" for id_ in (cast.ROUND, UUID(int=7))]
    for path in (f"{HOME}/0", f"{HOME}/9", f"{HOME}/{2**70}", *others):
        assert auditor.get(path).status == 404, path
    assert auditor.get(f"{HOME}?at=%00nonsense").status == 200


def test_new_steps_come_by_themselves_while_the_grant_is_open(lived: Site) -> None:
    assert f'hx-sse:connect="{HOME}/live"' in lived.visit(cast.AUDITOR).get(HOME).text


def test_a_closed_grant_does_not_follow_the_log(site: Site) -> None:
    site.issue(b.apply(), b.withdraw())
    auditor = site.visit(cast.AUDITOR)
    assert "hx-sse:connect" not in auditor.get(HOME).text
    assert auditor.get(f"{HOME}/live").status == 404
