"""Summaries are read by anybody, in both languages, and stand as they were published."""

from __future__ import annotations

import json
import re
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from grants.bootstrap import Programme
from grants.demo.cast import CHIEF, DESK
from grants.demo.running import CODE, LABEL
from grants.kernel.ids import programme_id, round_id
from grants.lifecycle.commands.meetings import VoidMeeting
from grants.read import ledger
from grants.read.register import Filters, listed
from tests.support.page import Browser, words
from tests.web.public.conftest import Visit
from web.public.tiles import LETTERS, ROWS, SHIFTS, tiles

ATOM = "{http://www.w3.org/2005/Atom}"
RUNNING = round_id(programme_id(CODE), LABEL)
MISSING = (
    "/public/nic", "/public/prb/iii", "/public/prb/i/versions/3", "/public/prb/i/versions/0",
    "/public/prb/i/versions/99999999999999999999", "/public/pd26", "/public/prb/i/versions/1/figures/stage",
    "/public/prb/i/versions/1/figures/nothing", "/public/prb/i/versions/1/figures/paid?month=2012-05",
    "/public/prb/i/versions/1/figures/meetings_held?month=2012-13", "/public/prb/i/versions/1/figures/paid?dimension=x",
    "/public/prb/i/versions/1/figures/meetings_held?dimension=a%00b",
)  # fmt: skip


def test_the_newest_version_stands_at_the_short_address(anybody: Browser) -> None:
    page = anybody.get("/public/prb/i")
    assert "Podsumowanie rundy I" in words(page.all("h1")[0])
    assert "28 lutego 2013" in page.text
    assert "wymiany doświadczeń" in page.text
    assert anybody.get("/public/PRB/I").status == 200
    english = anybody.get("/public/prb/i?lang=en")
    assert "Summary of round I" in words(english.all("h1")[0])
    assert "exchange experience" in english.text


def test_an_earlier_version_stays_and_points_to_the_newest(anybody: Browser) -> None:
    first = anybody.get("/public/prb/i/versions/1")
    assert "To jest wersja 1" in first.text
    assert "wstępne: runda jeszcze trwała" in first.text
    assert "Co się zmieniło" not in first.text
    second = anybody.get("/public/prb/i/versions/2")
    changes = words(second.by_id("changes"))
    assert "Co się zmieniło od wersji 1" in changes
    assert re.search(r"Rozliczone 98 154 \+56", changes)


def test_the_programme_shows_its_rounds_side_by_side(anybody: Browser) -> None:
    page = anybody.get("/public/prb")
    rows = words(page.by_id("rounds"))
    assert re.search(r"Z co najmniej jednym spotkaniem 150 125 275", rows)


def test_the_libraries_that_held_meetings_are_as_many_as_the_figure_says(anybody: Browser) -> None:
    page = anybody.get("/public/prb/i")
    listed = [each for each in page.by_id("libraries").iter() if each.tag.endswith("li")]
    assert len(listed) == 150
    sheet = anybody.get("/public/prb/i/versions/2/libraries.csv").text
    assert len(sheet.strip().splitlines()) == 151
    assert sum(int(line.rsplit(";", 1)[1]) for line in sheet.strip().splitlines()[1:]) == 616


@pytest.mark.parametrize("path", MISSING)
def test_what_was_never_published_is_not_there(anybody: Browser, path: str) -> None:
    assert anybody.get(path).status == 404


def test_what_has_no_entries_is_nought(anybody: Browser) -> None:
    page = anybody.get("/public/prb/i/versions/1/figures/refund_written_off")
    assert page.status == 200
    assert "0,00" in page.text


def test_a_copy_is_kept_until_something_changes(anybody: Browser) -> None:
    for path in ("/public", "/public/prb/i", "/public/prb/i/versions/1/figures/paid", "/public/atom.xml",
                 "/public/prb/i/versions/1/summary.json", "/public/prb/i/versions/1/summary.csv"):  # fmt: skip
        first = anybody.get(path)
        assert first.answer.headers["cache-control"].endswith(", no-cache"), path
        again = anybody.get(path, headers={"If-None-Match": first.answer.headers["etag"]})
        assert (again.status, again.text) == (304, ""), path
        other = anybody.get(path, headers={"If-None-Match": 'W/"0123"'})
        assert other.status == 200
    polish, english = anybody.get("/public/prb/i"), anybody.get("/public/prb/i?lang=en")
    assert polish.answer.headers["etag"] != english.answer.headers["etag"]


def test_who_is_signed_in_shares_no_copy(visit: Visit) -> None:
    page = visit(CHIEF).get("/public/prb/i")
    assert "etag" not in page.answer.headers


def test_the_feed_tells_what_was_published_last(anybody: Browser) -> None:
    root = ET.fromstring(anybody.get("/public/atom.xml").text.encode())  # noqa: S314  our own feed
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles == [
        "PD26 · Runda 3: Podsumowanie rundy 3", "PRB: Podsumowanie programu", "PRB · Runda II: Podsumowanie rundy II",
        "PRB · Runda I: Podsumowanie rundy I", "PRB · Runda I: Podsumowanie rundy I",
    ]  # fmt: skip
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == 5
    assert all(anybody.get(id_.partition("testserver.local")[2]).status == 200 for id_ in ids)
    assert all(entry.findtext(f"{ATOM}author/{ATOM}name") for entry in root.iter(f"{ATOM}entry"))


def test_the_proof_is_that_of_the_event_which_froze_it(anybody: Browser) -> None:
    proof = json.loads(anybody.get("/public/prb/versions/1/proof.json").text)
    summary = json.loads(anybody.get("/public/prb/versions/1/summary.json").text)
    state = json.loads(proof["event"]["state"])
    assert f"{UUID(proof['event']['stream'])}/{proof['event']['version']}" == summary["event"]
    frozen = [[each["figure"], each.get("part", ""), each["amount"]] for each in summary["figures"]]
    assert state["figures"] == frozen


def test_a_summary_does_not_move_when_a_meeting_is_voided_afterwards(own: Programme, visit: Visit) -> None:
    """Neither its figures nor the entries behind them: both show what was known on the day."""
    path, anybody = "/public/pd26/3/versions/1", visit(None)
    tails = ("summary.json", "figures/meetings_held/lines.csv", "libraries.csv", "figures/attendances/lines.csv")
    before = [anybody.get(f"{path}/{tail}").text for tail in tails]
    held = ledger_now(own)
    own.issue(VoidMeeting(grant=with_meetings(own), meeting_no=1, reason="Wpisano dwa razy"), DESK.actor)
    own.projector.catch_up()
    assert ledger_now(own) == held - 1
    assert [anybody.get(f"{path}/{tail}").text for tail in tails] == before


def ledger_now(own: Programme) -> int:
    with own.engine.connect() as connection:
        return ledger.totals(connection, RUNNING).sum("meetings_held")


def with_meetings(own: Programme) -> UUID:
    with own.engine.connect() as connection:
        rows = listed(connection, Filters(round=RUNNING, stage="agreed"), limit=200).rows
    return next(row.grant for row in rows if row.meetings_held > 2)


def test_tiles_lie_side_by_side_and_are_shaded_from_the_lowest_to_the_highest() -> None:
    drawn = tiles({"14": 30, "12": 45, "02": 31}, "pl")
    assert len({(tile.x, tile.y) for tile in drawn.tiles}) == 16 == len(LETTERS)
    assert {tile.code: tile.shade for tile in drawn.tiles if tile.value} == {"14": 1, "02": 1, "12": 4}
    assert [step.words for step in drawn.legend] == ["0", "30–33", "34–37", "38–41", "42–45"]
    assert len(ROWS) == len(SHIFTS)
    assert [tile.shade for tile in tiles({}, "en").tiles] == [0] * 16
    assert [step.words for step in tiles({"14": 2}, "en").legend] == ["0", "2"]
