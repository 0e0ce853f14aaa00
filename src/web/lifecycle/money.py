"""The grant's money: each sum with the step that made it, and the settlement as arithmetic one can follow."""

from __future__ import annotations

from typing import Any

from grants.lifecycle.stages import Stage
from grants.read.grants import GrantNow
from grants.wording.formats import money as written
from grants.wording.labels import label
from web.lifecycle.grants import step_href
from web.support.asking import Asked

Row = dict[str, Any]


def sums(grant: GrantNow, asked: Asked) -> list[Row]:
    """Asked, awarded, paid, recognised, refunds, own contribution: ``{label, amount, hrefs}``, what is there already."""
    state, say = grant.state, asked.say
    settled = state.settlement if state.stage is Stage.SETTLED else None
    due = settled or (state.cancellation if state.stage is Stage.CANCELLED else None)
    rows = [
        (say("Amount requested"), state.application, state.application.requested if state.application else 0),
        (say("Amount awarded"), state.award, state.awarded),
        (say("Paid out"), state.payments, state.paid),
        (say("Amount recognised"), settled, state.recognised),
        (say("Own contribution"), settled, settled.own_contribution if settled else 0),
        (say("To be returned"), due, state.refund_due),
        (say("Refund requested"), state.refunds_asked, state.refund_asked),
        (say("Money returned"), state.refunds_in, state.refund_received),
    ]
    return [
        {"label": name, "amount": amount, "links": _links(grant, facts)} for name, facts, amount in rows if facts
    ]


def _links(grant: GrantNow, facts: Any) -> list[tuple[int, str]]:
    several = facts if isinstance(facts, list) else [facts]
    return [(fact.version, step_href(grant.id, fact.version)) for fact in several]


def arithmetic(grant: GrantNow, asked: Asked) -> list[Row]:
    """min(accepted costs, award, cap), line by line, and what follows from it. Empty before the agreement."""
    state = grant.state
    if state.award is None or state.agreement is None or state.stage is Stage.CANCELLED:
        return []
    account = state.settlement if state.settlement and state.stage is Stage.SETTLED else grant.account
    if account is None:
        return []
    say = asked.say
    back = max(0, state.paid - account.recognised)
    return [
        {"label": say("Accepted costs"), "amount": account.eligible_costs, "rule": say("what accepted costs charge to the grant"), "href": "#costs"},
        {"label": say("Amount awarded"), "amount": state.awarded, "op": "min"},
        {"label": say("Cap"), "amount": account.cap, "op": "min", "rule": _cap(grant, account, asked), "href": "#counts"},
        {"label": say("Amount recognised"), "amount": account.recognised, "op": "=", "kind": "result", "rule": say("the smallest of the three")},
        {"label": say("Paid out"), "amount": state.paid},
        {"label": say("Amount recognised"), "amount": account.recognised, "op": "−"},
        {"label": say("To be returned"), "amount": back, "op": "=", "kind": "result", "rule": say("what was paid beyond the amount recognised, never less than nothing")},
        {"label": say("Own contribution"), "amount": account.own_contribution, "rule": _own(grant, asked)},
    ]  # fmt: skip


def _cap(grant: GrantNow, account: Any, asked: Asked) -> str:
    """The formula with its numbers, and the policy that asks for it."""
    rules = grant.state.rules
    if rules is None or account.counted >= rules.min_meetings:
        return asked.say("enough meetings count, so the whole award")
    policy = asked.say("when meetings are missing: %(policy)s") % {"policy": label("policy", rules.shortfall_policy, asked.lang)}
    if rules.shortfall_policy != "proportional":
        return policy
    formula = asked.say("%(award)s × %(have)s / %(need)s, rounded down to whole grosze") % {
        "award": written(grant.state.awarded, asked.lang), "have": account.counted, "need": rules.min_meetings,
    }  # fmt: skip
    return f"{formula}; {policy}"


def _own(grant: GrantNow, asked: Asked) -> str:
    gross = written(grant.state.accepted_gross, asked.lang)
    return asked.say("gross amounts of accepted costs, %(gross)s, less the amount recognised") % {"gross": gross}
