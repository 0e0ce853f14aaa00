"""The waiver of the virtual meeting: asking for it, granting it, refusing it."""

from __future__ import annotations

from typing import Any, Final, cast

from grants.kernel.codes import WAIVER_GROUNDS
from grants.kernel.command import Command, Done
from grants.lifecycle.commands.meetings import AskWaiver, GrantWaiver, RefuseWaiver
from grants.read.grants import Told
from grants.read.said import said
from grants.wording.labels import label
from web.lifecycle.application_form import choices
from web.lifecycle.doing import begun, form_page, told_about
from web.lifecycle.grants import back_to
from web.lifecycle.quoting import Quotes
from web.support.asking import After, Asked, Loaded


def load_ask(asked: Asked) -> Loaded:
    """Staff give the day of the paper; the library's own request is dated by its coming."""
    return begun(asked, AskWaiver, anchor="#waiver", context={"grounds": choices("ground", WAIVER_GROUNDS, asked)})


def asked_for(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The waiver was asked for.", "#waiver")


def load_grant(asked: Asked) -> Loaded:
    return _decision(asked, GrantWaiver)


def load_refuse(asked: Asked) -> Loaded:
    return _decision(asked, RefuseWaiver)


def granted(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The waiver was granted.", "#waiver")


def refused(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The waiver was refused.", "#waiver")


def _decision(asked: Asked, command: type[Command]) -> Loaded:
    """Ground, words and day of the asking stand above the decision."""
    it, found = told_about(asked)
    wish = it.state.waivers.get(it.state.waiver_pending or 0)
    context = {
        "wish": wish, "ground": label("ground", wish.ground, asked.lang) if wish else "",
        "note": _note(found, wish.waiver_no, asked) if wish else "",
    }  # fmt: skip
    return begun(asked, command, it, anchor="#waiver", known={"occurred_on": asked.today}, context=context)


def _note(found: Told, waiver_no: int, asked: Asked) -> str:
    """The words of the asking that waits, the last one under its number."""
    asking = [event for event in found.events if event.TOPIC == "grant.waiver_requested.v1"]
    notes = [event.note for event in cast("list[Any]", asking) if event.waiver_no == waiver_no]
    if not notes or notes[-1] is None:
        return ""
    return Quotes(said(asked.database, texts={notes[-1].id}), {}, asked).text(notes[-1])


ASK_WAIVER: Final = form_page("waiver/ask", AskWaiver, "ask_waiver", load=load_ask, after=asked_for)
GRANT_WAIVER: Final = form_page("waiver/grant", GrantWaiver, "grant_waiver", load=load_grant, after=granted)
REFUSE_WAIVER: Final = form_page("waiver/refuse", RefuseWaiver, "refuse_waiver", load=load_refuse, after=refused)
ROUTES: Final = [*ASK_WAIVER.routes(), *GRANT_WAIVER.routes(), *REFUSE_WAIVER.routes()]
