"""What recording and correcting a meeting have in common: the choices of the round and of the coalition."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from grants.kernel.codes import MODES
from grants.read.libraries import coalition_partners
from web.lifecycle.application_form import Choice, choices
from web.lifecycle.doing import requirement, rules_of
from web.lifecycle.grants import About, library_name
from web.support.asking import Asked


def meeting_context(asked: Asked, it: About, meeting: Any = None) -> dict[str, Any]:
    """For ``lifecycle/_meeting_fields.html``. ``meeting``: the one that is corrected; its libraries stay choices."""
    rules = rules_of(it)
    partners = _partners(asked, it, {meeting.host, *meeting.partners} if meeting else set())
    return {
        "modes": choices("mode", MODES, asked), "channels": choices("channel", rules.channels, asked),
        "purposes": choices("purpose", rules.purposes, asked),
        "kinds": choices("participant", rules.participant_kinds, asked), "partners": partners,
        "hosts": [(str(it.grant.library), library_name(it.grant)), *partners],
        "counts": [line for line in requirement(it.grant, it.round, asked) if not _about_papers(line)],
    }  # fmt: skip


def _about_papers(line: dict[str, Any]) -> bool:
    """Costs and the report are not this form's business."""
    return str(line.get("href", "")).endswith(("#costs", "#report"))


def _partners(asked: Asked, it: About, needed: set[UUID]) -> list[Choice]:
    """The application's partners, those that joined since, and who left but stands in the meeting."""
    application = it.state.application
    found = {p.library: p.name for p in application.partners} if application else {}
    for member in coalition_partners(asked.database, it.grant.round, it.grant.library):
        if member.left_on is None or member.library in needed:
            found.setdefault(member.library, member.name)
    return [(str(id_), name) for id_, name in found.items()]
