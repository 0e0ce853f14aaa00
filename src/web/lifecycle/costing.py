"""Costs with their accounting documents: recording one, accepting it, rejecting it."""

from __future__ import annotations

from typing import Any, Final

from litestar.exceptions import NotFoundException

from grants.kernel.command import Command, Done
from grants.lifecycle.commands.costs import WithdrawCostDecision
from grants.lifecycle.commands.settling import AcceptCost, RecordCost, RejectCost
from grants.read.said import said
from grants.wording.formats import day
from grants.wording.labels import label
from grants.wording.refusals import refusal
from web.lifecycle.application_form import choices
from web.lifecycle.doing import begun, form_page, rules_of
from web.lifecycle.grants import About, about, back_to
from web.lifecycle.hrefs import href
from web.lifecycle.quoting import Quotes
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link

DECIDING: Final = frozenset({AcceptCost, RejectCost})
EYES: Final = DECIDING | {WithdrawCostDecision}
"""What neither the one who recorded a cost nor the one who corrected it may do, under four eyes."""


def load(asked: Asked) -> Loaded:
    """Categories of the rules, and the meetings that a document may belong to."""
    it = about(asked)
    context = {
        "categories": choices("category", rules_of(it).cost_categories, asked), "meetings": meeting_choices(it, asked),
        "left": max(0, it.state.awarded - it.state.charged),
    }  # fmt: skip
    return begun(asked, RecordCost, it, anchor="#costs", context=context)


def meeting_choices(it: About, asked: Asked) -> list[tuple[str, str]]:
    """Meetings that a document may belong to."""
    words = asked.say("no. %(no)s of %(day)s")
    return [
        (str(m.meeting_no), words % {"no": m.meeting_no, "day": day(m.occurred_on, asked.lang)})
        for m in it.state.meetings
    ]


def recorded(asked: Asked, _loaded: Loaded, done: Done) -> After:
    home = href(done.ids["grant"])
    another = Link(asked.say("Record another"), f"{home}/costs/new")
    return After(href=f"{home}#costs", text=asked.say("The cost was recorded."), link=another)


def load_accept(asked: Asked) -> Loaded:
    return _decision(asked, AcceptCost)


def load_reject(asked: Asked) -> Loaded:
    return _decision(asked, RejectCost)


def accepted(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The cost was accepted.", "#costs")


def rejected(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The cost was rejected.", "#costs")


def _decision(asked: Asked, command: type[Command]) -> Loaded:
    """The document stands above the decision. One that was decided, or that needs other eyes, says so at once."""
    it = about(asked)
    return about_cost(asked, command, it, cost_context(it, cost_asked(it, asked), asked))


def cost_asked(it: About, asked: Asked) -> Any:
    """The cost of the address, also a withdrawn one."""
    cost = it.state.costs.get(asked.path["cost_no"])
    if cost is None:
        raise NotFoundException
    return cost


def about_cost(asked: Asked, command: type[Command], it: About, context: dict[str, Any]) -> Loaded:
    """The form of a command about the cost of the address, or why it would not be heard now."""
    cost = cost_asked(it, asked)
    if why := _not_now(it.state, cost, asked, command):
        context = {**context, "not_now": why}
    return begun(
        asked, command, it, anchor="#costs", fixed={"cost_no": cost.cost_no}, known={"occurred_on": asked.today},
        context=context,
    )  # fmt: skip


def cost_context(it: About, cost: Any, asked: Asked) -> dict[str, Any]:
    """For ``lifecycle/_cost_document.html``."""
    number, issuer = Quotes(said(asked.database, documents={cost.document.id}), {}, asked).document(cost.document)
    return {
        "cost": cost, "number": number, "issuer": issuer, "category": label("category", cost.category, asked.lang),
        "meeting": next((m for m in it.state.meetings if m.meeting_no == cost.meeting_no), None),
    }  # fmt: skip


def _not_now(state: Any, cost: Any, asked: Asked, command: type[Command]) -> str:
    """Why this very cost is not changed now; whether the stage allows it at all is told by the page itself."""
    number = cost.cost_no
    accepted = state.decided.get(number)

    def told(code: str, **params: Any) -> str:
        return refusal(code, params, asked.lang).what

    if number in state.costs_off:
        return told("cost.withdrawn", cost_no=number)
    if command is WithdrawCostDecision and accepted is None:
        return told("cost.not_decided", cost_no=number)
    if command in DECIDING and accepted is not None:
        return told("cost.already_decided", cost_no=number)
    if command not in EYES and accepted is not None:
        return told("cost.decided", cost_no=number, decision="accepted" if accepted else "rejected")
    eyes = command in EYES and state.rules and "costs" in state.rules.four_eyes
    return told("four_eyes", pair="costs", role=role) if eyes and (role := _role_of(cost, asked)) else ""


def _role_of(cost: Any, asked: Asked) -> str:
    """In which role this person told the cost, for the four-eyes refusal; empty if somebody else did."""
    if cost.actor == asked.person.id:
        return str(cost.actor_role)
    mine = sorted(role.value for role in asked.person.roles)
    return mine[0] if cost.corrected_by == asked.person.id and mine else ""


RECORD_COST: Final = form_page("costs/new", RecordCost, "record_cost", load=load, after=recorded)
ACCEPT_COST: Final = form_page(
    "costs/{cost_no:int}/accept", AcceptCost, "accept_cost", load=load_accept, after=accepted
)
REJECT_COST: Final = form_page(
    "costs/{cost_no:int}/reject", RejectCost, "reject_cost", load=load_reject, after=rejected
)
ROUTES: Final = [*RECORD_COST.routes(), *ACCEPT_COST.routes(), *REJECT_COST.routes()]
