"""Who looks after grants: one at a time, or a colleague's open grants in one save."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from grants.kernel.actor import current, doing
from grants.kernel.codes import Role
from grants.kernel.command import MOST_ROWS, Done, NoneDone, RowResult
from grants.kernel.dates import business_day
from grants.kernel.ids import derived
from grants.kernel.ports import Work
from grants.kernel.refusals import Refused
from grants.lifecycle.commands import assigning as c
from grants.lifecycle.grant import Grant

DESKS: Final = frozenset({Role.COORDINATOR, Role.MANAGER})


def assign_grant(work: Work, cmd: c.AssignGrant) -> Done:
    """To a colleague, or to nobody."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.require("assign")
    if cmd.person is not None:
        _require_colleague(work, cmd.person)
    grant.assign(cmd.person, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def hand_over_grants(work: Work, cmd: c.HandOverGrants) -> Done:
    """What lies on the colleague's desk now, each decided alone; a refused row becomes its result."""
    _require_colleague(work, cmd.successor)
    if cmd.person == cmd.successor:
        raise Refused("grant.assigned_already")
    ids = work.known.looked_after(cmd.person, cmd.round, MOST_ROWS)
    if not ids:
        raise Refused("grant.none_looked_after")
    moved: list[Grant] = []
    results: list[RowResult] = []
    for number, id_ in enumerate(ids):
        try:
            with doing(replace(current(), causation_id=derived("row", work.deed.command_id, str(number)))):
                moved.append(_hand_over(work, cmd, id_))
        except Refused as no:
            results.append(RowResult(id_, no.code, dict(no.params)))
        else:
            results.append(RowResult(id_))
    if not moved:
        raise NoneDone(results)
    return work.save(*moved, rows=results, successor=cmd.successor)


def _hand_over(work: Work, cmd: c.HandOverGrants, id_: UUID) -> Grant:
    """A grant that somebody else took over meanwhile stays with them."""
    grant = work.get(Grant, id_)
    grant.require("assign")
    if grant.state.assigned != cmd.person:
        raise Refused("grant.looked_after_by_another")
    grant.assign(cmd.successor, occurred_on=business_day(work, cmd.occurred_on))
    return grant


def _require_colleague(work: Work, person: UUID) -> None:
    """Grants lie on the desks of coordinators and managers who still work here."""
    roles = work.known.roles_of(person)
    if not roles:
        raise Refused("grant.unknown_person")
    if not roles & DESKS:
        raise Refused("grant.not_staff")
