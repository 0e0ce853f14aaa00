"""Values at the bounds of every kind of field, and whole commands made of lawful ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin
from uuid import UUID

from msgspec import Meta, Struct
from msgspec.structs import fields

ID: Final = "6f1d3c52-0f5e-5b7a-9f4e-2b7c1d90a3e8"
REGON: Final = "123456785"
LAWFUL: Final[dict[str, Any]] = {
    "id": ID, "day": "2013-04-22", "money": 100, "version": 1, "number": 1, "count": 1, "days": 1, "minutes": 90,
    "line": "Jak prowadzić rozmowę", "text": "Pierwszy wiersz\nDrugi", "label": "PRB", "code": "skype",
    "reference": "U/1", "regon": REGON, "nip": "1234563218", "nrb": "1" * 26, "terc": "1425011",
    "mailbox": "biblioteka@example.org",
}  # fmt: skip
NUMBERS: Final = tuple(n + d for n in (0, 24 * 60, 100, 3_650, 10_000, 2**31 - 1, 10**15) for d in (-1, 0, 1))
DAYS: Final = (
    "1989-12-31", "1990-01-01", "2099-12-31", "2100-01-01", "2013-02-29", "2012-02-29", "2000-02-29", "2013-02-30",
    "2013-04-31", "2013-13-01", "2013-00-10", "2013-10-00", "2013-4-1", "20130401", "2013-04-01T00:00:00", "0000-01-01",
)  # fmt: skip
IDS: Final = (
    ID, ID.upper(), ID.replace("-", ""), f"{{{ID}}}", f"urn:uuid:{ID}", ID[:-1], "PRB/I/1", "PRB/I/", "PRB//1", "/",
    "PRB", "PRB/I", f"PRB/I/{REGON}", REGON, "ZŁE/I",
)  # fmt: skip
TEXTS: Final = (
    "x", "ł" * 200, "ł" * 201, "\U0001f600" * 200, "a" * 20, "a" * 21, "a" * 40, "a" * 41, "a" * 4_000, "a" * 4_001,
    "a\nb", "a\tb", "a\x00b", "a\x85b", "a\u2028b", "A b", "-a", "a/b", "Skype", "PLN", "virtual", "a@b", "a@b@c",
    "a@\x01", "a" * 65 + "@b", "a@" + "b" * 190, "a@" + "b" * 191,
    *("1" * n for n in (6, 7, 8, 10, 11, 14, 15, 26, 27)), "\u0661" * 9, "\u0661" * 7,
)  # fmt: skip
OTHERS: Final[tuple[Any, ...]] = (
    None, True, False, 1.5, [], {}, [None], [""], [ID], [ID] * 51, [[]], {"x": 1}, ["skype"] * 41,
)  # fmt: skip
FEW: Final[tuple[Any, ...]] = (None, -1, 2**63, "x", "a" * 4_001, True, [], {})
BOUNDS: Final[dict[Any, tuple[Any, ...]]] = {int: NUMBERS, str: (*TEXTS, *IDS), date: DAYS, UUID: IDS, list: OTHERS}


def canonical(value: Any) -> bool:
    """Whether ``value`` is written as the schema's comment says it is read: nothing blank, no number as a text."""
    if isinstance(value, dict):
        return all(canonical(each) for each in value.values())
    return not (isinstance(value, str) and (value != value.strip() or not value))


def lawful(annotation: Any) -> Any:
    """A value that the field takes."""
    base, meta = _first(annotation)
    if get_origin(base) is list:
        return [lawful(get_args(base)[0])]
    if get_origin(base) is Literal:
        return get_args(base)[0]
    if base is bool:
        return True
    if isinstance(base, type) and issubclass(base, Struct):
        return whole(base)
    return LAWFUL[(meta.extra or {})["kind"]]


def whole(kind: type[Struct]) -> dict[str, Any]:
    """All fields of a command or of a row, lawful."""
    return {field.name: lawful(field.type) for field in fields(kind)}


def changed(kind: type[Struct], seen: set[str]) -> Iterator[dict[str, Any]]:
    """The whole command with one thing changed at a time; each kind of field meets all values once."""
    yield whole(kind)
    good = {field.name: lawful(field.type) for field in fields(kind) if field.required}
    yield {**good, "surplus": 1}
    for field in fields(kind):
        yield {name: value for name, value in good.items() if name != field.name}
        for value in _candidates(field.name, field.type, seen):
            yield {**good, field.name: value}


def _candidates(name: str, annotation: Any, seen: set[str]) -> Iterator[Any]:
    base, meta = _first(annotation)
    numbers = base in (int, bool)
    key = f"{name if 'UUID' in str(base) else ''} {base} {meta}"
    first = key not in seen
    seen.add(key)
    values = (*FEW, *OTHERS, *BOUNDS.get(base, ())) if first else FEW
    yield from (v for v in values if not (numbers and isinstance(v, str)))
    if first and get_origin(base) is list:
        item = get_args(base)[0]
        yield from ([lawful(item)] * n for n in (0, 1, meta.max_length or 1, (meta.max_length or 1) + 1))
        yield from ([each] for each in _candidates(name, item, seen))
    elif first and isinstance(base, type) and issubclass(base, Struct):
        yield from changed(base, seen)


def _first(annotation: Any) -> tuple[Any, Meta]:
    """The kind that stands first, without None, and its bounds."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is Annotated:
        base, *extras = get_args(annotation)
        return base, next((each for each in extras if isinstance(each, Meta)), Meta())
    return annotation, Meta()
