"""A fate, lived: chapter by chapter from the coalition to the closed grant."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from grants.demo import texts
from grants.demo.cast import DESK
from grants.demo.days import working
from grants.demo.plan import Fate
from grants.demo.script import applying, awarding
from grants.demo.script.delivery import charge, give_back, meet, report, settle
from grants.demo.script.dossier import Dossier
from grants.demo.script.office import Office
from grants.rounds.commands import Rules

ODD = 2


def live(fate: Fate, office: Office) -> Dossier:
    """The whole script of one grant."""
    d = Dossier(fate.season, fate.name, fate.leading, [*fate.partners])
    newcomer = d.partners.pop() if fate.partner == "added" else None
    if not _apply(d, fate):
        return d
    if not _award(d, fate, office):
        return d
    if newcomer:
        d.partners.append(newcomer)
        applying.add_partner(d, d.later(2, 5))
    if fate.ending == "cancelled_paid":
        awarding.cancel(d, d.later(25, 60))
        give_back(d, fate, d.paid)
        return d
    if fate.ending == "settled":
        meet(d, fate)
        charge(d, fate, office)
    report(d, fate)
    settle(d, fate, office)
    return d


def _apply(d: Dossier, fate: Fate) -> bool:
    """Up to an application that can be awarded; False if it ends here."""
    rules, wish = d.season.changed, fate.waiver.startswith("form_")
    sent = _sent(d.rng, rules, early=fate.application == "again")
    applying.coalition(d, max(rules.call_opens_on, sent - timedelta(days=d.rng.randint(2, 12))))
    if fate.ending == "silent":
        return False
    if fate.money == "award_amount":
        d.requested = 98_000
    applying.apply(d, sent, sent + timedelta(days=d.rng.choice((0, 0, 1, 1, 2, 3))), wish=wish)
    if fate.ending == "withdrawn":
        applying.withdraw(d, d.later(3, 12))
        return False
    if fate.ending == "rejected":
        applying.reject(d, d.later(6, 14))
        return False
    if fate.application == "again":
        applying.withdraw(d, d.later(1, 3), texts.TO_APPLY_AGAIN)
        again = working(d.later(2, 5))
        applying.apply(d, again, again, wish=wish, again=True)
    _put_in_order(d, fate, wish=wish)
    return True


def _put_in_order(d: Dossier, fate: Fate, *, wish: bool) -> None:
    """The waiver asked for in the form, and the return for correction."""
    if fate.waiver == "form_refused":
        applying.decide_waiver(d, d.later(2, 6), granted=False)
        applying.send_back(d, d.today, "plan", texts.NO_VIRTUAL_PLANNED)
        applying.resubmit(d, d.later(3, 9))
        return
    if fate.waiver == "form_granted" and fate.number % ODD:
        applying.decide_waiver(d, d.later(2, 8), granted=True)
    if fate.application == "returned":
        applying.send_back(d, d.later(2, 7))
        applying.resubmit(d, d.later(3, 9), virtual=not wish)


def _award(d: Dossier, fate: Fate, office: Office) -> bool:
    """Award, agreement, payment; False if it ends on the way."""
    thursday = awarding.meeting_of_staff(d.today)
    less = {"lower_award": d.rng.choice((5_000, 7_500, 10_000)), "award_amount": awarding.SLIPPED}.get(fate.money, 0)
    if not less and d.rng.random() < 0.07:  # noqa: PLR2004  few are awarded by themselves
        awarding.award_alone(d, d.later(2, 5))
    else:
        office.thursdays[thursday].append(awarding.awarded_together(d, thursday, less=less))
    if fate.money == "award_amount":
        awarding.correct_award(d, d.later(1, 4))
    if fate.ending == "withdrawn_awarded":
        applying.withdraw(d, d.later(2, 8))
        return False
    _sign(d, fate)
    if fate.ending == "cancelled":
        awarding.cancel(d, d.later(12, 40))
        return False
    if fate.waiver == "form_granted" and not fate.number % ODD:
        applying.decide_waiver(d, d.later(1, 6), granted=True)
    awarding.pay(d, d.later(2, 9), who=awarding.payer(d))
    if fate.money == "payment_day":
        awarding.correct_bank_day(d, d.later(3, 9))
    return True


def _sign(d: Dossier, fate: Fate) -> None:
    number, year = f"PD/{d.season.label}/{d.today.year}/{fate.number:03}", d.today.year
    wrong = f"PD/{year}/{fate.number:03}"
    awarding.sign(d, d.later(5, 14), wrong if fate.money == "agreement_number" else number)
    if fate.money == "agreement_number":
        awarding.fix(d, "agreement", "number", wrong, number, texts.WRONG_NUMBER, d.later(1, 9), DESK)


def _sent(rng: Random, rules: Rules, *, early: bool) -> date:
    """The day on the paper: most libraries apply towards the end of the call."""
    length = (rules.call_closes_on - rules.call_opens_on).days
    day = length // 4 if early else int(rng.triangular(1, length, length * 4 // 5))
    return min(rules.call_closes_on, working(rules.call_opens_on + timedelta(days=day)))
