"""Correcting a meeting, or taking its entry out: nothing is edited, the old values and the reason stay in the trail."""

from __future__ import annotations

from typing import Any, Final

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.kernel.refusals import Invalid, Problem
from grants.lifecycle.commands.meetings import CorrectMeeting, VoidMeeting
from grants.read.said import said
from grants.wording.speech import short_id
from grants.wording.values import Teller
from web.lifecycle import seen_values
from web.lifecycle.doing import begun, form_page
from web.lifecycle.grants import About, about, back_to
from web.lifecycle.meeting_form import meeting_context
from web.lifecycle.quoting import Quotes
from web.support.asking import After, Asked, Loaded

NEEDED: Final = ("occurred_on", "minutes", "mode", "channel", "host", "theme")
"""What stood there cannot be emptied, but the place; a meeting corrected to "in person" loses its channel by itself."""


def meeting_asked(it: About, asked: Asked) -> Any:
    """The meeting of the address, if its entry stands."""
    number = asked.path["meeting_no"]
    found = next((m for m in it.state.meetings if m.meeting_no == number), None)
    if found is None:
        raise NotFoundException
    return found


def words_of(asked: Asked, meeting: Any) -> tuple[str, str]:
    """Theme and place as they were typed; what was erased is empty."""
    references = [meeting.theme, *([meeting.place] if meeting.place else [])]
    known = said(asked.database, texts={reference.id for reference in references}).texts
    found = [known.get(reference.id) for reference in references]
    theme, place, *_ = [*(text if isinstance(text, str) else "" for text in found), ""]
    return theme, place


def load(asked: Asked) -> Loaded:
    """Every field as it stands."""
    it = about(asked)
    meeting = meeting_asked(it, asked)
    now = seen_values.stands(meeting, *words_of(asked, meeting))
    context = meeting_context(asked, it, meeting)
    names = dict(context["hosts"])
    teller = Teller(asked.lang, lambda id_: names.get(str(id_), short_id(id_)))
    context |= {
        "meeting": meeting, "shown": lambda form: seen_values.shown(form, now), "hidden": seen_values.hidden,
        "moved": lambda form: seen_values.moved(form, now, teller),
    }  # fmt: skip
    return begun(
        asked, CorrectMeeting, it, anchor="#meetings", fixed={"meeting_no": meeting.meeting_no},
        known={"occurred_on": asked.today}, context=context,
    )  # fmt: skip


def ready(raw: dict[str, Any], _loaded: Loaded) -> dict[str, Any]:
    """Only what differs from what was seen is a change; none at all is for the rules to refuse."""
    old = {"partners": [], "purposes": [], **_record(raw, "old")}
    new = {"partners": [], "purposes": [], **_record(raw, "new")}
    lost = [name for name in NEEDED if old.get(name) and not new.get(name)]
    if new.get("mode") == "in_person" and "channel" in lost:
        lost.remove("channel")
    if lost:
        raise Invalid({f"new.{name}": Problem("field.required", {}) for name in lost})
    changed = {
        name: value for name, value in new.items()
        if value not in (None, "") and _comparable(value) != _comparable(old.get(name))
    }  # fmt: skip
    emptied = ["place"] if old.get("place") and not new.get("place") else []
    return {**raw, "old": {name: old[name] for name in changed if name in old}, "new": changed, "emptied": emptied}


def _record(raw: dict[str, Any], name: str) -> dict[str, Any]:
    found = raw.get(name)
    return dict(found) if isinstance(found, dict) else {}


def _comparable(value: Any) -> Any:
    """Lists without their order, counts without those of nobody."""
    if not isinstance(value, list):
        return str(value or "")
    if value and isinstance(value[0], dict):
        return sorted((str(row["kind"]), str(row["count"])) for row in value if str(row["count"]) != "0")
    return sorted(str(part) for part in value)


def corrected(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The meeting was corrected.", "#meetings")


def load_void(asked: Asked) -> Loaded:
    """The entry that is taken out, and what is left without it."""
    it = about(asked)
    meeting = meeting_asked(it, asked)
    quotes = Quotes(said(asked.database, texts={meeting.theme.id}), {}, asked)
    left = sum(each is not meeting for each in it.state.counted)
    context = {"meeting": meeting, "theme": quotes.text(meeting.theme), "left": left}
    return begun(
        asked, VoidMeeting, it, anchor="#meetings", fixed={"meeting_no": meeting.meeting_no},
        known={"occurred_on": asked.today}, context=context,
    )  # fmt: skip


def voided(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The meeting’s entry was voided.", "#meetings")


CORRECT_MEETING: Final = form_page(
    "meetings/{meeting_no:int}/correct", CorrectMeeting, "correct_meeting", load=load, after=corrected, ready=ready
)
VOID_MEETING: Final = form_page(
    "meetings/{meeting_no:int}/void", VoidMeeting, "void_meeting", load=load_void, after=voided
)
ROUTES: Final = [*CORRECT_MEETING.routes(), *VOID_MEETING.routes()]
