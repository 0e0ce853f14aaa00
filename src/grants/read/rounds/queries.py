"""Questions about programmes and rounds."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, Select, select

from grants.read.rounds.view import programme, programme_round
from grants.rounds.rules import RoundRules

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


def programme_now(connection: Connection, id_: UUID) -> ProgrammeNow | None:
    """The programme, or None if there is none."""
    row = connection.execute(select(programme).where(programme.c.id == id_)).one_or_none()
    return ProgrammeNow(*row) if row else None


def programme_coded(connection: Connection, code: str) -> ProgrammeNow | None:
    """By its code, as people type it."""
    row = connection.execute(select(programme).where(programme.c.code == code)).one_or_none()
    return ProgrammeNow(*row) if row else None


def rounds(connection: Connection, programme_id: UUID | None = None) -> list[RoundNow]:
    """The rounds of a programme, or of all; the newest first."""
    query = _rounds().order_by(programme_round.c.opened_on.desc(), programme.c.code, programme_round.c.label.desc())
    if programme_id is not None:
        query = query.where(programme_round.c.programme == programme_id)
    return [_round(row) for row in connection.execute(query)]


def round_now(connection: Connection, id_: UUID) -> RoundNow | None:
    """The round, or None if there is none."""
    row = connection.execute(_rounds().where(programme_round.c.id == id_)).one_or_none()
    return _round(row) if row else None


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


def _round(row: Row[Any]) -> RoundNow:
    values = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public attribute
    return RoundNow(**{**values, "rules": _RULES.decode(row.rules)})
