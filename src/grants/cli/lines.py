"""One line of ``grants do``: read, issued, answered. Nothing here ever raises for what a line says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec

from grants.bootstrap import Programme
from grants.catalogue import BY_NAME
from grants.cli.keys import resolve
from grants.cli.moments import MOMENT
from grants.kernel.actor import Actor
from grants.kernel.binding import bind
from grants.kernel.codes import Role
from grants.kernel.ids import derived
from grants.kernel.refusals import Invalid, Problem, Refused
from grants.wording.problems import problem_text
from grants.wording.refusals import refusal

MAX_LINE: Final = 1_000_000
"""Bytes; far above any lawful command."""
_KEYS: Final = frozenset({"command", "as", "id", "at", "data"})
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Doer:
    """Carries out lines against one programme, answering in one language."""

    programme: Programme
    lang: str

    def answer(self, line: bytes) -> Answer:
        """The answer to one line: ``ok`` with events, ids and position, or what was refused, or what was invalid."""
        try:
            return self._done(self._read(line))
        except Invalid as wrong:
            return {"ok": False, "invalid": {k: problem_text(k, p, self.lang) for k, p in wrong.problems.items()}}
        except Refused as no:
            text = refusal(no.code, no.params, self.lang)
            return {"ok": False, "refused": no.code, "params": no.params, "message": str(text)}

    def _read(self, line: bytes) -> dict[str, Any]:
        if len(line) > MAX_LINE:
            raise Invalid({"line": Problem("line.too_long", {"max": MAX_LINE})})
        try:
            given = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise Invalid({"line": Problem("line.not_json", {})}) from None
        if not isinstance(given, dict):
            raise Invalid({"line": Problem("line.not_object", {})})
        unknown = sorted(str(k)[:60] for k in given.keys() - _KEYS)
        if unknown:
            raise Invalid({k: Problem("field.unknown", {"allowed": sorted(_KEYS)}) for k in unknown})
        return given

    def _done(self, given: dict[str, Any]) -> Answer:
        kind = BY_NAME.get(str(given.get("command")))
        problems: dict[str, Problem] = {}
        if kind is None:
            problems["command"] = Problem("line.unknown_command", {})
        actor = self._actor(given.get("as"), problems)
        moment = _moment(given.get("at"), problems)
        data = given.get("data", {})
        if not isinstance(data, dict):
            problems["data"] = Problem("field.object", {})
        if problems or kind is None or actor is None:
            raise Invalid(problems)
        command = bind(kind, resolve(self.programme, data))
        done = self.programme.issue(command, actor, command_id=_command_id(given.get("id")), source="cli", at=moment)
        answer: Answer = {"ok": True, "events": done.events, "ids": done.ids, "position": done.position}
        return {**answer, "rows": done.rows} if done.rows else answer

    def _actor(self, given: object, problems: dict[str, Problem]) -> Actor | None:
        """A person by login, or a role's own stand-in for scripts; the library role needs a person."""
        if not isinstance(given, str) or not given.strip():
            problems["as"] = Problem("field.required", {})
            return None
        person = self.programme.people.find(given)
        if person is not None and person.disabled_on is None:
            return person.actor
        if person is None and given in set(Role) - {Role.LIBRARY}:
            return Actor(derived("role", given), frozenset({Role(given)}))
        problems["as"] = Problem("line.unknown_person", {})
        return None


def _command_id(given: object) -> UUID:
    """A UUID as it is; any other name of the caller's makes one; none makes a new one."""
    if given is None:
        return uuid4()
    text = str(given)
    if not isinstance(given, str) or not 0 < len(text) <= 200:  # noqa: PLR2004  a bound for any sensible name
        raise Invalid({"id": Problem("line.id", {})})
    try:
        return UUID(text)
    except ValueError:
        return derived("cli", text)


def _moment(given: object, problems: dict[str, Problem]) -> datetime | None:
    if given is None:
        return None
    if not isinstance(given, str) or not re.fullmatch(MOMENT, given):
        problems["at"] = Problem("line.moment", {})
        return None
    moment = datetime.fromisoformat(given)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
