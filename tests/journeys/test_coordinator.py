"""The coordinator's way from an application to the last refund, through the pages alone, with scripts running.

Steps whose page test_keyboard.py works through in a window are sent here as plain forms of the same persons.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys import plain
from tests.journeys.steps import Fields, figures, go, press, send
from tests.support import cast
from tests.support.browser import Open, Window
from tests.support.cast import ACCOUNTANT, AUDITOR, COORDINATOR, LEADING, PARTNER, PARTNER_TWO, ROUND
from tests.support.grounds import typed
from tests.support.server import Server
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
HOME = f"/grants/{LEADING.grant}"
BOARD = f"/rounds/{ROUND}"
APPLICATION: Fields = {
    "library": str(LEADING.id), "requested": "1 000",
    "plan-0-day": typed(90), "plan-0-mode": "in_person", "plan-1-day": typed(70), "plan-1-mode": "virtual",
    "plan-1-channel": "skype", "plan-2-day": typed(50), "plan-2-mode": "in_person", "plan-3-day": typed(30),
    "plan-3-mode": "in_person", "budget-0-category": "travel", "budget-0-amount": "700",
    "budget-1-category": "materials", "budget-1-amount": "250", "nrb": LEADING.nrb,
    "consents": ["rules_accepted", "data_true", "public_listing"], "occurred_on": typed(110),
}  # fmt: skip


def meeting(day: str, **more: str | list[str]) -> Fields:
    return {
        "occurred_on": day, "minutes": "90", "mode": "in_person", "theme": "Katalog w chmurze",
        "partners": [str(PARTNER.id), str(PARTNER_TWO.id)], "purposes": ["exchange_experience"],
        "attendance-leading_library": "2", "attendance-partner_library": "3", "attendance-ngo": "1", **more,
    }  # fmt: skip


def cost(number: str, gross: str) -> Fields:
    return {
        "document_no": number, "issuer_nip": cast.nip(777_000_000), "issued_on": typed(90), "category": "travel",
        "gross": gross, "charged": gross, "occurred_on": typed(29),
    }  # fmt: skip


def apply_and_award(desk: Window, till: Window) -> None:
    """With a mistake in the budget that the form finds, and a return for correction."""
    desk.open(BOARD)
    go(desk, f"{BOARD}/apply")
    press(desk, APPLICATION)
    expect(desk.page.locator(".pd-panel--refusal, .govuk-error-summary")).to_be_focused()
    expect(desk.page.locator("[name=nrb]")).to_have_value(LEADING.nrb)
    send(desk, {"budget-1-amount": "300"})
    go(desk, f"{HOME}/return")
    remark: Fields = {"findings-0-field": "budget", "findings-0-note": "Proszę rozpisać koszty dojazdu"}
    send(desk, {**remark, "due_on": typed(104), "occurred_on": typed(108)})
    go(desk, f"{HOME}/resubmit")
    expect(desk.page.locator("main")).to_contain_text("Proszę rozpisać koszty dojazdu")
    send(desk, {"budget-0-amount": "600", "budget-1-amount": "400", "nrb": LEADING.nrb, "occurred_on": typed(106)})
    plain.send(desk, f"{HOME}/award", {"occurred_on": typed(104)})
    plain.send(desk, f"{HOME}/sign", {"number": "PRB/I/1", "occurred_on": typed(102)})
    plain.send(till, f"{HOME}/pay", {"bank_reference": "P 1/2013", "occurred_on": typed(101)})


def meet(desk: Window) -> None:
    """Three meetings; one of them with a slip that is corrected, one keyed in twice and voided."""
    for each in (meeting(typed(90)), meeting(typed(70), mode="virtual", channel="skype"), meeting(typed(50))):
        plain.send(desk, f"{HOME}/meetings/new", each)
    desk.open(HOME)
    go(desk, f"{HOME}/meetings/new")
    press(desk, meeting(typed(50)))
    expect(desk.page.locator(".pd-panel--refusal")).to_be_focused()
    send(desk, {"confirmed": True})
    plain.send(desk, f"{HOME}/meetings/4/void", {"reason": "Wpisane dwa razy", "occurred_on": typed(49)})
    slip: Fields = {"new-attendance-partner_library": "5", "reason": "Lista obecności", "occurred_on": typed(48)}
    plain.send(desk, f"{HOME}/meetings/1/correct", slip)


def settle(desk: Window, till: Window) -> None:
    """Two costs, one rejected; a late report; three of four meetings, so three quarters of the money."""
    plain.send(desk, f"{HOME}/costs/new", cost("FV 12/2013", "800"))
    desk.open(HOME)
    expect(desk.page.locator("#counts")).to_contain_text("3")
    go(desk, f"{HOME}/costs/new")
    send(desk, cost("FV 13/2013", "150"))
    till.open(HOME)
    till.page.locator("#costs button", has_text="FV 12/2013").click()
    expect(till.page.locator("#costs")).to_contain_text("uznano 800 zł")
    go(till, f"{HOME}/costs/2/reject")
    send(till, {"reason": "Poza budżetem", "occurred_on": typed(0)})
    plain.send(desk, f"{HOME}/report", {"narrative": "Spotkaliśmy się trzy razy.", "occurred_on": typed(3)})
    desk.open(HOME)
    expect(desk.page.locator("main")).to_contain_text("12 dni")
    go(desk, f"{HOME}/settle")
    for sum_ in ("750,00", "800,00", "250,00"):
        expect(desk.page.locator("#arithmetic")).to_contain_text(sum_)
    send(desk, {"occurred_on": typed(0)})
    plain.send(desk, f"{HOME}/refund/request", {"occurred_on": typed(0)})
    till.open(HOME)
    go(till, f"{HOME}/refund/receive")
    send(till, {"bank_reference": "Z 1/2013", "occurred_on": typed(0)})
    expect(till.page.locator(".pd-title")).to_contain_text("Zamknięt")


AT_THE_END = {
    "way-1": "1", "way-2": "1", "way-3": "1", "way-4": "0", "way-5": "1",
    "money-requested": "1 000 zł", "money-awarded_money": "1 000 zł", "money-paid": "1 000 zł",
    "money-recognised": "750 zł", "money-refund_due": "250 zł", "money-refund_received": "250 zł",
    "meetings-meetings_held": "3", "meetings-meetings_counted": "3", "meetings-attendances": "20",
}  # fmt: skip


def test_from_the_application_to_the_last_refund(fresh: Server, window: Open) -> None:
    desk, till, watching = (window(fresh.address) for _ in range(3))
    for one, person in ((desk, COORDINATOR), (till, ACCOUNTANT), (watching, AUDITOR)):
        one.let_in(person.first_name, PASSWORD)
    watching.open(BOARD)
    expect(watching.page.locator("#live")).to_have_attribute("data-live", "on")
    apply_and_award(desk, till)
    meet(desk)
    settle(desk, till)
    desk.open(BOARD)
    shown = figures(desk)
    assert {name: shown.get(name) for name in AT_THE_END} == AT_THE_END
    expect(watching.page.locator('[data-figure="money-refund_received"]')).to_have_text("250 zł")
    assert figures(watching) == shown, "a page that was open all the time shows the same"
