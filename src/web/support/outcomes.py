"""What became of a form, in words and as a status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from litestar.exceptions import NotFoundException, PermissionDeniedException

from grants.kernel.command import Command, Done
from grants.kernel.refusals import Invalid, Refused
from grants.wording.catalogues import Lang
from grants.wording.problems import mistake, problem_text
from grants.wording.refusals import refusal as refusal_text
from grants.wording.speech import Names
from web.support.asking import After, Asked, Loaded
from web.support.forms import Refusal
from web.support.prose import Entry, entries, ids_in, library_names
from web.support.shell import Link

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
HIDDEN: Final = frozenset({"command_id", "expected_version"})
"""Fields of the form itself: nobody can correct them, opening the page again does."""
STATUS: Final = {
    "stale": CONFLICT,
    "meeting.stale": CONFLICT,
    "fact.stale": CONFLICT,
    "plan.stale": CONFLICT,
    "command.id_reused": CONFLICT,
    "busy": 503,
}
LED_TO: Final = {"library.succeeded": "successor"}
"""Refusals whose way on is a library's page, and the parameter that names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``new_id``: something else has the command's id; ``meanwhile``: what happened since the form was opened."""

    loaded: Loaded
    status: int = 200
    errors: dict[str, str] = field(default_factory=dict)
    summary: list[tuple[str | None, str]] = field(default_factory=list)
    refusal: Refusal | None = None
    meanwhile: Sequence[object] | None = None
    new_id: bool = False
    done: Done | None = None
    after: After | None = None
    preview: Mapping[str, object] = field(default_factory=dict)


def failed_fields(
    loaded: Loaded, invalid: Invalid, renamed: dict[str, str], lang: Lang, command: type[Command]
) -> Outcome:
    """Every field that is wrong, under the name it has in the form."""
    errors: dict[str, str] = {}
    summary: list[tuple[str | None, str]] = []
    for path, problem in invalid.problems.items():
        name = None if problem.code == "field.unknown" or path in HIDDEN else _renamed(path, renamed)
        summary.append((name, problem_text(_renamed(path, renamed), problem, lang, command.__name__)))
        if name:
            errors[name] = mistake(problem, lang)
    return Outcome(loaded=loaded, status=UNPROCESSABLE, errors=errors, summary=summary)


def refused(asked: Asked, loaded: Loaded, refusal: Refused) -> Outcome:
    """A rule said no, or somebody was quicker. What is not allowed or not there is answered by an error page."""
    if refusal.code == "not_allowed":
        raise PermissionDeniedException
    if refusal.code == "unknown_id":
        raise NotFoundException
    status = STATUS.get(refusal.code, UNPROCESSABLE)
    if refusal.code == "stale":
        return Outcome(loaded=loaded, status=status, meanwhile=_meanwhile(asked, loaded, refusal))
    names = library_names(asked.database, ids_in(refusal.params))
    said = refusal_text(refusal.code, refusal.params, asked.lang, names)
    told = Refusal(refusal.code, said.what, said.rule, said.next, _links(asked, refusal, names))
    return Outcome(loaded=loaded, status=status, refusal=told, new_id=refusal.code == "command.id_reused")


def _links(asked: Asked, refusal: Refused, names: Names) -> list[Link]:
    """The library that a refusal sends to; a library's own person sees no other library."""
    id_ = refusal.params.get(LED_TO.get(refusal.code, ""))
    if not isinstance(id_, UUID) or asked.person.library not in (None, id_):
        return []
    return [Link(names(id_), f"/libraries/{id_}")]


def _meanwhile(asked: Asked, loaded: Loaded, refusal: Refused) -> list[Entry]:
    """What happened to the stream since the reader opened the form."""
    seen = refusal.params.get("expected")
    subject = loaded.subject or loaded.fixed.get("grant") or loaded.fixed.get("round")
    if subject is None or not isinstance(seen, int):
        return []
    return entries(asked, asked.programme.log.stream(subject, after=seen))


def _renamed(path: str, renamed: dict[str, str]) -> str:
    """``attendance.0.count`` becomes ``attendance.ngo``, and ``rows.0.amount`` ``rows.4.amount``, as in the form."""
    if (start := _moved(path, renamed)) is not None:
        return renamed[start] + path.removeprefix(start)
    found = next((name for name in renamed if path == name or path.startswith(f"{name}.")), None)
    return renamed[found] if found else path


def _moved(path: str, renamed: dict[str, str]) -> str | None:
    """The beginning of a row that stands elsewhere in the form than in the command."""
    return next((start for start in renamed if start.endswith(".") and path.startswith(start)), None)
