"""What changed between two known days: against the fold by hand, on the page, on the command line, and refused."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import CHIEF, GUEST
from grants.read.rounds import RoundNow, rounds
from tests.past import byhand, figures
from tests.past.byhand import Answer, Log
from tests.past.conftest import Run
from tests.past.test_figures_on_pages import HOST, grosze_or_number, lines
from tests.support.page import Browser, words
from web.app import create_app
from web.settings import Settings, templates_folder

pytestmark = pytest.mark.timeout(300)  # the first may have to make the demo
EVER = date(2098, 12, 31)
SPANS = 4
COUNTS = ("applied", "awarded", "with_meeting", "requirement_met", "settled", "meetings_held", "attendances")
MONEY = {"paid": "paid", "recognised": "recognised", "refund_due": "refund_due", "budget": "budget"}


@pytest.fixture(scope="module")
def programme(demo_file: Path) -> Iterator[Programme]:
    opened = open_programme(f"sqlite:///{demo_file}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(programme: Programme) -> Iterator[TestClient[Litestar]]:
    app: Litestar = create_app(programme, Settings(templates=templates_folder(), allowed_hosts=frozenset({HOST})))
    with TestClient(app, base_url=f"http://{HOST}") as opened:
        yield opened


@pytest.fixture
def browser(client: TestClient[Litestar], programme: Programme) -> Browser:
    visitor = Browser(client)
    visitor.jar.set("login", programme.logins.open(CHIEF.id, programme.clock()))
    return visitor


@pytest.fixture(scope="module")
def first_round(programme: Programme) -> RoundNow:
    with programme.engine.connect() as connection:
        return next(each for each in rounds(connection) if each.name == "PRB/I")


def spans(log: Log) -> Iterator[tuple[date, date]]:
    """Days of the first round: a short span, a long one, one from before everything, one of a single day."""
    chance = random.Random(4)
    inside = [day for day in sorted(set(log.known_on)) if day < date(2012, 12, 31)]
    for number in range(SPANS):
        since = inside[0] - timedelta(days=1) if number == 0 else chance.choice(inside)
        yield since, since + timedelta(days=chance.choice((1, 7, 60, 400)))


def test_figures_differ_by_what_all_grants_folded_by_hand_differ_by(log: Log, run: Run, first_round: RoundNow) -> None:
    moved = 0
    for since, until in spans(log):
        said = changes(run, since, until)
        id_ = str(first_round.id)
        old, new = (figures.plain(figures.totals(log, EVER, day).get(id_, {})) for day in (since, until))
        told = {figure["figure"]: figure for figure in said["figures"]}
        for code in (*COUNTS, *MONEY):
            before, after = (_of(each, code) for each in (old, new))
            figure = told.get(code, {"difference": 0})
            assert figure["difference"] == after - before, (code, since, until)
            assert figure.get("old", before) == before
            moved += after != before
    assert moved > SPANS


def test_grants_are_those_with_a_row_between_and_each_is_told_once(log: Log, run: Run, first_round: RoundNow) -> None:
    for since, until in spans(log):
        start, end = log.upto(since), log.upto(until)
        rows = [event for event in log.events[start:end] if event.topic.startswith("grant.")]
        mine = {UUID(g) for g in log.grants if log.events[log.grants[g][0]].values["round"] == first_round.id.hex}
        expected = {id_: [e for e in rows if UUID(e.stream) == id_] for id_ in mine}
        found = [grant for page in pages(run, since, until) for grant in page["grants"]]
        assert len({grant["grant"] for grant in found}) == len(found)
        assert {UUID(grant["grant"]) for grant in found} == {id_ for id_, its in expected.items() if its}
        for grant in found:
            its = expected[UUID(grant["grant"])]
            newest = [event.version for event in reversed(its)][:8]
            assert (grant["number"], [step["version"] for step in grant["steps"]]) == (len(its), newest)
            assert grant["new"] == (its[0].version == 1)


def test_spans_that_follow_each_other_leave_nothing_out(log: Log, run: Run) -> None:
    """What was recorded on the day between is a change of the first span and of it alone."""
    busy = max(set(log.known_on[:3000]), key=log.known_on.count)
    before, after = busy - timedelta(days=9), busy + timedelta(days=9)
    whole, left, right = changes(run, before, after), changes(run, before, busy), changes(run, busy, after)
    for figure in whole["figures"]:
        halves = [f["difference"] for part in (left, right) for f in part["figures"] if f["figure"] == figure["figure"]]
        assert figure["difference"] == sum(halves)
    assert left["figures"]


def test_the_page_says_the_same_and_each_change_opens_into_its_lines(
    run: Run, browser: Browser, first_round: RoundNow
) -> None:
    since, until = date(2012, 6, 1), date(2012, 6, 20)
    said = changes(run, since, until)
    page = browser.get(f"/rounds/{first_round.id}/changes?from=1.06.2012&to={until}&lang=en")
    assert page.status == 200, page.text
    links = [e for e in page.all("a") if f"/rounds/{first_round.id}/changes/" in (e.get("href") or "")]
    rows = sum(1 + len(figure["parts"]) for figure in said["figures"])
    assert len(links) == rows > 10
    for link in links[:12]:
        opened = browser.get(link.get("href") or "")
        assert opened.status == 200
        difference = grosze_or_number(words(opened.by_id("difference")))
        assert difference == grosze_or_number(words(link).split(" ")[0]) or "zł" in words(link)
        assert difference == sum(lines(browser, opened))
    shown = {e.get("href") for e in page.by_id("grants").iter("a")}
    assert {f"/grants/{grant['grant']}" for grant in said["grants"][:20]} <= shown
    assert [e.get("rel") for e in page.all("a", rel="next")] == ["next"]


def test_the_dashboard_leads_there_also_from_the_past(browser: Browser, first_round: RoundNow) -> None:
    path = f"/rounds/{first_round.id}"
    assert f"{path}/changes" in [e.get("href") for e in browser.get(path).all("a")]
    then = browser.get(f"{path}?as_of=2012-07-01&known=2012-07-02")
    assert f"{path}/changes?from=2012-07-02" in [e.get("href") for e in then.all("a")]


def test_a_viewer_sees_the_figures_and_no_file(
    client: TestClient[Litestar], programme: Programme, first_round: RoundNow
) -> None:
    viewer = Browser(client)
    viewer.jar.set("login", programme.logins.open(GUEST.id, programme.clock()))
    days = "from=2012-06-01&to=2012-07-01"
    for tail in ("", "/meetings_held"):
        page = viewer.get(f"/rounds/{first_round.id}/changes{tail}?{days}")
        assert page.status == 200
        assert [e for e in page.all("a") if "/grants/" in (e.get("href") or "")] == []


def test_nothing_recorded_says_so(browser: Browser, first_round: RoundNow) -> None:
    path = f"/rounds/{first_round.id}/changes"
    for days in ("from=2012-06-01&to=2012-06-01", "from=2011-12-05&to=2011-12-06"):
        page = browser.get(f"{path}?{days}&lang=en")
        assert (page.status, words(page.by_id("nothing"))[:20]) == (200, "Nothing was recorded"[:20])
    fresh = browser.get(f"{path}?from=2000-01-01&to=2012-01-31&lang=en")
    assert "The first programme was opened on 5 December 2011" in words(fresh.by_id("main")).replace("\xa0", " ")


@pytest.mark.parametrize("tail", ["", "/paid"])
@pytest.mark.parametrize(
    ("days", "why"),
    [
        ("from=2012-02-30", ("from", "Give a day between")),
        ("to=never", ("to", "Give a day between")),
        ("from=2012-07-01&to=2012-06-01", ("from", "is later than the second")),
        ("to=2099-01-01", ("to", "has not come yet")),
        ("from=2098-01-01", ("from", "has not come yet")),
        ("from=1999-01-01&to=2001-01-01", ("to", "there was nothing yet")),
    ],
)
def test_wrong_days_are_named_at_their_field(
    browser: Browser, first_round: RoundNow, tail: str, days: str, why: tuple[str, str]
) -> None:
    field, said = why
    page = browser.get(f"/rounds/{first_round.id}/changes{tail}?{days}&lang=en")
    assert (page.status, page.wrong_fields) == (422, {field})
    assert said in words(page.by_id(f"{field}-error"))


@pytest.mark.parametrize("tail", ["/nosuch", "/paid?dimension=skype", "?at=garbage"])
def test_what_there_is_not(browser: Browser, first_round: RoundNow, tail: str) -> None:
    status = browser.get(f"/rounds/{first_round.id}/changes{tail}").status
    assert status == (200 if "at=" in tail else 404)
    assert browser.get(f"/rounds/{UUID(int=4)}/changes{tail}").status == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--from", "2012-02-30"), "--from: From the end of: give a day between"),
        (("--from", "01.07.2012", "--to", "2012-06-01"), "--from: The first day, 1 Jul 2012, is later than the second"),
        (("--from", "2012-01-01", "--to", "2099-01-01"), "--to: The day 1 Jan 2099"),
        (("--from", "", "--to", "2012-01-01"), "--from: From the end of: give a day"),
    ],
)
def test_the_command_line_refuses_wrong_days(run: Run, given: tuple[str, ...], said: str) -> None:
    result = run("changes", "--round", "PRB/I", *given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr.replace("\xa0", " ")


def test_the_command_line_speaks_and_knows_no_other_round(run: Run) -> None:
    told = run("changes", "--round", "PRB/I", "--from", "2012-06-01", "--to", "2012-06-08", "--limit", "3").stdout
    assert "PRB/I · From the end of: 1 Jun 2012 · To the end of: 8 Jun 2012" in told.replace("\xa0", " ")
    assert "Meetings held: " in told
    assert "--at " in told.splitlines()[-1]
    refused = run("changes", "--round", "PRB/IX", "--from", "2012-06-01")
    assert (refused.exit_code, refused.stderr) == (1, "PRB/IX: no such round\n")


def changes(run: Run, since: date, until: date, *more: str) -> Answer:
    result = run("changes", "--round", "PRB/I", "--from", str(since), "--to", str(until), "--json", *more)
    assert result.exit_code == 0, result.stderr
    found: Answer = json.loads(result.stdout)
    return found


def pages(run: Run, since: date, until: date) -> Iterator[Answer]:
    page = changes(run, since, until, "--limit", "30")
    yield page
    while page["next"]:
        page = changes(run, since, until, "--limit", "30", "--at", str(page["next"]))
        yield page


def _of(answer: byhand.Answer, code: str) -> int:
    return int(answer.get("money", {}).get(MONEY[code], 0) if code in MONEY else answer.get(code, 0))
