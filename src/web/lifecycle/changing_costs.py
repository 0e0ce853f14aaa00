"""Costs that were recorded already: correcting one, withdrawing it, and taking a decision on it back."""

from __future__ import annotations

from typing import Any, Final

from grants.kernel.command import Done
from grants.lifecycle.commands.costs import CorrectCost, CostValues, WithdrawCost, WithdrawCostDecision
from grants.read.said import Document, said
from grants.wording.labels import label
from grants.wording.values import Teller
from web.lifecycle import seen_values
from web.lifecycle.application_form import choices
from web.lifecycle.costing import about_cost, cost_asked, cost_context, meeting_choices
from web.lifecycle.doing import form_page, rules_of
from web.lifecycle.grants import about, back_to
from web.support.asking import After, Asked, Loaded
from web.support.values import Values, prefilled

FIELDS: Final = CostValues.__struct_fields__
DOCUMENT: Final = ("document_no", "issuer_nip")


def load_correct(asked: Asked) -> Loaded:
    """Every field as it stands. An erased document is typed anew, or stays."""
    it = about(asked)
    cost = cost_asked(it, asked)
    found = said(asked.database, documents={cost.document.id}).documents.get(cost.document.id)
    number, issuer = (found.number, found.issuer_nip) if isinstance(found, Document) else ("", "")
    now = _stands(cost, number, issuer)
    teller = Teller(asked.lang)
    context = {
        "cost": cost, "number": number, "categories": choices("category", rules_of(it).cost_categories, asked),
        "meetings": meeting_choices(it, asked), "erased": not number,
        "shown": lambda form: seen_values.shown(form, now, FIELDS), "hidden": seen_values.hidden,
        "moved": lambda form: seen_values.moved(form, now, teller, FIELDS),
    }  # fmt: skip
    return about_cost(asked, CorrectCost, it, context)


def _stands(cost: Any, number: str, issuer: str) -> Values:
    known = {name: getattr(cost, name) for name in FIELDS if name not in DOCUMENT}
    known |= {"document_no": number, "issuer_nip": issuer, "meeting_no": cost.meeting_no or 0}
    return prefilled(CostValues, known)


def ready(raw: dict[str, Any], _loaded: Loaded) -> dict[str, Any]:
    """Only what differs from what was seen is a change; number and issuer go together."""
    typed = raw.get("new") or {}
    found = seen_values.differing(raw)
    if set(DOCUMENT) & set(found["new"]):
        found["new"] |= {name: typed[name] for name in DOCUMENT if typed.get(name)}
    return found


def load_withdraw(asked: Asked) -> Loaded:
    it = about(asked)
    return about_cost(asked, WithdrawCost, it, cost_context(it, cost_asked(it, asked), asked))


def load_decision(asked: Asked) -> Loaded:
    """The decision that stands, above the button that takes it back."""
    it = about(asked)
    cost = cost_asked(it, asked)
    accepted = it.state.decided.get(cost.cost_no)
    word = label("decision", "accepted" if accepted else "rejected", asked.lang) if accepted is not None else ""
    return about_cost(
        asked, WithdrawCostDecision, it, {**cost_context(it, cost, asked), "decision": word, "accepted": accepted}
    )


def corrected(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The cost was corrected.", "#costs")


def withdrawn(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The cost was withdrawn.", "#costs")


def taken_back(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The decision was taken back; the cost waits for a decision again.", "#costs")


CORRECT_COST: Final = form_page(
    "costs/{cost_no:int}/correct", CorrectCost, "correct_cost", load=load_correct, after=corrected, ready=ready
)
WITHDRAW_COST: Final = form_page(
    "costs/{cost_no:int}/withdraw", WithdrawCost, "withdraw_cost", load=load_withdraw, after=withdrawn
)
TAKE_BACK: Final = form_page(
    "costs/{cost_no:int}/undecide", WithdrawCostDecision, "withdraw_cost_decision", load=load_decision,
    after=taken_back,
)  # fmt: skip
ROUTES: Final = [*CORRECT_COST.routes(), *WITHDRAW_COST.routes(), *TAKE_BACK.routes()]
