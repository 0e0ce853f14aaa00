"""Carry out the commands on findings: what they are about is looked at, and stays as it is."""

from __future__ import annotations

from uuid import UUID

from grants.findings import commands
from grants.findings.finding import About, Finding
from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.envelope import Recorded
from grants.kernel.ids import made_by
from grants.kernel.ports import Work
from grants.kernel.refusals import Refused
from grants.libraries.library import Library
from grants.lifecycle.grant import Grant
from grants.rounds.round import Round


def record_finding(work: Work, cmd: commands.RecordFinding) -> Done:
    """About one thing that exists; the event that shows it, if one is named, exists as well."""
    if [cmd.grant, cmd.library, cmd.round].count(None) != 2:  # noqa: PLR2004  of three, all but one
        raise Refused("finding.about_one")
    about = _about(work, cmd)
    finding = Finding.record(
        made_by("finding", work.deed.command_id), about, kind=cmd.kind, severity=cmd.severity,
        words=work.keep_text(cmd.words), event=_event(work, cmd, about),
        occurred_on=business_day(work, cmd.occurred_on),
    )  # fmt: skip
    return work.save(finding, finding=finding.id)


def _about(work: Work, cmd: commands.RecordFinding) -> About:
    if cmd.grant is None and cmd.cost_no is not None:
        raise Refused("finding.no_such_cost", cost_no=cmd.cost_no)
    if cmd.grant is not None:
        return _of_grant(work, cmd.grant, cmd.cost_no)
    if cmd.library is not None:
        return About(library=work.get(Library, cmd.library).id)
    return About(round=work.get(Round, cmd.round or UUID(int=0)).id)


def _of_grant(work: Work, id_: UUID, cost_no: int | None) -> About:
    """A cost that was withdrawn or rejected may be found fault with as well."""
    grant = work.get(Grant, id_)
    if cost_no is not None and cost_no not in grant.state.costs:
        raise Refused("finding.no_such_cost", cost_no=cost_no)
    return About(round=grant.facts.round, library=grant.facts.library, grant=grant.id, cost_no=cost_no)


def _event(work: Work, cmd: commands.RecordFinding, about: About) -> tuple[UUID, int] | None:
    """The event that shows it, of the thing's own stream if none is named."""
    if cmd.event_stream is None and cmd.event_version is None:
        return None
    stream = cmd.event_stream or about.subject
    found = work.find(Recorded, stream) if stream else None
    if stream is None or found is None or cmd.event_version is None or cmd.event_version > found.version:
        raise Refused("finding.no_such_event")
    return stream, cmd.event_version
