"""Days as people type them into forms."""

from datetime import date

import pytest

from web.support.days import read_day

TODAY = date(2013, 4, 22)


@pytest.mark.parametrize(
    "text",
    [
        "22.04.2013", " 22.4.2013 ", "22. 04. 2013", "22-04-2013", "22/04/2013", "22042013", "2013-04-22",
        "22.04.2013 r.", "22 kwietnia 2013", "22 kwietnia 2013 r.", "22 KWI 2013", "22 kwi. 2013", "22 April 2013",
        "22 apr 2013", "22nd April 2013", "22.\u00a0kwiecień\u00a02013", "dziś", "Dzisiaj", "dzis", "today",
    ],
)  # fmt: skip
def test_one_day_in_many_ways(text: str) -> None:
    assert read_day(text, TODAY) == "2013-04-22"


@pytest.mark.parametrize(
    ("text", "day"), [("wczoraj", "2013-04-21"), ("yesterday", "2013-04-21"), ("przedwczoraj", "2013-04-20")]
)
def test_days_before_today(text: str, day: str) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["22.04.13", "22.04", "jutro", "22 kwiecienia 2013", "kwiecień 2013", "2013", "²2.04.2013"]
)
def test_what_is_no_day_stays_as_it_is_and_no_year_is_guessed(text: str) -> None:
    assert read_day(text, TODAY) == text


def test_words_need_a_day_to_start_from() -> None:
    assert read_day("dziś", None) == "dziś"
