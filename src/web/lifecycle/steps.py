"""What may be done with a grant, by whom, where: buttons are the stage table, its conditions and the catalogue's roles.

Nothing is offered that would be refused; what is not possible yet says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from grants.catalogue import CATALOGUE
from grants.kernel.codes import Role
from grants.kernel.command import Command
from grants.lifecycle.commands import applying, awarding, ending, meetings, planning, revising, revoking, settling
from grants.lifecycle.stages import Stage
from grants.read.grants import GrantNow
from grants.read.rounds import RoundNow
from grants.wording.labels import label
from grants.wording.refusals import refusal
from web.lifecycle.hrefs import href
from web.support.asking import Asked
from web.support.many import OF
from web.support.people import Person

PLACES: Final[dict[type[Command], str]] = {
    applying.ResubmitApplication: "/resubmit",
    applying.ReturnApplication: "/return",
    awarding.AwardGrant: "/award",
    awarding.SignAgreement: "/sign",
    awarding.RecordPayment: "/pay",
    planning.PlanMeeting: "/plans/new",
    meetings.RecordMeeting: "/meetings/new",
    meetings.AskWaiver: "/waiver/ask",
    meetings.GrantWaiver: "/waiver/grant",
    meetings.RefuseWaiver: "/waiver/refuse",
    settling.RecordCost: "/costs/new",
    settling.AcceptCost: "#costs",
    settling.SubmitReport: "/report",
    settling.ReturnReport: "/report/return",
    settling.ResubmitReport: "/report/resubmit",
    settling.SettleGrant: "/settle",
    settling.RequestRefund: "/refund/request",
    settling.RecordRefund: "/refund/receive",
    ending.WriteOffRefund: "/refund/write-off",
    ending.ReopenSettlement: "/settlement/reopen",
    revising.ExtendReportDeadline: "/report/extend",
    revising.ChangeAward: "/change-award",
    revoking.RevokeAward: "/award/take-back",
    revoking.RevokeReturn: "/return/take-back",
    revoking.RevokeReportReturn: "/report/return/take-back",
    revising.AmendAgreement: "/agreement/amend",
    revising.ReversePayment: "#payments",
    applying.WithdrawApplication: "/withdraw",
    applying.RejectApplication: "/reject",
    awarding.CancelGrant: "/cancel",
}
"""The page of each command about a whole grant, in the order of its life; what is rare behind it, what ends it last.

Meetings, costs and facts have rows of their own.
"""

SPINE: Final = ("award", "sign", "pay", "hold_meeting", "report", "settle")
"""Steps that are told even while they are not possible, so that a reader sees what comes."""
SHOWN_BLOCKED: Final = 2


@dataclass(frozen=True, slots=True)
class Action:
    """A link to a form."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A step that is not possible yet, and the reason in words."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Possible:
    """What this person may do now with the grant."""

    primary: Action | None
    others: list[Action]
    blocked: list[Blocked]


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one grant for one person. ``round_`` has the rules of today, which an award will be judged by."""

    grant: GrantNow
    round_: RoundNow
    asked: Asked

    @property
    def person(self) -> Person:
        return self.asked.person

    def may_take(self, step: str) -> bool:
        """Whether the person's role takes such steps at all."""
        return bool(commands_of(step, self.person))

    def open(self, step: str) -> bool:
        """Whether this person would be heard."""
        return self.may_take(step) and self.why_not(step) is None

    def why_not(self, step: str) -> str | None:
        """The reason in words; None if the step can be taken."""
        state = self.grant.state
        no = self.grant.obstacle(step)
        if no is not None:
            told = refusal(no.code, no.params, self.asked.lang)
            return told.rule if no.code == "grant.wrong_stage" else told.what
        if step == "correct_after_closure":
            return None if self.round_.closed else self._words("closure.round_open", round=self.round_.label)
        if self.round_.closed:
            return self._words("round.closed", round=self.round_.label)
        if step == "apply" and self.person.library and not self.round_.call_open(self.asked.today):
            return self._words("round.call_closed", closed=self.round_.rules.call_closes_on)
        if step == "award" and (missing := [c.item for c in self.grant.checklist(self.round_.rules) if not c.met]):
            return self._words("grant.not_eligible", items=missing)
        if step == "settle" and (unmet := self._virtual_unmet()):
            return unmet
        rules = state.rules or self.round_.rules
        for pair, first in self.grant.first_eyes.get(step, []):
            if first.actor == self.person.id and pair in rules.four_eyes:
                code = "grant.own_application" if step == "award" else "four_eyes"
                return self._words(code, pair=pair, role=first.actor_role)
        return None

    def _virtual_unmet(self) -> str | None:
        """It blocks the settlement unless a manager overrides it."""
        account, rules = self.grant.account, self.grant.state.rules
        if account is None or rules is None or not account.blocked or Role.MANAGER in self.person.roles:
            return None
        return self._words("grant.virtual_unmet", virtual=account.counted_virtual, min=rules.min_virtual)

    def _words(self, code: str, **params: object) -> str:
        return refusal(code, params, self.asked.lang).what

    def actions(self, step: str) -> list[Action]:
        """The step's forms that this person may open; a waiver's decision has two."""
        if step == "apply":
            place = f"/rounds/{self.grant.round}/apply?library={self.grant.library}"
            return [Action(label("step", step, self.asked.lang), place)] if self.may_take(step) else []
        return [
            Action(label("command", command.__name__, self.asked.lang), href(self.grant.id, PLACES[command]))
            for command in commands_of(step, self.person)
            if command in PLACES
        ]

    def possible(self) -> Possible:
        """One primary action, the other ones, and those that are not possible yet."""
        heard = [step for step in self.grant.offered if self.open(step)]
        wanted = [step for step in self.grant.next_steps if step in heard]
        ordered = [*wanted, *sorted(set(heard) - set(wanted), key=_place)]
        found = [action for step in ordered for action in self.actions(step)]
        primary = found.pop(0) if wanted and found else None
        return Possible(primary, found, self._blocked(set(heard)))

    def _blocked(self, heard: set[str]) -> list[Blocked]:
        if self.grant.state.shown_stage in _OVER:
            return []
        told = [
            Blocked(label("step", step, self.asked.lang), why)
            for step in SPINE
            if step not in heard and not self._done(step) and self.may_take(step) and (why := self.why_not(step))
        ]
        return told[:SHOWN_BLOCKED]

    def _done(self, step: str) -> bool:
        """Whether the step lies behind."""
        state = self.grant.state
        done = {
            "award": state.award, "sign": state.agreement, "pay": state.paid and state.paid >= state.awarded,
            "hold_meeting": state.stage in (Stage.REPORTED, Stage.SETTLED), "report": state.stage in _REPORTED,
            "settle": state.settlement,
        }  # fmt: skip
        return bool(done[step])


_OVER: Final = frozenset({Stage.CLOSED, Stage.REJECTED, Stage.WITHDRAWN, Stage.CANCELLED, Stage.SETTLED})
_REPORTED: Final = frozenset({Stage.REPORTED, Stage.SETTLED})


def commands_of(step: str, person: Person) -> list[type[Command]]:
    """The commands behind a step that the person's roles may issue."""
    return [
        command for command, entry in CATALOGUE.items()
        if entry.step == step and entry.roles & person.roles and command not in OF
    ]  # fmt: skip


def _place(step: str) -> int:
    """The order of a grant's life; what has no page of its own last."""
    places: Iterable[type[Command]] = PLACES
    return next((n for n, command in enumerate(places) if CATALOGUE[command].step == step), len(PLACES))
