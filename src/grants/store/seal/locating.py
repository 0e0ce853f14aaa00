"""What was done at the first place where the events and the sealed leaves part: which event, and how.

The stored leaf hashes tell: an event gone is a leaf too many, an event slipped in a leaf too few, a byte changed a leaf
like no other. Only heads say whether those leaves are themselves the sealed ones; ``verifying`` looks at that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, text

from grants.store.seal.exporting import place
from grants.store.seal.leaves import BEFORE, PAGE, Row, leaf_hashes, read
from grants.store.seal.merkle import HASH, split
from grants.store.seal.tiles import Stand, runs
from grants.store.seal.tiles import leaf_hashes as stored_hashes

_GAPS: Final = text(
    "SELECT originator_id, max(originator_version), count(*) FROM stored_events"
    " GROUP BY originator_id HAVING max(originator_version) <> count(*) LIMIT 3"
)
_MISSED: Final = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` chooses the words; ``params`` fill them."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Here:
    """What stands at the place and behind it: rows with their hashes, and the stored leaves."""

    connection: Connection
    stand: Stand
    leaf: int
    before: int
    rows: Sequence[Row]
    made: Sequence[bytes]
    there: Sequence[bytes]

    def made_at(self, further: int) -> bytes | None:
        """The hash of the event ``further`` behind the place, however far that is."""
        row = self.row_at(further)
        return None if row is None else leaf_hashes([row])[0]

    def row_at(self, further: int) -> Row | None:
        rows = read(self.connection, self.before, 1, self.stand.position, further)
        return rows[0] if rows else None

    def told(self, code: str, **params: object) -> Finding:
        """With the place in the log and the event that stands there now."""
        now = {"event": place(self.rows[0]), "position": self.rows[0][0]} if self.rows else {}
        return Finding(f"event.{code}", {"leaf": self.leaf, **now, **params})


def locate(connection: Connection, stand: Stand, leaf: int, before: int) -> Finding:
    """``leaf``: the first that is not as stored; ``before``: the position of the event in front of it."""
    rows = read(connection, before, PAGE, stand.position)
    there = split(stored_hashes(connection, stand.edge, leaf, PAGE))
    here = _Here(connection, stand, leaf, before, rows, leaf_hashes(rows), there)
    if not rows:
        return Finding("event.cut", {"leaf": leaf, "missing": stand.leaves - leaf, "last": _last(connection, before)})
    if not there:
        return here.told("inserted", number=_count(here))
    return _sealed_later(here) or _foreign(here)


def _sealed_later(here: _Here) -> Finding | None:
    """The event at the place is sealed, but further on: those between are gone, or the two changed places."""
    further = next((at for at in _places(here.connection, here.stand, here.leaf, here.made[0])), None)
    if further is None:
        return None
    if here.made_at(further) == here.there[0]:
        other = here.row_at(further)
        return here.told("swapped", other=place(other) if other else "-", other_leaf=here.leaf + further)
    after = stored_hashes(here.connection, here.stand.edge, here.leaf + further + 1, 1)
    if (here.made[1] if len(here.made) > 1 else b"") == after:
        gaps = ", ".join(_gaps(here.connection)) or "-"
        return here.told("missing", number=further, last=_last(here.connection, here.before), gaps=gaps)
    return here.told("moved", other_leaf=here.leaf + further)


def _foreign(here: _Here) -> Finding:
    """The event at the place was never sealed as it is: it was slipped in, or it stands for another one."""
    if here.there[0] in here.made:
        return here.told("inserted", number=here.made.index(here.there[0]))
    same = (at for at, pair in enumerate(zip(here.made, here.there, strict=False)) if pair[0] == pair[1])
    run = next(same, min(len(here.made), len(here.there)))
    whole = run == len(here.made) == len(here.there)
    if run < min(len(here.made), len(here.there)) or (whole and run == 1):
        return here.told("changed", number=run)
    return here.told("rewritten", number=here.stand.leaves - here.leaf)


def _places(connection: Connection, stand: Stand, start: int, leaf: bytes) -> Iterator[int]:
    """How far behind ``start`` a leaf is stored."""
    for first, run in runs(connection, stand.edge, start):
        at = run.find(leaf)
        while at >= 0:
            if at % HASH == 0:
                yield first + at // HASH - start
            at = run.find(leaf, at + 1)


def _count(here: _Here) -> int:
    """How many events stand behind the last leaf though the notary was past them."""
    return len(here.rows)


def _last(connection: Connection, position: int) -> str:
    rows = read(connection, position - 1, 1, position) if position > BEFORE else []
    return place(rows[0]) if rows else "-"


def _gaps(connection: Connection) -> Iterator[str]:
    """Streams that lack a version in between: so the missing event has a name."""
    for stream, newest, _ in connection.execute(_GAPS).all():
        there = connection.execute(
            text("SELECT originator_version FROM stored_events WHERE originator_id = :stream"), {"stream": stream}
        )
        lacking = set(range(1, newest + 1)) - set(there.scalars()) if newest <= _MISSED else set()
        row = (0, str(stream).encode(), min(lacking, default=0), b"", b"", True)
        yield place(row)
