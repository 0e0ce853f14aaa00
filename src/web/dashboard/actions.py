"""What a reader may begin from a round's dashboard. Beside the board, which is drawn for all readers alike."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from grants.findings.commands import RecordFinding
from grants.kernel.codes import Role
from grants.libraries.commands import FormCoalition
from grants.lifecycle.commands.applying import ApplyForGrant
from grants.rounds.commands import ChangeRules, CloseCall, CloseRound, PublishSummary
from grants.wording.formats import number
from web.dashboard.board import Board
from web.dashboard.standing import ready_to_close
from web.support.asking import Asked
from web.support.guards import FILES, allow, may, opens_files
from web.support.many import allowed
from web.support.past import Past
from web.support.paths import with_query
from web.support.shell import Link

WAITING: Final = {
    "award": "application_check", "return": "application_check", "sign": "agreement", "pay": "payment",
    "accept-costs": "cost_decision", "settle": "settlement",
}  # fmt: skip
"""What waits for each step that can be taken with many grants at once."""
Offers = list[tuple[bool, str, str]]
"""Whether it is offered, its words and its address."""


def actions(asked: Asked, board: Board) -> list[Link]:
    """What matters now leads: applications during the call, then what waits, at last the closing. Only what this person
    may do and what would not be refused out of hand.
    """
    during, ready = board.round.call_open(asked.today), ready_to_close(board.round, board.totals, asked.today)
    keying, closing = _keying(asked, board, during=during), _closing(asked, board)
    return _offered([
        *(keying if during else []), *(closing if ready else []), *_many(asked, board), *_writing(asked, board),
        *([] if during else keying), *([] if ready else closing),
    ])  # fmt: skip


def readings(asked: Asked, board: Board) -> list[Link]:
    """Where there is more to read about the round, for this person."""
    return _offered([*_reading(asked, board), *_auditing(asked, board)])


def _offered(offers: Offers) -> list[Link]:
    return [Link(words, href) for yes, words, href in offers if yes]


def actions_then(asked: Asked, round_: UUID, past: Past) -> list[Link]:
    """From a past day there is only more to read: its list of grants, and what has been recorded since."""
    since = with_query(f"/rounds/{round_}/changes", **{"from": past.days["known"]})
    offered = [
        (opens_files(asked.person), asked.say("Grants of the round"), past.keep("/grants", round=round_)),
        (past.days["known"] < asked.today, asked.say("What has been recorded since"), since),
    ]
    return _offered(offered)


def _keying(asked: Asked, board: Board, *, during: bool) -> Offers:
    """Also after the call: what came on paper comes late, and needs its coalition first."""
    round_, person = board.round, asked.person
    words = asked.say("Key in an application") if during else asked.say("Key in a paper application")
    takes = round_.takes_applications(asked.today, by_staff=True)
    return [
        (takes and may(ApplyForGrant).permits(person), words, f"{board.href}/apply"),
        (not round_.closed and may(FormCoalition).permits(person), asked.say("Form a coalition"),
         f"{board.href}/coalitions/new"),
    ]  # fmt: skip


def _many(asked: Asked, board: Board) -> Offers:
    """Steps for which something waits, with how much."""
    if board.round.closed:
        return []
    counts = {bulk.tail: board.waiting.get(WAITING[bulk.tail], 0) for bulk in allowed(asked.person)}
    return [
        (True, f"{asked.say(bulk.label)} ({number(counts[bulk.tail], asked.lang)})", bulk.path(board.round.id))
        for bulk in allowed(asked.person) if counts[bulk.tail]
    ]  # fmt: skip


def _writing(asked: Asked, board: Board) -> Offers:
    """What is written about the round as a whole."""
    form = f"/programmes/{board.round.programme}/publish?round={board.round.id}"
    rules = may(ChangeRules).permits(asked.person) and not board.round.closed
    return [
        (may(RecordFinding).permits(asked.person), asked.say("Record a finding"),
         f"/findings/new?round={board.round.id}"),
        (rules, asked.say("Change the rules"), f"{board.href}/rules/change"),
        (may(PublishSummary).permits(asked.person), asked.say("Publish a summary"), form),
    ]  # fmt: skip


def _reading(asked: Asked, board: Board) -> Offers:
    """The trail leads on to the replay."""
    reads = opens_files(asked.person)
    return [
        (reads, asked.say("Grants of the round"), f"/grants?round={board.round.id}"),
        (reads, asked.say("Trail of the round"), f"{board.href}/trail"),
        (True, asked.say("What changed between two days"), f"{board.href}/changes"),
        (reads and not (board.empty or board.round.closed), asked.say("Forecast"), f"{board.href}/forecast"),
        (reads and not board.empty, asked.say("What if the rules were different?"), f"{board.href}/what-if"),
    ]


def _auditing(asked: Asked, board: Board) -> Offers:
    """For those who audit the round, and for those who answer for it; the summaries for everybody."""
    looks = bool(asked.person.roles & {Role.AUDITOR, Role.MANAGER})
    return [
        (looks, asked.say("Checks"), f"/checks?round={board.round.id}"),
        (looks, asked.say("A sample of grants"), f"{board.href}/sample"),
        (allow(*FILES).permits(asked.person), asked.say("Dossier of the round"), f"{board.href}/dossier"),
        (True, asked.say("Public summaries"), "/public"),
    ]


def _closing(asked: Asked, board: Board) -> Offers:
    ends = board.round.call_open(asked.today) and may(CloseCall).permits(asked.person)
    closes = not board.round.closed and may(CloseRound).permits(asked.person)
    return [
        (closes, asked.say("Close the round"), f"{board.href}/close"),
        (ends, asked.say("Close the call"), f"{board.href}/close-call"),
    ]
