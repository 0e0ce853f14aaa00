"""Commands as JSON Schema (2020-12), for whoever writes lines of ``grants do`` by program.

Made from the fields that ``kernel.binding`` reads, so it cannot say anything else than what is accepted. Reading is
kinder than the schema in three ways, which ``$comment`` tells; JSON Schema itself is kinder in one: it takes 1.0 for a
whole number, and we do not.
"""

from __future__ import annotations

import re
from datetime import date
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin
from uuid import UUID

import msgspec
from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields

from grants.catalogue import CATALOGUE
from grants.cli.keys import NAMED, NAMES
from grants.cli.moments import DAY, MOMENT
from grants.kernel.codes import Role
from grants.kernel.command import Command

Schema = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
KINDNESS: Final = (
    "Besides what this schema allows, reading takes blanks around a text off, reads a blank text as a field left out, "
    "and takes numbers and true/false written as text. Texts are counted in Unicode's composed form (NFC). A whole "
    "number is written without a fraction: 1, not 1.0. A name in place of an id must be that of a thing that exists."
)
_ID: Final = r"^([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32})$"
_WORDS: Final = r"^(?=[\s\S]*\S)[^\u0000-\u001f\u007f-\u009f]*$"
"""Not blank, and without control characters."""
_LINES: Final = r"^(?=[\s\S]*\S)[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
"""The same, but lines and tabs are allowed."""


def document() -> Schema:
    """One line of ``grants do``; ``$defs`` hold the ``data`` of each command under its name."""
    return {
        "$schema": DIALECT,
        "$id": "urn:podaj-dalej:commands",
        "title": "A line of `grants do`",
        "$comment": KINDNESS,
        "type": "object",
        "properties": {
            "command": {"enum": [kind.__name__ for kind in CATALOGUE]},
            "as": {
                "type": "string", "pattern": r"\S",
                "description": "The login of a person, or a role (but library) for a script.",
            },
            "id": {
                "type": ["string", "null"], "minLength": 1, "maxLength": 200,
                "description": "Any name of your own. The same one again is answered as before and done once.",
            },
            "at": {
                "anyOf": [{"type": "string", "pattern": MOMENT}, {"type": "null"}],
                "description": "When it was recorded; in a demo database only. UTC unless it says otherwise.",
            },
            "data": {"type": "object", "default": {}},
        },
        "required": ["command", "as"],
        "additionalProperties": False,
        "allOf": [_of_a_line(kind) for kind in CATALOGUE],
        "$defs": {kind.__name__: command(kind) for kind in CATALOGUE},
    }  # fmt: skip


def command(kind: type[Command]) -> Schema:
    """One command: its fields, who may issue it, what it may cause, and its name in the stage table."""
    entry = CATALOGUE[kind]
    return {
        "title": kind.__name__,
        "description": " ".join((kind.__doc__ or "").split()),
        **_object(kind),
        "x-roles": [role.value for role in Role if role in entry.roles],
        "x-events": [event.TOPIC for event in entry.events],
        "x-step": entry.step,
    }


def _of_a_line(kind: type[Command]) -> Schema:
    name = kind.__name__
    then: Schema = {"properties": {"data": {"$ref": f"#/$defs/{name}"}}}
    if any(field.required for field in fields(kind)):
        then["required"] = ["data"]
    return {"if": {"properties": {"command": {"const": name}}, "required": ["command"]}, "then": then}


def _object(kind: type[Struct]) -> Schema:
    return {
        "type": "object",
        "properties": {field.name: _field(field) for field in fields(kind)},
        "required": [field.name for field in fields(kind) if field.required],
        "additionalProperties": False,
    }


def _field(field: FieldInfo) -> Schema:
    """A field that need not be given may also be null, which is the same."""
    kinds = [each for each in _alternatives(field.type) if each is not type(None)]
    known = [_value(each, field.name) for each in kinds]
    if field.required:
        return known[0] if len(known) == 1 else {"anyOf": known}
    default = field.default if field.default is not NODEFAULT else field.default_factory
    given = default() if callable(default) else default
    return {"anyOf": [*known, {"type": "null"}], "default": msgspec.to_builtins(given)}


def _value(annotation: Any, name: str = "") -> Schema:
    base, meta = _unpacked(annotation)
    if get_origin(base) is list:
        bounds = {"minItems": meta.min_length, "maxItems": meta.max_length}
        return {"type": "array", "items": _value(get_args(base)[0], name), **_said(bounds)}
    if get_origin(base) is Literal:
        return {"enum": list(get_args(base))}
    if issubclass(base, Struct):
        return {"description": " ".join((base.__doc__ or "").split()), **_object(base)}
    kind = (meta.extra or {}).get("kind")
    return {**_scalar(base, meta, name), **_said({"x-kind": kind, "x-unit": "grosz" if kind == "money" else None})}


def _scalar(base: type, meta: Meta, name: str) -> Schema:
    if base is bool:
        return {"type": "boolean"}
    if base is int:
        return {"type": "integer", **_said({"minimum": meta.ge, "maximum": meta.le})}
    if base is date:
        return {"type": "string", "format": "date", "pattern": f"^{DAY}$"}
    if base is UUID:
        return _id(name)
    if base is str:
        return {"type": "string", **_said({"minLength": meta.min_length, "maxLength": meta.max_length}), **_words(meta)}
    raise TypeError(f"no schema for {base}")


def _words(meta: Meta) -> Schema:
    anything = _LINES if (meta.extra or {}).get("kind") == "text" else _WORDS
    if meta.pattern is None:
        return {"pattern": anything}
    if re.search(meta.pattern.removesuffix("$"), "a\x01@\x01") is None:  # a pattern that lets no control character in
        return {"pattern": meta.pattern}
    return {"pattern": meta.pattern, "allOf": [{"pattern": anything}]}


def _id(name: str) -> Schema:
    """An id, or what people call the thing: ``grants.cli.keys`` knows which fields have names."""
    known: Schema = {"type": "string", "format": "uuid", "pattern": _ID}
    called = NAMED.get(name)
    if called is None:
        return known
    return {"anyOf": [known, {"type": "string", "pattern": f"^{NAMES[called].pattern}$", "x-name-of": called}]}


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _unpacked(annotation: Any) -> tuple[Any, Meta]:
    if get_origin(annotation) is not Annotated:
        return annotation, Meta()
    base, *extras = get_args(annotation)
    return base, next((each for each in extras if isinstance(each, Meta)), Meta())


def _said(given: Schema) -> Schema:
    return {key: value for key, value in given.items() if value is not None}
