"""A figure of any past day is what the lines add up to that its page opens into, and what the command line says."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import CHIEF
from grants.read import ledger
from grants.read.rounds import RoundNow, rounds
from tests.past.byhand import Log
from tests.past.conftest import Run
from tests.support.page import Browser, Page, words
from web.app import create_app
from web.settings import Settings, templates_folder

HOST = "testserver.local"
FIGURES = 50
PLAIN = ("applied", "awarded", "with_meeting", "requirement_met", "settled", "withdrawn", "rejected", "cancelled")
MONEY = {
    "budget": "budget", "reserved": "reserved", "requested": "requested", "awarded_money": "awarded", "paid": "paid",
    "recognised": "recognised", "refund_due": "refund_due", "refund_received": "refund_received",
    "own_contribution": "own_contribution",
}  # fmt: skip
BY_PART = {"attendances": "attendances_by_kind", "meetings_by_channel": "meetings_by_channel", "stage": "stages"}


@pytest.fixture(scope="module")
def programme(demo_file: Path) -> Iterator[Programme]:
    """The session's demo, which this module only reads (but for its own login)."""
    opened = open_programme(f"sqlite:///{demo_file}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def browser(programme: Programme) -> Iterator[Browser]:
    app: Litestar = create_app(programme, Settings(templates=templates_folder(), allowed_hosts=frozenset({HOST})))
    with TestClient(app, base_url=f"http://{HOST}") as client:
        visitor = Browser(client)
        visitor.jar.set("login", programme.logins.open(CHIEF.id, programme.clock()))
        yield visitor


def grosze_or_number(text: str) -> int:
    """``+1 000,50 zł`` is 100050, ``−3`` is -3."""
    digits = int("".join(re.findall(r"[0-9]", text)))
    return -digits if "\u2212" in text or "-" in text else digits


def total(page: Page) -> int:
    return grosze_or_number(words(page.by_id("total")))


def lines(browser: Browser, page: Page) -> list[int]:
    """The changes of all lines, on all pages."""
    found: list[int] = []
    while True:
        rows = [list(row.iter("td")) for row in page.all("tr")]
        found += [grosze_or_number(_without_note(cells[1])) for cells in rows if len(cells) == 2]
        following = [e.get("href") or "" for e in page.all("a", rel="next")]
        if not following:
            return found
        page = browser.get(following[0])


def _without_note(cell: Any) -> str:
    note = [words(e) for e in cell.iter() if "note" in (e.get("class") or "")]
    return words(cell).removesuffix(note[0]) if note else words(cell)


def said(answer: dict[str, Any], metric: str, part: str | None) -> int:
    """The same out of ``grants totals --json``."""
    if metric in MONEY:
        return int(answer["money"][MONEY[metric]])
    if part is not None:
        return int(answer[BY_PART[metric]].get(part, 0))
    return int(answer[metric])


def chosen(seed: int, log: Log, known: list[RoundNow]) -> tuple[RoundNow, str, str | None, date, date]:
    """A round, a figure, one of its parts (or none) and two days on which the round was there."""
    chance = random.Random(seed)
    round_ = chance.choice(known)
    metric = chance.choice((*PLAIN, *MONEY, "meetings_held", *BY_PART))
    parts = {
        "attendances": ("ngo", "local_government"),
        "meetings_by_channel": ("skype",),
        "stage": ("settled", "agreed"),
    }
    part = chance.choice(parts[metric]) if metric in parts else None
    later = [day for day in log.known_on if day >= round_.opened_on]
    as_of = chance.choice(later)
    return round_, metric, part, as_of, chance.choice([day for day in later if day >= as_of] if seed % 2 else later)


def test_fifty_figures_are_the_sums_of_their_lines_and_what_the_command_line_says(
    log: Log, run: Run, programme: Programme, browser: Browser
) -> None:
    with programme.engine.connect() as connection:
        there = [each for each in rounds(connection) if each.opened_on <= log.known_on[-1]]
    moved = 0
    for seed in range(FIGURES):
        round_, metric, part, as_of, known = chosen(seed, log, there)
        tail = f"as_of={as_of}&known={known}" + (f"&dimension={part}" if part else "")
        page = browser.get(f"/rounds/{round_.id}/figures/{metric}?{tail}")
        assert page.status == 200, page.text
        figure = total(page)
        assert figure == sum(lines(browser, page)), (round_.name, metric, tail)
        asked = ("totals", "--round", round_.name, "--as-of", str(as_of), "--known", str(known), "--json")
        (answer,) = json.loads(run(*asked).stdout)["rounds"]
        assert figure == said(answer, metric, part), (round_.name, metric, tail)
        moved += figure != 0
    assert moved > FIGURES // 3


def test_what_was_not_known_yet_is_in_no_line(programme: Programme, browser: Browser, log: Log) -> None:
    """The control: by another day of knowledge the same figure is another."""
    with programme.engine.connect() as connection:
        round_ = next(each for each in rounds(connection) if each.name == "PRB/I")
        day = date(2012, 7, 15)
        early = ledger.totals_as_of(connection, round_.id, day, day).sum("meetings_held")
        late = ledger.totals_as_of(connection, round_.id, day, log.known_on[-1]).sum("meetings_held")
    assert early < late
    path = f"/rounds/{round_.id}/figures/meetings_held?as_of={day}"
    assert [total(browser.get(f"{path}&known={day}")), total(browser.get(path))] == [early, late]


def test_links_on_a_past_round_keep_its_days(programme: Programme, browser: Browser) -> None:
    with programme.engine.connect() as connection:
        round_ = next(each for each in rounds(connection) if each.name == "PRB/I")
    days = "as_of=2012-07-15&known=2012-08-01"
    page = browser.get(f"/rounds/{round_.id}?{days}")
    main = page.by_id("main")
    figures = [href for e in main.iter("a") if "/figures/" in (href := e.get("href") or "")]
    assert len(figures) > 20
    assert [href for href in figures if days not in href.replace("&amp;", "&")] == []
    opened = browser.get(figures[0])
    assert f"/rounds/{round_.id}?{days}" in [e.get("href") for e in opened.all("a")]
    assert [e.get("action") for e in main.iter("form") if e.get("method") == "post"] == []
    assert "hx-sse:connect" not in page.text
    assert "hx-sse:connect" in browser.get(f"/rounds/{round_.id}").text


@pytest.mark.parametrize("tail", ["", "/figures/paid"])
@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(1999, 1, 1), "there was nothing yet"),
        (date(2011, 12, 6), "This was not there yet"),
        (date(2099, 1, 1), "has not come yet"),
        ("2012-02-30", "Give a day between"),
    ],
)
def test_a_day_that_cannot_be_shown_says_why(
    programme: Programme, browser: Browser, tail: str, day: object, why: str
) -> None:
    with programme.engine.connect() as connection:
        round_ = next(each for each in rounds(connection) if each.name == "PRB/I")
    page = browser.get(f"/rounds/{round_.id}{tail}?as_of={day}&lang=en")
    assert (page.status, page.wrong_fields) == (422, {"as_of"})
    assert why in words(page.by_id("as_of-error"))


def test_a_form_of_a_past_day_says_that_nothing_can_be_done_there(programme: Programme, browser: Browser) -> None:
    with programme.engine.connect() as connection:
        open_ = next(each for each in rounds(connection) if not each.closed)
    path = f"/rounds/{open_.id}/rules/change"
    today = browser.get(path)
    then = browser.get(f"{path}?as_of=2012-07-15&lang=en")
    assert (today.status, then.status) == (200, 422)
    assert words(then.all("h1")[0]) == "Nothing can be done in the past"
    assert [e.get("href") for e in then.by_id("main").iter("a")] == [path]
    sent = browser.post(f"{path}?known=2012-07-15", today.fields(today.form(path)))
    assert sent.status == 422
    assert not sent.all("form", method="post", action=path)
