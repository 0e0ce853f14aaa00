"""Withdrawn, and applied for again while the call is open: on the pages, in the figures, with a number of its own."""

from __future__ import annotations

from datetime import date

from tests.support import builders as b
from tests.support.cast import COORDINATOR, LEADING, LIBRARIAN, ROUND, SECOND
from tests.support.page import words
from tests.web.lifecycle.conftest import HOME, Begun

APPLY = f"/rounds/{ROUND}/apply"
WITHDRAWN = (b.apply(), b.award(), b.withdraw())


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_withdrawn_award_is_applied_for_again_and_gets_a_number_of_its_own(begun: Begun) -> None:
    site = begun(*WITHDRAWN)
    visitor = site.visit(COORDINATOR)
    page = visitor.get(HOME)
    assert "Wycofany" in words(page.by_id("main"))
    link = page.all("a", href=f"{APPLY}?library={LEADING.id}")
    assert link, "the withdrawn grant's page leads to the form"
    site.issue(b.apply(requested=80_000, occurred_on=date(2013, 2, 22)))
    page = visitor.get(HOME)
    told = plain(words(page.by_id("main")))
    assert "wniosek nr 2" in told
    assert "Złożono wniosek o 800,00 zł" in plain(words(page.by_id("trail")))
    assert "grant nr" not in told.split("Co dalej")[0]
    form = visitor.get(f"{HOME}/award")
    page = visitor.follow(visitor.send(form, {"occurred_on": "23.02.2013"}, form=f"{HOME}/award"))
    assert "wniosek nr 2 · grant nr 2" in plain(words(page.by_id("main")))
    site.issue(b.apply(SECOND))
    left = visitor.get(f"/grants/{SECOND.grant}/award").by_id("budget-left")
    assert "9 200,00 zł" in plain(words(left)), "only the second award is set aside"


def test_after_the_call_the_library_itself_is_told_so(begun: Begun) -> None:
    visitor = begun(*WITHDRAWN).visit(LIBRARIAN)
    assert not visitor.get(HOME).all("a", href=f"{APPLY}?library={LEADING.id}")
    assert "28.02.2013" in words(visitor.get(APPLY).by_id("main"))
