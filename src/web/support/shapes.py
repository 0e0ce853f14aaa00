"""What a command's fields are, read off their annotations: the kind of control, of text and of rows they need."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec import Meta, Struct
from msgspec.structs import fields


def shapes(kind: type[Struct]) -> dict[str, Any]:
    """Field names and their types, the optional ones without their None."""
    return {field.name: without_none(field.type) for field in fields(kind)}


def without_none(annotation: Any) -> Any:
    """``Day | None`` is a day; of ``Grosze | Line`` the last, a text, since the kernel reads both."""
    if get_origin(annotation) in (Union, UnionType):
        return [part for part in get_args(annotation) if part is not type(None)][-1]
    return annotation


def base(annotation: Any) -> Any:
    """The plain type under its bounds."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def kind_of(annotation: Any) -> str:
    """``money``, ``day``, ``nrb``... as ``grants.kernel.fields`` names it; ``bool``; else empty."""
    if annotation is bool:
        return "bool"
    metas = [part for part in get_args(annotation)[1:] if isinstance(part, Meta)] if _bounded(annotation) else []
    return str((metas[0].extra or {}).get("kind", "")) if metas else ""


def item(annotation: Any) -> Any:
    """What a list is made of; None for anything but a list."""
    plain = base(annotation)
    return get_args(plain)[0] if get_origin(plain) is list else None


def is_row(annotation: Any) -> bool:
    """Whether it is a record of fields of its own."""
    plain = base(annotation)
    return isinstance(plain, type) and issubclass(plain, Struct)


def _bounded(annotation: Any) -> bool:
    return get_origin(annotation) is Annotated
