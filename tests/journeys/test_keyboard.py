"""A grant's whole life without a mouse, for two persons: whoever looks after it, and finance."""

from __future__ import annotations

import sys

import pytest
from playwright.sync_api import expect

from grants.kernel.clock import system_clock
from tests.journeys.keyboard import Keys
from tests.journeys.steps import Fields, figures
from tests.support import builders
from tests.support.browser import Open
from tests.support.cast import ACCOUNTANT, EVERYBODY, LEADING, PARTNER, ROUND, Person
from tests.support.grounds import ago, asked, typed
from tests.support.server import Server
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
HOME = f"/grants/{LEADING.grant}"
BOARD = f"/rounds/{ROUND}"
MEETING: Fields = {
    "minutes": "90", "mode": "in_person", "partners": [str(PARTNER.id)], "theme": "Katalog",
    "attendance-leading_library": "2", "attendance-partner_library": "3",
}  # fmt: skip


def sign_in(keys: Keys, person: Person) -> None:
    """On the way to the grant."""
    keys.window.open(f"/sign-in?next={HOME}")
    for name, value in (("login", person.first_name), ("password", PASSWORD)):
        keys.to(f"#sign-in [name={name}]")
        keys.type(value)
    keys.leave("Enter", HOME)


def agree(desk: Keys) -> None:
    """Award, a meeting planned, another sum, the agreement."""
    desk.go(f"{HOME}/award")
    desk.send({"occurred_on": typed(104)})
    desk.go(f"{HOME}/plans/new")
    desk.send({"day": typed(60), "mode": "virtual", "channel": "skype", "occurred_on": typed(103)}, enter=True)
    desk.go(f"{HOME}/change-award")
    desk.send({"amount": "900", "reason": "Mniej wyjazdów", "occurred_on": typed(103)})
    desk.go(f"{HOME}/sign")
    desk.send({"number": "PRB/I/1", "occurred_on": typed(102)}, enter=True)


def pay(till: Keys) -> None:
    """Paid, given back by the bank, paid again; a reversal without a reason is answered under the focus."""
    till.go(f"{HOME}/pay")
    till.send({"bank_reference": "P 1", "occurred_on": typed(101)})
    till.go(f"{HOME}/payments/1/reverse")
    till.fill({"occurred_on": typed(100), "bank_reference": "S 1"})
    till.press("Enter")
    expect(till.page.locator(".govuk-error-summary")).to_be_focused()
    till.to('.govuk-error-summary a[href="#reason"]')
    till.press("Enter")
    expect(till.page.locator("#reason")).to_be_focused()
    till.send({"reason": "Konto zamknięte"})
    till.go(f"{HOME}/pay")
    till.send({"bank_reference": "P 2", "occurred_on": typed(99)})


def meet(desk: Keys) -> None:
    """Three meetings: one corrected, one voided, so two that count."""
    for day, more in ((typed(90), {}), (typed(60), {"mode": "virtual", "channel": "skype"}), (typed(50), {})):
        desk.go(f"{HOME}/meetings/new")
        desk.send({"occurred_on": day, **MEETING, **more})
    desk.go(f"{HOME}/meetings/1/correct")
    desk.send({"new-attendance-partner_library": "5", "reason": "Lista", "occurred_on": typed(48)}, enter=True)
    desk.go(f"{HOME}/meetings/3/void")
    desk.send({"reason": "Nie odbyło się", "occurred_on": typed(47)})


def report(desk: Keys) -> None:
    """Five days more, and seven too late all the same."""
    desk.go(f"{HOME}/report/extend")
    desk.send({"due_on": typed(10), "reason": "Choroba", "occurred_on": typed(16)}, enter=True)
    desk.go(f"{HOME}/report")
    desk.send({"narrative": "Spotkaliśmy się.", "occurred_on": typed(3)})
    expect(desk.page.locator("main")).to_contain_text("7 dni")


def settle(desk: Keys, till: Keys) -> None:
    """Half the meetings, half the money, twice; the rest comes back in two parts, and the grant is closed."""
    desk.go(f"{HOME}/settle")
    desk.send({"occurred_on": typed(2)}, enter=True)
    desk.go(f"{HOME}/settlement/reopen")
    desk.send({"reason": "Sprawdzamy jeszcze raz", "occurred_on": typed(1)}, enter=True)
    desk.go(f"{HOME}/settle")
    desk.send({"occurred_on": typed(1)}, enter=True)
    desk.go(f"{HOME}/refund/request")
    desk.send({"occurred_on": typed(1)}, enter=True)
    till.window.open(HOME)
    for amount, reference in (("300", "Z 1"), ("150", "Z 2")):
        till.go(f"{HOME}/refund/receive")
        till.send({"amount": amount, "occurred_on": typed(0), "bank_reference": reference}, enter=True)
    expect(till.page.locator(".pd-title")).to_contain_text("Zamknięt")


AT_THE_END = {
    "money-requested": "1 000 zł", "money-awarded_money": "900 zł", "money-paid": "900 zł",
    "money-recognised": "450 zł", "money-refund_due": "450 zł", "money-refund_received": "450 zł",
    "meetings-meetings_held": "2", "meetings-meetings_counted": "2", "meetings-attendances": "12", "way-5": "1",
}  # fmt: skip


def test_a_whole_life_by_keys_alone(fresh: Server, window: Open, capsys: pytest.CaptureFixture[str]) -> None:
    plan = builders.plan([ago(90), ago(70), ago(50), ago(30)])
    asked(fresh.url, builders.apply(occurred_on=ago(110), plan=plan), clock=system_clock)
    desk, till = (Keys(window(fresh.address)) for _ in range(2))
    sign_in(desk, EVERYBODY)
    agree(desk)
    sign_in(till, ACCOUNTANT)
    pay(till)
    cost = builders.cost(issued_on=ago(80), occurred_on=ago(40))
    asked(fresh.url, cost, builders.accept(occurred_on=ago(39)), clock=system_clock)
    meet(desk)
    report(desk)
    settle(desk, till)
    desk.window.open(BOARD)
    shown = figures(desk.window)
    assert {name: shown.get(name) for name in AT_THE_END} == AT_THE_END
    with capsys.disabled():
        pressed, stops = desk.pressed + till.pressed, desk.stops + till.stops
        sys.stdout.write(f"\na grant's whole life: {pressed} keys pressed, the focus was seen at {stops} stops\n")
