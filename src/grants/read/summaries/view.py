"""How the rows of public summaries come about: one a version, and one for each programme and round there may be one of.

Nothing here is worked out: what a summary says was frozen in its event, and an earlier version stays as it is. The
libraries that held meetings are not in the event. They are asked of the ledger as of the same known day, which gives
the same answer for ever, because what a day's log said never changes (``ledger.freezing``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Column, Connection, Date, Index, Integer, String, Table, Text, Uuid, select, update

from grants.kernel.frozen import Frozen
from grants.rounds import events
from grants.store.projecting.views import Change
from grants.store.projecting.writing import Row, put
from grants.store.tables import metadata

summary_subject: Final = Table(
    "summary_subject",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("programme", Uuid, nullable=False),
    Column("slug", String(50), nullable=False),
    Column("code", String(20), nullable=False),
    Column("label", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("funder", String(200), nullable=False),
    Column("operator", String(200), nullable=False),
    Column("closed_on", Date),
    Index("summary_subject_by_slug", "slug"),
    Index("summary_subject_of_programme", "programme"),
)
"""``slug``: as it stands in addresses (``prb``, ``prb/i``); ``label``: of a round, empty for a programme."""
summary: Final = Table(
    "summary",
    metadata,
    Column("subject", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("stream", Uuid, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("known", Date, nullable=False),
    Column("published_on", Date, nullable=False),
    Column("frozen", Text, nullable=False),
    Column("narrative_pl", Uuid, nullable=False),
    Column("narrative_en", Uuid, nullable=False),
    Column("with_meeting", BigInteger, nullable=False),
    Column("head_size", BigInteger),
    Column("head_root", String(64)),
    Index("summary_by_position", "position"),
)
"""``frozen``: ``kernel.frozen.Frozen`` as JSON; ``narrative_pl``, ``narrative_en``: rows of the erasable texts;
``with_meeting``: how many grants held a meeting, so that a page knows beforehand whether it can list their libraries.
"""
_NAMES: Final = ("code", "name", "funder", "operator")


class Summaries:
    """Rows are set once; nothing changes them."""

    name: Final = "summaries"
    version: Final = 1
    tables: Final[tuple[Table, ...]] = (summary_subject, summary)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Programmes and rounds as they open, summaries as they are published."""
        put(connection, summary_subject, _programmes(changes))
        put(connection, summary_subject, _rounds(connection, changes))
        for change in changes:
            if isinstance(change.event, events.ProgrammeClosed | events.RoundClosed):
                closing = update(summary_subject).where(summary_subject.c.id == change.stream)
                connection.execute(closing.values(closed_on=change.event.occurred_on))
        published = [(c, c.event) for c in changes if isinstance(c.event, events.SummaryPublished)]
        put(connection, summary, [_summary(change, event) for change, event in published])


def _programmes(changes: Iterable[Change]) -> list[Row]:
    return [
        {
            "id": change.stream, "programme": change.stream, "slug": change.event.code.lower(), "label": "",
            "closed_on": None,
            **{name: getattr(change.event, name) for name in _NAMES},
        }
        for change in changes if isinstance(change.event, events.ProgrammeOpened)
    ]  # fmt: skip


def _rounds(connection: Connection, changes: Iterable[Change]) -> list[Row]:
    """A round bears its programme's names; the programme's row is there, because it was opened earlier."""
    opened = {c.stream: c.event for c in changes if isinstance(c.event, events.RoundOpened)}
    if not opened:
        return []
    wanted = {event.programme for event in opened.values()}
    query = select(summary_subject).where(summary_subject.c.id.in_(wanted))
    programmes: dict[UUID, Row] = {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    return [
        {
            **programmes[event.programme], "id": id_, "label": event.label, "closed_on": None,
            "slug": f"{programmes[event.programme]['slug']}/{event.label.lower()}",
        }
        for id_, event in opened.items()
    ]  # fmt: skip


def _summary(change: Change, event: events.SummaryPublished) -> Row:
    frozen = Frozen(event.figures, event.months, event.rounds)
    return {
        "subject": event.round or change.stream, "number": event.number, "position": change.position,
        "stream": change.stream, "version": change.version, "known": event.known, "published_on": event.occurred_on,
        "frozen": msgspec.json.encode(frozen).decode(), "narrative_pl": event.narrative_pl.id,
        "narrative_en": event.narrative_en.id,
        "with_meeting": sum(amount for metric, _, amount in event.figures if metric == "with_meeting"),
        "head_size": event.head_size, "head_root": event.head_root,
    }  # fmt: skip
