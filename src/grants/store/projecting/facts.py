"""The first of all views: every grant's folded facts, which the others get handed as before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Table, select

from grants.kernel.clock import day_of
from grants.kernel.envelope import Happened
from grants.lifecycle.events import GrantEvent, GrantOpened
from grants.lifecycle.facts import Facts, begin
from grants.store.projecting.tables import grant_facts
from grants.store.projecting.views import Change, nets
from grants.store.projecting.writing import put

_DECODER: Final = msgspec.msgpack.Decoder(Facts)
_ENCODER: Final = msgspec.msgpack.Encoder()


class GrantFacts:
    """Keeps ``grant_facts``. Every projector has it, whatever other views it fills."""

    name: Final = "grants"
    version: Final = 2
    tables: Final[tuple[Table, ...]] = (grant_facts,)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Write each grant of the page once."""
        rows = [
            {
                "grant": net.grant,
                "round": net.after.round,
                "library": net.after.library,
                "version": net.after.version,
                "position": net.last.position,
                "facts": _ENCODER.encode(net.after),
            }
            for net in nets(changes)
        ]
        put(connection, grant_facts, rows)


def read(stored: bytes) -> Facts:
    """The facts out of a row of ``grant_facts``."""
    return _DECODER.decode(stored)


def load(connection: Connection, grants: Iterable[UUID]) -> dict[UUID, Facts]:
    """The facts of these grants as the views know them, in one query."""
    query = select(grant_facts.c.grant, grant_facts.c.facts).where(grant_facts.c.grant.in_(list(grants)))
    return {row.grant: read(row.facts) for row in connection.execute(query)}


def changes_of(connection: Connection, page: Sequence[tuple[int, Happened]], latest: datetime | None) -> list[Change]:
    """The page's events with what they change; ``latest``: the latest moment of recording before the page."""
    known = load(connection, {event.originator_id for _, event in page if isinstance(event, GrantEvent)})
    changes = []
    for position, event in page:
        latest = max(latest, event.timestamp) if latest else event.timestamp
        before = after = None
        if isinstance(event, GrantEvent):
            before = known.get(event.originator_id)
            after = known[event.originator_id] = _folded(before, event)
        changes.append(Change(event, position, day_of(latest), before, after))
    return changes


def _folded(before: Facts | None, event: GrantEvent) -> Facts:
    """A new ``Facts``, because ``take`` changes the one it is called on and facts themselves never change."""
    if isinstance(event, GrantOpened):
        return begin(event)
    if before is None:
        raise LookupError(f"version {event.originator_version} of a grant that never began")
    after = Facts(before.round, before.library, before.version, list(before.entries), list(before.voided))
    after.take(event)
    return after
