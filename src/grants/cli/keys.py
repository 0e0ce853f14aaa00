"""Names that people know instead of ids: a programme's code, ``PRB/I``, a REGON, ``PRB/I/REGON``.

Every command field that holds an id accepts the name of the thing in ``grants do`` and in the reading commands.
"""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import UUID

from grants.bootstrap import Programme
from grants.kernel.ids import grant_id, programme_id, round_id
from grants.store.claims import owner_of

_LABEL: Final = r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}"
_REGON: Final = r"(?:[0-9]{14}|[0-9]{9})"
NAMES: Final = {
    "programme": re.compile(_LABEL),
    "round": re.compile(f"{_LABEL}/{_LABEL}"),
    "grant": re.compile(f"{_LABEL}/{_LABEL}/{_REGON}"),
    "library": re.compile(_REGON),
}
"""How things are called: ``PRB``, ``PRB/I``, ``PRB/I/123456785``, ``123456785``."""
NAMED: Final = {
    "programme": "programme", "round": "round", "grant": "grant", "library": "library", "leading": "library",
    "partner": "library", "partners": "library", "host": "library", "successor": "library",
}  # fmt: skip
"""The fields of commands that take such a name for an id."""
_INSIDE: Final = ("old", "new", "rows")


def resolve(programme: Programme, data: dict[str, Any]) -> dict[str, Any]:
    """``data`` with names replaced by ids wherever a name is known; anything else is left for the fields to refuse."""
    return {name: _resolved(programme, name, value) for name, value in data.items()}


def _resolved(programme: Programme, name: str, value: Any) -> Any:
    if name in _INSIDE and isinstance(value, dict):
        return resolve(programme, value)
    if isinstance(value, list):
        if name in _INSIDE:
            return [resolve(programme, each) if isinstance(each, dict) else each for each in value]
        return [_resolved(programme, name, each) if isinstance(each, str) else each for each in value]
    if name not in NAMED or not isinstance(value, str) or not NAMES[NAMED[name]].fullmatch(value.strip()):
        return value
    return _id_of(programme, NAMED[name], value.strip())


def _id_of(programme: Programme, thing: str, value: str) -> str:
    if thing == "programme":
        return value if _is_id(value) else str(programme_id(value))
    if thing == "round":
        return round_of(value)
    return grant_of(programme, value) if thing == "grant" else library_of(programme, value)


def round_of(value: str) -> str:
    """A round's id, from its id or from ``CODE/LABEL``."""
    return value if _is_id(value) else _round(value) or value


def grant_of(programme: Programme, value: str) -> str:
    """A grant's id, from its id or from ``CODE/LABEL/REGON``."""
    if _is_id(value):
        return value
    head, _, regon = value.rpartition("/")
    round_, library = _round(head), _library(programme, regon)
    return str(grant_id(UUID(round_), UUID(library))) if round_ and _is_id(library) else value


def library_of(programme: Programme, value: str) -> str:
    """A library's id, from its id or its REGON."""
    return value if _is_id(value) else _library(programme, value)


def _round(value: str) -> str | None:
    code, _, label = value.partition("/")
    return str(round_id(programme_id(code), label)) if code and label else None


def _library(programme: Programme, regon: str) -> str:
    owner = owner_of(programme.engine, "regon", regon)
    return str(owner) if owner else regon


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
