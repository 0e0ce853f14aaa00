"""Everything that the page of one grant shows, put together from a handful of questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar.exceptions import NotFoundException
from msgspec.structs import replace

from grants.findings.commands import RecordFinding
from grants.kernel.codes import Role
from grants.lifecycle.stages import Stage
from grants.read import days
from grants.read._then import Then
from grants.read.asking import ask_all
from grants.read.grants import GrantNow, Told, told, told_of
from grants.read.rounds import RoundNow, first_opened_question, round_of_grant_question
from grants.read.trail.whole import whole, whole_question
from grants.wording.catalogues import Lang
from grants.wording.formats import day
from grants.wording.labels import field_label, label
from grants.wording.speech import counted
from web.lifecycle import counting, history, money, plan_rows, reversing, tables
from web.lifecycle.grants import fact_name, round_of, visible
from web.lifecycle.hrefs import href, step_href
from web.lifecycle.quoting import Quotes, quotes
from web.lifecycle.steps import Action, Possible, Steps
from web.lifecycle.tracker import tracker
from web.lifecycle.waiting import waiting
from web.support.asking import Asked
from web.support.guards import OFFICE, may
from web.support.past import Past
from web.support.prose import Entry


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is due; ``late``: how many days over it, in words; empty if it is not. ``note``: that it was extended."""

    label: str
    due_on: date
    late: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who looks after the grant; ``name`` empty: nobody; ``change``: where this person may change it."""

    name: str
    change: str | None


@dataclass(frozen=True, slots=True)
class Waiver:
    """One asking: its ground and words, and what was decided."""

    fact: Any
    ground: str
    note: str
    decision: str
    decided: Any
    reason: str
    step: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What must be corrected, and where in the form."""

    field: str
    label: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """For ``lifecycle/grant.html``. ``own``: it is shown to a person of the library, who opens no other library."""

    grant: GrantNow
    round: RoundNow
    stage: str
    stage_word: str
    steps: list[dict[str, Any]]
    waiting: str
    possible: Possible
    counts: list[dict[str, Any]]
    desk: Desk | None
    schedule: plan_rows.Schedule
    meetings: list[tables.MeetingRow]
    costs: list[tables.CostRow]
    payments: list[reversing.PaymentRow]
    sums: list[dict[str, Any]]
    arithmetic: list[dict[str, Any]]
    settled: bool
    waivers: list[Waiver]
    deadlines: list[Deadline]
    findings: list[Finding]
    narrative: str
    trail: list[Entry]
    corrections: list[Action]
    audit: list[Action]
    lang: Lang
    own: bool

    def word(self, table: str, code: str) -> str:
        """What a code of the application is called."""
        return label(table, code, self.lang)

    @property
    def checks(self) -> list[dict[str, Any]]:
        """The checklist as the application met it."""
        application = self.grant.state.application
        return [{"ok": c.met, "text": self.word("check", c.item)} for c in application.checklist] if application else []

    @property
    def overdue(self) -> bool:
        return any(deadline.late for deadline in self.deadlines)

    @property
    def name(self) -> str:
        application = self.grant.state.application
        return application.library_name if application else ""


def dossier(asked: Asked) -> Dossier:
    """The grant of the address, as fresh as the log. Three questions."""
    found = told(asked.programme.log, asked.path["grant"])
    if found is None or found.now.state.application is None:
        raise NotFoundException
    visible(asked, found.now.library)
    return _together(asked, found, round_of(asked, found.now.round))


def dossier_then(asked: Asked, past: Past) -> tuple[Dossier, Past]:
    """The grant as it was; as it is, where the days cannot be shown. Three questions."""
    id_, then = asked.path["grant"], past.then or Then(asked.today, asked.today, 0)
    first, position, round_, places = ask_all(
        asked.database, first_opened_question(), days.known_question(then.known), round_of_grant_question(id_),
        whole_question(id_),
    )  # fmt: skip
    past = past.settle(first, asked, position=position)
    read = whole(asked.programme.log, id_, places)
    now = told_of(read.known(), id_)
    if now is None or round_ is None or now.now.state.application is None:
        raise NotFoundException
    visible(asked, now.now.library)
    found = told_of(read.known(past.then), id_, past.then) if past.then else None
    there = found is not None and found.now.state.application is not None
    past = past.settle(first, asked, there=there, position=position)
    if past.then is None or found is None:
        return _together(asked, now, round_), past
    if found.now.state.award is None:
        round_ = replace(round_, rules=read.rules_then(past.then) or round_.rules)
    return _together(past.onlooker(asked), found, round_), past


def _together(asked: Asked, found: Told, round_: RoundNow) -> Dossier:
    """Before the award, the rules that ``round_`` brings are those by which the checklist is judged."""
    grant = found.now
    quoted = quotes(found, asked)
    steps = Steps(grant, round_, asked)
    stage = grant.state.shown_stage.value
    return Dossier(
        grant=grant, round=round_, stage=stage, stage_word=label("stage", stage, asked.lang),
        steps=tracker(grant, asked), waiting=waiting(grant, asked), possible=steps.possible(),
        desk=_desk(grant, quoted, steps), schedule=plan_rows.schedule(found, quoted, asked, steps),
        counts=counting.lines(grant, round_, asked), meetings=tables.meetings(found, quoted, asked),
        costs=tables.costs(found, quoted, asked), payments=reversing.payments(found, quoted, asked),
        sums=money.sums(grant, asked),
        arithmetic=money.arithmetic(grant, asked), settled=grant.state.stage is Stage.SETTLED,
        waivers=_waivers(found, quoted, asked), deadlines=_deadlines(grant, asked),
        findings=findings(found, quoted, asked), narrative=_narrative(found, quoted),
        trail=history.trail(found, quoted, asked), corrections=_corrections(steps, asked), lang=asked.lang,
        audit=_audit(grant, asked),
        own=asked.person.library is not None,
    )  # fmt: skip


def findings(found: Told, quoted: Quotes, asked: Asked) -> list[Finding]:
    """Of the return that is waiting for its correction: the application's, or the report's."""
    state = found.now.state
    back: Any = state.returned if state.stage is Stage.RETURNED else None
    if state.stage is Stage.AGREED and state.report_back and state.report:
        back = state.report_back
    if back is None:
        return []
    return [Finding(f.field, field_label(f.field, asked.lang), quoted.text(f.note)) for f in back.findings]


def _desk(grant: GrantNow, quoted: Quotes, steps: Steps) -> Desk | None:
    """A matter of the operator's people; a library's person is not told."""
    if steps.person.library is not None:
        return None
    name = quoted.person(grant.state.assigned) if grant.state.assigned else ""
    return Desk(name or "", href(grant.id, "/assign") if steps.open("assign") else None)


def _waivers(found: Told, quoted: Quotes, asked: Asked) -> list[Waiver]:
    state = found.now.state
    events: list[Any] = list(found.events)
    notes = {e.waiver_no: e.note for e in events if e.TOPIC == "grant.waiver_requested.v1"}
    decided = {e.waiver_no: e for e in events if e.TOPIC in ("grant.waiver_granted.v1", "grant.waiver_refused.v1")}
    words = {None: "asked", True: "granted", False: "refused"}
    return [
        Waiver(
            fact, label("ground", fact.ground, asked.lang), quoted.text(notes.get(no)), words[state.waived.get(no)],
            decided.get(no), quoted.text(decided[no].reason) if no in decided else "",
            step_href(found.now.id, fact.version),
        )
        for no, fact in state.waivers.items()
    ]  # fmt: skip


def _deadlines(grant: GrantNow, asked: Asked) -> list[Deadline]:
    """What has a day; a day that has passed says by how much."""
    words = {
        "application_correction": asked.say("Corrected application"), "report": asked.say("Report"),
        "report_correction": asked.say("Corrected report"), "refund": asked.say("Refund"),
    }  # fmt: skip
    out = []
    for due in grant.dues:
        if due.kind in words:
            late = (asked.today - due.due_on).days
            told_ = asked.say("%(n)s overdue") % {"n": counted("days", late, asked.lang)} if late > 0 else ""
            out.append(Deadline(words[due.kind], due.due_on, told_, _extended(grant, due.due_on, asked)))
    return out


def _extended(grant: GrantNow, due_on: date, asked: Asked) -> str:
    later = grant.state.extension
    if later is None or later.new != due_on:
        return ""
    return asked.say("extended from %(day)s") % {"day": day(later.old, asked.lang)}


def _narrative(found: Told, quoted: Quotes) -> str:
    reports: list[Any] = [e for e in found.events if hasattr(e, "narrative")]
    return quoted.text(reports[-1].narrative) if reports else ""


def _audit(grant: GrantNow, asked: Asked) -> list[Action]:
    """What audits found about it, for those who read findings, where an auditor records another, and the dossier."""
    records = may(RecordFinding).permits(asked.person)
    if not records and not asked.person.roles & OFFICE:
        return []
    listed = [
        Action(asked.say("Findings about this grant"), f"/findings?grant={grant.id}"),
        Action(asked.say("What if the rules were different?"), f"/grants/{grant.id}/what-if"),
    ]
    new = Action(label("command", RecordFinding.__name__, asked.lang), f"/findings/new?grant={grant.id}")
    file = Action(asked.say("Dossier for whoever checks us"), f"/grants/{grant.id}/dossier")
    return [*listed, file, new] if records else [*listed, file]


def _corrections(steps: Steps, asked: Asked) -> list[Action]:
    """The entries that this person may correct, the newest first; once the round is closed, in the one way left."""
    grant = steps.grant
    closed = steps.open("correct_after_closure")
    if not closed and not (steps.may_take("correct_fact") and not steps.round_.closed):
        return []
    tail = "correct-closed" if closed else "correct"
    found = grant.correctable_after_closure if closed else grant.correctable
    return [
        Action(
            f"{fact_name(fact, asked)}, {day(fact.occurred_on, asked.lang)}",
            href(grant.id, f"/facts/{fact.version}/{tail}"),
        )
        for fact in reversed(grant.facts.entries)
        if found(fact.version) and (type(fact).__name__ != "WriteOff" or Role.MANAGER in asked.person.roles)
    ]
