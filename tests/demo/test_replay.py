"""The replay itself: in time order, once only, always the same, and never over somebody's own data."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stdnum import iban
from stdnum.pl import nip, regon

from grants.bootstrap import open_programme
from grants.demo import replay as replaying
from grants.demo.cast import CAST, CHIEF, DESK
from grants.demo.desk import DeskLog
from grants.demo.plan import plan
from grants.demo.replay import ACCOUNTS, BEGUN, COMPLETE, NotADemo, replay
from grants.demo.running import running
from grants.demo.script.season import history
from grants.demo.steps import Step, in_order
from grants.kernel.clock import WARSAW
from grants.kernel.codes import Role
from grants.libraries.commands import FormCoalition, RegisterLibrary
from grants.rounds.commands import OpenProgramme
from grants.store.engine import make_engine
from grants.store.marks import get_mark, is_demo
from grants.store.tables import mark
from tests.demo import raw
from tests.support.postgres import Database


def _silent(_line: str) -> None:
    """Nobody listens."""


def _forget_completion(url: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(mark.delete().where(mark.c.name == COMPLETE))
    engine.dispose()


def test_no_moment_goes_backwards(demo_log: list[raw.Event]) -> None:
    moments = [event.at for event in demo_log]
    assert moments == sorted(moments)
    assert moments[-1] <= datetime.now(UTC)


def test_the_office_is_closed_at_night_and_on_sundays(demo_log: list[raw.Event]) -> None:
    hours = {event.at.astimezone(WARSAW).hour for event in demo_log}
    assert hours <= set(range(8, 17))
    assert {event.at.astimezone(WARSAW).weekday() for event in demo_log} <= set(range(5))


def test_a_second_replay_adds_nothing(demo_copy: str, demo_log: list[raw.Event]) -> None:
    told: list[str] = []
    replay(demo_copy, told.append)
    assert "nothing was added" in told[0]
    assert len(raw.events(_file(demo_copy))) == len(demo_log)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_replay_that_was_cut_off_goes_on_and_meets_its_own_receipts(
    demo_copy: str, demo_log: list[raw.Event]
) -> None:
    """Also on another day: the running round is told around the day on which the demo was begun."""
    _forget_completion(demo_copy)
    replay(demo_copy, _silent, lambda: datetime.now(UTC) + timedelta(days=40))
    assert len(raw.events(_file(demo_copy))) == len(demo_log)


@pytest.mark.campaign
@pytest.mark.timeout(600)
def test_two_demos_hold_the_same_events(
    demo_file: Path, demo_log: list[raw.Event], migrated_file: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(migrated_file, tmp_path / "other.db"))
    engine = make_engine(f"sqlite:///{demo_file}")
    begun = datetime.fromisoformat(str(get_mark(engine, BEGUN)))
    engine.dispose()
    replay(f"sqlite:///{file}", _silent, lambda: begun)
    assert list(raw.comparable(raw.events(file))) == list(raw.comparable(demo_log))


def test_a_database_with_events_of_its_own_is_refused(sqlite_url: str) -> None:
    programme = open_programme(sqlite_url, allow_at=True)
    command = OpenProgramme(code="OWN", name="Własny", funder="F", operator="O")
    programme.issue(command, CHIEF.actor)
    programme.close()
    with pytest.raises(NotADemo):
        replay(sqlite_url, _silent)
    engine = make_engine(sqlite_url)
    assert not is_demo(engine)
    engine.dispose()
    assert len(raw.events(_file(sqlite_url))) == 1


def test_the_accounts_are_public_and_work(demo_url: str) -> None:
    programme = open_programme(demo_url)
    accounts = json.loads(str(get_mark(programme.engine, ACCOUNTS)))
    assert [account["login"] for account in accounts] == [player.login for player in CAST]
    known = programme.people.recognise(DESK.login, accounts[0]["password"])
    programme.close()
    assert known is not None
    assert known.actor == DESK.actor
    assert {role for player in CAST for role in player.roles} == set(Role) - {Role.LIBRARY}
    assert all(account["pl"] and account["en"] for account in accounts)


def test_all_check_digits_are_valid_and_no_number_is_given_twice() -> None:
    story = plan()
    steps = [*in_order(history(story)), *in_order(running(story, datetime.now(UTC)))]
    libraries = [step.command for step in steps if isinstance(step.command, RegisterLibrary)]
    assert all(regon.is_valid(library.regon) and nip.is_valid(library.nip) for library in libraries)
    for field in ("regon", "nip", "terc", "town"):
        assert len({getattr(library, field) for library in libraries}) == len(libraries)
    assert len({library.terc[:2] for library in libraries}) == 16
    nrbs = {fate.leading.nrb for fates in story.fates.values() for fate in fates}
    assert all(iban.is_valid(f"PL{nrb}") for nrb in nrbs)


def test_names_of_steps_are_unique_so_every_command_takes_effect() -> None:
    story = plan()
    names = [step.name for step in (*in_order(history(story)), *in_order(running(story, datetime.now(UTC))))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("days", range(0, 371, 11))
def test_the_running_round_never_speaks_of_tomorrow(days: int) -> None:
    """Told from any day of the year, early in its morning: every entry lies before it and in order."""
    begun = datetime(2026, 12, 19, 5, 0, tzinfo=UTC) + timedelta(days=days)
    for script in running(plan(), begun):
        _in_time(script, begun)


def _in_time(script: list[Step], begun: datetime) -> None:
    moments = [step.at for step in script]
    assert moments == sorted(moments)
    assert not moments or moments[-1] < begun


@pytest.mark.campaign
@pytest.mark.parametrize("begun", ["2027-03-28T23:30", "2028-05-02T12:00"])
def test_the_running_round_can_be_told_from_any_day(sqlite_url: str, begun: str) -> None:
    """The night of the clock change, and a bridge day."""
    moment = datetime.fromisoformat(begun).replace(tzinfo=UTC)
    assert _last_moment_told(sqlite_url, moment) <= moment


@pytest.mark.campaign
def test_the_running_round_can_be_told_on_postgresql(postgres_database: Database) -> None:
    moment = datetime.now(UTC)
    assert _last_moment_told(postgres_database.app, moment) <= moment


def _last_moment_told(url: str, begun: datetime) -> datetime:
    """Carry the running round out; the libraries that it takes over from the old programme are entered first."""
    story = plan()
    steps = list(in_order(running(story, begun)))
    leading = {step.command.leading for step in steps if isinstance(step.command, FormCoalition)}
    old = [fate.leading for fates in story.fates.values() for fate in fates if fate.leading.id in leading]
    entered = [Step(datetime(2013, 1, 2, 9, tzinfo=UTC), li.step, DESK, li.registration()) for li in old]
    log = DeskLog(replaying._hasty(url))
    programme = open_programme(url, clock=lambda: begun, allow_at=True, log=log)
    replaying._people(programme, begun)
    for step in [*entered, *steps]:
        replaying._issue(programme, step)
    programme.projector.catch_up()
    position = programme.log.last_position()
    ((_, last),) = programme.log.page(position - 1, 1)
    programme.close()
    return last.timestamp


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///").partition("?")[0])
