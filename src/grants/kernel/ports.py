"""What handlers need from the outside, as protocols: the store stands behind them, tests may stand there too."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from grants.kernel.actor import Actor, Deed
from grants.kernel.codes import Role
from grants.kernel.command import Done, RowResult
from grants.kernel.envelope import Recorded
from grants.kernel.frozen import Frozen, Sealed
from grants.kernel.refs import AccountRef, DocumentRef, TextRef

A = TypeVar("A", bound=Recorded)


class Known(Protocol):
    """Answers about other streams "as known now": read before deciding, deliberately not guarded (DESIGN 2)."""

    def open_grants(self, round_: UUID) -> int:
        """How many grants of the round are neither closed, rejected nor withdrawn, or are closed and owed money."""
        ...

    def open_grants_led(self, library: UUID) -> int:
        """How many grants that the library leads, in all rounds, are neither closed, rejected nor withdrawn."""
        ...

    def open_rounds(self, programme: UUID) -> int:
        """How many rounds of the programme are not closed."""
        ...

    def looked_after(self, person: UUID, round_: UUID | None, limit: int) -> list[UUID]:
        """The open grants, of one round or of all, that the person looks after; at most ``limit``, in one order."""
        ...

    def roles_of(self, person: UUID) -> frozenset[Role]:
        """The roles of an active person; none for a stranger and for a person who was disabled."""
        ...

    def frozen(self, programme: UUID, round_: UUID | None, day: date) -> Frozen:
        """The figures of a round of the programme, or of all, as of the end of ``day`` and as known then."""
        ...

    def sealed(self) -> Sealed | None:
        """The newest signed head; None where nobody seals."""
        ...


class Work(Protocol):
    """The unit of work of one command: everything it touches is saved in one transaction, or nothing is."""

    deed: Deed
    actor: Actor
    known: Known

    @property
    def today(self) -> date:
        """The day on which the command is recorded, in Warsaw."""
        ...

    def get(self, kind: type[A], id_: UUID, expected: int | None = None) -> A:
        """The aggregate; Refused ``unknown_id`` if there is none or the actor may not see it, ``stale`` if it
        has moved on from version ``expected``.
        """
        ...

    def find(self, kind: type[A], id_: UUID) -> A | None:
        """The aggregate or None; no check of who asks."""
        ...

    def keep_text(self, text: str) -> TextRef:
        """Put a typed text into the erasable table, in the same transaction, and refer to it."""
        ...

    def keep_account(self, nrb: str) -> AccountRef:
        """Likewise a bank account number (26 digits)."""
        ...

    def keep_document(self, number: str, issuer_nip: str) -> DocumentRef:
        """Likewise an accounting document's number and its issuer's NIP."""
        ...

    def claim(self, kind: str, key: str, owner: UUID, refusal: str) -> None:
        """Reserve ``key`` for ``owner`` in the same transaction; Refused(``refusal``, owner=...) if it is taken."""
        ...

    def release(self, kind: str, key: str) -> None:
        """Give a claim back, in the same transaction."""
        ...

    def attempt(self) -> AbstractContextManager[None]:
        """What is touched, kept and claimed inside is forgotten if it ends in Refused: one row of many."""
        ...

    def save(self, *aggregates: Recorded, rows: list[RowResult] | None = None, **ids: UUID) -> Done:
        """Save all pending events and riders at once. ``ids`` names what the command made or touched."""
        ...
