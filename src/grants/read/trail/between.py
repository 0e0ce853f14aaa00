"""Which grants of a round had something recorded in a stretch of the log, and what. Seen on "what changed"."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Select, and_, exists, func, select

from grants.read._paging import Page, Paging
from grants.read.asking import Question, Rows
from grants.read.trail.view import trail

GRANTS: Final = 20
"""Grants of a page."""
STEPS: Final = 8
"""Of each grant the newest; the rest is on its replay."""
_NEXT: Final = trail.alias("next_step")
_EARLIER: Final = trail.alias("earlier_step")
_STEP: Final = trail.alias("step")


class Recorded(Struct, frozen=True):
    """A grant, how many of its steps lie in the stretch, and where in the log the newest of them stand.

    ``version``: of the last of them; ``fresh``: there was nothing of the grant before.
    """

    grant: UUID
    library: UUID
    version: int
    number: int
    fresh: bool
    positions: list[int]


def recorded_question(
    round_: UUID, after: Any, upto: Any, at: str | None = None, limit: int = GRANTS
) -> Question[Page[Recorded]]:
    """The grant whose last step is the newest first. ``after``, ``upto``: positions, or ``days.upto``.

    A grant stands where its last step inside the stretch stands, so a page reads on from the one before and costs what
    the steps cost that it passes, never the round. The versions of a stream have no gaps: they tell the number.
    """
    paging = Paging(_last_steps(round_, after, upto), (trail.c.position,), at, limit=limit, down=True)
    page = paging.statement.subquery("page")
    newest = and_(
        _STEP.c.stream == page.c.stream, _STEP.c.version <= page.c.version, _STEP.c.version > page.c.before,
        _STEP.c.version > page.c.version - STEPS,
    )  # fmt: skip
    columns = (page.c.position, page.c.stream, page.c.library, page.c.version, page.c.before)
    query = select(*columns, _STEP.c.position.label("step")).select_from(page.join(_STEP, newest))

    def read(found: Rows) -> Page[Recorded]:
        grants = {row.position: row for row in found}
        steps: dict[int, list[int]] = {position: [] for position in grants}
        for row in found:
            steps[row.position].append(row.step)
        rows, following, before = paging.page(list(grants.values()))
        return Page([_recorded(row, steps[row.position]) for row in rows], following, before)

    return Question(query, read)


def _last_steps(round_: UUID, after: Any, upto: Any) -> Select[Any]:
    """Of each grant of the round its last step in the stretch, with the version that it had before the stretch."""
    own = (trail.c.round == round_, trail.c.stream == trail.c.grant)
    later = exists().where(
        _NEXT.c.stream == trail.c.stream, _NEXT.c.version == trail.c.version + 1, _NEXT.c.position <= upto
    )
    before = select(func.coalesce(func.max(_EARLIER.c.version), 0))
    before = before.where(_EARLIER.c.stream == trail.c.stream, _EARLIER.c.position <= after)
    columns = (trail.c.position, trail.c.stream, trail.c.library, trail.c.version)
    query = select(*columns, before.correlate(trail).scalar_subquery().label("before"))
    return query.where(*own, trail.c.position > after, trail.c.position <= upto, ~later)


def _recorded(row: Any, steps: list[int]) -> Recorded:
    number = row.version - row.before
    return Recorded(row.stream, row.library, row.version, number, not row.before, sorted(steps, reverse=True))
