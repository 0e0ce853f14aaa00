"""Questions about programmes and rounds."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from grants.read.asking import Question, Rows, ask
from grants.read.rounds.view import programme, programme_round
from grants.rounds.rules import RoundRules
from grants.store.projecting.tables import grant_facts

_RULES: Final = msgspec.json.Decoder(RoundRules)


class ProgrammeNow(Struct, frozen=True):
    """A programme as of now."""

    id: UUID
    code: str
    name: str
    funder: str
    operator: str
    currency: str
    time_zone: str
    opened_on: date
    closed_on: date | None
    version: int


class RoundNow(Struct, frozen=True):
    """A round as of now, with the rules in force. ``name``: what people call it and type (``PRB/I``)."""

    id: UUID
    programme: UUID
    programme_code: str
    programme_name: str
    label: str
    rules: RoundRules
    rules_version: int
    opened_on: date
    call_closed_on: date | None
    closed_on: date | None
    version: int

    @property
    def name(self) -> str:
        return f"{self.programme_code}/{self.label}"

    @property
    def closed(self) -> bool:
        return self.closed_on is not None

    def call_open(self, today: date) -> bool:
        """Whether a library may apply today."""
        return not self.closed and self.call_closed_on is None and self.rules.call_covers(today)

    def takes_applications(self, today: date, *, by_staff: bool) -> bool:
        """Staff may still key in what came on paper during the call: it is judged by the day on which it came."""
        began = not self.closed and today >= self.rules.call_opens_on
        return began if by_staff else self.call_open(today)


def programmes(connection: Connection) -> list[ProgrammeNow]:
    """All, in the order of their codes."""
    return [ProgrammeNow(*row) for row in connection.execute(select(programme).order_by(programme.c.code))]


def first_opened(connection: Connection) -> date | None:
    """The day on which the first programme opened; None where there is none yet."""
    return ask(connection, first_opened_question())


def first_opened_question() -> Question[date | None]:
    """The same, to be asked together with others."""
    return Question(select(func.min(programme.c.opened_on).label("first")), lambda rows: rows[0].first)


def programme_now(connection: Connection, id_: UUID) -> ProgrammeNow | None:
    """The programme, or None if there is none."""
    return ask(connection, programme_question(id_))


def programme_question(id_: UUID) -> Question[ProgrammeNow | None]:
    """The same, to be asked together with others."""
    query = select(programme).where(programme.c.id == id_)
    return Question(query, lambda rows: ProgrammeNow(*rows[0]) if rows else None)


def programme_coded(connection: Connection, code: str) -> ProgrammeNow | None:
    """By its code, as people type it."""
    row = connection.execute(select(programme).where(programme.c.code == code)).one_or_none()
    return ProgrammeNow(*row) if row else None


def rounds(connection: Connection, programme_id: UUID | None = None) -> list[RoundNow]:
    """The rounds of a programme, or of all; the newest first."""
    return ask(connection, rounds_question(programme_id))


def rounds_question(programme_id: UUID | None = None) -> Question[list[RoundNow]]:
    """The same, to be asked together with others."""
    query = _rounds() if programme_id is None else _rounds().where(programme_round.c.programme == programme_id)
    return Question(query, _newest_first)


def every_round() -> Select[Any]:
    """The ids of all rounds, for a question about each of them that is asked in the same breath."""
    return select(programme_round.c.id)


def round_now(connection: Connection, id_: UUID) -> RoundNow | None:
    """The round, or None if there is none."""
    return ask(connection, round_question(id_))


def round_question(id_: UUID) -> Question[RoundNow | None]:
    """The same, to be asked together with others."""
    return Question(_rounds().where(programme_round.c.id == id_), lambda rows: _round(rows[0]) if rows else None)


def round_of_grant_question(grant: UUID) -> Question[RoundNow | None]:
    """The round that a grant belongs to: asked together with the grant itself."""
    its = select(grant_facts.c.round).where(grant_facts.c.grant == grant).scalar_subquery()
    return Question(_rounds().where(programme_round.c.id == its), lambda rows: _round(rows[0]) if rows else None)


def named_round(connection: Connection, name: str) -> RoundNow | None:
    """By ``CODE/LABEL``, or by the label alone where only one round has it."""
    code, slash, label = name.rpartition("/")
    query = _rounds().where(programme_round.c.label == label)
    if slash:
        query = query.where(programme.c.code == code)
    found = connection.execute(query.limit(2)).all()
    return _round(found[0]) if len(found) == 1 else None


def _rounds() -> Select[Any]:
    columns = (programme.c.code.label("programme_code"), programme.c.name.label("programme_name"))
    return select(programme_round, *columns).join(programme, programme.c.id == programme_round.c.programme)


def _newest_first(rows: Rows) -> list[RoundNow]:
    labelled = sorted((_round(row) for row in rows), key=lambda each: each.label, reverse=True)
    coded = sorted(labelled, key=lambda each: each.programme_code)
    return sorted(coded, key=lambda each: each.opened_on, reverse=True)


def _round(row: Any) -> RoundNow:
    values = {name: getattr(row, name) for name in RoundNow.__struct_fields__}
    return RoundNow(**{**values, "rules": _RULES.decode(row.rules)})
