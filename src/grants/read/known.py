"""Answers that a handler needs about other streams before it decides: what still keeps a round or a programme open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Table,
    Uuid,
    bindparam,
    delete,
    select,
)

from grants.kernel.codes import Role
from grants.kernel.frozen import Frozen, Sealed
from grants.kernel.ids import grant_id
from grants.lifecycle.state import derive
from grants.rounds.events import RoundClosed, RoundOpened
from grants.store.projecting.facts import load
from grants.store.projecting.views import Change, Net, nets
from grants.store.projecting.writing import add, put
from grants.store.seal.tables import seal_head
from grants.store.tables import metadata
from grants.store.tables import person as people

known_open: Final = Table(
    "known_open",
    metadata,
    Column("owner", Uuid, primary_key=True),
    Column("number", BigInteger, nullable=False),
)
"""Open grants by round, and open rounds by programme."""
known_round: Final = Table(
    "known_round",
    metadata,
    Column("round", Uuid, primary_key=True),
    Column("programme", Uuid, nullable=False),
)
known_desk: Final = Table(
    "known_desk",
    metadata,
    Column("grant", Uuid, primary_key=True),
    Column("person", Uuid, nullable=False),
    Column("round", Uuid, nullable=False),
    Index("known_desk_of_person", "person", "round", "grant"),
)
"""Who looks after each open grant that somebody looks after."""
_OFF_THE_DESK: Final = delete(known_desk).where(known_desk.c.grant == bindparam("its_grant"))


class KnownCounts:
    """Moves the counts by differences; sets whose desk a grant lies on."""

    name: Final = "known"
    version: Final = 2
    tables: Final[tuple[Table, ...]] = (known_open, known_round, known_desk)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Grants that opened or ended, rounds that opened or closed."""
        moved: Counter[UUID] = Counter()
        opened = [change for change in changes if isinstance(change.event, RoundOpened)]
        put(connection, known_round, [{"round": c.stream, "programme": _programme(c)} for c in opened])
        for change in opened:
            moved[_programme(change)] += 1
        for programme in _programmes(connection, [c.stream for c in changes if isinstance(c.event, RoundClosed)]):
            moved[programme] -= 1
        for net in nets(changes):
            moved[net.after.round] += int(net.last.state.open) - int(_was_open(net))
        rows = [{"owner": owner, "number": moved[owner]} for owner in sorted(moved)]
        add(connection, known_open, known_open.c.number, rows)
        _desks(connection, nets(changes))


class Store(Protocol):
    """The log, as far as this module needs it."""

    @property
    def engine(self) -> Engine: ...


class CatchesUp(Protocol):
    """The projector, as far as this module needs it."""

    def catch_up(self) -> int: ...


class Freeze(Protocol):
    """The ledger, as far as this module needs it: handed in, because read models do not know one another."""

    def __call__(self, connection: Connection, rounds: Sequence[UUID], day: date, *, apart: bool) -> Frozen: ...


class KnownNow:
    """``kernel.ports.Known`` from the read model, which first takes in everything that is in the log.

    Should the projector be stuck, the question fails: deciding on what is no longer true would be worse.
    """

    def __init__(self, log: Store, projector: CatchesUp, freeze: Freeze) -> None:
        self._log, self._projector, self._freeze = log, projector, freeze

    def open_grants(self, round_: UUID) -> int:
        """How many grants of the round are under way, or closed and still owed money."""
        return self._number(round_)

    def open_grants_led(self, library: UUID) -> int:
        """How many grants that the library leads, in all rounds, are neither closed, rejected nor withdrawn."""
        self._projector.catch_up()
        with self._log.engine.connect() as connection:
            rounds = connection.execute(select(known_round.c.round)).scalars().all()
            facts = load(connection, [grant_id(round_, library) for round_ in rounds])
        return sum(derive(grant.entries).open for grant in facts.values())

    def open_rounds(self, programme: UUID) -> int:
        """How many rounds of the programme are not closed."""
        return self._number(programme)

    def looked_after(self, person: UUID, round_: UUID | None, limit: int) -> list[UUID]:
        """The open grants, of one round or of all, that the person looks after; at most ``limit``, in one order."""
        self._projector.catch_up()
        query = select(known_desk.c.grant).where(known_desk.c.person == person)
        query = query if round_ is None else query.where(known_desk.c.round == round_)
        query = query.order_by(known_desk.c.round, known_desk.c.grant).limit(limit)
        with self._log.engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def roles_of(self, person: UUID) -> frozenset[Role]:
        """The roles of an active person; none for a stranger and for a person who was disabled."""
        query = select(people.c.roles).where(people.c.id == person, people.c.disabled_on.is_(None))
        with self._log.engine.connect() as connection:
            words = connection.execute(query).scalar_one_or_none()
        return frozenset(Role(word) for word in (words or "").split())

    def frozen(self, programme: UUID, round_: UUID | None, day: date) -> Frozen:
        """The ledger's figures as of the end of ``day``, after everything in the log was booked."""
        self._projector.catch_up()
        query = select(known_round.c.round).where(known_round.c.programme == programme)
        with self._log.engine.connect() as connection:
            rounds = [round_] if round_ else list(connection.execute(query).scalars())
            return self._freeze(connection, rounds, day, apart=round_ is None)

    def sealed(self) -> Sealed | None:
        """The newest signed head; None where nobody seals."""
        query = select(seal_head.c.size, seal_head.c.root).order_by(seal_head.c.size.desc(), seal_head.c.at.desc())
        with self._log.engine.connect() as connection:
            row = connection.execute(query.limit(1)).one_or_none()
        return Sealed(row.size, bytes(row.root).hex()) if row else None

    def _number(self, owner: UUID) -> int:
        self._projector.catch_up()
        with self._log.engine.connect() as connection:
            query = select(known_open.c.number).where(known_open.c.owner == owner)
            return connection.execute(query).scalar_one_or_none() or 0


def still_open(connection: Connection, round_: UUID) -> int:
    """How many grants keep the round open, for the page that offers to close it: those owed money among them."""
    query = select(known_open.c.number).where(known_open.c.owner == round_)
    return connection.execute(query).scalar_one_or_none() or 0


def _programme(change: Change) -> UUID:
    if not isinstance(change.event, RoundOpened):
        raise TypeError("only a round's first event names its programme")
    return change.event.programme


def _programmes(connection: Connection, rounds: Sequence[UUID]) -> list[UUID]:
    """The programmes of these rounds, one for each round."""
    query = select(known_round.c.programme).where(known_round.c.round.in_(rounds))
    return list(connection.execute(query).scalars()) if rounds else []


def _was_open(net: Net) -> bool:
    return net.before is not None and derive(net.before.entries).open


def _desks(connection: Connection, moved: Sequence[Net]) -> None:
    """A grant that ended, or that nobody looks after any more, lies on no desk."""
    rows, gone = [], []
    for net in moved:
        state = net.last.state
        if state.assigned is not None and state.open:
            rows.append({"grant": net.grant, "person": state.assigned, "round": net.after.round})
        elif net.before is not None and derive(net.before.entries).assigned is not None:
            gone.append({"its_grant": net.grant})
    put(connection, known_desk, rows)
    if gone:
        connection.execute(_OFF_THE_DESK, gone)
