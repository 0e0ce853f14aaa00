"""``grants rebuild``: read models made anew from the log, or compared with it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
import rich_click as click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grants.bootstrap import Programme
from grants.cli.support import fail, opened, show
from grants.store.projecting.rebuilding import Rebuilt


@click.command()
@click.argument("name", required=False)
@click.option("--compare", is_flag=True, help="Change nothing; list the rows that differ (exit code 1 if any).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def rebuild(ctx: click.Context, name: str | None, compare: bool, as_json: bool) -> None:
    """Rebuild one read model, or all of them, from the log, beside the live ones.

    Pages are read and commands are carried out meanwhile; only rows that are wrong are replaced, all at once. On a
    terminal a bar shows the events read of all.
    """
    with opened(ctx) as programme:
        known = [view.name for view in programme.projector.views]
        if name is not None and name not in known:
            fail(f"{name}: no such read model; there are {', '.join(known)}", 2)
        programme.projector.catch_up()
        if compare:
            _compare(programme, name, as_json)
        with _bar(programme) as told:
            done = programme.projector.rebuild(name, told)
    if as_json:
        show({"rebuilt": name or "all", **msgspec.to_builtins(done), "events_per_second": _rate(done)})
    else:
        click.echo(f"rebuilt {name or 'all'}: {done.events} events in {done.seconds:.1f} s ({_rate(done)} events/s)")
        click.echo(f"rows that were wrong: {done.rows}; others waited {done.held * 1000:.0f} ms")


def _compare(programme: Programme, name: str | None, as_json: bool) -> None:
    differences = programme.projector.compare(name)
    if as_json:
        show(differences)
    else:
        for each in differences:
            click.echo(str(each))
        click.echo(f"{len(differences)} rows differ")
    sys.exit(int(bool(differences)))


@contextmanager
def _bar(programme: Programme) -> Iterator[Callable[[int], None]]:
    """Tells a person at a terminal how many events were read; says nothing to a file or a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (TextColumn("events"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("events", total=programme.log.count())
        yield lambda events: progress.update(task, completed=events)


def _rate(done: Rebuilt) -> int:
    return round(done.events / done.seconds) if done.seconds else 0
