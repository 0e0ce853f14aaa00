"""The unit of work in memory, for tests of the domain: every event it hands out went through the real transcoder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from eventsourcing.persistence import Mapper, StoredEvent

import grants.catalogue  # noqa: F401  every event is known by its stored name
from grants.kernel.actor import Actor, Deed
from grants.kernel.codes import Role
from grants.kernel.command import Done, RowResult
from grants.kernel.envelope import Happened, Recorded
from grants.kernel.frozen import Frozen, Sealed
from grants.kernel.ids import made_by
from grants.kernel.ports import Known
from grants.kernel.refs import AccountRef, DocumentRef, TextRef, text_digest
from grants.kernel.refusals import Refused
from grants.lifecycle.grant import Grant
from grants.rounds.round import Round
from grants.store.secrets import account_key, document_key
from grants.store.transcodings import transcoder
from tests.support.cast import CAST as PEOPLE

A = TypeVar("A", bound=Recorded)
KEY: Final = b"the key of tests, which is no secret"
SALT: Final = bytes(16)
MAPPER: Final = Mapper[UUID](transcoder())


def through_the_mapper(event: Happened) -> tuple[StoredEvent, Happened]:
    """As stored, and as read back; what does not come back equal would have lost something."""
    stored = MAPPER.to_stored_event(event)
    read = cast("Happened", MAPPER.to_domain_event(stored))
    assert type(read) is type(event)
    assert vars(read) == vars(event), f"{event.TOPIC} does not survive being stored"
    return stored, read


@dataclass
class Memory:
    """What a database would hold."""

    streams: dict[UUID, list[Happened]] = field(default_factory=lambda: defaultdict(list))
    log: list[Happened] = field(default_factory=list)
    stored: list[StoredEvent] = field(default_factory=list)
    claims: dict[tuple[str, str], UUID] = field(default_factory=dict)
    texts: dict[UUID, str] = field(default_factory=dict)

    def copy(self) -> Memory:
        """The same content; events are shared, because nothing ever changes one."""
        streams = defaultdict(list, {id_: list(events) for id_, events in self.streams.items()})
        return Memory(streams, list(self.log), list(self.stored), dict(self.claims), dict(self.texts))

    def load(self, id_: UUID) -> Recorded | None:
        """The aggregate, replayed from what was stored."""
        aggregate: Any = None
        for event in self.streams.get(id_, ()):
            aggregate = event.mutate(aggregate)
        return cast("Recorded | None", aggregate)

    def open_grants(self, round_: UUID) -> int:
        grants = (self.load(id_) for id_ in list(self.streams))
        return sum(isinstance(g, Grant) and g.facts.round == round_ and g.state.open for g in grants)

    def open_grants_led(self, library: UUID) -> int:
        grants = (self.load(id_) for id_ in list(self.streams))
        return sum(isinstance(g, Grant) and g.facts.library == library and g.state.open for g in grants)

    def open_rounds(self, programme: UUID) -> int:
        rounds = (self.load(id_) for id_ in list(self.streams))
        return sum(isinstance(r, Round) and r.programme == programme and not r.closed for r in rounds)

    def looked_after(self, person: UUID, round_: UUID | None, limit: int) -> list[UUID]:
        grants = [each for each in (self.load(id_) for id_ in list(self.streams)) if isinstance(each, Grant)]
        theirs = [g for g in grants if g.state.assigned == person and g.state.open and round_ in (None, g.facts.round)]
        return [g.id for g in theirs[:limit]]

    def roles_of(self, person: UUID) -> frozenset[Role]:
        return next((each.roles for each in PEOPLE if each.id == person), frozenset())

    def frozen(self, programme: UUID, round_: UUID | None, day: date) -> Frozen:
        """Any: what the figures are is the ledger's business."""
        return Frozen([["applied", "", 2], ["paid", "", 190_000]], [["2013-04", "virtual", 1]], [])

    def sealed(self) -> Sealed | None:
        return Sealed(7, "ab" * 32)


class MemoryWork:
    """``kernel.ports.Work`` over ``Memory``. ``loaded``: what the handler got to see, for whoever looks afterwards."""

    def __init__(self, memory: Memory, deed: Deed, actor: Actor) -> None:
        self.memory = memory
        self.deed = deed
        self.actor = actor
        self.known: Known = memory
        self.loaded: dict[UUID, Recorded] = {}
        self.caused: list[Happened] = []
        self._claims: dict[tuple[str, str], UUID | None] = {}
        self._texts: dict[UUID, str] = {}
        self._made = 0

    @property
    def today(self) -> date:
        return self.deed.today

    def get(self, kind: type[A], id_: UUID, expected: int | None = None) -> A:
        aggregate = self.find(kind, id_)
        library = self.actor.library
        if aggregate is None or (library is not None and not aggregate.concerns(library)):
            raise Refused("unknown_id", id=id_)
        if expected is not None and aggregate.version != expected:
            raise Refused("stale", expected=expected, version=aggregate.version)
        return aggregate

    def find(self, kind: type[A], id_: UUID) -> A | None:
        aggregate = self.loaded.get(id_) or self.memory.load(id_)
        if aggregate is not None:
            self.loaded[id_] = aggregate
        return aggregate if isinstance(aggregate, kind) else None

    def keep_text(self, text: str) -> TextRef:
        id_ = self._next("text")
        self._texts[id_] = text
        return TextRef(id_, text_digest(SALT, text))

    def keep_account(self, nrb: str) -> AccountRef:
        return AccountRef(self._next("account"), account_key(KEY, nrb), nrb[-4:])

    def keep_document(self, number: str, issuer_nip: str) -> DocumentRef:
        return DocumentRef(self._next("document"), document_key(KEY, number, issuer_nip))

    def claim(self, kind: str, key: str, owner: UUID, refusal: str) -> None:
        holder = self._claims.get((kind, key), self.memory.claims.get((kind, key)))
        if holder is not None and not self._given_back(kind, key):
            raise Refused(refusal, owner=holder)
        self._claims[kind, key] = owner

    def release(self, kind: str, key: str) -> None:
        self._claims[kind, key] = None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        before = (dict(self.loaded), dict(self._claims), dict(self._texts))
        try:
            yield
        except Refused:
            self.loaded, self._claims, self._texts = before
            raise

    def save(self, *aggregates: Recorded, rows: list[RowResult] | None = None, **ids: UUID) -> Done:
        events = [cast("Happened", e) for e in chain.from_iterable(a.collect_events() for a in aggregates)]
        if not events:
            raise Refused("command.no_effect")
        read = [through_the_mapper(event) for event in events]
        for event in events:
            expected = len(self.memory.streams.get(event.originator_id, ())) + 1
            pending = [e for e in events if e.originator_id == event.originator_id]
            assert event.originator_version == expected + pending.index(event), "saved over somebody else's version"
        for stored, event in read:
            self.memory.streams[event.originator_id].append(event)
            self.memory.log.append(event)
            self.memory.stored.append(stored)
        self._ride_along()
        self.caused = [event for _, event in read]
        return Done(
            events=[event.TOPIC for event in events], ids=ids, versions={str(a.id): a.version for a in aggregates},
            position=len(self.memory.log), rows=rows or [],
        )  # fmt: skip

    def _ride_along(self) -> None:
        for name, owner in self._claims.items():
            if owner is None:
                self.memory.claims.pop(name, None)
            else:
                self.memory.claims[name] = owner
        self.memory.texts.update(self._texts)

    def _given_back(self, kind: str, key: str) -> bool:
        return (kind, key) in self._claims and self._claims[kind, key] is None

    def _next(self, kind: str) -> UUID:
        self._made += 1
        return made_by(f"{kind}:{self._made}", self.deed.command_id)
