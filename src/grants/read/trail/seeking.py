"""What a replay is about and what it is narrowed by, as statements over the index of the trail.

The page itself is one of them; the steps before it (to fold grants up to it), what its commands caused and what
corrects its steps are asked for beside it, in the same trip.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from msgspec import Struct, structs
from sqlalchemy import CTE, BigInteger, ColumnElement, Select, and_, case, func, null, or_, select

from grants.read.trail.stretch import LOOKED, Stretch
from grants.read.trail.view import trail, trail_library

CAUSED: Final = 8
"""Steps told of one command beside each other; the rest stand on the command's own page."""
_COLUMNS: Final = ("position", "stream", "version", "round", "grant", "library", "command_id")
_NARROWING: Final = ("name", "occurred_on", "actor", "role")


class About(StrEnum):
    """Whose steps: the column of the trail that must be the id, or the index of libraries."""

    GRANT = "grant"
    LIBRARY = "library"
    ROUND = "round"
    PERSON = "actor"
    COMMAND = "command_id"


class Sought(Struct, frozen=True):
    """``names``: stored names, none for all; ``since`` and ``until``: days of recording, or with ``occurred`` of the
    facts; ``version``: that step of a grant alone; ``commands``: of each command the first step only; ``only``: tell
    nothing of other grants than this.

    A past state: ``upto``, a position or an expression for it, was the log's last; ``as_of``: nothing happened later.
    """

    about: About
    id: UUID
    names: tuple[str, ...] = ()
    actor: UUID | None = None
    role: str = ""
    since: date | None = None
    until: date | None = None
    occurred: bool = False
    newest: bool = False
    version: int | None = None
    commands: bool = False
    only: UUID | None = None
    upto: Any = None
    as_of: date | None = None

    @property
    def narrowed(self) -> bool:
        """Whether steps between others are left out."""
        days = self.as_of or (self.occurred and (self.since or self.until))
        return bool(self.names or self.actor or self.role or days)


def stretch(sought: Sought, at: str | None, limit: int) -> Stretch:
    """The page, by position."""
    looked = LOOKED if sought.commands or sought.narrowed else limit
    return Stretch(
        _list(sought), at, limit=limit, down=sought.newest, looked=looked,
        narrow=lambda columns: _narrowed(sought, columns),
    )  # fmt: skip


def prior(sought: Sought, page: CTE) -> Select[Any]:
    """Positions of all steps of the page's grants, up to each grant's last step on it; of a grant's own replay all,
    also those of after a past day: they tell how it stands now, and no step's state comes from later ones.
    """
    chosen = select(trail.c.position)
    if sought.about is About.GRANT:
        return chosen.where(trail.c.stream == sought.id)
    last = (
        select(page.c.stream, func.max(page.c.version).label("last"))
        .where(page.c.stream == page.c.grant).group_by(page.c.stream).subquery()
    )  # fmt: skip
    return chosen.join(last, and_(trail.c.stream == last.c.stream, trail.c.version <= last.c.last))


def caused(sought: Sought, page: CTE) -> Select[Any]:
    """The first steps of each command of the page that concern what the replay is about, and how many it had in all."""
    of, own = trail.c.command_id, _own(sought, page)
    first = func.row_number(type_=BigInteger()).over(
        partition_by=of, order_by=(case((own, 0), else_=1), trail.c.position)
    )
    total = func.count().over(partition_by=of).label("total")
    mine = case((own, 1), else_=0).label("mine")
    columns: list[ColumnElement[Any]] = [trail.c[name] for name in _COLUMNS]
    query: Select[Any] = select(*columns, first.label("first"), total, mine)
    query = _known(sought, query.where(of.in_(select(page.c.command_id))))
    if sought.only is not None:
        query = query.where(trail.c.grant == sought.only)
    ranked = query.subquery()
    return select(ranked).where(ranked.c.first <= CAUSED, ranked.c.mine == 1)


def correcting(sought: Sought, page: CTE) -> Select[Any]:
    """Which later steps correct those of the page."""
    join = and_(trail.c.stream == page.c.stream, trail.c.corrects == page.c.version)
    return _known(sought, select(trail.c.stream, trail.c.corrects, trail.c.version).join(page, join))


def _own(sought: Sought, page: CTE) -> ColumnElement[bool]:
    """Whether a step of a command concerns what the replay is about: one command may award hundreds of grants."""
    match sought.about:
        case About.GRANT:
            return trail.c.grant == sought.id
        case About.ROUND:
            return trail.c.round == sought.id
        case About.LIBRARY:
            grants = select(page.c.grant).where(page.c.grant.is_not(None))
            return or_(trail.c.library == sought.id, trail.c.grant.in_(grants))
        case _:
            return trail.c.actor.is_not(None)


def _known(sought: Sought, query: Select[Any]) -> Select[Any]:
    return query if sought.upto is None else query.where(trail.c.position <= sought.upto)


def _list(sought: Sought) -> Select[Any]:
    """All steps of what the replay is about, between the days of recording: found by keys that end in the position."""
    place = (trail_library if sought.about is About.LIBRARY else trail).c.position
    query = select(place, *(trail.c[name] for name in (*_COLUMNS[1:], *_NARROWING)))
    match sought.about:
        case About.LIBRARY:
            query = query.add_columns(trail_library.c.part).join(trail, trail.c.position == place)
            query = query.where(trail_library.c.library == sought.id)
        case About.GRANT:
            query = query.where(trail.c.stream == sought.id, trail.c.grant == sought.id)
        case other:
            query = query.where(trail.c[other.value] == sought.id)
    query = query if sought.version is None else query.where(trail.c.version == sought.version)
    query = query if sought.upto is None else query.where(place <= sought.upto)
    return query.where(*_recorded(sought, place))


def _recorded(sought: Sought, place: Any) -> list[ColumnElement[bool]]:
    """Days of recording go up with the positions, so they are places in the log."""
    day, here = trail.c.known_on, trail.c.position
    found: list[ColumnElement[bool]] = []
    if sought.since and not sought.occurred:
        first = select(here).where(day >= sought.since).order_by(day, here).limit(1).correlate(None)
        found.append(place >= first.scalar_subquery())
    if sought.until and not sought.occurred:
        last = select(here).where(day <= sought.until).order_by(day.desc(), here.desc()).limit(1).correlate(None)
        found.append(place <= last.scalar_subquery())
    return found


def _narrowed(sought: Sought, columns: Any) -> list[ColumnElement[bool]]:
    """The rest of the conditions, on the rows of a stretch."""
    found = _fitting(sought, columns)
    return [*found, ~_earlier(sought, columns)] if sought.commands else found


def _fitting(sought: Sought, columns: Any) -> list[ColumnElement[bool]]:
    found = [columns.name.in_(sought.names)] if sought.names else []
    found += [columns.actor == sought.actor] if sought.actor else []
    found += [columns.role == sought.role] if sought.role else []
    found += [columns.occurred_on >= sought.since] if sought.since and sought.occurred else []
    found += [columns.occurred_on <= sought.until] if sought.until and sought.occurred else []
    return found + ([columns.occurred_on <= sought.as_of] if sought.as_of else [])


def _earlier(sought: Sought, columns: Any) -> ColumnElement[bool]:
    """Whether the same command has an earlier step among those that are sought. All its steps have one actor and role.

    Looked for among the steps of the command alone: ``coalesce`` keeps a database from going through the whole subject.
    """
    other = trail.alias("other")
    conditions = [other.c.command_id == columns.command_id, other.c.position < columns.position]
    if sought.about is About.LIBRARY:
        its = trail_library.alias("its")
        mine = select(1).where(its.c.library == sought.id, its.c.position == other.c.position).correlate(other)
        conditions.append(mine.exists())
    elif sought.about in (About.GRANT, About.ROUND):
        whose = other.c.stream if sought.about is About.GRANT else other.c.round
        conditions.append(func.coalesce(whose, null()) == sought.id)
    narrowed = _fitting(structs.replace(sought, actor=None, role=""), other.c)
    return select(1).select_from(other).where(*conditions, *narrowed, *_recorded(sought, other.c.position)).exists()
