"""A page of a long list, narrowed by what no index helps with: it looks through one stretch of the list and no more.

Whatever the filters, a page costs the same however much happened: when nothing in the stretch fits, the page is empty
and its links lead on, to the stretches beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import CTE, ColumnElement, Select, func, select

from grants.read._paging import PAGE, Paging, cursor, place
from grants.read.asking import Question

LOOKED: Final = 2000
"""Rows that a page looks through at most."""


class Edge(Struct, frozen=True):
    """How far a page looked: the last position on its way, 0 for none; ``more``: whether the list goes on there."""

    position: int
    more: bool


class Stretch:
    """``query``: the list by position; ``narrow``: the conditions on its columns, none for every row."""

    def __init__(
        self, query: Select[Any], at: str | None, *, limit: int = PAGE, down: bool = False,
        narrow: Callable[[Any], Sequence[ColumnElement[bool]]], looked: int = LOOKED,
    ) -> None:  # fmt: skip
        here = place(at, [int])
        self._inside, self._back = here is not None, bool(here and here[0])
        self._descending, self._looked = down != self._back, looked
        wide = Paging(query, [query.selected_columns.position], at, limit=looked, down=down)
        self._stretch: Final = wide.statement.cte("stretch")
        chosen = select(self._stretch).where(*narrow(self._stretch.c))
        self._paging = Paging(chosen, [self._stretch.c.position], at, limit=limit, down=down)
        self.page: Final[CTE] = self._paging.statement.cte("page")
        """The rows of the page and one more, for questions about them."""

    @property
    def edge_question(self) -> Question[Edge]:
        """Asked together with ``select(page)``, for ``shown``."""
        reached = func.min if self._descending else func.max
        edge = func.coalesce(reached(self._stretch.c.position), 0).label("position")
        statement = select(edge, func.count().label("seen")).select_from(self._stretch)
        return Question(statement, lambda rows: Edge(rows[0].position, rows[0].seen > self._looked))

    def shown(self, found: Sequence[Any], edge: Edge) -> tuple[list[Any], str | None, str | None]:
        """Rows in order, next cursor, previous cursor; where the list goes on behind the stretch, so do they."""
        rows, following, previous = self._paging.page(found)
        if not edge.position:
            return rows, following, previous
        ahead, behind = (cursor([edge.position], back=back) for back in (self._back, not self._back))
        onward, backward = (previous, following) if self._back else (following, previous)
        onward = onward or (ahead if edge.more else None)
        backward = backward or (behind if not rows and self._inside else None)
        return (rows, backward, onward) if self._back else (rows, onward, backward)
