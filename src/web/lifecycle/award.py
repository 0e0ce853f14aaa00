"""Awarding one grant: what was asked for to begin with, the checklist evaluated, and what is left of the budget."""

from __future__ import annotations

from typing import Final

from grants.kernel.command import Done
from grants.lifecycle.commands.awarding import AwardGrant
from grants.read import ledger
from grants.wording.labels import label
from web.lifecycle.grants import about, back_to, loaded
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage


def load(asked: Asked) -> Loaded:
    """The checklist under the rules of today, which the award will carry for good."""
    it = about(asked)
    known, round_ = it.grant, it.round
    checks = [{"ok": c.met, "text": label("check", c.item, asked.lang)} for c in known.checklist(round_.rules)]
    requested = known.state.application.requested if known.state.application else None
    left = ledger.totals(asked.database, round_.id).left
    return loaded(
        asked, "Award the grant", it, step="award", known={"amount": requested, "occurred_on": asked.today},
        context={"checks": checks, "left": left, "requested": requested},
    )  # fmt: skip


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The grant was awarded.")


AWARD: Final = CommandPage(
    path="/grants/{grant:uuid}/award", command=AwardGrant, template="lifecycle/award.html",
    fragment="lifecycle/_award_form.html", load=load, after=after, id="award-form",
)  # fmt: skip
ROUTES: Final = [*AWARD.routes()]
