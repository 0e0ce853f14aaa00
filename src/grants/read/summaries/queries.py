"""Questions about public summaries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import Select, func, select

from grants.kernel.frozen import Frozen
from grants.read.asking import Question, Rows
from grants.read.summaries.view import summary, summary_subject

_FROZEN: Final = msgspec.json.Decoder(Frozen)
_BRIEF: Final = tuple(column for column in summary.c if column.name != "frozen")


class Subject(Struct, frozen=True):
    """What a summary is about: a programme, or one of its rounds (``label``); ``closed_on`` None: it goes on."""

    id: UUID
    programme: UUID
    slug: str
    programme_code: str
    label: str
    name: str
    funder: str
    operator: str
    closed_on: date | None

    @property
    def is_round(self) -> bool:
        return self.id != self.programme

    @property
    def written(self) -> str:
        """As people write it: PRB, PRB/I."""
        return f"{self.programme_code}/{self.label}" if self.is_round else self.programme_code

    @property
    def path(self) -> str:
        """Where its newest summary stands."""
        return f"/public/{self.slug}"


class Published(Struct, frozen=True):
    """One version, without its figures. ``stream`` and ``version``: of the event that froze it."""

    subject: UUID
    number: int
    position: int
    stream: UUID
    version: int
    known: date
    published_on: date
    narrative_pl: UUID
    narrative_en: UUID
    with_meeting: int
    head_size: int | None
    head_root: str | None


def subject_question(slug: str) -> Question[Subject | None]:
    """What an address means. Should two names differ in capital letters alone, the one that is written so."""
    query = select(summary_subject).where(summary_subject.c.slug == slug.lower())

    def read(rows: Rows) -> Subject | None:
        found = sorted((_subject(row) for row in rows), key=lambda each: (each.written != slug, each.id))
        return found[0] if found else None

    return Question(query, read)


def subjects_question() -> Question[dict[UUID, Subject]]:
    """All programmes and rounds, by id."""
    return Question(select(summary_subject), _by_id)


def beside_question(slug: str) -> Question[dict[UUID, Subject]]:
    """The programme and all rounds of what an address means, by id."""
    its = select(summary_subject.c.programme).where(summary_subject.c.slug == slug.lower())
    return Question(select(summary_subject).where(summary_subject.c.programme.in_(its)), _by_id)


def versions_question(slug: str) -> Question[list[Published]]:
    """All versions under an address, the newest first."""
    meant = select(summary_subject.c.id).where(summary_subject.c.slug == slug.lower())
    return Question(_brief().where(summary.c.subject.in_(meant)), _last_first)


def frozen_question(subject: UUID, numbers: Collection[int]) -> Question[dict[int, Frozen]]:
    """The figures of these versions, by number."""
    query = select(summary.c.number, summary.c.frozen)
    query = query.where(summary.c.subject == subject, summary.c.number.in_(list(numbers)))
    return Question(query, lambda rows: {row.number: _FROZEN.decode(row.frozen) for row in rows})


def newest_question() -> Question[list[Published]]:
    """The newest version of each subject, the last published first."""
    newest = select(func.max(summary.c.position)).group_by(summary.c.subject)
    return Question(_brief().where(summary.c.position.in_(newest)), _last_first)


def feed_question(limit: int) -> Question[list[Published]]:
    """What was published last, of anything."""
    return Question(_brief().order_by(summary.c.position.desc()).limit(limit), _last_first)


def _brief() -> Select[Any]:
    return select(*_BRIEF)


def _last_first(rows: Rows) -> list[Published]:
    return sorted((_published(row) for row in rows), key=lambda each: -each.position)


def _by_id(rows: Rows) -> dict[UUID, Subject]:
    return {row.id: _subject(row) for row in rows}


def _published(row: Any) -> Published:
    return Published(*(getattr(row, name) for name in Published.__struct_fields__))


def _subject(row: Any) -> Subject:
    return Subject(
        row.id, row.programme, row.slug, row.code, row.label, row.name, row.funder, row.operator, row.closed_on
    )
