"""A newcomer can press every button: after the demo each command would be heard somewhere in its programme of today,
every stage can be seen there, and every kind of event has happened.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

import pytest

from grants.bootstrap import open_programme
from grants.catalogue import CATALOGUE
from grants.demo.cast import CAST, DESK, MATE
from grants.demo.running import CODE, LABEL
from grants.findings.commands import RecordFinding
from grants.kernel.codes import CHANNELS, Role
from grants.kernel.command import Command
from grants.kernel.ids import programme_id, round_id
from grants.libraries import commands as lib
from grants.libraries.coalition import Coalition
from grants.libraries.library import Library
from grants.lifecycle.commands import applying, assigning, awarding, ending, many
from grants.lifecycle.grant import Grant
from grants.lifecycle.offers import offered
from grants.lifecycle.stages import Stage
from grants.rounds import commands as rnd
from grants.rounds.round import Round
from tests.demo.raw import Event

pytestmark = pytest.mark.together

NOT_OFFERED: Final[dict[type[Command], str]] = {
    rnd.CloseProgramme: "today's programme has rounds under way; the source's was closed in 2013",
}
NOT_SEEN: Final = {Stage.OPENED: "a stream begins with its first application in the same save: nobody sees it empty"}
NEVER_HAPPENS: Final[dict[str, str]] = {}
"""Names of events that the demo leaves out, each with its reason."""
T = TypeVar("T")


@dataclass
class World:
    """Today's programme as it stands after the demo."""

    rounds: dict[UUID, Round]
    grants: list[Grant]
    libraries: dict[UUID, Library]
    coalitions: list[Coalition]

    @property
    def under_way(self) -> list[Round]:
        return [each for each in self.rounds.values() if not each.closed]

    def having(self, step: str, *, stage: Stage | None = None) -> list[Grant]:
        """Grants of rounds that are not closed, on which the step is offered."""
        return [
            grant for grant in self.grants
            if step in offered(grant.state) and not self.round_of(grant).closed
            and stage in (None, grant.state.shown_stage)
        ]  # fmt: skip

    def round_of(self, grant: Grant) -> Round:
        return self.rounds[grant.facts.round]

    def leads_open(self, library: Library) -> bool:
        return any(grant.facts.library == library.id and grant.state.open for grant in self.grants)


@pytest.fixture(scope="module")
def world(demo_file: Path, demo_log: list[Event]) -> World:
    programme = programme_id(CODE)
    opened = open_programme(f"sqlite:///{demo_file}")

    def load(kind: type[T], topic: str, wanted: Callable[[Mapping[str, Any]], bool]) -> list[T]:
        found = [opened.log.load(UUID(e.stream)) for e in demo_log if e.topic == topic and wanted(e.values)]
        return [each for each in found if isinstance(each, kind)]

    rounds = {r.id: r for r in load(Round, "round.opened.v1", lambda values: UUID(values["programme"]) == programme)}
    coalitions = load(Coalition, "coalition.formed.v1", lambda values: UUID(values["round"]) in rounds)
    leading = [opened.log.load(each.leading) for each in coalitions]
    grants = load(Grant, "grant.opened.v1", lambda values: UUID(values["round"]) in rounds)
    opened.close()
    return World(rounds, grants, {x.id: x for x in leading if isinstance(x, Library)}, coalitions)


def _call_is_open(world: World, round_: Round) -> bool:
    return round_ in world.under_way and round_.call_closed_on is None


def _applies(world: World) -> bool:
    """For the first time, or again after a withdrawal; both while the call is open."""
    applied = {(grant.facts.round, grant.facts.library) for grant in world.grants}
    first = [c for c in world.coalitions if (c.round, c.leading) not in applied]
    again = world.having("apply", stage=Stage.WITHDRAWN)
    return any(_call_is_open(world, world.rounds[c.round]) for c in first) and any(
        _call_is_open(world, world.round_of(grant)) for grant in again
    )


def _partner_may_leave(world: World) -> bool:
    return any(len(c.partners) > 1 and not world.rounds[c.round].closed for c in world.coalitions)


def _retires(world: World) -> bool:
    return any(x.retired_in is None and not world.leads_open(x) for x in world.libraries.values())


def _together(step: str) -> Callable[[World], bool]:
    """At least two grants of one round, or nobody would take them together."""
    return lambda world: max(Counter(grant.facts.round for grant in world.having(step)).values(), default=0) > 1


LAWFUL: Final[dict[type[Command], Callable[[World], bool]]] = {
    rnd.OpenProgramme: lambda _: True,
    rnd.OpenRound: lambda world: bool(world.rounds),
    rnd.ChangeRules: lambda world: bool(world.under_way),
    rnd.CloseCall: lambda world: any(_call_is_open(world, each) for each in world.under_way),
    rnd.CloseRound: lambda world: any(
        not any(grant.state.open for grant in world.grants if grant.facts.round == each.id) for each in world.under_way
    ),
    lib.RegisterLibrary: lambda _: True,
    lib.CorrectLibrary: lambda world: bool(world.libraries),
    lib.RetireLibrary: _retires,
    lib.RestoreLibrary: lambda world: any(x.retired_in is not None for x in world.libraries.values()),
    lib.FormCoalition: lambda world: bool(world.under_way),
    lib.AddPartner: _partner_may_leave,
    lib.LetPartnerLeave: _partner_may_leave,
    rnd.PublishSummary: lambda world: bool(world.rounds),
    RecordFinding: lambda world: bool(world.grants),
    applying.ApplyForGrant: _applies,
    awarding.AwardGrants: _together("award"),
    assigning.HandOverGrants: lambda world: any(grant.state.assigned == DESK.id for grant in world.having("assign")),
    many.ReturnApplications: _together("return_application"),
    many.SignAgreements: _together("sign"),
    many.RecordPayments: _together("pay"),
    many.AcceptCosts: _together("accept_cost"),
    many.SettleGrants: _together("settle"),
    ending.CorrectAfterClosure: lambda world: any(
        "correct_after_closure" in offered(grant.state) and world.round_of(grant).closed for grant in world.grants
    ),
}
"""When a command would be heard that no single grant's step decides on; all others are offered on a grant."""


@pytest.mark.parametrize("command", CATALOGUE, ids=lambda command: command.__name__)
def test_every_command_would_be_heard_somewhere(world: World, command: type[Command]) -> None:
    step = CATALOGUE[command].step
    heard = LAWFUL.get(command) or (lambda world: bool(step and world.having(step)))
    assert heard(world) is (command not in NOT_OFFERED), NOT_OFFERED.get(command)


def test_every_stage_can_be_seen_in_the_running_round(world: World) -> None:
    running = round_id(programme_id(CODE), LABEL)
    seen = Counter(grant.state.shown_stage for grant in world.grants if grant.facts.round == running)
    assert set(seen) == set(Stage) - set(NOT_SEEN)
    assert 40 <= seen.total() <= 60


def test_every_event_happens_in_the_demo(demo_log: list[Event]) -> None:
    known = {event.TOPIC for entry in CATALOGUE.values() for event in entry.events}
    assert known - {event.topic for event in demo_log} == set(NEVER_HAPPENS)


def test_its_rounds_are_closed_ended_under_way_and_calling(world: World) -> None:
    by_label = {each.label: each for each in world.rounds.values()}
    assert [by_label[label].closed for label in "1234"] == [True, False, False, False]
    assert [by_label[label].call_closed_on is None for label in "1234"] == [False, False, False, True]
    still = Counter(world.round_of(grant).label for grant in world.grants if grant.state.open)
    assert set(still) == {"3", "4"}


def test_all_voivodeships_take_part(world: World) -> None:
    assert len({library.terc[:2] for library in world.libraries.values()}) == 16


def test_grants_lie_on_several_desks_and_some_on_none(world: World) -> None:
    desks = Counter(grant.state.assigned for grant in world.grants if grant.state.open)
    assert min(desks[DESK.id], desks[MATE.id], desks[None]) >= 5
    roles = {player.id: player.roles for player in CAST}
    assert all({Role.COORDINATOR, Role.MANAGER} & set(roles[who]) for who in desks if who)


def test_states_beside_the_stages(world: World) -> None:
    """What a stage does not show, and a newcomer should still find somewhere."""
    states = [grant.state for grant in world.grants]
    assert any(s.application and s.application.attempt > 1 for s in states)
    assert {m.channel for s in states for m in s.meetings} >= set(CHANNELS)
    assert any(s.reversals and not s.paid for s in states)
    assert any(s.reversals and s.paid and s.account_change(s.payments[-1].occurred_on) for s in states)
    assert any(s.waiver_granted for s in states)
    assert any(s.waived and not s.waiver_granted for s in states)
    assert any(s.owed for s in states)
    assert any(s.refund_received and s.refund_outstanding for s in states)
    assert any(s.refund_written_off and s.refund_outstanding for s in states)
    assert any(s.costs_off and s.undecided_costs for s in states)
    assert any(plan.cancelled for s in states for plan in s.plans.values())
    assert any(x.retired_in is not None and x.successor for x in world.libraries.values())


def test_meetings_of_today_are_held_on_working_days(world: World) -> None:
    assert all(m.occurred_on.weekday() < 5 for grant in world.grants for m in grant.state.meetings)
