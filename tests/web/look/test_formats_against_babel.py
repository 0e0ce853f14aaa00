"""Our quick formats say what Babel says, on thousands of values."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from web.support import formats

BABEL = {"pl": "pl", "en": "en_GB"}
CHANCE = random.Random(2013)
AMOUNTS = [0, 1, 99, 100, 99_999, 100_000, 123_450, -123_450] + [CHANCE.randint(-(10**12), 10**12) for _ in range(1500)]
DAYS = [date(2000, 1, 1) + timedelta(days=CHANCE.randint(0, 20_000)) for _ in range(1000)]


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_money_and_counts(lang: str) -> None:
    for amount in AMOUNTS:
        words = format_decimal(amount / 100, "#,##0.00", locale=BABEL[lang])
        assert formats.money(amount, lang) == f"{words}\u00a0zł"
        assert formats.number(amount, lang) == format_decimal(amount, "#,##0", locale=BABEL[lang])


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_days(lang: str) -> None:
    short = {"pl": "dd.MM.y", "en": "d MMM y"}[lang]
    for value in DAYS:
        assert formats.day(value, lang) == format_date(value, short, locale=BABEL[lang])
        assert formats.day(value, lang, long=True) == format_date(value, "d MMMM y", locale=BABEL[lang])
        assert formats.day_month(value, lang) == format_date(value, "d MMMM", locale=BABEL[lang])
        assert formats.month(value, lang) == format_date(value, "LLL", locale=BABEL[lang])


def test_moments_cross_summer_time_as_babel_does() -> None:
    start = datetime(2013, 1, 1, tzinfo=UTC)
    for _ in range(1000):
        at = start + timedelta(minutes=CHANCE.randint(0, 2_000_000))
        expected = format_datetime(at, "dd.MM.y, HH:mm", tzinfo=formats.WARSAW, locale="pl")
        assert formats.moment(at, "pl") == expected


def test_overviews_leave_out_whole_zlote_only() -> None:
    assert formats.money(15_035_000, "pl", short=True) == "150\u00a0350\u00a0zł"
    assert formats.money(15_035_001, "pl", short=True) == "150\u00a0350,01\u00a0zł"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        formats.moment(datetime(2013, 1, 1), "pl")  # noqa: DTZ001 - the very mistake


def test_plural_forms() -> None:
    forms = {"one": "spotkanie", "few": "spotkania", "many": "spotkań"}
    said = {n: formats.plural(n, "pl", **forms) for n in (1, 2, 5, 12, 22, 112)}
    assert said == {1: "spotkanie", 2: "spotkania", 5: "spotkań", 12: "spotkań", 22: "spotkania", 112: "spotkań"}
    assert formats.plural(0, "en", one="meeting", other="meetings") == "meetings"
