"""The grant's money: each sum with the step that made it, and the settlement as arithmetic one can follow."""

from __future__ import annotations

from typing import Any

from grants.lifecycle.stages import Stage
from grants.read.grants import GrantNow
from grants.wording.formats import money as written
from grants.wording.labels import label
from web.lifecycle.hrefs import step_href
from web.support.asking import Asked

Row = dict[str, Any]


def sums(grant: GrantNow, asked: Asked) -> list[Row]:
    """Requested, awarded, paid, recognised, refunds, own contribution, each with its steps: what is there already."""
    state, say = grant.state, asked.say
    settled = state.settlement if state.stage is Stage.SETTLED else None
    due = settled or (state.cancellation if state.stage is Stage.CANCELLED else None)
    rows = [
        (say("Amount requested"), state.application, state.application.requested if state.application else 0),
        (say("Amount awarded"), [state.award, *state.award_changes] if state.award else None, state.awarded),
        (say("Paid out"), [*state.payments, *state.reversals.values()], state.paid),
        (say("Amount recognised"), settled, state.recognised),
        (say("Own contribution"), settled, settled.own_contribution if settled else 0),
        (say("To be returned"), due, state.refund_due),
        (say("Refund requested"), state.refunds_asked, state.refund_asked),
        (say("Money returned"), state.refunds_in, state.refund_received),
        (say("Written off"), state.written_off, state.refund_written_off),
        (say("Still to be returned"), state.refund_due and due, state.refund_outstanding),
    ]
    return [{"label": name, "amount": amount, "links": _links(grant, facts)} for name, facts, amount in rows if facts]


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
        _line(say("Accepted costs"), account.eligible_costs, say("what accepted costs charge to the grant"), "#costs"),
        _line(say("Amount awarded"), state.awarded, op="min"),
        _line(say("Cap"), account.cap, _cap(grant, account, asked), "#counts", op="min"),
        _line(say("Amount recognised"), account.recognised, say("the smallest of the three"), op="="),
        _line(say("Paid out"), state.paid),
        _line(say("Amount recognised"), account.recognised, op="−"),
        _line(say("To be returned"), back, say("what was paid beyond the amount recognised, never less than nothing"),
              op="="),
        _line(say("Own contribution"), account.own_contribution, _own(grant, asked)),
    ]  # fmt: skip


def _line(label_: str, amount: int, rule: str = "", href: str = "", *, op: str = "") -> Row:
    """A result is what an "=" stands before."""
    kind = "result" if op == "=" else "plain"
    return {"label": label_, "amount": amount, "rule": rule or None, "href": href or None, "op": op, "kind": kind}


def _cap(grant: GrantNow, account: Any, asked: Asked) -> str:
    """The formula with its numbers, and the policy that asks for it."""
    rules = grant.state.rules
    if rules is None or account.counted >= rules.min_meetings:
        return asked.say("enough meetings count, so the whole award")
    policy = asked.say("%(have)s of %(need)s meetings count; when meetings are missing: %(policy)s") % {
        "have": account.counted, "need": rules.min_meetings,
        "policy": label("policy", rules.shortfall_policy, asked.lang),
    }  # fmt: skip
    if rules.shortfall_policy != "proportional":
        return policy
    formula = asked.say("%(award)s × %(have)s / %(need)s, rounded down to whole grosze") % {
        "award": written(grant.state.awarded, asked.lang), "have": account.counted, "need": rules.min_meetings,
    }  # fmt: skip
    return f"{formula}; {policy}"


def _own(grant: GrantNow, asked: Asked) -> str:
    gross = written(grant.state.accepted_gross, asked.lang)
    return asked.say("gross amounts of accepted costs, %(gross)s, less the amount recognised") % {"gross": gross}
