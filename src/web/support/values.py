"""A form's fields as they were typed, by dotted name (``plan.0.day``), and the raw command that they make.

Templates may write ``plan-0-day`` or ``plan.0.day``, and ``attendance-ngo`` for a number beside each kind: the kernel's
``attendance: [{kind, count}]`` is made of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import asdict

from web.support import shapes, texts

Values = dict[str, list[str]]
RESERVED: Final = frozenset(
    {"_csrf_token", "_again", "_shown", "_understood", "command_id", "expected_version", "add_row", "remove_row"}
)
DEEPEST: Final = 5
MOST_ROWS: Final = 600


@dataclass(frozen=True, slots=True)
class Reading:
    """What goes along while a form is read: the day that "today" means, and the names found on the way."""

    today: date | None
    renamed: dict[str, str]

    def read(self, kind: str, text: str) -> Any:
        return texts.read(kind, text, self.today)


def dotted(name: str) -> str:
    return name.replace("-", ".")


def typed(pairs: Iterable[tuple[str, str]]) -> Values:
    """What was typed, without the fields that belong to the form itself."""
    values: Values = {}
    for name, value in pairs:
        if name not in RESERVED and name.count("-") + name.count(".") < DEEPEST:
            values.setdefault(dotted(name)[:200], []).append(value)
    return values


def rows(values: Values, name: str) -> list[int]:
    """The numbers of the rows ``name.<n>.…`` that were sent, in order."""
    return sorted(_grouped(values, name))


def renumbered(values: Values, name: str, *, without: int | None = None, keep_empty: bool = False) -> Values:
    """Rows 0, 1, 2... in order; row ``without`` and (unless kept) rows in which nothing was typed are left out."""
    groups = _grouped(values, name)
    if not groups:
        return values
    out = {key: value for key, value in values.items() if _row_number(key, name) is None}
    kept = [
        groups[n] for n in sorted(groups)
        if n != without and (keep_empty or any(text.strip() for value in groups[n].values() for text in value))
    ]  # fmt: skip
    for number, row in enumerate(kept[:MOST_ROWS]):
        out |= {f"{name}.{number}.{rest}": value for rest, value in row.items()}
    return out


def _grouped(values: Values, name: str) -> dict[int, Values]:
    groups: dict[int, Values] = {}
    for key, value in values.items():
        number = _row_number(key, name)
        if number is not None:
            groups.setdefault(number, {})[key.split(".", 2)[2]] = value
    return groups


def _row_number(key: str, name: str) -> int | None:
    """The n of ``name.n.rest``."""
    parts = key.split(".", 2)
    if parts[0] != name or len(parts) <= 2 or not parts[1].isascii() or not parts[1].isdigit():  # noqa: PLR2004
        return None
    return int(parts[1]) if len(parts[1]) < 5 else None  # noqa: PLR2004  nobody has ten thousand rows


def prefilled(command: type[Struct], known: Mapping[str, Any]) -> Values:
    """Known values (days, grosze, records, lists of records) as a form shows them."""
    values: Values = {}
    kinds = shapes.shapes(command)
    for name, value in known.items():
        _fill(values, name, kinds.get(name), value)
    return values


def raw(command: type[Struct], values: Values, today: date | None = None) -> tuple[dict[str, Any], dict[str, str]]:
    """What binding takes, and how its paths are called in the form (``attendance.0`` is ``attendance.ngo``)."""
    reading = Reading(today, {})
    return _row(command, _tree(values), "", reading), reading.renamed


def _fill(values: Values, name: str, annotation: Any, value: object) -> None:
    if isinstance(value, Struct):
        value = asdict(value)
    if isinstance(value, Mapping):
        kinds = shapes.shapes(shapes.base(annotation)) if shapes.is_row(annotation) else {}
        for key, part in value.items():
            _fill(values, f"{name}.{key}", kinds.get(key, kinds.get("count")), part)
    elif isinstance(value, list | tuple):
        row = shapes.item(annotation) if annotation is not None else None
        for n, part in enumerate(value):
            _fill(values, f"{name}.{n}" if isinstance(part, Mapping | Struct) else name, row, part)
    else:
        kind = shapes.kind_of(annotation) if annotation is not None else ""
        values.setdefault(name, []).append(texts.written(kind, value))


def _tree(values: Values) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, texts_ in values.items():
        node = tree
        *folders, last = name.split(".")
        for folder in folders:
            inner = node.setdefault(folder, {})
            node = inner if isinstance(inner, dict) else {}
        node.setdefault(last, texts_)
    return tree


def _row(kind: type[Struct], node: Mapping[str, Any], path: str, reading: Reading) -> dict[str, Any]:
    known = shapes.shapes(kind)
    out: dict[str, Any] = {}
    for name, given in node.items():
        value = _value(known[name], given, f"{path}{name}", reading) if name in known else _plain(given)
        if value is not None:
            out[name] = value
    return out


def _plain(given: Any) -> Any:
    return given[-1] if isinstance(given, list) else "?"


def _value(annotation: Any, given: Any, path: str, reading: Reading) -> Any:
    row = shapes.item(annotation)
    if row is not None and shapes.is_row(row):
        return _rows(shapes.base(row), given, path, reading) if isinstance(given, dict) else _plain(given) or None
    if row is not None:
        kind = shapes.kind_of(row)
        several = given if isinstance(given, list) else [_plain(part) for part in given.values()]
        return [reading.read(kind, text) for text in several if text.strip()]
    if shapes.is_row(annotation):
        inner = _row(shapes.base(annotation), given, f"{path}.", reading) if isinstance(given, dict) else {}
        return inner if any(part not in ("", [], None) for part in inner.values()) else None
    return reading.read(shapes.kind_of(annotation), _plain(given))


def _rows(kind: type[Struct], given: dict[str, Any], path: str, reading: Reading) -> list[dict[str, Any]]:
    if all(key.isdigit() for key in given):
        numbers = sorted(given, key=int)
        return [_row(kind, _node(given[n]), f"{path}.{i}.", reading) for i, n in enumerate(numbers)]
    key, value = list(shapes.shapes(kind))[:2]
    count = shapes.kind_of(shapes.shapes(kind)[value])
    out: list[dict[str, Any]] = []
    for code, part in given.items():
        text = str(_plain(part)).strip()
        if text:
            reading.renamed[f"{path}.{len(out)}"] = f"{path}.{code}"
            out.append({key: code, value: reading.read(count, text)})
    return out


def _node(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {}
