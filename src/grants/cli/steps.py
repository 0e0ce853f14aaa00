"""Steps of a replay on a terminal, in three densities; each takes them one by one and keeps none.

``named``: each step tells which library it concerns, where the replay is not of one grant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final
from uuid import UUID

import rich_click as click

from grants.wording.labels import label

Told = dict[str, Any]
INDENT: Final = " " * 5


def lines(steps: Iterable[Told], _lang: str, named: bool) -> None:
    """One line a step."""
    for step in steps:
        click.echo(f"{step['occurred_on']}  {_what(step, named)}  ({step['actor']})")


def by_command(steps: Iterable[Told], _lang: str, named: bool) -> None:
    """Who and when once for all that a command caused one after the other."""
    last: UUID | None = None
    for step in steps:
        click.secho(f"{step['version']:>3}  {_what(step, named)}", bold=True)
        if step["command_id"] != last:
            _who(step)
        _changes(step)
        last = step["command_id"]


def in_full(steps: Iterable[Told], lang: str, named: bool) -> None:
    """Also on whose behalf, why, by which command, what is corrected, and the whole state before and after."""
    for step in steps:
        click.secho(f"{step['version']:>3}  {_what(step, named)}", bold=True)
        _who(step)
        _more(step)
        _changes(step)
        for name, after in (step["after"] or {}).items():
            before = (step["before"] or {}).get(name)
            click.echo(f"{INDENT}  {label('state', name, lang)}: {_shown(before)} | {_shown(after)}")


def _what(step: Told, named: bool) -> str:
    library = step["library"] if named else None
    return f"{step['sentence']} · {library}" if library and library not in step["sentence"] else step["sentence"]


def _who(step: Told) -> None:
    recorded = f"{step['recorded_at']:%Y-%m-%d %H:%M}"
    click.echo(f"{INDENT}{step['occurred_on']} · {recorded} · {step['actor']} ({step['role']})")


def _more(step: Told) -> None:
    click.echo(f"{INDENT}{step['stream']}/{step['version']} · {step['name']} · command {step['command_id']}")
    for name in ("on_behalf_of", "reason", "corrects"):
        if step[name]:
            click.echo(f"{INDENT}{name}: {step[name]}")
    if step["corrected_by"]:
        click.echo(f"{INDENT}corrected_by: {', '.join(str(version) for version in step['corrected_by'])}")


def _changes(step: Told) -> None:
    for change in step["changes"]:
        click.echo(f"{INDENT}{change['label']}: {change['old']} → {change['new']}")


def _shown(value: object) -> object:
    return "-" if value is None or value == "" else value


TELLING: Final[dict[str, Callable[[Iterable[Told], str, bool], None]]] = {
    "line": lines, "command": by_command, "full": in_full,
}  # fmt: skip
