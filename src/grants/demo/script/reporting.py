"""From the report to the last refund."""

from __future__ import annotations

from datetime import date, timedelta

from grants.demo import texts
from grants.demo.cast import CHIEF, DESK, TILL, Player
from grants.demo.days import working
from grants.demo.script.dossier import Dossier
from grants.lifecycle.commands.applying import Found
from grants.lifecycle.commands.ending import CorrectAfterClosure, FactValues, ReopenSettlement, WriteOffRefund
from grants.lifecycle.commands.settling import (
    RecordRefund,
    RequestRefund,
    ResubmitReport,
    ReturnReport,
    SettleGrant,
    SubmitReport,
)


def report(d: Dossier, day: date, narrative: str | None = None) -> None:
    """The report comes in."""
    words = narrative or d.rng.choice(texts.NARRATIVES)
    d.step("report", SubmitReport(grant=d.id, narrative=words), day)
    d.kept["report"] = d.version


def send_report_back(d: Dossier, day: date) -> None:
    """The report is returned with one finding."""
    field, note = d.rng.choice(texts.REPORT_RETURNED)
    due_on = working(day + timedelta(days=9))
    command = ReturnReport(grant=d.id, due_on=due_on, findings=[Found(field=field, note=note)])
    d.step("return-report", command, day)


def report_again(d: Dossier, day: date) -> None:
    """The corrected report."""
    d.step("report-again", ResubmitReport(grant=d.id, narrative=d.rng.choice(texts.NARRATIVES)), day)


def settle(d: Dossier, day: date, *, override: str | None = None) -> None:
    """A manager's exception, where a reason is given; else the desk."""
    who = CHIEF if override else d.rng.choice((DESK, DESK, CHIEF))
    d.step("settle", SettleGrant(grant=d.id, virtual_override=override), day, who)


def ask_back(d: Dossier, day: date, amount: int | None = None) -> None:
    """Ask for all that is due, or for a part."""
    d.step("ask-back", RequestRefund(grant=d.id, amount=amount), day)


def reopen(d: Dossier, day: date) -> None:
    """A settlement was wrong, and nothing came back yet: the grant is reported again."""
    d.step("reopen", ReopenSettlement(grant=d.id, reason=texts.REOPENED), day, CHIEF)


def write_off(d: Dossier, day: date, amount: int | None = None) -> None:
    """Give up what will not come back, or a part of it."""
    d.step("write-off", WriteOffRefund(grant=d.id, ground=texts.WRITTEN_OFF, amount=amount), day, CHIEF)


def correct_closed(d: Dossier, day: date, wrong: str, right: str) -> None:
    """The number of the agreement, found wrong when the round had long been closed."""
    command = CorrectAfterClosure(
        grant=d.id, corrects=d.kept["agreement"], old=FactValues(number=wrong), new=FactValues(number=right),
        reason=texts.WRONG_NUMBER,
    )  # fmt: skip
    d.step("correct-closed", command, day, CHIEF)


def came_back(d: Dossier, day: date, amount: int, *, part: int = 1, who: Player = TILL) -> None:
    """Unspent money on the bank's statement."""
    serial = d.rng.randrange(10_000)
    command = RecordRefund(grant=d.id, amount=amount, bank_reference=f"ZW {working(day):%Y/%m%d}/{serial:04}")
    d.step(f"refund-{part}", command, day, who)
