"""What was promised and paid, changed by decision; and who looks after the grant."""

from __future__ import annotations

from datetime import date

from grants.demo import texts
from grants.demo.cast import CHIEF, TILL, Player
from grants.demo.days import working
from grants.demo.dice import dice
from grants.demo.numbers import Numbers
from grants.demo.script.dossier import Dossier
from grants.lifecycle.commands.assigning import AssignGrant
from grants.lifecycle.commands.revising import AmendAgreement, ChangeAward, ExtendReportDeadline, ReversePayment


def look_after(d: Dossier, day: date, who: Player) -> None:
    """The manager puts the grant on somebody's desk."""
    d.step("assign", AssignGrant(grant=d.id, person=who.id), day, CHIEF)


def change_award(d: Dossier, day: date, amount: int) -> None:
    """Another amount, by decision."""
    d.step("change-award", ChangeAward(grant=d.id, amount=amount, reason=texts.AWARD_CHANGED), day, CHIEF)
    d.awarded = amount


def new_account(d: Dossier, day: date, number: str) -> None:
    """An amendment with another account, to which payments go from then on."""
    d.nrb = Numbers(dice(f"{d.name}/account")).nrb()
    d.step("amend", AmendAgreement(grant=d.id, number=number, nrb=d.nrb, note=texts.AMENDED), day)


def amend(d: Dossier, day: date, number: str) -> None:
    """An amendment that moves no money."""
    d.step("amend-terms", AmendAgreement(grant=d.id, number=number, note=texts.AMENDED_TERMS), day)


def reverse(d: Dossier, day: date, payment_no: int) -> None:
    """The bank sent a whole payment back; only the only one is told of here."""
    reference = f"ZW {working(day):%Y/%m%d}/{d.rng.randrange(10_000):04}"
    command = ReversePayment(grant=d.id, payment_no=payment_no, bank_reference=reference, reason=texts.PAYMENT_BOUNCED)
    d.step(f"reverse-{payment_no}", command, day, TILL)
    d.paid = 0


def extend(d: Dossier, day: date, due_on: date, reason: str = texts.EXTENDED) -> None:
    """The report may come later, also after its day has passed."""
    d.step("extend", ExtendReportDeadline(grant=d.id, due_on=due_on, reason=reason), day)
