"""Ending a call, closing a round, closing a programme: each asks once more, because none can be undone."""

from __future__ import annotations

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.read import known
from grants.read.rounds import programme_now, rounds
from grants.rounds.commands import CloseCall, CloseProgramme, CloseRound
from grants.wording.formats import number
from grants.wording.labels import round_name
from web.rounds.rules import the_round
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link
from web.support.submitting import CommandPage


def load_call(asked: Asked) -> Loaded:
    found = the_round(asked)
    return Loaded(
        title=asked.say("Close the call"), caption=round_name(found, asked.lang), fixed={"round": found.id},
        version=found.version,
        back=Link(asked.say("Dashboard of the round"), f"/rounds/{found.id}"),
        context={
            "button": asked.say("Close the call"),
            "words": asked.say("No application can be made any more, whatever the last day of the call was. "
                               "Applications already made go on."),
            "obstacle": None,
        },
    )  # fmt: skip


def load_round(asked: Asked) -> Loaded:
    """What still keeps the round open is said before anybody presses the button."""
    found = the_round(asked)
    still_open = known.still_open(asked.database, found.id)
    return Loaded(
        title=asked.say("Close the round"), caption=round_name(found, asked.lang), fixed={"round": found.id},
        version=found.version,
        back=Link(asked.say("Dashboard of the round"), f"/rounds/{found.id}"),
        context={
            "button": asked.say("Close the round"),
            "words": asked.say("Nothing is decided in a closed round any more."),
            "obstacle": {
                "text": asked.say("Grants that are not closed yet, or are still to be paid:"),
                "links": [Link(number(still_open, asked.lang), f"/grants?round={found.id}")],
            } if still_open else None,
        },
    )  # fmt: skip


def load_programme(asked: Asked) -> Loaded:
    """Likewise the rounds that keep a programme open."""
    found = programme_now(asked.database, asked.path["programme"])
    if found is None:
        raise NotFoundException
    still_open = [each for each in rounds(asked.database, found.id) if not each.closed]
    return Loaded(
        title=asked.say("Close the programme"), caption=found.code, fixed={"programme": found.id},
        version=found.version, back=Link(found.name, f"/programmes/{found.id}"),
        context={
            "button": asked.say("Close the programme"),
            "words": asked.say("No round can be opened in a closed programme."),
            "obstacle": {
                "text": asked.say("Rounds that are not closed yet:"),
                "links": [
                    Link(round_name(each, asked.lang), f"/rounds/{each.id}") for each in still_open
                ],
            } if still_open else None,
        },
    )  # fmt: skip


def call_closed(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(href=f"/rounds/{loaded.fixed['round']}", text=asked.say("The call was closed."))


def round_closed(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(href=f"/rounds/{loaded.fixed['round']}", text=asked.say("The round was closed."))


def programme_closed(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(href=f"/programmes/{loaded.fixed['programme']}", text=asked.say("The programme was closed."))


TEMPLATE, FRAGMENT = "rounds/close.html", "rounds/_close_form.html"
CALL = CommandPage(
    path="/rounds/{round_:uuid}/close-call", command=CloseCall, template=TEMPLATE, fragment=FRAGMENT,
    load=load_call, after=call_closed,
)  # fmt: skip
ROUND = CommandPage(
    path="/rounds/{round_:uuid}/close", command=CloseRound, template=TEMPLATE, fragment=FRAGMENT,
    load=load_round, after=round_closed,
)  # fmt: skip
PROGRAMME = CommandPage(
    path="/programmes/{programme:uuid}/close", command=CloseProgramme, template=TEMPLATE, fragment=FRAGMENT,
    load=load_programme, after=programme_closed,
)  # fmt: skip
ROUTES = [*CALL.routes(), *ROUND.routes(), *PROGRAMME.routes()]
