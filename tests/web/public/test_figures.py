"""Every figure of every published summary equals the sum of the entries that anybody downloads behind it."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import Any
from uuid import UUID

import pytest

from grants.bootstrap import Programme
from grants.read.ledger import FIGURES, PUBLIC
from tests.support.page import Browser
from web.public.shown import GROUPS

SUMMARIES = ("/public/prb/i/versions/1", "/public/prb/i/versions/2", "/public/prb/ii/versions/1",
             "/public/prb/versions/1", "/public/pd26/3/versions/1")  # fmt: skip


def told(anybody: Browser, path: str) -> Any:
    return json.loads(anybody.get(f"{path}/summary.json").text)


def lines(anybody: Browser, path: str, query: str = "") -> list[dict[str, str]]:
    text = anybody.get(f"{path}/lines.csv{query}").text
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def sums(rows: list[dict[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row["part"]] += int(row["amount"])
    return Counter({part: amount for part, amount in found.items() if amount})


@pytest.mark.parametrize("path", SUMMARIES)
def test_each_figure_is_the_sum_of_its_entries_part_by_part(anybody: Browser, path: str) -> None:
    """Also a figure that is nought; there are as many checks as figures, and they are not all nought."""
    frozen = told(anybody, path)["figures"]
    assert len(frozen) > 60
    checked = 0
    for code in PUBLIC:
        published = Counter({each.get("part", ""): each["amount"] for each in frozen if each["figure"] == code})
        assert sums(lines(anybody, f"{path}/figures/{code}")) == published, code
        checked += 1
    assert checked == len(FIGURES) - 2


@pytest.mark.parametrize("path", SUMMARIES)
def test_each_month_and_each_round_is_too(anybody: Browser, path: str) -> None:
    summary = told(anybody, path)
    assert summary["months"]
    for each in summary["months"]:
        query = f"?dimension={each['mode']}&month={each['month']}"
        rows = lines(anybody, f"{path}/figures/meetings_held", query)
        assert sum(int(row["amount"]) for row in rows) == each["meetings"]
    for each in summary["rounds"]:
        rows = lines(anybody, f"{path}/figures/{each['figure']}")
        assert sum(int(row["amount"]) for row in rows if row["round"] == each["round"]) == each["amount"], each
    assert bool(summary["rounds"]) == path.startswith("/public/prb/versions")


def test_an_entry_names_no_person_and_its_event_is_in_the_log(anybody: Browser, programme: Programme) -> None:
    rows = lines(anybody, f"{SUMMARIES[1]}/figures/paid")
    assert len(rows) > 150
    assert set(rows[0]) == {
        "occurred_on", "known_on", "round", "grant", "library", "town", "figure", "part", "amount", "unit", "stream",
        "version",
    }  # fmt: skip
    for row in rows[::25]:
        version = int(row["version"])
        [event] = programme.log.stream(UUID(row["stream"]), after=version - 1, upto=version)
        assert event.occurred_on.isoformat() == row["occurred_on"]
        assert row["grant"].startswith("PRB/I/")
        assert row["library"]


def test_a_figure_taken_from_a_later_day_would_be_noticed(anybody: Browser) -> None:
    """The control: the entries of version 2 do not come to version 1."""
    first = Counter(
        {each.get("part", ""): each["amount"] for each in told(anybody, SUMMARIES[0])["figures"]
         if each["figure"] == "recognised"}
    )  # fmt: skip
    assert sums(lines(anybody, f"{SUMMARIES[1]}/figures/recognised")) != first


def test_every_figure_of_a_summary_stands_in_its_table_once() -> None:
    shown = [code for group in GROUPS for code in group]
    assert sorted(shown) == sorted(PUBLIC)


def test_the_headline_of_the_source_is_what_its_rounds_say(anybody: Browser) -> None:
    """150 and 125 Leading Libraries, over 1,000 meetings, almost 5,000 people."""
    amounts = {each["figure"]: 0 for each in told(anybody, SUMMARIES[3])["figures"]}
    for each in told(anybody, SUMMARIES[3])["figures"]:
        amounts[each["figure"]] += each["amount"]
    assert amounts["with_meeting"] == 275
    assert amounts["meetings_held"] > 1_000
    assert 4_800 < amounts["attendances"] < 5_000


def pages(anybody: Browser, path: str) -> Iterator[str]:
    """The addresses behind the figures on a summary's page."""
    for link in anybody.get(path).all("a"):
        href = link.get("href") or ""
        if "/figures/" in href:
            yield href


def test_each_figure_on_the_page_opens_into_a_page_that_agrees(anybody: Browser) -> None:
    """Charts, map and tables: one in ten of their links."""
    found = sorted(set(pages(anybody, "/public/prb/i")))
    assert len(found) > 120
    for href in found[::10]:
        opened = anybody.get(href)
        assert opened.status == 200, href
        assert "Suma wszystkich wpisów" in opened.text, href
        assert "Suma wpisów nie zgadza się" not in opened.text
