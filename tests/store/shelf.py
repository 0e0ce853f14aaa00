"""A tiny aggregate of the store's own tests: a shelf with so many places, and books put on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from eventsourcing.domain import Aggregate

from grants.kernel.actor import Actor
from grants.kernel.codes import Role
from grants.kernel.command import Command, Done, RowResult
from grants.kernel.envelope import Happened, Recorded
from grants.kernel.fields import Day, Id, Line, Text, Version
from grants.kernel.frozen import Frozen, Sealed
from grants.kernel.ids import derived
from grants.kernel.ports import Work
from grants.kernel.refs import AccountRef, DocumentRef, TextRef
from grants.kernel.refusals import Refused
from grants.store.issue import Issue

NOON = datetime(2013, 4, 22, 10, 0, tzinfo=UTC)
DAY = date(2013, 4, 22)


class ShelfEvent(Happened):
    """Base of a shelf's events."""


class ShelfBuilt(ShelfEvent, Aggregate.Created):
    TOPIC = "test_shelf.built.v1"
    places: int
    library: UUID | None


class BookPut(ShelfEvent):
    TOPIC = "test_shelf.book_put.v1"
    title: str
    note: TextRef | None = None
    account: AccountRef | None = None
    document: DocumentRef | None = None


class Shelf(Recorded):
    """Holds "no more books than places"."""

    TOPIC: ClassVar[str] = "test_shelf"
    Event = ShelfEvent
    Created = ShelfBuilt

    def __init__(self, places: int, library: UUID | None) -> None:
        self.places, self.library = places, library
        self.books: list[str] = []

    @staticmethod
    def create_id(name: str) -> UUID:
        return derived("test_shelf", name)

    @classmethod
    def build(cls, name: str, places: int, library: UUID | None = None) -> "Shelf":
        return cls._create(ShelfBuilt, id=cls.create_id(name), places=places, library=library, occurred_on=DAY)

    def put(self, title: str, **references: TextRef | AccountRef | DocumentRef | None) -> None:
        if len(self.books) >= self.places:
            raise Refused("test_shelf.full", places=self.places)
        self.happened(BookPut, occurred_on=DAY, title=title, **references)

    def concerns(self, library: UUID) -> bool:
        return self.library == library

    def evolve(self, event: Happened) -> None:
        if isinstance(event, BookPut):
            self.books.append(event.title)


class BuildShelf(Command, frozen=True, kw_only=True):
    """Build a shelf."""

    name: Line
    places: int = 1000
    library: Id | None = None


class PutBook(Command, frozen=True, kw_only=True):
    """Put a book on a shelf, if it has a place and the title is nowhere else."""

    shelf: Id
    title: Line
    note: Text | None = None
    nrb: str | None = None
    document: str | None = None
    unique: bool = False
    day: Day | None = None
    expected_version: Version | None = None


class TakeTitle(Command, frozen=True, kw_only=True):
    """Give a claimed title back."""

    shelf: Id
    title: Line


def build_shelf(work: Work, cmd: BuildShelf) -> Done:
    if work.find(Shelf, Shelf.create_id(cmd.name)) is not None:
        raise Refused("test_shelf.exists")
    shelf = Shelf.build(cmd.name, cmd.places, cmd.library)
    return work.save(shelf, shelf=shelf.id)


def put_book(work: Work, cmd: PutBook) -> Done:
    shelf = work.get(Shelf, cmd.shelf, cmd.expected_version)
    shelf.put(
        cmd.title,
        note=work.keep_text(cmd.note) if cmd.note else None,
        account=work.keep_account(cmd.nrb) if cmd.nrb else None,
        document=work.keep_document(cmd.document, "5260250274") if cmd.document else None,
    )
    if cmd.unique:
        work.claim("test_title", cmd.title, shelf.id, "test_shelf.title_taken")
    rows = [RowResult(shelf.id, "test_shelf.row", {"day": DAY, "owner": shelf.id, "left": 3})]
    return work.save(shelf, rows=rows, shelf=shelf.id)


def take_title(work: Work, cmd: TakeTitle) -> Done:
    shelf = work.get(Shelf, cmd.shelf)
    shelf.put(f"without {cmd.title}")
    work.release("test_title", cmd.title)
    return work.save(shelf, shelf=shelf.id)


@dataclass(frozen=True)
class Entry:
    """A line of the tests' own catalogue."""

    handler: Callable[[Work, Any], Done]
    roles: frozenset[Role] = frozenset({Role.COORDINATOR, Role.LIBRARY})


CATALOGUE: Mapping[type[Command], Entry] = {
    BuildShelf: Entry(build_shelf),
    PutBook: Entry(put_book),
    TakeTitle: Entry(take_title),
}


class NothingKnown:
    """These tests ask nothing about other streams."""

    def open_grants(self, round_: UUID) -> int:
        return 0

    def open_grants_led(self, library: UUID) -> int:
        return 0

    def open_rounds(self, programme: UUID) -> int:
        return 0

    def looked_after(self, person: UUID, round_: UUID | None, limit: int) -> list[UUID]:
        return []

    def roles_of(self, person: UUID) -> frozenset[Role]:
        return frozenset()

    def frozen(self, programme: UUID, round_: UUID | None, day: date) -> Frozen:
        return Frozen([], [], [])

    def sealed(self) -> Sealed | None:
        return None


@dataclass(frozen=True)
class Person:
    """Somebody who issues commands."""

    actor: Actor = field(default_factory=lambda: Actor(uuid4(), frozenset({Role.COORDINATOR})))

    def asks(self, command: Command, command_id: UUID | None = None) -> Issue:
        return Issue(command, self.actor, command_id or uuid4(), "web")


ALICE = Person()
