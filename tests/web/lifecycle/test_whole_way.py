"""A whole grant through its pages, from the payment to the refund: meetings, costs, report, settlement, refund."""

from __future__ import annotations

import pytest

from tests.support import builders, cast
from tests.support.cast import LEADING, PARTNER
from tests.support.page import Browser, Page
from tests.web.conftest import Site

HOME = f"/grants/{LEADING.grant}"
NEW = f"{HOME}/meetings/new"
DAYS = ("12.03.2013", "16.04.2013", "21.05.2013")


def sent(browser: Browser, path: str, fields: dict[str, str], *, htmx: bool) -> Page:
    """Open the form, fill it in, send it, and look at the page it leads to."""
    done = browser.send(browser.get(path), fields, form=path, htmx=htmx)
    assert done.status == (200 if htmx else 303), done.text
    return browser.follow(done)


def meeting(day: str, **more: str) -> dict[str, str]:
    return {
        "occurred_on": day, "minutes": "90", "mode": "in_person", "theme": "Katalog w chmurze",
        "partners": str(PARTNER.id), "attendance-leading_library": "2", "attendance-partner_library": "3", **more,
    }  # fmt: skip


@pytest.mark.parametrize("htmx", [False, True])
def test_from_the_payment_to_the_last_refund(site: Site, *, htmx: bool) -> None:
    site.issue([builders.apply(), builders.award(), builders.sign(), builders.pay()])
    library, desk, till, chief = (
        site.visit(person) for person in (cast.LIBRARIAN, cast.COORDINATOR, cast.ACCOUNTANT, cast.MANAGER)
    )
    sent(library, NEW, meeting(DAYS[0], mode="virtual", channel="skype"), htmx=htmx)
    sent(library, NEW, meeting(DAYS[1]), htmx=htmx)
    page = sent(library, NEW, meeting(DAYS[2]), htmx=htmx)
    assert "3 z 4" in page.text
    cost = {
        "document_no": "FV 12/2013", "issuer_nip": cast.nip(777_000_000), "issued_on": "12.03.2013",
        "category": "travel", "gross": "1 000", "charged": "1000,00",
    }  # fmt: skip
    sent(library, f"{HOME}/costs/new", cost, htmx=htmx)
    sent(till, f"{HOME}/costs/1/accept", {}, htmx=htmx)
    sent(library, f"{HOME}/report", {"narrative": "Spotkaliśmy się trzy razy."}, htmx=htmx)
    preview = desk.get(f"{HOME}/settle")
    assert "750,00" in preview.text
    page = sent(chief, f"{HOME}/settle", {}, htmx=htmx)
    assert "250,00" in page.text
    sent(desk, f"{HOME}/refund/request", {}, htmx=htmx)
    page = sent(till, f"{HOME}/refund/receive", {"bank_reference": "Z 1/2013"}, htmx=htmx)
    assert "Zamknięt" in page.text
