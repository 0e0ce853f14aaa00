"""The races of the domain: what stands before, who asks for what at once, and what may be true afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar, Final
from uuid import UUID

from grants.kernel.command import Done
from grants.kernel.ids import derived, grant_id, round_id
from grants.lifecycle import events as ge
from grants.rounds import events as re
from tests.races.desks import THREADS, Answer, Desk
from tests.support import builders as b
from tests.support.cast import LIBRARIES, PARTNER, PROGRAMME, ROUND, Library
from tests.support.scenario import Ask

WINNERS: Final = 5
"""For how many awards the budget of a raced round is enough."""


def library(n: int) -> Library:
    """One of as many libraries as a race needs, beside the cast."""
    return Library(f"Biblioteka Gminna nr {n}", "Las", 100 + n)


def applied(count: int, *, agreed: bool = False) -> list[Ask]:
    """A round in which ``count`` libraries have applied (and have an agreement)."""
    asks = [b.open_programme(), b.open_round(budget=1000 * b.FULL), *(b.register(each) for each in LIBRARIES)]
    for lib in map(library, range(count)):
        asks += [b.register(lib), b.form_coalition(lib, [PARTNER]), b.apply(lib)]
        asks += [b.award(None, lib), b.sign(lib)] if agreed else []
    return asks


class Race:
    """One kind of race; ``guards`` are the tables whose unique keys decide it."""

    guards: ClassVar[tuple[str, ...]] = ("stored_events",)

    def ground(self, rounds: int) -> list[Ask]:
        raise NotImplementedError

    def asks(self, n: int) -> list[Ask]:
        raise NotImplementedError

    def outcome(self, answers: Sequence[Answer]) -> Counter[str]:
        """How many should be done, and how many refused with which code."""
        raise NotImplementedError

    def wrong(self, desk: Desk, n: int) -> list[str]:
        """What else does not hold after round ``n``."""
        return []


class OneGrantPerLibraryAndRound(Race):
    def ground(self, rounds: int) -> list[Ask]:
        libraries = [library(n) for n in range(rounds)]
        asks = [b.open_programme(), b.open_round(), *(b.register(each) for each in (*LIBRARIES, *libraries))]
        return [*asks, *(b.form_coalition(each, [PARTNER]) for each in libraries)]

    def asks(self, n: int) -> list[Ask]:
        return [b.apply(library(n)) for _ in range(THREADS)]

    def outcome(self, answers: Sequence[Answer]) -> Counter[str]:
        return Counter({"done": 1, "grant.already_applied": THREADS - 1})

    def wrong(self, desk: Desk, n: int) -> list[str]:
        stream = [type(e).__name__ for e in desk.stream(library(n).grant)]
        return [] if stream == ["GrantOpened", "Applied"] else [f"the grant's stream is {stream}"]


class TheLastMoneyOfABudget(Race):
    """Each race has a round of its own, with money for five of its sixteen applications."""

    def ground(self, rounds: int) -> list[Ask]:
        asks = [b.open_programme(), *(b.register(each) for each in (*LIBRARIES, *map(library, range(THREADS))))]
        for n in range(rounds):
            asks.append(b.open_round(str(n + 1), budget=WINNERS * b.FULL + b.FULL // 2))
            for lib in map(library, range(THREADS)):
                asks += [b.form_coalition(lib, [PARTNER], round=self._round(n)), b.apply(lib, round=self._round(n))]
        return asks

    def _round(self, n: int) -> UUID:
        return round_id(PROGRAMME, str(n + 1))

    def asks(self, n: int) -> list[Ask]:
        return [b.award(b.FULL, grant=grant_id(self._round(n), library(m).id)) for m in range(THREADS)]

    def outcome(self, answers: Sequence[Answer]) -> Counter[str]:
        return Counter({"done": WINNERS, "round.budget_exceeded": THREADS - WINNERS})

    def wrong(self, desk: Desk, n: int) -> list[str]:
        reserved = [e for e in desk.stream(self._round(n)) if isinstance(e, re.FundsReserved)]
        grants = [desk.stream(grant_id(self._round(n), library(m).id)) for m in range(THREADS)]
        awarded = [e for stream in grants for e in stream if isinstance(e, ge.Awarded)]
        numbers = sorted(e.number for e in awarded)
        sums = sum(e.new for e in reserved), sum(e.amount for e in awarded)
        found = [] if numbers == list(range(1, WINNERS + 1)) else [f"numbers {numbers}"]
        return found if sums == (WINNERS * b.FULL,) * 2 else [*found, f"reserved and awarded {sums}"]


class OneDocumentInSixteenGrants(Race):
    guards = ("claim",)

    def ground(self, rounds: int) -> list[Ask]:
        return applied(THREADS, agreed=True)

    def asks(self, n: int) -> list[Ask]:
        return [b.cost(b.FULL // 100, library=library(m), document=f"FV {n}/2013") for m in range(THREADS)]

    def outcome(self, answers: Sequence[Answer]) -> Counter[str]:
        return Counter({"done": 1, "cost.already_charged": THREADS - 1})

    def wrong(self, desk: Desk, n: int) -> list[str]:
        streams = [desk.stream(library(m).grant) for m in range(THREADS)]
        costs = [e.document.key for stream in streams for e in stream if isinstance(e, ge.CostRecorded)]
        return [] if len(costs) == len(set(costs)) == n + 1 else [f"{len(costs)} costs, {len(set(costs))} documents"]


class OneCommandIdManyTimes(Race):
    """The very same command sixteen times: one effect, and the same answer for everybody."""

    guards = ("stored_events", "receipt", "text")

    def ground(self, rounds: int) -> list[Ask]:
        return applied(1, agreed=True)

    def asks(self, n: int) -> list[Ask]:
        day = b.FIRST + timedelta(days=n)
        return [replace(b.meeting(day, library=library(0)), command_id=derived("race", str(n)))] * THREADS

    def outcome(self, answers: Sequence[Answer]) -> Counter[str]:
        same = sum(answer == answers[0] for answer in answers if isinstance(answer, Done))
        return Counter({"done": same})

    def wrong(self, desk: Desk, n: int) -> list[str]:
        held = [e for e in desk.stream(library(0).grant) if isinstance(e, ge.MeetingHeld)]
        return [] if [e.meeting_no for e in held] == list(range(1, n + 2)) else [f"{len(held)} meetings"]


class OneCommandIdForSixteenGrants(Race):
    """The same id with other data: streams cannot see it, the receipt does (and the text, named after the command)."""

    guards = ("receipt", "text")

    def ground(self, rounds: int) -> list[Ask]:
        return applied(THREADS, agreed=True)

    def asks(self, n: int) -> list[Ask]:
        day, id_ = b.FIRST + timedelta(days=n), derived("race", str(n))
        return [replace(b.meeting(day, library=library(m)), command_id=id_) for m in range(THREADS)]

    def outcome(self, answers: Sequence[Answer]) -> Counter[str]:
        return Counter({"done": 1, "command.id_reused": THREADS - 1})


class AwardAgainstRejection(Race):
    """Both looked at the same version; eight would award and eight reject."""

    def ground(self, rounds: int) -> list[Ask]:
        return applied(rounds)

    def asks(self, n: int) -> list[Ask]:
        lib = library(n)
        pair = [b.award(None, lib, expected_version=2), b.reject(lib, expected_version=2, occurred_on=b.AWARDED_ON)]
        return pair * (THREADS // 2)

    def outcome(self, answers: Sequence[Answer]) -> Counter[str]:
        return Counter({"done": 1, "stale": THREADS - 1})

    def wrong(self, desk: Desk, n: int) -> list[str]:
        decisions = [e for e in desk.stream(library(n).grant) if isinstance(e, ge.Awarded | ge.ApplicationRejected)]
        awarded = isinstance(decisions[0], ge.Awarded) if decisions else None
        reserved = [e for e in desk.stream(ROUND) if isinstance(e, re.FundsReserved) and e.grant == library(n).grant]
        right = len(decisions) == 1 and len(reserved) == awarded
        return [] if right else [f"{len(decisions)} decisions, {len(reserved)} reservations"]


class SixteenMeetingsOfOneGrant(Race):
    """They carry no version, so all are stored: a library's entry never fails because somebody else works."""

    def ground(self, rounds: int) -> list[Ask]:
        return applied(rounds, agreed=True)

    def asks(self, n: int) -> list[Ask]:
        return [b.meeting(b.FIRST + timedelta(days=m), library=library(n)) for m in range(THREADS)]

    def outcome(self, answers: Sequence[Answer]) -> Counter[str]:
        return Counter({"done": THREADS})

    def wrong(self, desk: Desk, n: int) -> list[str]:
        held = [e for e in desk.stream(library(n).grant) if isinstance(e, ge.MeetingHeld)]
        right = [e.meeting_no for e in held] == list(range(1, THREADS + 1)) and len({e.occurred_on for e in held}) == 16
        return [] if right else [f"meetings {[e.meeting_no for e in held]}"]


RACES: Final[tuple[type[Race], ...]] = tuple(Race.__subclasses__())
