"""What a reader may begin from a round's dashboard. Beside the board, which is drawn for all readers alike."""

from __future__ import annotations

from grants.kernel.codes import Role
from grants.libraries.commands import FormCoalition
from grants.lifecycle.commands.applying import ApplyForGrant
from grants.lifecycle.commands.awarding import AwardGrants
from grants.lifecycle.stages import Stage
from grants.rounds.commands import ChangeRules, CloseCall, CloseRound
from web.dashboard.board import Board
from web.support.asking import Asked
from web.support.guards import may
from web.support.shell import Link


def actions(asked: Asked, board: Board) -> list[Link]:
    """In the order of a round's life; only what this person may do and what would not be refused out of hand."""
    round_, say, person = board.round, asked.say, asked.person
    call_open, waiting = round_.call_open(asked.today), board.totals.of("stage", Stage.APPLIED.value)
    joins = not round_.closed  # a paper that comes late needs its coalition first
    keyed_in = round_.takes_applications(asked.today, by_staff=True)
    offered = (
        (person.roles != {Role.VIEWER}, say("Grants of the round"), f"/grants?round={round_.id}"),
        (joins and may(FormCoalition).permits(person), say("Form a coalition"), f"{board.href}/coalitions/new"),
        (keyed_in and may(ApplyForGrant).permits(person), say("Key in an application"), f"{board.href}/apply"),
        (waiting and not round_.closed and may(AwardGrants).permits(person), say((
            "Award several grants"
        )), f"{board.href}/award"),
        (not round_.closed and may(ChangeRules).permits(person), say("Change the rules"), f"{board.href}/rules/change"),
        (person.roles != {Role.VIEWER}, say("Trail of the round"), f"{board.href}/trail"),
        (call_open and may(CloseCall).permits(person), say("Close the call"), f"{board.href}/close-call"),
        (not round_.closed and may(CloseRound).permits(person), say("Close the round"), f"{board.href}/close"),
    )
    return [Link(words, href) for yes, words, href in offered if yes]
