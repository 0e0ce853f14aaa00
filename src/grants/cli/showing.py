"""How the reading commands put a programme's facts into plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from grants.bootstrap import Programme
from grants.kernel.codes import PARTICIPANT_KINDS, Role
from grants.kernel.envelope import Happened
from grants.kernel.ids import derived
from grants.lifecycle.state import State
from grants.lifecycle.summary import summary
from grants.read import libraries
from grants.read._stepping import texts_of
from grants.read.grants import GrantNow
from grants.read.ledger import Totals
from grants.store.texts import Erased, texts
from grants.wording.labels import label


def totals_of(totals: Totals) -> dict[str, Any]:
    """The figures of a round, or of all; counts, and money in grosze."""
    kinds = totals.by("attendances")
    return {
        "applied": totals.of("applied"),
        "withdrawn": totals.of("withdrawn"),
        "rejected": totals.of("rejected"),
        "cancelled": totals.of("cancelled"),
        "awarded": totals.of("awarded"),
        "with_meeting": totals.of("with_meeting"),
        "requirement_met": totals.of("requirement_met"),
        "settled": totals.of("settled"),
        "closed": totals.of("closed"),
        "meetings_held": totals.sum("meetings_held"),
        "meetings_counted": totals.sum("meetings_counted"),
        "meetings_virtual": totals.of("meetings_held", "virtual"),
        "meetings_by_channel": totals.by("meetings_by_channel"),
        "attendances": totals.sum("attendances"),
        "attendances_by_kind": {kind: kinds.get(kind, 0) for kind in PARTICIPANT_KINDS},
        "stages": totals.by("stage"),
        "money": {
            "budget": totals.of("budget"),
            "reserved": totals.of("reserved"),
            "left": totals.left,
            "requested": totals.of("requested"),
            "awarded": totals.of("awarded_money"),
            "paid": totals.of("paid"),
            "recognised": totals.of("recognised"),
            "own_contribution": totals.of("own_contribution"),
            "refund_due": totals.of("refund_due"),
            "refund_received": totals.of("refund_received"),
        },
    }


def grant_told(now: GrantNow) -> dict[str, Any]:
    """A grant, as it stands now or stood once."""
    return {
        "grant": now.id, "round": now.round, "library": now.library, "version": now.version,
        **summary(now.state), **described(now.state),
    }  # fmt: skip


def described(state: State) -> dict[str, Any]:
    """The things inside a grant, each with its number."""
    return {
        "payments": _plain(state.payments),
        "meetings": [{**_plain(m), "counts": state.counts(m)} for m in state.meetings],
        "costs": [{**_plain(c), "accepted": state.decided.get(no)} for no, c in state.costs.items()],
        "settlement": _plain(state.settlement),
        "refunds_asked": _plain(state.refunds_asked),
        "refunds_in": _plain(state.refunds_in),
    }


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value)


class Names:
    """Names of people and libraries and the texts behind references, read once for a stretch of events."""

    def __init__(self, programme: Programme, events: Sequence[Happened]) -> None:
        looking = {person for e in events if (person := getattr(e, "person", None))}
        self._people = programme.people.names({e.actor for e in events} | looking)
        self._people |= {derived("role", role.value): role.value for role in Role}
        self._texts = texts(programme.engine, {t for e in events for t in texts_of(e)})
        with programme.engine.connect() as connection:
            self._libraries = libraries.libraries(connection, {i for e in events for i in _ids(e)})

    def person(self, id_: UUID) -> str:
        """A person's name, or the id where the person's row is gone."""
        return self._people.get(id_, str(id_))

    def library(self, id_: UUID) -> str:
        """A library's name, in a sentence also a colleague's; or the id."""
        known = self._libraries.get(id_)
        return known.name if known else self.person(id_)

    def reason(self, event: Happened) -> str | None:
        """The words behind the event's ``reason`` or ``ground``; None if it has none."""
        reference = getattr(event, "reason", None) or getattr(event, "ground", None)
        if reference is None or isinstance(reference, str):
            return None
        text = self._texts.get(reference.id)
        return f"removed on request ({text.on}, {text.ground})" if isinstance(text, Erased) else text

    def envelope(self, event: Happened, lang: str) -> dict[str, Any]:
        """Who, in which role, for whom, when, why, by which command."""
        return {
            "stream": event.originator_id,
            "version": event.originator_version,
            "name": event.TOPIC,
            "occurred_on": event.occurred_on,
            "recorded_at": event.timestamp,
            "actor": self.person(event.actor),
            "role": label("role", event.actor_role, lang),
            "on_behalf_of": self.library(event.on_behalf_of) if event.on_behalf_of else None,
            "source": event.source,
            "command_id": event.command_id,
            "reason": self.reason(event),
        }


def _ids(event: Happened) -> set[UUID]:
    """Whatever in an event may be a library."""
    found = {event.on_behalf_of, event.originator_id}
    for value in vars(event).values():
        found |= set(value) if isinstance(value, list) and value and isinstance(value[0], UUID) else set()
        found |= {value} if isinstance(value, UUID) else set()
    return {id_ for id_ in found if id_ is not None}
