"""Awards, agreements, payments, cancellations, and their corrections."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from grants.demo import texts
from grants.demo.cast import CHIEF, DESK, TILL, Player
from grants.demo.days import moment, next_weekday
from grants.demo.script.dossier import Dossier
from grants.lifecycle.commands.awarding import AwardGrant, AwardRow, CancelGrant, RecordPayment, SignAgreement
from grants.lifecycle.commands.settling import CorrectFact, FactChange

THURSDAY: Final = 3
SLIPPED: Final = 9_000
"""How far two swapped digits take an award below what was meant, in grosze."""


def meeting_of_staff(ready: date) -> date:
    """Complete applications are decided together, on Thursdays."""
    return next_weekday(ready + timedelta(days=2), THURSDAY)


def staff_decided(day: date) -> datetime:
    """The moment at which a Thursday's awards are entered."""
    return moment(day, 15, 10, 30)


def awarded_together(d: Dossier, day: date, *, less: int = 0) -> AwardRow:
    """The grant's row of a Thursday's bulk award. ``less``: grosze below what was asked for."""
    d.diary.seen(staff_decided(day))
    _awarded(d, day, d.requested - less)
    return AwardRow(grant=d.id, amount=d.awarded if less else None)


def award_alone(d: Dossier, day: date, who: Player = CHIEF) -> None:
    """One award by itself."""
    d.step("award", AwardGrant(grant=d.id), day, who, facts=0)
    _awarded(d, d.today, d.requested)


def _awarded(d: Dossier, day: date, amount: int) -> None:
    d.version += 1
    d.kept["award"], d.awarded, d.awarded_on = d.version, amount, day


def correct_award(d: Dossier, day: date) -> None:
    """The amount was keyed in with two digits swapped."""
    meant = d.awarded + SLIPPED
    fix(d, "award", "amount", d.awarded, meant, texts.WRONG_AMOUNT, day, CHIEF)
    d.awarded = meant


def sign(d: Dossier, day: date, number: str) -> None:
    """Both sides signed; the paper arrives on ``day``."""
    d.step("sign", SignAgreement(grant=d.id, number=number), day)
    d.kept["agreement"] = d.version


def pay(d: Dossier, day: date, amount: int | None = None, who: Player = TILL) -> None:
    """The whole award, unless a part is named."""
    at = d.diary.at(day)
    serial = d.rng.randrange(10_000)
    command = RecordPayment(
        grant=d.id, amount=amount or d.awarded, bank_reference=f"WB {at:%Y/%m%d}/{serial:04}", nrb=d.nrb
    )
    d.step(f"pay-{d.transfers}", command, d.today, who)
    d.transfers += 1
    d.kept["payment"] = d.version
    d.paid += command.amount


def correct_bank_day(d: Dossier, day: date) -> None:
    """The statement says that the money left a working day later than the order."""
    paid_on = d.today
    later = next(x for n in range(1, 9) if (x := paid_on + timedelta(days=n)).weekday() < 5)  # noqa: PLR2004  Friday
    day = max(day, later)
    fix(d, "payment", "occurred_on", paid_on.isoformat(), later.isoformat(), texts.WRONG_BANK_DAY, day, TILL)


def fix(  # noqa: PLR0917  read like the sentence: this fact's field, old, new, why, when, who
    d: Dossier, fact: str, field: str, old: int | str, new: int | str, reason: str, day: date, who: Player
) -> None:
    """A value keyed in wrongly, put right by an event that names it."""
    change = FactChange(field=field, old=old, new=new)
    d.step(f"fix-{fact}", CorrectFact(grant=d.id, corrects=d.kept[fact], changes=[change], reason=reason), day, who)


def cancel(d: Dossier, day: date) -> None:
    """The agreement is terminated."""
    d.step("cancel", CancelGrant(grant=d.id, ground=d.rng.choice(texts.CANCELLED)), day, CHIEF)


def payer(d: Dossier) -> Player:
    """Where four eyes are asked for, the one who pays never awarded."""
    return TILL if d.season.rules.four_eyes or d.rng.random() < 0.4 else DESK  # noqa: PLR2004
