"""Names that people know instead of ids: a programme's code, ``PRB/I``, a REGON, ``PRB/I/REGON``.

Every command field that holds an id accepts the name of the thing in ``grants do`` and in the reading commands.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from grants.bootstrap import Programme
from grants.kernel.ids import grant_id, programme_id, round_id
from grants.store.claims import owner_of

_ONE: Final = ("library", "leading", "partner", "host")
_MANY: Final = ("partners",)


def resolve(programme: Programme, data: dict[str, Any]) -> dict[str, Any]:
    """``data`` with names replaced by ids wherever a name is known; anything else is left for the fields to refuse."""
    out = dict(data)
    for name, value in data.items():
        if isinstance(value, str) and not _is_id(value):
            out[name] = _named(programme, name, value)
        elif name in _MANY and isinstance(value, list):
            out[name] = [_library(programme, v) if isinstance(v, str) and not _is_id(v) else v for v in value]
        elif name in ("old", "new") and isinstance(value, dict):
            out[name] = resolve(programme, value)
        elif name == "rows" and isinstance(value, list):
            out[name] = [resolve(programme, v) if isinstance(v, dict) else v for v in value]
    return out


def _named(programme: Programme, name: str, value: str) -> str:
    if name == "programme":
        return str(programme_id(value))
    if name == "round":
        return _round(value) or value
    if name == "grant":
        return grant_of(programme, value)
    return _library(programme, value) if name in _ONE else value


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
