"""Settling a grant: the arithmetic before anybody decides, what counts, what blocks, and a manager's two exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from grants.kernel.codes import Role
from grants.kernel.command import Done
from grants.lifecycle.commands.settling import SettleGrant
from grants.wording.formats import money as written
from grants.wording.refusals import refusal
from web.lifecycle import money
from web.lifecycle.doing import at_home, begun, form_page, requirement
from web.lifecycle.grants import About, about, back_to
from web.lifecycle.hrefs import href
from web.lifecycle.steps import Action, Steps
from web.support.asking import After, Asked, Loaded


@dataclass(frozen=True, slots=True)
class Block:
    """What has to be done before the settlement: the reason in words and where it is done."""

    why: str
    action: Action | None = None


def load(asked: Asked) -> Loaded:
    """A preview from what is recorded now. ``override`` and ``shortfall``: exceptions that only a manager may make."""
    it = about(asked)
    needed = _exceptions(it)
    manager = Role.MANAGER in asked.person.roles
    context = {
        "account": it.grant.account, "counts": requirement(it.grant, it.round, asked),
        "arithmetic": [at_home(line, it.grant) for line in money.arithmetic(it.grant, asked)],
        "blocks": _blocks(it, asked, needed), "override": manager and "grant.virtual_unmet" in needed,
        "shortfall": manager and "grant.shortfall_reason_missing" in needed,
    }  # fmt: skip
    possible = "settle" in it.state.may
    if possible:
        context["not_now"] = None  # the page itself says what blocks
    return begun(asked, SettleGrant, it, anchor="#settlement", known={"occurred_on": asked.today}, context=context)


def _exceptions(it: About) -> dict[str, dict[str, int]]:
    """Refusals that a manager's reason would lift, with their parameters."""
    account, rules = it.grant.account, it.state.rules
    if account is None or rules is None:
        return {}
    found = {}
    if account.blocked:
        found["grant.virtual_unmet"] = {"virtual": account.counted_virtual, "min": rules.min_virtual}
    if account.outcome == "partial" and rules.shortfall_policy == "accept":
        found["grant.shortfall_reason_missing"] = {"counted": account.counted, "min": rules.min_meetings}
    return found


def _blocks(it: About, asked: Asked, needed: dict[str, dict[str, int]]) -> list[Block]:
    """Everything that stands in the way of this person, at once."""
    state = it.state

    def told(code: str, **params: Any) -> str:
        return refusal(code, params, asked.lang).what

    found = []
    if state.waiver_pending is not None:
        found.append(Block(told("waiver.pending", waiver_no=state.waiver_pending), _first(it, "decide_waiver", asked)))
    if state.undecided_costs:
        costs = Action(asked.say("Go to the costs"), href(it.grant.id, "#costs"))
        found.append(Block(told("cost.undecided", n=len(state.undecided_costs)), costs))
    if Role.MANAGER not in asked.person.roles:
        words = [refusal(code, params, asked.lang) for code, params in needed.items()]
        found += [Block(f"{text.what} {text.next}") for text in words]
    if not found and (why := Steps(it.grant, it.round, asked).why_not("settle")):
        found.append(Block(why))
    return found


def _first(it: About, step: str, asked: Asked) -> Action | None:
    """Where the step is taken, if this person takes such steps."""
    steps = Steps(it.grant, it.round, asked)
    return next(iter(steps.actions(step)), None) if steps.open(step) else None


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    """Says what was recognised, and what is due back."""
    settled = about(asked).state
    sums = {"recognised": written(settled.recognised, asked.lang), "back": written(settled.refund_due, asked.lang)}
    text = asked.say("The grant was settled. Recognised: %(recognised)s; to be returned: %(back)s.") % sums
    return back_to(asked, done, text, "#settlement")


SETTLE: Final = form_page("settle", SettleGrant, "settle", load=load, after=after)
ROUTES: Final = [*SETTLE.routes()]
