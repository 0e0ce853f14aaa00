"""Several questions as one statement. A page's first trip to the database asks for everything it knows to ask for.

Each read model offers its questions; which of them go together is the page's business, so none reads another's tables.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar, overload

from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Date,
    Integer,
    LargeBinary,
    String,
    Text,
    Uuid,
    cast,
    literal_column,
    null,
    select,
    union_all,
)

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
F = TypeVar("F")
G = TypeVar("G")
Rows = Sequence[Any]
_KINDS: Final[dict[type, Any]] = {
    Uuid: Uuid(), Boolean: Boolean(), Date: Date(), Integer: BigInteger(), LargeBinary: LargeBinary(), String: Text(),
}  # fmt: skip


class Question(Struct, Generic[T], frozen=True):
    """``statement``: a SELECT (or several as UNION ALL) with its columns named; ``read``: makes the
    answer of its rows, which come in no order.
    """

    statement: Any
    read: Callable[[Rows], T]


def ask(connection: Connection, question: Question[T]) -> T:
    """One question by itself."""
    return question.read(connection.execute(question.statement).all())


@overload
def ask_all(connection: Connection, a: Question[A], b: Question[B], /) -> tuple[A, B]: ...
@overload
def ask_all(connection: Connection, a: Question[A], b: Question[B], c: Question[C], /) -> tuple[A, B, C]: ...
@overload
def ask_all(
    connection: Connection, a: Question[A], b: Question[B], c: Question[C], d: Question[D], /
) -> tuple[A, B, C, D]: ...
@overload
def ask_all(
    connection: Connection, a: Question[A], b: Question[B], c: Question[C], d: Question[D], e: Question[E], /
) -> tuple[A, B, C, D, E]: ...
@overload
def ask_all(
    connection: Connection, a: Question[A], b: Question[B], c: Question[C], d: Question[D], e: Question[E],
    f: Question[F], /,
) -> tuple[A, B, C, D, E, F]: ...  # fmt: skip
@overload
def ask_all(
    connection: Connection, a: Question[A], b: Question[B], c: Question[C], d: Question[D], e: Question[E],
    f: Question[F], g: Question[G], /,
) -> tuple[A, B, C, D, E, F, G]: ...  # fmt: skip


def ask_all(connection: Connection, /, *questions: Question[Any]) -> tuple[Any, ...]:
    """All of them in one statement: one picture of the database, one trip."""
    whole, places = _together([question.statement for question in questions])
    shapes = [_shape(tuple(question.statement.selected_columns.keys())) for question in questions]
    found: list[list[Any]] = [[] for _ in questions]
    for row in connection.execute(whole):
        part = row[0]
        found[part].append(shapes[part](*(row[place] for place in places[part])))
    return tuple(question.read(rows) for question, rows in zip(questions, found, strict=True))


def _together(statements: Sequence[Any]) -> tuple[Any, list[list[int]]]:
    """UNION ALL over columns that the statements share by kind (what one does not fill is null), with the number of
    the statement first; and where in such a row the columns of each statement stand.
    """
    kinds = [[_kind(column.type) for column in statement.selected_columns] for statement in statements]
    wide = {kind: max(each.count(kind) for each in kinds) for kind in _KINDS}
    layout = [kind for kind in _KINDS for _ in range(wide[kind])]
    parts, places = [], []
    for number, (statement, own) in enumerate(zip(statements, kinds, strict=True)):
        at = [layout.index(kind) + own[:n].count(kind) for n, kind in enumerate(own)]
        row: list[Any] = [_nothing(kind) for kind in layout]
        for place, column in zip(at, statement.subquery().columns, strict=True):
            row[place] = column
        parts.append(select(literal_column(str(number), Integer), *row))
        places.append([place + 1 for place in at])
    return union_all(*parts), places


def _kind(type_: Any) -> type:
    found = next((kind for kind in _KINDS if isinstance(type_, kind)), None)
    if found is None:
        raise TypeError(f"questions that go together do not know {type_!r}")
    return found


@lru_cache
def _nothing(kind: type) -> Any:
    return cast(null(), _KINDS[kind])


@lru_cache(maxsize=100)
def _shape(names: tuple[str, ...]) -> Any:
    """Rows as the database's own: by name and in order."""
    return namedtuple("Found", names, rename=True)  # noqa: PYI024  its fields are known at run time only
