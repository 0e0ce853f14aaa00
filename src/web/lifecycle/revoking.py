"""Taking a mistaken decision back: an award before the agreement, the return of an application or of a report."""

from __future__ import annotations

from functools import partial
from typing import Final

from grants.kernel.command import Command, Done
from grants.lifecycle.commands.revoking import RevokeAward, RevokeReportReturn, RevokeReturn
from grants.wording.formats import day, money
from web.lifecycle.doing import begun
from web.lifecycle.grants import About, about, back_to
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage

TOLD: Final = {
    RevokeAward: "The award was taken back.",
    RevokeReturn: "The return of the application was taken back.",
    RevokeReportReturn: "The return of the report was taken back.",
}


def load(asked: Asked, command: type[Command]) -> Loaded:
    """What follows is said above the reason."""
    it = about(asked)
    context = {"follows": _follows(command, it, asked)}
    return begun(asked, command, it, known={"occurred_on": asked.today}, context=context)


def _follows(command: type[Command], it: About, asked: Asked) -> str:
    say, state = asked.say, it.state
    if command is RevokeAward:
        words = say("The award of %(amount)s goes back to the budget of the round, and the application waits for a "
                    "decision again. Its number is not given a second time.")  # fmt: skip
        return words % {"amount": money(state.awarded, asked.lang)}
    if command is RevokeReturn:
        words = say("The application waits for a decision again, as it was. The library no longer has to correct it "
                    "by %(day)s; tell the library.")  # fmt: skip
        return words % {"day": day(state.returned.due_on, asked.lang) if state.returned else ""}
    words = say("The report waits for the settlement again. The library no longer has to correct it by %(day)s; tell "
                "the library.")  # fmt: skip
    return words % {"day": day(state.report_back.due_on, asked.lang) if state.report_back else ""}


def after(asked: Asked, _loaded: Loaded, done: Done, command: type[Command]) -> After:
    return back_to(asked, done, TOLD[command])


def page(tail: str, command: type[Command]) -> CommandPage:
    """One page for the three."""
    return CommandPage(
        path=f"/grants/{{grant:uuid}}/{tail}", command=command, template="lifecycle/take_back.html",
        fragment="lifecycle/_take_back_form.html", id="take-back-form", load=partial(load, command=command),
        after=partial(after, command=command),
    )  # fmt: skip


REVOKE_AWARD: Final = page("award/take-back", RevokeAward)
REVOKE_RETURN: Final = page("return/take-back", RevokeReturn)
REVOKE_REPORT_RETURN: Final = page("report/return/take-back", RevokeReportReturn)
ROUTES: Final = [*REVOKE_AWARD.routes(), *REVOKE_RETURN.routes(), *REVOKE_REPORT_RETURN.routes()]
