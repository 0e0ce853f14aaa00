"""The report: handed in, returned with remarks, handed in again. Late or not, it is taken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from grants.kernel.command import Done
from grants.lifecycle.commands.settling import ResubmitReport, ReturnReport, SubmitReport
from grants.read.grants import Told
from grants.read.said import said
from grants.wording.formats import day
from grants.wording.labels import field_label
from grants.wording.speech import counted
from web.lifecycle.doing import begun, form_page, told_about
from web.lifecycle.dossier import findings
from web.lifecycle.grants import About, about, back_to
from web.lifecycle.quoting import Quotes
from web.support.asking import After, Asked, Loaded

FIELDS: Final = ("narrative", "meetings", "attendance", "costs")
"""What a remark on a report may be about."""
USUAL: Final = timedelta(days=14)


def load_submit(asked: Asked) -> Loaded:
    """The totals that the report repeats, and how it stands with its deadline."""
    it = about(asked)
    return begun(asked, SubmitReport, it, context={"totals": _totals(it), "deadline": _deadline(it, asked)})


def submitted(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The report was submitted.", "#report")


def load_return(asked: Asked) -> Loaded:
    """What the library wrote stands beside the remarks."""
    it, found = told_about(asked)
    fields = [(code, field_label(code, asked.lang)) for code in FIELDS]
    known = {"due_on": asked.today + USUAL, "occurred_on": asked.today}
    context = {"fields": fields, "totals": _echoed(it), "narrative": _narrative(found, asked)}
    return begun(asked, ReturnReport, it, known=known, context=context)


def returned(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The report was returned for correction.", "#findings")


def load_resubmit(asked: Asked) -> Loaded:
    """The last words to begin with, and the remarks they have to answer."""
    it, found = told_about(asked)
    back = it.state.report_back
    references = [*_narratives(found)[-1:], *(f.note for f in (back.findings if back else []))]
    quotes = Quotes(said(asked.database, texts={reference.id for reference in references}), {}, asked)
    narrative = quotes.said.texts.get(references[0].id) if _narratives(found) else ""
    context = {
        "findings": findings(found, quotes, asked), "due_on": back.due_on if back else None, "totals": _totals(it),
    }  # fmt: skip
    known = {"narrative": narrative if isinstance(narrative, str) else ""}
    return begun(asked, ResubmitReport, it, known=known, context=context)


def resubmitted(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The corrected report was submitted.", "#report")


def _totals(it: About) -> dict[str, int]:
    """What a report of now would repeat (sums in grosze). ``open``: it may still change."""
    state = it.state
    return {
        "meetings": len(state.meetings), "counted": len(state.counted), "open": True,
        "attendances": sum(m.people for m in state.meetings), "charged": state.charged,
    }  # fmt: skip


def _echoed(it: About) -> dict[str, int]:
    """What the report that is in did repeat."""
    report = it.state.report
    if report is None:
        return _totals(it)
    said_ = {"meetings": report.meetings, "attendances": report.attendances, "charged": report.charged}
    return {**_totals(it), **said_, "open": False}


def _deadline(it: About, asked: Asked) -> tuple[bool, str]:
    """Whether the report is late, and the deadline in words."""
    if it.state.award is None:
        return False, ""
    due = it.state.report_due_on
    late = (asked.today - due).days
    known = {"day": day(due, asked.lang), "n": counted("days", max(late, 0), asked.lang)}
    if late > 0:
        text = asked.say(
            "The report was due by %(day)s, so it is %(n)s late. It is taken all the same; the delay is recorded."
        )
        return True, text % known
    return False, asked.say("The report is due by %(day)s.") % known


def _narratives(found: Told) -> list[Any]:
    return [event.narrative for event in found.events if hasattr(event, "narrative")]


def _narrative(found: Told, asked: Asked) -> str:
    last = _narratives(found)[-1:]
    return Quotes(said(asked.database, texts={last[0].id}), {}, asked).text(last[0]) if last else ""


SUBMIT_REPORT: Final = form_page("report", SubmitReport, "submit_report", load=load_submit, after=submitted)
RETURN_REPORT: Final = form_page("report/return", ReturnReport, "return_report", load=load_return, after=returned)
RESUBMIT_REPORT: Final = form_page(
    "report/resubmit", ResubmitReport, "resubmit_report", load=load_resubmit, after=resubmitted
)
ROUTES: Final = [*SUBMIT_REPORT.routes(), *RETURN_REPORT.routes(), *RESUBMIT_REPORT.routes()]
