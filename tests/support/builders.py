"""Asks with ordinary values; a test names only what its rule is about. Money in grosze, days of 2013."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from grants.kernel.codes import Ground
from grants.libraries import commands as lib
from grants.lifecycle.commands import applying as ap
from grants.lifecycle.commands import assigning as asg
from grants.lifecycle.commands import awarding as aw
from grants.lifecycle.commands import costs as co
from grants.lifecycle.commands import ending as en
from grants.lifecycle.commands import meetings as me
from grants.lifecycle.commands import planning as pl
from grants.lifecycle.commands import revising as rv
from grants.lifecycle.commands import settling as se
from grants.rounds import commands as rnd
from tests.support import cast
from tests.support.cast import ACCOUNTANT, COORDINATOR, LEADING, MANAGER, PARTNER, PARTNER_TWO, PROGRAMME, ROUND
from tests.support.scenario import TODAY, Ask

FULL: Final = 100_000
"""1,000 zł: the most that the source's programme gave."""
OPENED = date(2013, 1, 7)
CALL_OPENS, CALL_CLOSES = date(2013, 2, 1), date(2013, 2, 28)
FIRST, LAST = date(2013, 3, 1), date(2013, 8, 31)
REPORT_DUE = date(2013, 9, 21)
APPLIED_ON, AWARDED_ON, SIGNED_ON, PAID_ON = date(2013, 2, 11), date(2013, 2, 20), date(2013, 2, 25), date(2013, 2, 27)
MEETING_DAYS = (date(2013, 3, 12), date(2013, 4, 16), date(2013, 5, 21), date(2013, 6, 18), date(2013, 7, 9))
REPORTED_ON, SETTLED_ON = date(2013, 9, 2), date(2013, 9, 5)
CONSENTS = ["rules_accepted", "data_true", "public_listing"]


def rules(**changed: Any) -> rnd.Rules:
    values: dict[str, Any] = {
        "call_opens_on": CALL_OPENS, "call_closes_on": CALL_CLOSES, "activity_from": FIRST, "activity_to": LAST,
        "budget": 10 * FULL, "max_award": FULL, **changed,
    }  # fmt: skip
    return rnd.Rules(**values)


def open_programme(**changed: Any) -> Ask:
    values: dict[str, Any] = {
        "code": "PRB", "name": "Program Rozwoju Bibliotek", "funder": "Fundator", "operator": "Operator",
        "occurred_on": OPENED, **changed,
    }  # fmt: skip
    return Ask(rnd.OpenProgramme(**values), MANAGER)


def close_programme(**more: Any) -> Ask:
    return Ask(rnd.CloseProgramme(programme=PROGRAMME, **more), MANAGER)


def open_round(label: str = "I", programme: UUID = PROGRAMME, **changed: Any) -> Ask:
    return Ask(rnd.OpenRound(programme=programme, label=label, rules=rules(**changed), occurred_on=OPENED), MANAGER)


def change_rules(**changed: Any) -> Ask:
    return Ask(rnd.ChangeRules(round=ROUND, rules=rules(**changed), occurred_on=CALL_OPENS), MANAGER)


def close_call(**more: Any) -> Ask:
    return Ask(rnd.CloseCall(round=ROUND, **more), COORDINATOR)


def close_round(**more: Any) -> Ask:
    return Ask(rnd.CloseRound(round=ROUND, **more), MANAGER)


def register(library: cast.Library, **changed: Any) -> Ask:
    values: dict[str, Any] = {
        "name": library.name, "regon": library.regon, "nip": library.nip, "terc": "1418042", "town": library.town,
        "occurred_on": OPENED, **changed,
    }  # fmt: skip
    return Ask(lib.RegisterLibrary(**values), COORDINATOR, command_id=library.command_id)


def correct_library(library: cast.Library = LEADING, **changed: Any) -> Ask:
    return Ask(lib.CorrectLibrary(library=library.id, reason="Literówka", **changed), COORDINATOR)


def retire(library: cast.Library, successor: cast.Library | None = None, **more: Any) -> Ask:
    into = successor.id if successor else None
    return Ask(lib.RetireLibrary(library=library.id, successor=into, reason="Połączenie", **more), MANAGER)


def restore(library: cast.Library, **more: Any) -> Ask:
    return Ask(lib.RestoreLibrary(library=library.id, reason="Pomyłka", **more), MANAGER)


def form_coalition(
    leading: cast.Library = LEADING, partners: Iterable[cast.Library] = (PARTNER, PARTNER_TWO), **more: Any
) -> Ask:
    command = lib.FormCoalition(
        **{"round": ROUND, "leading": leading.id, "partners": [p.id for p in partners], "occurred_on": OPENED, **more}
    )
    return Ask(command, COORDINATOR)


def add_partner(partner: cast.Library, leading: cast.Library = LEADING) -> Ask:
    return Ask(lib.AddPartner(round=ROUND, leading=leading.id, partner=partner.id), COORDINATOR)


def let_leave(partner: cast.Library, leading: cast.Library = LEADING) -> Ask:
    return Ask(lib.LetPartnerLeave(round=ROUND, leading=leading.id, partner=partner.id), COORDINATOR)


# --- the application ---------------------------------------------------------------------------------------------


def plan(days: Iterable[date] = MEETING_DAYS[:4], virtual: int = 1) -> list[ap.Planned]:
    """The first ``virtual`` rows are virtual."""
    return [
        ap.Planned(day=day, mode="virtual", channel="skype") if n < virtual else ap.Planned(day=day, mode="in_person")
        for n, day in enumerate(days)
    ]


def budget(total: int = FULL) -> list[ap.Budgeted]:
    part = total // 4
    return [ap.Budgeted(category="travel", amount=total - part), ap.Budgeted(category="materials", amount=part)]


def form(requested: int = FULL, library: cast.Library = LEADING, **changed: Any) -> dict[str, Any]:
    return {
        "requested": requested, "plan": plan(), "budget": budget(requested), "nrb": library.nrb, "consents": CONSENTS,
        "occurred_on": APPLIED_ON, **changed,
    }  # fmt: skip


def apply(library: cast.Library = LEADING, **changed: Any) -> Ask:
    where = {"round": changed.pop("round", ROUND), "library": changed.pop("library_id", library.id)}
    return Ask(ap.ApplyForGrant(**where, **form(library=library, **changed)), COORDINATOR)


def resubmit(library: cast.Library = LEADING, **changed: Any) -> Ask:
    more = {k: changed.pop(k) for k in ("expected_version",) if k in changed}
    return Ask(ap.ResubmitApplication(grant=library.grant, **more, **form(library=library, **changed)), COORDINATOR)


def wish(ground: Ground = "no_internet", note: str | None = None) -> ap.WaiverWish:
    return ap.WaiverWish(ground=ground, note=note)


def found() -> list[ap.Found]:
    return [ap.Found(field="budget", note="Proszę rozpisać koszty dojazdu")]


def return_application(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"due_on": date(2013, 2, 22), "findings": found(), "occurred_on": date(2013, 2, 13)}
    return Ask(ap.ReturnApplication(grant=library.grant, **{**values, **changed}), COORDINATOR)


def withdraw(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Brak czasu", "occurred_on": date(2013, 2, 21), **changed}
    return Ask(ap.WithdrawApplication(grant=library.grant, **values), COORDINATOR)


def reject(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"ground": "Nie spełnia warunków", "occurred_on": date(2013, 2, 14), **changed}
    return Ask(ap.RejectApplication(grant=library.grant, **values), COORDINATOR)


# --- the award and the money -------------------------------------------------------------------------------------


def award(amount: int | None = None, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"grant": library.grant, "amount": amount, "occurred_on": AWARDED_ON, **changed}
    return Ask(aw.AwardGrant(**values), COORDINATOR)


def award_many(*rows: aw.AwardRow, **changed: Any) -> Ask:
    values: dict[str, Any] = {"round": ROUND, "rows": list(rows), "occurred_on": AWARDED_ON, **changed}
    return Ask(aw.AwardGrants(**values), COORDINATOR)


def sign(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"number": "PRB/I/1", "occurred_on": SIGNED_ON, **changed}
    return Ask(aw.SignAgreement(grant=library.grant, **values), COORDINATOR)


def pay(amount: int = FULL, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"amount": amount, "bank_reference": "P 1/2013", "occurred_on": PAID_ON, **changed}
    return Ask(aw.RecordPayment(grant=library.grant, **values), ACCOUNTANT)


def change_award(amount: int, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Mniejszy zakres", "occurred_on": date(2013, 2, 26), **changed}
    return Ask(rv.ChangeAward(grant=library.grant, amount=amount, **values), COORDINATOR)


def amend(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"number": "PRB/I/1/A1", "note": "Nowy opiekun umowy", "occurred_on": date(2013, 2, 26)}
    return Ask(rv.AmendAgreement(grant=library.grant, **{**values, **changed}), COORDINATOR)


def reverse(number: int = 1, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"bank_reference": "S 1/2013", "reason": "Rachunek zamknięty", "occurred_on": TODAY}
    return Ask(rv.ReversePayment(grant=library.grant, payment_no=number, **{**values, **changed}), ACCOUNTANT)


def extend(due_on: date = date(2013, 10, 15), library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Choroba", "occurred_on": TODAY, **changed}
    return Ask(rv.ExtendReportDeadline(grant=library.grant, due_on=due_on, **values), COORDINATOR)


def cancel(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"ground": "Rozwiązanie umowy", "occurred_on": SETTLED_ON, **changed}
    return Ask(aw.CancelGrant(grant=library.grant, **values), MANAGER)


def assign(person: cast.Person | None = COORDINATOR, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"person": person.id if person else None, **changed}
    return Ask(asg.AssignGrant(grant=library.grant, **values), MANAGER)


def hand_over(person: cast.Person = COORDINATOR, successor: cast.Person = MANAGER, **changed: Any) -> Ask:
    return Ask(asg.HandOverGrants(person=person.id, successor=successor.id, **changed), MANAGER)


# --- the schedule ------------------------------------------------------------------------------------------------


def plan_meeting(day: date = MEETING_DAYS[4], library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"day": day, "mode": "in_person", "occurred_on": FIRST, **changed}
    return Ask(pl.PlanMeeting(grant=library.grant, **values), COORDINATOR)


def plan_values(**some: Any) -> pl.PlanValues:
    return pl.PlanValues(**some)


def reschedule(
    old: pl.PlanValues, new: pl.PlanValues, number: int = 2, library: cast.Library = LEADING, **more: Any
) -> Ask:
    return Ask(pl.ReschedulePlan(grant=library.grant, plan_no=number, old=old, new=new, **more), COORDINATOR)


def cancel_plan(number: int = 2, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(pl.CancelPlan(grant=library.grant, plan_no=number, reason="Remont sali", **more), COORDINATOR)


# --- meetings and waivers ----------------------------------------------------------------------------------------


def people(**counts: int) -> list[me.Attended]:
    return [me.Attended(kind=kind, count=count) for kind, count in counts.items()]


def meeting(
    day: date = MEETING_DAYS[0], *, virtual: bool = False, library: cast.Library = LEADING, **changed: Any
) -> Ask:
    values: dict[str, Any] = {
        "grant": library.grant, "occurred_on": day, "minutes": 90, "mode": "virtual" if virtual else "in_person",
        "channel": "skype" if virtual else None, "host": library.id, "theme": "Katalog w chmurze",
        "attendance": people(leading_library=2, partner_library=3), "partners": [PARTNER.id],
        "purposes": ["exchange_experience"], **changed,
    }  # fmt: skip
    return Ask(me.RecordMeeting(**values), COORDINATOR)


def meetings(count: int, *, virtual: int = 1, library: cast.Library = LEADING) -> list[Ask]:
    """``count`` meetings that count, the first ``virtual`` of them virtual."""
    return [meeting(MEETING_DAYS[n], virtual=n < virtual, library=library) for n in range(count)]


def values(**some: Any) -> me.MeetingValues:
    return me.MeetingValues(**some)


def correct_meeting(
    old: me.MeetingValues, new: me.MeetingValues, number: int = 1, library: cast.Library = LEADING, **more: Any
) -> Ask:
    command = me.CorrectMeeting(grant=library.grant, meeting_no=number, old=old, new=new, reason="Pomyłka", **more)
    return Ask(command, COORDINATOR)


def void_meeting(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(me.VoidMeeting(grant=library.grant, meeting_no=number, reason="Wpisane dwa razy", **more), COORDINATOR)


def ask_waiver(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"ground": "no_internet", "note": "Łącze nie działa", "occurred_on": FIRST, **changed}
    return Ask(me.AskWaiver(grant=library.grant, **values), COORDINATOR)


def grant_waiver(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Potwierdzone", "occurred_on": date(2013, 3, 4), **changed}
    return Ask(me.GrantWaiver(grant=library.grant, **values), MANAGER)


def refuse_waiver(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Łącze jest", "occurred_on": date(2013, 3, 4), **changed}
    return Ask(me.RefuseWaiver(grant=library.grant, **values), MANAGER)


# --- costs, report, settlement, refunds --------------------------------------------------------------------------


def cost(
    charged: int = FULL, gross: int | None = None, library: cast.Library = LEADING, document: str = "FV 1/2013",
    **changed: Any,
) -> Ask:  # fmt: skip
    values: dict[str, Any] = {
        "document_no": document, "issuer_nip": cast.nip(777_000_000), "issued_on": MEETING_DAYS[0],
        "category": "travel", "gross": charged if gross is None else gross, "charged": charged,
        "occurred_on": MEETING_DAYS[4], **changed,
    }  # fmt: skip
    return Ask(se.RecordCost(grant=library.grant, **values), COORDINATOR)


def accept(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(se.AcceptCost(grant=library.grant, cost_no=number, **more), ACCOUNTANT)


def reject_cost(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(se.RejectCost(grant=library.grant, cost_no=number, reason="Poza budżetem", **more), ACCOUNTANT)


def cost_values(**some: Any) -> co.CostValues:
    return co.CostValues(**some)


def correct_cost(
    old: co.CostValues, new: co.CostValues, number: int = 1, library: cast.Library = LEADING, **more: Any
) -> Ask:
    command = co.CorrectCost(grant=library.grant, cost_no=number, old=old, new=new, reason="Pomyłka", **more)
    return Ask(command, COORDINATOR)


def withdraw_cost(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(co.WithdrawCost(grant=library.grant, cost_no=number, reason="Opłacone inaczej", **more), COORDINATOR)


def undecide(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    command = co.WithdrawCostDecision(grant=library.grant, cost_no=number, reason="Zły przycisk", **more)
    return Ask(command, ACCOUNTANT)


def report(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"narrative": "Spotkaliśmy się", "occurred_on": REPORTED_ON, **changed}
    return Ask(se.SubmitReport(grant=library.grant, **values), COORDINATOR)


def return_report(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"due_on": date(2013, 9, 20), "findings": found(), "occurred_on": date(2013, 9, 3)}
    return Ask(se.ReturnReport(grant=library.grant, **{**values, **changed}), COORDINATOR)


def resubmit_report(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"narrative": "Uzupełnione", "occurred_on": date(2013, 9, 4), **changed}
    return Ask(se.ResubmitReport(grant=library.grant, **values), COORDINATOR)


def settle(library: cast.Library = LEADING, **changed: Any) -> Ask:
    return Ask(se.SettleGrant(grant=library.grant, **{"occurred_on": SETTLED_ON, **changed}), MANAGER)


def ask_refund(amount: int | None = None, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"amount": amount, "occurred_on": date(2013, 9, 6), **changed}
    return Ask(se.RequestRefund(grant=library.grant, **values), COORDINATOR)


def refund(amount: int, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {
        "amount": amount,
        "bank_reference": "Z 1/2013",
        "occurred_on": date(2013, 9, 9),
        **changed,
    }
    return Ask(se.RecordRefund(grant=library.grant, **values), ACCOUNTANT)


def write_off(amount: int | None = None, library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"amount": amount, "ground": "Nieściągalne", "occurred_on": date(2013, 9, 9), **changed}
    return Ask(en.WriteOffRefund(grant=library.grant, **values), MANAGER)


def reopen(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Doszedł koszt", "occurred_on": date(2013, 9, 9), **changed}
    return Ask(en.ReopenSettlement(grant=library.grant, **values), MANAGER)


def fact_values(**some: Any) -> en.FactValues:
    return en.FactValues(**some)


def after_closure(
    corrects: int, old: en.FactValues, new: en.FactValues, library: cast.Library = LEADING, **more: Any
) -> Ask:
    command = en.CorrectAfterClosure(
        grant=library.grant, corrects=corrects, old=old, new=new, reason="Pomyłka w liście", **more
    )
    return Ask(command, MANAGER)


def change(field: str, old: int | str, new: int | str) -> se.FactChange:
    return se.FactChange(field=field, old=old, new=new)


def correct_fact(corrects: int, *changes: se.FactChange, library: cast.Library = LEADING, **more: Any) -> Ask:
    command = se.CorrectFact(grant=library.grant, corrects=corrects, changes=list(changes), reason="Pomyłka", **more)
    return Ask(command, COORDINATOR)


# --- how far a story has come ------------------------------------------------------------------------------------


def ground(libraries: Iterable[cast.Library] = (LEADING,), **changed: Any) -> list[Ask]:
    """A programme, its round, all libraries; ``libraries`` lead coalitions."""
    return [
        open_programme(), open_round(**changed), *(register(each) for each in cast.LIBRARIES),
        *(form_coalition(each) for each in libraries),
    ]  # fmt: skip


def applied(**changed: Any) -> list[Ask]:
    return [*ground(**changed), apply()]


def awarded(amount: int | None = None, **changed: Any) -> list[Ask]:
    return [*applied(**changed), award(amount)]


def agreed(**changed: Any) -> list[Ask]:
    return [*awarded(**changed), sign()]


def paid(amount: int = FULL, **changed: Any) -> list[Ask]:
    return [*agreed(**changed), pay(amount)]


def lived(held: int = 4, *, virtual: int = 1, costs: int = FULL, **changed: Any) -> list[Ask]:
    """Paid, ``held`` meetings, one accepted cost."""
    spent = [cost(costs), accept()] if costs else []
    return [*paid(**changed), *meetings(held, virtual=virtual), *spent]


def reported(held: int = 4, *, virtual: int = 1, costs: int = FULL, **changed: Any) -> list[Ask]:
    return [*lived(held, virtual=virtual, costs=costs, **changed), report()]


def settled(held: int = 4, *, virtual: int = 1, costs: int = FULL, **changed: Any) -> list[Ask]:
    return [*reported(held, virtual=virtual, costs=costs, **changed), settle()]
