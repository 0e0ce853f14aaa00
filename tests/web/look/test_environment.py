"""The template environment: strict, escaped, and in the language of each rendering."""

from datetime import UTC, date, datetime

import jinja2
import pytest
from babel.messages.extract import extract_from_dir

from grants.wording.catalogues import merged
from tests.web.look.gallery import ROOT, environment
from web.support.charts import ticks
from web.support.jinja import described_by, field_id


def say(source: str, lang: str = "pl", **context: object) -> str:
    return environment().from_string(source).render(lang=lang, **context)


def test_a_filter_on_a_literal_is_not_frozen_in_the_first_language() -> None:
    template = environment().from_string('{{ 123450|money }} {{ 2613|number }} {{ _("Sign out") }}')
    assert template.render(lang="pl") == "1\u00a0234,50\u00a0zł 2\u00a0613 Wyloguj się"
    assert template.render(lang="en") == "1,234.50\u00a0zł 2,613 Sign out"
    assert template.render(lang="pl").endswith("Wyloguj się")


def test_a_macro_speaks_the_language_of_the_page_that_calls_it() -> None:
    template = environment().from_string('{{ ui.error_summary([("a", "x"), ("b", "y")]) }}')
    assert "Popraw 2 pola" in template.render(lang="pl")
    assert "Correct 2 fields" in template.render(lang="en")


def test_a_rendering_without_a_language_is_refused() -> None:
    with pytest.raises(LookupError, match="language"):
        environment().from_string("x").render()


def test_what_is_not_defined_is_an_error_and_what_is_typed_is_escaped() -> None:
    with pytest.raises(jinja2.UndefinedError):
        say("{{ missing }}")
    assert (
        say("{{ ui.tag(text) }}", text="<b>") == '<strong class="govuk-tag pd-tag pd-tag--neutral">&lt;b&gt;</strong>'
    )


def test_days_and_moments_are_the_programmes_own() -> None:
    late = datetime(2013, 4, 21, 22, 30, tzinfo=UTC)
    assert (
        say("{{ at|day }} {{ at|moment }} {{ at|clock(seconds=true) }}", at=late)
        == "22.04.2013 22.04.2013, 00:30 00:30:00"
    )
    assert say("{{ on|day(long=true) }} {{ on|day_month }} {{ on|month }}", on=date(2013, 4, 4)) == (
        "4 kwietnia 2013 4 kwietnia kwi"
    )
    assert say("{{ on|day }} {{ on|day(long=true) }}", "en", on=date(2013, 4, 4)) == "4 Apr 2013 4 April 2013"
    assert say("{{ 1|percent(3) }} {{ on|iso }} {{ at|iso }}", on=late.date(), at=late) == (
        "33% 2013-04-21 2013-04-21T22:30:00+00:00"
    )


def test_two_days_are_told_only_when_they_differ() -> None:
    at = datetime(2013, 2, 6, 8, 12, tzinfo=UTC)
    assert "zdarzyło się" not in say("{{ ui.two_days(on, at) }}", on=date(2013, 2, 6), at=at)
    told = say("{{ ui.two_days(on, at) }}", on=date(2013, 2, 4), at=at)
    assert "04.02.2013" in told
    assert "06.02.2013, 09:12" in told


def test_every_word_of_the_components_has_its_polish() -> None:
    folders = [("layouts/**.html", "jinja2.ext:babel_extract"), ("components/**.html", "jinja2.ext:babel_extract")]
    options = {"**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    found = list(extract_from_dir(ROOT / "templates", folders, options, keywords=keywords))
    assert len(found) > 100
    polish = merged()
    missing = [words for _, _, words, _, context in found if polish.get(_first(words), context) is None]
    assert missing == []


def _first(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[0]


@pytest.mark.parametrize(
    ("name", "expected"), [("amount", "amount"), ("plan-0-day", "plan-0-day"), ("budget[1].gross", "budget-1-gross")]
)
def test_the_id_of_a_field_follows_from_its_name(name: str, expected: str) -> None:
    assert field_id(name) == expected


def test_described_by_leaves_out_what_is_not_there() -> None:
    assert described_by(None, "a-hint", None, "a-error") == "a-hint a-error"
    assert described_by(None, None) is None


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(0, [0, 1]), (3, [0, 1, 2, 3]), (76, [0, 20, 40, 60, 80]), (1000, [0, 500, 1000]), (1001, [0, 500, 1000, 1500])],
)
def test_an_axis_has_round_steps_up_to_the_highest_bar(highest: int, expected: list[int]) -> None:
    assert ticks(highest) == expected
