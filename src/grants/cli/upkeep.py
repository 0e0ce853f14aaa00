"""``grants rebuild``: read models made anew from the log, or compared with it."""

from __future__ import annotations

import sys
from dataclasses import asdict

import rich_click as click

from grants.cli.support import fail, opened, show


@click.command()
@click.argument("name", required=False)
@click.option("--compare", is_flag=True, help="Change nothing; list the rows that differ (exit code 1 if any).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def rebuild(ctx: click.Context, name: str | None, compare: bool, as_json: bool) -> None:
    """Rebuild one read model, or all of them, from the log."""
    with opened(ctx) as programme:
        known = [view.name for view in programme.projector.views]
        if name is not None and name not in known:
            fail(f"{name}: no such read model; there are {', '.join(known)}", 2)
        programme.projector.catch_up()
        if not compare:
            rows = programme.projector.rebuild(name)
            show({"rebuilt": name or "all", "position": rows}) if as_json else click.echo("rebuilt")
            return
        differences = programme.projector.compare(name)
    if as_json:
        show([asdict(d) for d in differences])
    else:
        for each in differences:
            click.echo(str(each))
        click.echo(f"{len(differences)} rows differ")
    sys.exit(int(bool(differences)))
