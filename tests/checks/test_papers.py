"""When two documents are nearly the same: spelling, a slip of the finger, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from grants.read.checks.papers import alike, bare, same_number
from grants.store.texts import Document, Erased

NIP, OTHER = "5261040828", "9995877331"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FV 12/2013", "fv-12-2013"),
        ("FV 12/2013", "Faktura nr 12/2013"),
        ("FV 012/2013", "FV 12/2013"),
        ("FV 12/13", "FV 12/2013"),
        ("R-76081/12", "Rachunek 76081/2012"),
        ("FA/2012/04/51034", "FA/2012/04/51043"),
        ("FA/2012/04/51034", "FA/2012/04/5134"),
        ("FA/2012/04/51034", "FA/2012/04/51035"),
    ],
)
def test_the_same_number_in_another_spelling_or_with_one_slip(one: str, other: str) -> None:
    assert same_number(one, other)
    assert same_number(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FV 12/2013", "FV 13/2014"),
        ("1/12", "11/2"),
        ("12/13", "13/13"),  # too short for a slip to say anything
        ("FA/2012/04/51034", "FA/2012/05/51043"),
        ("A/12345", "B/54321"),
    ],
)
def test_other_numbers_are_other_numbers(one: str, other: str) -> None:
    assert not same_number(one, other)
    assert not same_number(other, one)


def test_what_is_left_of_a_number() -> None:
    assert bare("Faktura VAT nr 007/2013") == "7/13"
    assert bare("R-76081/12") == "76081/12"
    assert bare("000") == "0"


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (Document("FV 12/2013", NIP), Document("12-2013", NIP), "both"),
        (Document("FV 12/2013", NIP), Document("12-2013", OTHER), "number"),
        (Document("FV 12/2013", NIP), Document("88/2014", NIP), "issuer"),
        (Document("FV 12/2013", NIP), Document("88/2014", OTHER), "neither"),
        (Document("FV 12/2013", NIP), Erased(date(2014, 1, 2), "RODO"), "unknown"),
        (Document("FV 12/2013", NIP), None, "unknown"),
    ],
)
def test_the_verdict_on_two_papers(one: Document, other: Document | Erased | None, verdict: str) -> None:
    assert alike(one, other) == verdict
    assert alike(other, one) == verdict
