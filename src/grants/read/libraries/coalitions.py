"""Questions about who leads whom in which round."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, select

from grants.kernel.ids import grant_id
from grants.read._paging import PAGE
from grants.read._searching import matching
from grants.read.asking import Question, Rows, ask
from grants.read.libraries.view import coalition, coalition_partner, library


class Membership(Struct, frozen=True):
    """A partner in a coalition: ``library`` is the other side (the partner, or who leads it) with its present name."""

    coalition: UUID
    round: UUID
    leading: UUID
    library: UUID
    name: str
    town: str
    since: date
    left_on: date | None

    @property
    def grant(self) -> UUID:
        """The grant that the coalition may have applied for; whether it did, the register knows."""
        return grant_id(self.round, self.leading)


def coalition_partners(connection: Connection, round_: UUID, leading: UUID) -> list[Membership]:
    """The partners of a library that leads in the round, those who left included."""
    return ask(connection, partners_question(round_, leading))


def partners_question(round_: UUID, leading: UUID) -> Question[list[Membership]]:
    """The same, to be asked together with others."""
    return _asked(coalition_partner.c.partner, coalition.c.round == round_, coalition.c.leading == leading)


def partnerships(connection: Connection, partner: UUID) -> list[Membership]:
    """The coalitions that a library is or was a partner in, in all rounds."""
    return ask(connection, partnerships_question(partner))


def partnerships_question(partner: UUID) -> Question[list[Membership]]:
    """The same, to be asked together with others."""
    return _asked(coalition.c.leading, coalition_partner.c.partner == partner)


def coalitions_led(connection: Connection, leading: UUID) -> list[Membership]:
    """The partners of a library in every round in which it leads, those who left included."""
    return ask(connection, led_question(leading))


def led_question(leading: UUID) -> Question[list[Membership]]:
    """The same, to be asked together with others."""
    return _asked(coalition_partner.c.partner, coalition.c.leading == leading)


def leading_in(connection: Connection, round_: UUID, libraries: Iterable[UUID]) -> set[UUID]:
    """Which of these libraries lead in the round already."""
    query = select(coalition.c.leading).where(coalition.c.round == round_, coalition.c.leading.in_(list(libraries)))
    return set(connection.execute(query).scalars())


def rounds_led(connection: Connection, leading: UUID) -> list[UUID]:
    """The rounds in which a library leads a coalition, the newest first."""
    query = select(coalition.c.round).where(coalition.c.leading == leading)
    return list(connection.execute(query.order_by(coalition.c.formed_on.desc(), coalition.c.round)).scalars())


class Leader(Struct, frozen=True):
    """A library that leads in a round, as it is called now."""

    library: UUID
    name: str
    town: str


def leaders(connection: Connection, round_: UUID, search: str = "", limit: int = PAGE) -> list[Leader]:
    """The libraries that lead in a round, by town and name: whom an application may be keyed in for."""
    query = (
        select(library.c.id, library.c.name, library.c.town)
        .select_from(coalition.join(library, library.c.id == coalition.c.leading))
        .where(coalition.c.round == round_)
        .order_by(library.c.sort_name, library.c.id)
    )
    sought = matching(connection, library, search)
    rows = connection.execute((query if sought is None else query.where(sought)).limit(limit))
    return [Leader(*row) for row in rows]


def _asked(other: Any, *which: ColumnElement[bool]) -> Question[list[Membership]]:
    part, whole = coalition_partner.c, coalition.c
    columns = (whole.id.label("coalition"), whole.round, whole.leading, library.c.id.label("library"), library.c.name)
    query = (
        select(*columns, library.c.town, part.since, part.left_on, library.c.sort_name)
        .select_from(coalition.join(coalition_partner, part.coalition == whole.id).join(library, library.c.id == other))
        .where(*which)
    )
    return Question(query, _newest_first)


def _newest_first(rows: Rows) -> list[Membership]:
    by_name = sorted(rows, key=lambda row: (row.sort_name, row.library))
    return [Membership(*row[:-1]) for row in sorted(by_name, key=lambda row: row.since, reverse=True)]
