"""From raw input (JSON, a form) to a command: every field on its own, so that all mistakes are told at once."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields

from grants.kernel.fields import FIRST_DAY, LAST_DAY
from grants.kernel.refusals import Invalid, Problem

S = TypeVar("S", bound=Struct)
Raw = dict[str, Any]
Problems = dict[str, Problem]
_MULTILINE: Final = frozenset({"text"})
_DIGITS: Final = re.compile(r"-?[0-9]{1,40}")
"""A whole number worth comparing with a bound; longer ones are no number of ours at all."""


def bind(kind: type[S], raw: object) -> S:
    """The command ``kind`` out of ``raw``; Invalid names every field that is wrong, by its path (``plan.2.day``)."""
    problems: Problems = {}
    value = _struct(kind, raw, "", problems)
    if problems or value is None:
        raise Invalid(problems)
    return value


def _struct(kind: type[S], raw: object, path: str, problems: Problems) -> S | None:
    if not isinstance(raw, dict):
        problems[path.rstrip(".") or "data"] = Problem("field.object", {})
        return None
    known = _fields(kind)
    for name in raw.keys() - known.keys():
        problems[f"{path}{str(name)[:60]}"] = Problem("field.unknown", {"allowed": sorted(known)})
    values: dict[str, Any] = {}
    for name, f in known.items():
        given = raw.get(name)
        if given is None or (isinstance(given, str) and not given.strip()):
            if f.default is NODEFAULT and f.default_factory is NODEFAULT:
                problems[f"{path}{name}"] = Problem("field.required", {})
            continue
        values[name] = _value(f.type, given, f"{path}{name}", problems)
    return None if problems else kind(**values)


@cache
def _fields(kind: type[Struct]) -> dict[str, FieldInfo]:
    """Read out of the annotations once: that takes longer than all the rest of a binding."""
    return {f.name: f for f in fields(kind)}


def _value(annotation: Any, raw: object, path: str, problems: Problems) -> Any:
    annotation = _without_none(annotation, raw)
    base, meta = _unpack(annotation)
    if get_origin(base) is list:
        return _list(base, meta, raw, path, problems)
    if isinstance(base, type) and issubclass(base, Struct):
        return _struct(base, raw, f"{path}.", problems)
    problem = _text_problem(raw, meta) if isinstance(raw, str) else None
    if problem is None and base is int and isinstance(raw, str) and _whole(raw.strip()) is None:
        problem = Problem(f"field.{_kind(meta)}", {})  # "1e3" and "10.0" are not how people write whole numbers
    if problem is None:
        cleaned = unicodedata.normalize("NFC", raw.strip()) if isinstance(raw, str) else raw
        try:
            value = msgspec.convert(cleaned, annotation, strict=not isinstance(cleaned, str))
        except msgspec.ValidationError:
            problem = _scalar_problem(base, meta, cleaned)
        else:
            if not isinstance(value, date) or FIRST_DAY <= value <= LAST_DAY:
                return value
            problem = Problem("field.day", {})
    problems[path] = problem
    return None


def _list(base: Any, meta: Meta, raw: object, path: str, problems: Problems) -> list[Any] | None:
    if not isinstance(raw, list):
        problems[path] = Problem("field.list", {})
        return None
    if meta.max_length is not None and len(raw) > meta.max_length:
        problems[path] = Problem("field.too_many", {"max": meta.max_length})
        return None
    if len(raw) < (meta.min_length or 0):
        problems[path] = Problem("field.too_few", {"min": meta.min_length or 0})
    item = get_args(base)[0]
    return [_value(item, x, f"{path}.{i}", problems) for i, x in enumerate(raw)]


def _text_problem(raw: str, meta: Meta) -> Problem | None:
    allowed = "\n\r\t" if _kind(meta) in _MULTILINE else ""
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in allowed for c in raw.strip()):
        return Problem("field.control_characters", {})
    return None


def _scalar_problem(base: Any, meta: Meta, value: object) -> Problem:
    if get_origin(base) is not None:
        return Problem("field.choice", {"allowed": [str(a) for a in get_args(base)]})
    if isinstance(value, str) and base is str:
        if meta.max_length is not None and len(value) > meta.max_length:
            return Problem("field.too_long", {"max": meta.max_length})
        return Problem(f"field.{_kind(meta)}", {})
    number = _whole(value) if base is int else None
    if number is not None and meta.ge is not None and number < meta.ge:
        return Problem("field.too_small", {"min": int(meta.ge), "kind": _kind(meta)})
    if number is not None and meta.le is not None and number > meta.le:
        return Problem("field.too_big", {"max": int(meta.le), "kind": _kind(meta)})
    return Problem(f"field.{_kind(meta)}", {})


def _whole(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    return None


def _kind(meta: Meta) -> str:
    return str((meta.extra or {}).get("kind", "value"))


def _without_none(annotation: Any, raw: object) -> Any:
    """Of ``Grosze | Line | None`` the kind that ``raw`` is of, else the first."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    kinds = [a for a in get_args(annotation) if a is not type(None)]
    return next((a for a in kinds if _unpack(a)[0] is type(raw)), kinds[0])


def _unpack(annotation: Any) -> tuple[Any, Meta]:
    if get_origin(annotation) is Annotated:
        base, *extras = get_args(annotation)
        return base, next((m for m in extras if isinstance(m, Meta)), Meta())
    return annotation, Meta()
