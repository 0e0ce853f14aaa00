"""The page of a grant as of any past day shows what the fold by hand says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element

import pytest

from grants.wording.labels import label
from tests.past import byhand
from tests.past.byhand import Fact, Log
from tests.past.test_figures_on_pages import browser, grosze_or_number, programme
from tests.past.test_grants import TRIPLES, Triple, triples
from tests.support.page import Browser, Page, words

__all__ = ["browser", "programme"]

Shown = dict[str, Any]
Fold = Callable[[Log, str, date, date], list[Fact]]
SUMS = {
    "Amount requested": "requested", "Amount awarded": "awarded", "Paid out": "paid",
    "Amount recognised": "recognised", "Own contribution": "own_contribution", "To be returned": "refund_due",
    "Refund requested": "refund_asked", "Money returned": "refund_received", "Written off": "refund_written_off",
}  # fmt: skip
"""What the card of money calls the parts of a state. It leaves out what has not come about."""
DECISIONS = {None: "waits for a decision", True: "accepted", False: "rejected"}


@pytest.fixture(scope="module")
def seen(log: Log, browser: Browser) -> list[tuple[Triple, Shown | None]]:
    """The triples of the command line, each with what the page shows; None where nothing was there yet."""
    visitor = replace(browser, reads=25)
    return [(triple, shown(asked_for(visitor, triple))) for triple in triples(log)]


def asked_for(browser: Browser, triple: Triple) -> Page:
    grant, day, known = triple
    return browser.get(f"/grants/{UUID(grant)}?as_of={day}&known={known}&lang=en")


def shown(page: Page) -> Shown | None:
    if page.status == 422:
        assert any("This was not there yet" in words(each) for each in page.all("p", id="as_of-error"))
        return None
    names = [(words(next(row.iter("dt"))), words(next(row.iter("dd")))) for row in divs(page, "pd-sums__row")]
    return {
        "stage": words(next(e for p in page.all("p") if p.get("class") == "pd-tags" for e in p.iter("strong"))),
        "sums": {SUMS[name]: grosze_or_number(amount.partition("zł")[0]) for name, amount in names if name in SUMS},
        "meetings": sorted(meeting(row) for row in rows(page, "meetings") if not list(row.iter("del"))),
        "counted": sum(1 for row in rows(page, "meetings") if counts(row)),
        "costs": sorted(cost(row) for row in rows(page, "costs")),
    }  # fmt: skip


def divs(page: Page, class_: str) -> list[Element]:
    return [e for e in page.all("div") if e.get("class") == class_]


def rows(page: Page, card: str) -> list[Element]:
    """Of the table in a card; none where there is no such card, or one line in it that nothing is there yet."""
    found = [e for e in page.all("section") if e.get("id") == card]
    return [row for each in found for body in each.iter("tbody") for row in body.iter("tr") if list(row.iter("th"))]


def cell(row: Element, name: str) -> str:
    """The words of a cell without its note."""
    found = next(e for e in row.iter("td") if e.get("data-label") == name)
    notes = [words(e) for e in found.iter("span") if e.get("class") == "pd-note"]
    return words(found).removesuffix(notes[0] if notes else "").strip()


def meeting(row: Element) -> tuple[int, int]:
    """Its number, and how many came."""
    return int(words(next(row.iter("th"))).split()[0]), int(cell(row, "People"))


def counts(row: Element) -> bool:
    return not list(row.iter("del")) and "does not count" not in cell(row, "Theme")


def cost(row: Element) -> tuple[int, str]:
    """What it charges, and what was decided."""
    return grosze_or_number(cell(row, "Charged")), cell(row, "Decision")


def expected(log: Log, triple: Triple, fold: Fold) -> Shown | None:
    kept = fold(log, *triple)
    if not byhand.all_of(kept, "applied"):
        return None
    state = byhand.state(kept)
    gone = {fact["cost_no"] for fact in byhand.all_of(kept, "cost_withdrawn")}
    return {
        "stage": label("stage", state["stage"], "en"), "sums": state,
        "meetings": [(m["meeting_no"], sum(n for _, n in m["attendance"])) for m in state["meetings"]],
        "counted": state["meetings_counted"],
        "costs": sorted(
            (c["charged"], "withdrawn" if c["cost_no"] in gone else DECISIONS[c["accepted"]]) for c in state["costs"]
        ),
    }  # fmt: skip


def agree(said: Shown | None, hand: Shown | None) -> bool:
    """A sum that the page leaves out is nothing; meetings and costs have no card before award and agreement."""
    if said is None or hand is None:
        return said is hand
    state = hand["sums"]
    sums = all(said["sums"].get(name, 0) == state[name] for name in SUMS.values())
    return sums and all(said[name] == hand[name] for name in ("stage", "meetings", "counted", "costs"))


def test_two_hundred_past_pages_show_what_the_fold_by_hand_says(
    log: Log, seen: list[tuple[Triple, Shown | None]]
) -> None:
    for triple, said in seen:
        hand = expected(log, triple, byhand.as_of)
        assert agree(said, hand), (triple, said, hand)
    assert len(seen) == TRIPLES
    assert sum(said is not None for _, said in seen) > TRIPLES // 2


def test_a_fold_that_cuts_first_is_found_out_on_pages_too(log: Log, seen: list[tuple[Triple, Shown | None]]) -> None:
    wrong = [triple for triple, said in seen if not agree(said, expected(log, triple, byhand.filtered_first))]
    assert len(wrong) >= 5, f"a fold that filters first differs on {len(wrong)} of {TRIPLES} only"
