"""given(what was asked before) / when(command) / then(events) or refused(code, params).

Commands go through the catalogue (who may) and their handlers, against a unit of work in memory whose every event was
written and read by the real transcoder. The clock stands still unless an ask brings its own moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Final, Self, TypeVar
from uuid import UUID

from grants.catalogue import CATALOGUE
from grants.kernel.actor import Deed, doing
from grants.kernel.clock import WARSAW
from grants.kernel.codes import Role
from grants.kernel.command import Command, Done
from grants.kernel.envelope import Happened, Recorded
from grants.kernel.ids import derived
from grants.kernel.refusals import Refused
from grants.lifecycle.grant import Grant
from grants.rounds.round import Round
from tests.support.cast import LEADING, ROUND, Person
from tests.support.work import Memory, MemoryWork

A = TypeVar("A", bound=Recorded)
NOW: Final = datetime(2013, 9, 10, 10, 0, tzinfo=UTC)
TODAY: Final = date(2013, 9, 10)


def noon(day: date) -> datetime:
    """Midday in Warsaw, as the moment a command is recorded."""
    return datetime.combine(day, time(12), WARSAW).astimezone(UTC)


@dataclass(frozen=True)
class Ask:
    """A command on its way: who asks, when, through what."""

    command: Command
    by: Person
    at: datetime = NOW
    command_id: UUID | None = None
    source: str = "web"
    on_behalf_of: UUID | None = None

    def of(self, person: Person) -> Ask:
        """The same, asked by somebody else."""
        return replace(self, by=person)

    def on(self, day: date) -> Ask:
        """The same, recorded at midday of ``day``."""
        return replace(self, at=noon(day))


@dataclass(frozen=True)
class Made:
    """What an event should be, and some of what it should say."""

    kind: type[Happened]
    fields: dict[str, Any]


def made(kind: type[Happened], **fields: Any) -> Made:
    return Made(kind, fields)


class Scenario:
    """One story. Asks of ``given`` must succeed; ``when`` keeps the outcome for ``then`` or ``refused``."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.done: Done | None = None
        self.no: Refused | None = None
        self.caused: list[Happened] = []
        self.causes: dict[type[Command], set[type[Happened]]] = {}
        self._asked = 0

    def given(self, *asks: Ask | Iterable[Ask]) -> Self:
        for ask in asks:
            for each in [ask] if isinstance(ask, Ask) else ask:
                self.carry_out(each)
        return self

    def when(self, ask: Ask) -> Self:
        self.done, self.no = None, None
        before = (len(self.memory.log), dict(self.memory.claims), dict(self.memory.texts))
        try:
            self.done = self.carry_out(ask)
        except Refused as no:
            self.no = no
        after = (len(self.memory.log), self.memory.claims, self.memory.texts)
        assert self.no is None or after == before, f"{self.no!r} left something behind"
        return self

    def then(self, *expected: type[Happened] | Made) -> Self:
        assert self.no is None, f"refused: {self.no!r}"
        wanted = [e if isinstance(e, Made) else Made(e, {}) for e in expected]
        assert [type(e).__name__ for e in self.caused] == [w.kind.__name__ for w in wanted]
        for event, want in zip(self.caused, wanted, strict=True):
            said = {name: getattr(event, name) for name in want.fields}
            assert said == want.fields, event.TOPIC
        return self

    def refused(self, code: str, /, **params: Any) -> Self:
        assert self.no is not None, f"not refused: {[e.TOPIC for e in self.caused]}"
        assert self.no.code == code, repr(self.no)
        assert {name: self.no.params.get(name) for name in params} == params, repr(self.no)
        return self

    def carry_out(self, ask: Ask) -> Done:
        """As the bus does it, once and without racing anybody."""
        entry = CATALOGUE[type(ask.command)]
        role = ask.by.actor.acting_as(entry.roles)
        if role is None:
            raise Refused("not_allowed", role=", ".join(sorted(ask.by.roles)))
        self._asked += 1
        deed = Deed(
            actor=ask.by.id, role=Role(role), now=ask.at, source=ask.source, on_behalf_of=ask.on_behalf_of,
            command_id=ask.command_id or derived("test", "command", str(self._asked)),
        )  # fmt: skip
        work = MemoryWork(self.memory, deed, ask.by.actor)
        with doing(deed):
            done = entry.handler(work, ask.command)
        self.caused = work.caused
        self.causes.setdefault(type(ask.command), set()).update(type(e) for e in work.caused)
        assert not any(a.pending_events for a in work.loaded.values()), "decided and not saved"
        return done

    def copy(self) -> Scenario:
        """A story that goes on from here without changing this one."""
        other = Scenario()
        other.memory = self.memory.copy()
        other._asked = self._asked
        return other

    # --- what stands afterwards ----------------------------------------------------------------------------------

    def load(self, kind: type[A], id_: UUID) -> A:
        found = self.memory.load(id_)
        assert isinstance(found, kind)
        return found

    def grant(self, id_: UUID = LEADING.grant) -> Grant:
        return self.load(Grant, id_)

    def round(self, id_: UUID = ROUND) -> Round:
        return self.load(Round, id_)

    def stream(self, id_: UUID = LEADING.grant) -> list[Happened]:
        return self.memory.streams[id_]

    def version_of(self, kind: type[Happened], id_: UUID = LEADING.grant) -> int:
        """The version of the last event of this kind in a stream."""
        return max(e.originator_version for e in self.stream(id_) if isinstance(e, kind))


def story(*asks: Ask | Iterable[Ask]) -> Scenario:
    """A new scenario in which ``asks`` already happened."""
    return Scenario().given(*asks)
