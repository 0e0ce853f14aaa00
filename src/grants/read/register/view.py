"""How the register's rows come about: each set anew from the grant's state at every change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Connection, Date, Index, Integer, String, Table, Uuid

from grants.lifecycle.state import State
from grants.read._columns import FOLDED, SORTED
from grants.read._dues import NEVER, dues
from grants.read._folding import folded, sort_key
from grants.read._searching import searchable
from grants.store.projecting.views import Change, Net, nets
from grants.store.projecting.writing import Row, put
from grants.store.tables import metadata

register: Final = Table(
    "register",
    metadata,
    Column("grant", Uuid, primary_key=True),
    Column("row_id", BigInteger, nullable=False, unique=True),
    Column("round", Uuid, nullable=False),
    Column("library", Uuid, nullable=False, index=True),
    Column("name", String(200), nullable=False),
    Column("town", String(200), nullable=False),
    Column("terc", String(7), nullable=False),
    Column("sort_name", SORTED, nullable=False),
    Column("folded", FOLDED, nullable=False),
    Column("stage", String(20), nullable=False),
    Column("stage_since", Date),
    Column("applied_on", Date, nullable=False),
    Column("number", BigInteger),
    Column("requested", BigInteger, nullable=False),
    Column("awarded", BigInteger, nullable=False),
    Column("paid", BigInteger, nullable=False),
    Column("recognised", BigInteger, nullable=False),
    Column("refund_due", BigInteger, nullable=False),
    Column("refund_received", BigInteger, nullable=False),
    Column("meetings_held", Integer, nullable=False),
    Column("meetings_counted", Integer, nullable=False),
    Column("virtual_met", Boolean, nullable=False),
    Column("requirement_met", Boolean, nullable=False),
    Column("waiver", String(10), nullable=False),
    Column("undecided_costs", Integer, nullable=False),
    Column("assigned", Uuid),
    Column("due_kind", String(30), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Index("register_by_name", "round", "sort_name", "grant"),
    Index("register_by_stage", "round", "stage", "sort_name", "grant"),
    Index("register_of_all", "sort_name", "grant"),
    Index("register_by_due", "due_on", "grant"),
    Index("register_by_change", "position", "grant"),
    Index("register_by_application", "applied_on", "grant"),
    Index("register_by_number", "round", "number"),
    Index("register_by_person", "assigned", "sort_name", "grant"),
)
"""``row_id``: the position in which the grant began; ``due_*``: the earliest deadline; ``waiver``: '' if none;
``assigned``: who looks after it."""
searchable(register)


class Register:
    """Sets the row of each grant that a page touched, once."""

    name: Final = "register"
    version: Final = 1
    tables: Final[tuple[Table, ...]] = (register,)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Rows are set, never adjusted."""
        put(connection, register, [_row(net) for net in nets(changes)], once=("row_id",))


def _row(net: Net) -> Row:
    return {
        "grant": net.grant,
        "row_id": net.first.position,
        "round": net.after.round,
        "library": net.after.library,
        **standing(net.last.state),
        "version": net.after.version,
        "position": net.last.position,
    }


def standing(state: State) -> Row:
    """What a row says of where the grant stands; the same of a past state."""
    due = next(iter(dues(state)), None)
    return {
        **_application(state),
        **_money(state),
        "stage": state.shown_stage.value,
        "stage_since": state.stage_since,
        "number": state.award.number if state.award else None,
        "meetings_held": len(state.meetings),
        "meetings_counted": len(state.counted),
        "virtual_met": state.virtual_met,
        "requirement_met": state.requirement_met,
        "waiver": _waiver(state),
        "undecided_costs": len(state.undecided_costs),
        "assigned": state.assigned,
        "due_kind": due.kind if due else "",
        "due_on": due.due_on if due else NEVER,
    }


def _application(state: State) -> Row:
    application = state.application
    if application is None:  # the stream has begun and its application is the next event
        return {"name": "", "town": "", "terc": "", "sort_name": "", "folded": "", "applied_on": NEVER, "requested": 0}
    return {
        "name": application.library_name,
        "town": application.library_town,
        "terc": application.library_terc,
        "sort_name": sort_key(f"{application.library_town} {application.library_name}"),
        "folded": folded(f"{application.library_name} {application.library_town}"),
        "applied_on": application.occurred_on,
        "requested": application.requested,
    }


def _money(state: State) -> Row:
    return {
        "awarded": state.awarded,
        "paid": state.paid,
        "recognised": state.recognised,
        "refund_due": state.refund_due,
        "refund_received": state.refund_received,
    }


def _waiver(state: State) -> str:
    if state.waiver_granted:
        return "granted"
    if state.waiver_pending is not None:
        return "pending"
    return "refused" if state.waived else ""
