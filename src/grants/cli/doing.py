"""``grants commands`` and ``grants do``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
import rich_click as click

from grants.catalogue import CATALOGUE
from grants.cli.lines import MAX_LINE, Doer
from grants.cli.support import opened, show
from grants.kernel.codes import Role
from grants.kernel.command import Command


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def commands(as_json: bool) -> None:
    """List every command: what it does, its fields, who may issue it, what it may cause."""
    rows = [describe(kind) for kind in CATALOGUE]
    if as_json:
        show(rows)
        return
    for row in rows:
        click.secho(row["command"], bold=True)
        click.echo(f"  {row['purpose']}")
        click.echo(f"  fields: {', '.join(f['name'] + ('' if f['required'] else '?') for f in row['fields'])}")
        click.echo(f"  roles:  {', '.join(row['roles'])}")
        click.echo(f"  events: {', '.join(row['events'])}")


def describe(kind: type[Command]) -> dict[str, Any]:
    """One command for people and scripts."""
    entry = CATALOGUE[kind]
    schema = msgspec.json.schema(kind)["$defs"][kind.__name__]
    required = set(schema.get("required", ()))
    return {
        "command": kind.__name__,
        "purpose": (kind.__doc__ or "").strip(),
        "fields": [
            {"name": name, "required": name in required, "schema": form} for name, form in schema["properties"].items()
        ],
        "roles": [role.value for role in Role if role in entry.roles],
        "events": [event.TOPIC for event in entry.events],
    }


def lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines that say something; one that is too long is cut behind its bound, so that its answer can say so."""
    while line := file.readline(MAX_LINE + 1):
        rest = line
        while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE + 1)
        if line.strip():
            yield line


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--stop", is_flag=True, help="Stop at the first line that fails.")
@click.pass_context
def do(ctx: click.Context, file: BinaryIO, stop: bool) -> None:
    """Carry out commands from FILE ("-": standard input), one JSON object a line; one answer a line.

    {"command": "AwardGrant", "as": "LOGIN or ROLE", "id": "...", "at": "...", "data": {...}}

    Goes on after a refusal unless --stop; exit code 1 if any line failed. The same "id" again gives the same answer.
    """
    failed = False
    with opened(ctx, follow=True) as programme:
        doer = Doer(programme, ctx.obj["lang"])
        for line in lines(file):
            answer = doer.answer(line)
            click.echo(msgspec.json.encode(answer))
            failed = failed or not answer["ok"]
            if failed and stop:
                break
    sys.exit(int(failed))
