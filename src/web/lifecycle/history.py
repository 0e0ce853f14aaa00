"""The trail of a grant, newest first: what happened, why, who did it for whom, both days, and the step's address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from grants.kernel.envelope import Happened
from grants.kernel.refs import TextRef
from grants.read.grants import Told
from grants.wording.labels import field_label, label
from grants.wording.sentences import sentence
from web.lifecycle.hrefs import step_href
from web.lifecycle.quoting import Quotes
from web.support.asking import Asked
from web.support.prose import Entry

REASONS: Final = ("reason", "ground", "note", "virtual_override", "shortfall_reason")
GOOD: Final = frozenset({"grant.awarded.v1", "grant.settled.v1", "grant.waiver_granted.v1"})
BAD: Final = frozenset({
    "grant.application_returned.v1", "grant.application_rejected.v1", "grant.application_withdrawn.v1",
    "grant.cancelled.v1", "grant.report_returned.v1", "grant.cost_rejected.v1", "grant.meeting_voided.v1",
    "grant.waiver_refused.v1",
})  # fmt: skip
QUIET: Final = frozenset({"grant.opened.v1"})


def trail(told: Told, quotes: Quotes, asked: Asked) -> list[Entry]:
    """Every step, the newest first."""
    return [_entry(event, quotes, asked) for event in reversed(told.events)]


def _entry(event: Happened, quotes: Quotes, asked: Asked) -> Entry:
    role = label("role", event.actor_role, asked.lang)
    actor = quotes.person(event.actor)
    entry = Entry(
        sentence=sentence(event, asked.lang, quotes.name), actor=actor or role, role=role if actor else "",
        occurred_on=event.occurred_on, recorded_at=event.timestamp,
        code=f"{str(event.originator_id)[:8]}/{event.originator_version}",
        href=step_href(event.originator_id, event.originator_version), detail=_detail(event, quotes, asked),
        tone=_tone(event.TOPIC),
    )  # fmt: skip
    if event.on_behalf_of is None:
        return entry
    behalf = asked.say("on behalf of the library")
    return replace(entry, role=f"{entry.role}, {behalf}" if entry.role else behalf)


def _detail(event: Any, quotes: Quotes, asked: Asked) -> str | None:
    """The words behind the step: reasons, or what had to be corrected."""
    words = [quotes.text(found) for name in REASONS if isinstance(found := getattr(event, name, None), TextRef)]
    words += [f"{field_label(f.field, asked.lang)}: {quotes.text(f.note)}" for f in getattr(event, "findings", [])]
    return " · ".join(word for word in words if word) or None


def _tone(topic: str) -> str:
    return "good" if topic in GOOD else "bad" if topic in BAD else "quiet" if topic in QUIET else "plain"
