"""The lawful way back, offered right after the deed. Nothing is deleted: another command compensates the one just done.

``UNDO`` maps a command to the one that takes it back; ``FOR_GOOD`` names the others with the reason why there is none.
A test carries out each deed and its compensation. The link leads to the form of the compensating command, prefilled;
it is shown only to who may issue that command, while the grant would hear it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from grants.catalogue import CATALOGUE
from grants.findings.commands import RecordFinding
from grants.kernel.command import Command, Done
from grants.libraries import commands as lib
from grants.lifecycle.commands import (
    applying,
    assigning,
    awarding,
    costs,
    ending,
    many,
    meetings,
    planning,
    revising,
    revoking,
    settling,
)
from grants.read.grants import GrantNow, grant
from grants.rounds import commands as rnd
from web.support.asking import Asked
from web.support.guards import may
from web.support.paths import with_query
from web.support.shell import Link
from web.support.texts import written

BACK: Final = "back."
"""Before the name of a field in the address: what the form begins with. Nothing is done until it is sent."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done, by whom, and the grant as it is since; None for what is not about a grant."""

    command: Any
    grant: GrantNow | None
    person: UUID

    @property
    def state(self) -> Any:
        return self.grant.state if self.grant else None

    def newest(self, facts: Iterable[Any]) -> Any:
        """The last of these that this person recorded."""
        return max((fact for fact in facts if fact.actor == self.person), key=lambda fact: fact.version, default=None)


Place = Callable[[Deed], str | None]


@dataclass(frozen=True, slots=True)
class Undo:
    """``by``: the command that compensates; ``place``: of its form, under the grant's address, or the whole address."""

    by: type[Command]
    place: Place


def _at(tail: str) -> Place:
    return lambda _deed: tail


def _void(deed: Deed) -> str | None:
    held = deed.newest(deed.state.meetings)
    return f"/meetings/{held.meeting_no}/void" if held else None


def _reverse(deed: Deed) -> str | None:
    paid = deed.newest(deed.state.standing_payments)
    return f"/payments/{paid.payment_no}/reverse" if paid else None


def _withdraw_cost(deed: Deed) -> str | None:
    cost = deed.newest(deed.state.standing_costs.values())
    return f"/costs/{cost.cost_no}/withdraw" if cost else None


def _undecide(deed: Deed) -> str:
    return f"/costs/{deed.command.cost_no}/undecide"


def _cancel_plan(deed: Deed) -> str | None:
    standing = [plan.plan_no for plan in deed.state.plans.values() if not plan.cancelled]
    return f"/plans/{max(standing)}/cancel" if standing else None


def _former_amount(deed: Deed) -> str | None:
    change = deed.newest(deed.state.award_changes)
    return with_query("/change-award", **{f"{BACK}amount": written("money", change.old)}) if change else None


def _retired(tail: str) -> Place:
    return lambda deed: f"/libraries/{deed.command.library}/{tail}"


def _partner(deed: Deed) -> str:
    command = deed.command
    return f"/rounds/{command.round}/coalitions/{command.leading}/leave/{command.partner}"


UNDO: Final[dict[type[Command], Undo]] = {
    awarding.AwardGrant: Undo(revoking.RevokeAward, _at("/award/take-back")),
    awarding.AwardGrants: Undo(revoking.RevokeAward, _at("/award/take-back")),
    awarding.RecordPayment: Undo(revising.ReversePayment, _reverse),
    many.RecordPayments: Undo(revising.ReversePayment, _reverse),
    applying.ReturnApplication: Undo(revoking.RevokeReturn, _at("/return/take-back")),
    many.ReturnApplications: Undo(revoking.RevokeReturn, _at("/return/take-back")),
    revising.ChangeAward: Undo(revising.ChangeAward, _former_amount),
    planning.PlanMeeting: Undo(planning.CancelPlan, _cancel_plan),
    meetings.RecordMeeting: Undo(meetings.VoidMeeting, _void),
    settling.RecordCost: Undo(costs.WithdrawCost, _withdraw_cost),
    settling.AcceptCost: Undo(costs.WithdrawCostDecision, _undecide),
    settling.RejectCost: Undo(costs.WithdrawCostDecision, _undecide),
    many.AcceptCosts: Undo(costs.WithdrawCostDecision, _at("#costs")),
    settling.ReturnReport: Undo(revoking.RevokeReportReturn, _at("/report/return/take-back")),
    settling.SettleGrant: Undo(ending.ReopenSettlement, _at("/settlement/reopen")),
    many.SettleGrants: Undo(ending.ReopenSettlement, _at("/settlement/reopen")),
    assigning.AssignGrant: Undo(assigning.AssignGrant, _at("/assign")),
    lib.RetireLibrary: Undo(lib.RestoreLibrary, _retired("restore")),
    lib.AddPartner: Undo(lib.LetPartnerLeave, _partner),
}

AGAIN: Final = "the same form says it once more, otherwise"
TOLD: Final = "what others told is not taken back for them"
FINAL: Final = "nobody can take it back; its page says so and asks for a box to be ticked"
ITSELF: Final = "it takes something back itself; the thing is recorded anew"
CORRECTED: Final = "a day, number or amount keyed in wrongly is corrected in its entry"

FOR_GOOD: Final[dict[type[Command], str]] = {
    rnd.OpenProgramme: "an opened programme is closed; nothing hangs on an empty one",
    rnd.CloseProgramme: FINAL,
    rnd.PublishSummary: FINAL,
    rnd.OpenRound: "an opened round is closed; nothing hangs on an empty one",
    rnd.ChangeRules: AGAIN,
    rnd.CloseCall: FINAL,
    rnd.CloseRound: FINAL,
    lib.RegisterLibrary: "a library registered twice cannot be; one that should not be is retired by a manager",
    lib.CorrectLibrary: AGAIN,
    lib.RestoreLibrary: ITSELF,
    lib.FormCoalition: "its members come and leave one by one",
    lib.LetPartnerLeave: ITSELF,
    applying.ApplyForGrant: TOLD + "; the library withdraws it",
    applying.ResubmitApplication: TOLD + "; it may be returned once more",
    applying.WithdrawApplication: FINAL + "; the library applies again while the call is open",
    applying.RejectApplication: FINAL,
    awarding.SignAgreement: "both sides signed: an agreement is amended or terminated. " + CORRECTED,
    many.SignAgreements: "both sides signed: an agreement is amended or terminated. " + CORRECTED,
    awarding.CancelGrant: FINAL,
    revising.AmendAgreement: "both sides signed: the next amendment says otherwise",
    revising.ReversePayment: "the bank sent it back: it is paid again",
    revising.ExtendReportDeadline: "time that was given to a library is not taken away again. " + CORRECTED,
    revoking.RevokeAward: ITSELF,
    revoking.RevokeReturn: ITSELF,
    revoking.RevokeReportReturn: ITSELF,
    assigning.HandOverGrants: "the successor may have had grants before: they are assigned one by one",
    planning.ReschedulePlan: AGAIN,
    planning.CancelPlan: ITSELF,
    meetings.CorrectMeeting: AGAIN,
    meetings.VoidMeeting: ITSELF,
    meetings.AskWaiver: TOLD + "; staff decide on it",
    meetings.GrantWaiver: "a promise to the library, who plans by it",
    meetings.RefuseWaiver: "the library may ask again",
    costs.CorrectCost: AGAIN,
    costs.WithdrawCost: ITSELF,
    costs.WithdrawCostDecision: ITSELF,
    settling.SubmitReport: TOLD + "; staff return it",
    settling.ResubmitReport: TOLD + "; staff return it once more",
    settling.RequestRefund: CORRECTED + "; all requests lapse when the settlement is reopened",
    settling.RecordRefund: CORRECTED,
    settling.CorrectFact: AGAIN,
    ending.ReopenSettlement: ITSELF,
    ending.WriteOffRefund: FINAL,
    ending.CorrectAfterClosure: AGAIN,
    RecordFinding: "what an audit found stays on record; what was mistaken is said in another finding",
}
"""Every other command, and why nothing is offered after it."""


def way_back(asked: Asked, command: Command, now: GrantNow | None) -> Link | None:
    """The link for this person, after ``command`` left the grant as it is ``now``; None where no way back is lawful."""
    undo = UNDO.get(type(command))
    if undo is None or not may(undo.by).permits(asked.person) or (now and not _heard(undo.by, now, asked.person.id)):
        return None
    place = _assigned_before(asked, now) if undo.by is assigning.AssignGrant and now else undo.place(
        Deed(command, now, asked.person.id)
    )  # fmt: skip
    if place is None:
        return None
    return Link(asked.say("Undo"), place if now is None else f"/grants/{now.id}{place}")


def after(asked: Asked, command: Command, done: Done) -> Link | None:
    """The same for a command that was just carried out."""
    if type(command) not in UNDO:
        return None
    id_ = getattr(command, "grant", None)
    now = grant(asked.database, id_) if isinstance(id_, UUID) else None
    stale = now is not None and now.version < done.versions.get(str(id_), 0)
    return None if stale else way_back(asked, command, now)


def prefilled(asked: Asked) -> dict[str, list[str]]:
    """What the address puts into a form's fields."""
    return {name.removeprefix(BACK): [text] for name, text in asked.query.items() if name.startswith(BACK)}


def _heard(by: type[Command], now: GrantNow, person: UUID) -> bool:
    """Whether the grant would hear it from this person: stage, conditions, four eyes."""
    step, rules = CATALOGUE[by].step or "", now.state.rules
    if now.obstacle(step) is not None:
        return False
    pairs = rules.four_eyes if rules else ()
    return not any(first.actor == person and pair in pairs for pair, first in now.first_eyes.get(step, []))


def _assigned_before(asked: Asked, now: GrantNow) -> str | None:
    """Back to whoever looked after the grant before; to nobody, if nobody did."""
    last = next((e for e in reversed(asked.programme.log.stream(now.id)) if e.TOPIC == "grant.assigned.v1"), None)
    if last is None:
        return None
    previous = getattr(last, "previous", None)
    return with_query("/assign", **{f"{BACK}person": previous}) if previous else f"/assign?{BACK}person="
