"""The unit of work of one command: what handlers know as ``kernel.ports.Work``. One unit serves one attempt."""

from __future__ import annotations

import secrets as random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date
from typing import Final, TypeVar
from uuid import UUID

from grants.kernel.actor import Actor, Deed
from grants.kernel.command import Done, RowResult
from grants.kernel.envelope import Happened, Recorded
from grants.kernel.ids import made_by
from grants.kernel.ports import Known
from grants.kernel.refs import AccountRef, DocumentRef, TextRef, text_digest
from grants.kernel.refusals import Refused
from grants.store import riders
from grants.store.claims import owner_of
from grants.store.log import EventLog
from grants.store.riders import Rider
from grants.store.secrets import account_key, document_key

A = TypeVar("A", bound=Recorded)
SALT_BYTES: Final = 16
Receipt = Callable[[Done], Rider]


class UnitOfWork:
    """Collects what a handler touches and keeps, and saves it in one transaction with the command's receipt."""

    def __init__(
        self, log: EventLog, known: Known, *, deed: Deed, actor: Actor, references_key: bytes, receipt: Receipt
    ) -> None:
        self.deed = deed
        self.actor = actor
        self.known = known
        self._log: Final = log
        self._key: Final = references_key
        self._receipt: Final = receipt
        self._riders: Final[list[Rider]] = []
        self._claimed: dict[tuple[str, str], UUID | None] = {}
        self._loaded: dict[UUID, Recorded] = {}
        self._made: int = 0

    @property
    def today(self) -> date:
        return self.deed.today

    def get(self, kind: type[A], id_: UUID, expected: int | None = None) -> A:
        aggregate = self.find(kind, id_)
        library = self.actor.library
        if aggregate is None or (library is not None and not aggregate.concerns(library)):
            raise Refused("unknown_id", id=id_)
        if expected is not None and aggregate.version != expected:
            raise Refused("stale", expected=expected, version=aggregate.version, meanwhile=self._since(id_, expected))
        return aggregate

    def find(self, kind: type[A], id_: UUID) -> A | None:
        aggregate = self._loaded.get(id_) or self._log.load(id_)
        if aggregate is not None:
            self._loaded[id_] = aggregate
        return aggregate if isinstance(aggregate, kind) else None

    def keep_text(self, text: str) -> TextRef:
        id_, salt = self._next("text"), random.token_bytes(SALT_BYTES)
        self._riders.append(riders.text(id_, salt, text))
        return TextRef(id_, text_digest(salt, text))

    def keep_account(self, nrb: str) -> AccountRef:
        id_, key = self._next("account"), account_key(self._key, nrb)
        self._riders.append(riders.account(id_, nrb, key))
        return AccountRef(id_, key, nrb[-4:])

    def keep_document(self, number: str, issuer_nip: str) -> DocumentRef:
        id_, key = self._next("document"), document_key(self._key, number, issuer_nip)
        self._riders.append(riders.document(id_, number, issuer_nip, key))
        return DocumentRef(id_, key)

    def claim(self, kind: str, key: str, owner: UUID, refusal: str) -> None:
        mine = (kind, key) in self._claimed
        holder = self._claimed[kind, key] if mine else owner_of(self._log.engine, kind, key)
        if holder is not None:
            raise Refused(refusal, owner=holder)
        self._claimed[kind, key] = owner
        self._riders.append(riders.claim(kind, key, owner))

    def release(self, kind: str, key: str) -> None:
        self._claimed[kind, key] = None
        self._riders.append(riders.release(kind, key))

    @contextmanager
    def attempt(self) -> Iterator[None]:
        riders, claimed, loaded = len(self._riders), dict(self._claimed), dict(self._loaded)
        try:
            yield
        except Refused:
            del self._riders[riders:]
            self._claimed, self._loaded = claimed, loaded
            raise

    def save(self, *aggregates: Recorded, rows: list[RowResult] | None = None, **ids: UUID) -> Done:
        happened = _happened(aggregates)
        versions = {str(each.id): each.version for each in aggregates}
        done = Done(events=happened, ids=ids, versions=versions, position=0, rows=rows or [])
        position = self._log.save(aggregates, [self._receipt(done), *self._riders])
        return Done(events=happened, ids=ids, versions=versions, position=position, rows=rows or [])

    def _next(self, kind: str) -> UUID:
        """Ids of what one command makes follow from the command, so that a second attempt makes the same."""
        self._made += 1
        return made_by(f"{kind}:{self._made}", self.deed.command_id)

    def _since(self, id_: UUID, version: int) -> list[str]:
        """What happened after ``version``: ``version/stored name/actor/moment``, for the page that shows it."""
        return [
            f"{event.originator_version}/{event.TOPIC}/{event.actor}/{event.timestamp.astimezone(UTC).isoformat()}"
            for event in self._log.stream(id_, after=version)
        ]


class Rehearsal(UnitOfWork):
    """Decides as ever and stores nothing: its answer has no position and no versions."""

    def save(self, *aggregates: Recorded, rows: list[RowResult] | None = None, **ids: UUID) -> Done:
        return Done(events=_happened(aggregates), ids=ids, versions={}, position=0, rows=rows or [])


def _happened(aggregates: Iterable[Recorded]) -> list[str]:
    """The stored names of what was decided; Refused ``command.no_effect`` for nothing."""
    names = [event.TOPIC for each in aggregates for event in each.pending_events if isinstance(event, Happened)]
    if not names:
        raise Refused("command.no_effect")
    return names
