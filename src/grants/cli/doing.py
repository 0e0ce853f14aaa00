"""``grants commands`` and ``grants do``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
import rich_click as click

from grants.catalogue import CATALOGUE
from grants.cli.lines import MAX_LINE, Doer
from grants.cli.schema import command, document
from grants.cli.support import opened, show


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON Schema (2020-12) of a line of `grants do`.")
def commands(as_json: bool) -> None:
    """List every command: what it does, its fields, who may issue it, what it may cause."""
    if as_json:
        show(document())
        return
    for kind in CATALOGUE:
        known = command(kind)
        names = (name if name in known["required"] else f"{name}?" for name in known["properties"])
        click.secho(known["title"], bold=True)
        click.echo(f"  {known['description']}")
        click.echo(f"  fields: {', '.join(names)}")
        click.echo(f"  roles:  {', '.join(known['x-roles'])}")
        click.echo(f"  events: {', '.join(known['x-events'])}")


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
