"""``grants totals``, ``grant``, ``trail``: what the pages show, for scripts and auditors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import rich_click as click
from sqlalchemy import Connection

from grants.cli import past
from grants.cli.keys import grant_of, library_of
from grants.cli.showing import Names, grant_told, totals_of
from grants.cli.support import fail, id_of, opened, show
from grants.lifecycle.summary import summary
from grants.read import grants as grants_read
from grants.read import ledger, libraries
from grants.read import trail as trails
from grants.read._then import Then
from grants.read.rounds import named_round, rounds
from grants.wording.labels import label
from grants.wording.sentences import sentence

AS_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.command()
@click.option("--round", "round_name", help="CODE/LABEL of one round.")
@past.AS_OF
@past.KNOWN
@AS_JSON
@click.pass_context
def totals(ctx: click.Context, round_name: str | None, as_of: str | None, known: str | None, *, as_json: bool) -> None:
    """Totals of each round and of all together, now or on any past day; money in grosze."""
    wished = past.wish(ctx, as_of=as_of, known=known)
    with opened(ctx) as programme:
        programme.projector.catch_up()
        with programme.engine.connect() as connection:
            then = past.moment(ctx, programme, connection, wished)
            answer = {**past.told(then), **_totals(ctx, connection, round_name, then)}
    if as_json:
        show(answer)
        return
    past.say(ctx, then)
    for row in [*answer["rounds"], {"round": "*", **answer["all"]}]:
        click.secho(row["round"], bold=True)
        for key in ("applied", "awarded", "with_meeting", "requirement_met", "settled", "meetings_held", "attendances"):
            click.echo(f"  {label('metric', key, ctx.obj['lang'])}: {row[key]}")


def _totals(ctx: click.Context, connection: Connection, round_name: str | None, then: Then | None) -> dict[str, Any]:
    if round_name is None:
        chosen = rounds(connection)
    else:
        found = named_round(connection, round_name)
        if found is None:
            fail(f"{round_name}: no such round", 1)
        chosen = [found]
    figures = [(r, _figures(connection, r.id, then)) for r in chosen]
    there = [(r, its) for r, its in figures if then is None or its.amounts]
    if then is not None and round_name is not None and not there:
        past.unknown(ctx, round_name, then)
    rows = [{"round": r.name, "id": r.id, **totals_of(its)} for r, its in there]
    return {"rounds": rows, "all": totals_of(ledger.added(its for _, its in there))}


def _figures(connection: Connection, round_: UUID, then: Then | None) -> ledger.Totals:
    if then is None:
        return ledger.totals(connection, round_)
    return ledger.totals_as_of(connection, round_, then.as_of, then.known)


@click.command()
@click.argument("grant_name", metavar="GRANT")
@past.AS_OF
@past.KNOWN
@AS_JSON
@click.pass_context
def grant(ctx: click.Context, grant_name: str, as_of: str | None, known: str | None, *, as_json: bool) -> None:
    """One grant as it stands, or stood on any past day: GRANT is an id or CODE/LABEL/REGON."""
    wished = past.wish(ctx, as_of=as_of, known=known)
    with opened(ctx) as programme:
        then = past.now_or_then(ctx, programme, wished)
        id_ = id_of(grant_of(programme, grant_name))
        with programme.engine.connect() as connection:
            found = grants_read.grant(connection, id_)
        if found is None:
            fail(f"{grant_name}: no such grant", 1)
        if then is not None:
            told = grants_read.told_then(programme.log, id_, then)
            found = told.now if told else past.unknown(ctx, grant_name, then)
    if as_json:
        show({**past.told(then), **grant_told(found)})
        return
    past.say(ctx, then)
    for key, value in summary(found.state).items():
        click.echo(f"{label('state', key, ctx.obj['lang'])}: {value}")


@click.command()
@click.argument("library_name", metavar="LIBRARY")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, 10_000))
@past.KNOWN
@AS_JSON
@click.pass_context
def trail(ctx: click.Context, library_name: str, limit: int, known: str | None, *, as_json: bool) -> None:
    """Everything that happened to a library, across rounds, also as a partner; the newest first."""
    lang, wished = ctx.obj["lang"], past.wish(ctx, known=known)
    with opened(ctx) as programme:
        then = past.now_or_then(ctx, programme, wished)
        library = id_of(library_of(programme, library_name))
        with programme.engine.connect() as connection:
            if libraries.library_now(connection, library) is None:
                fail(f"{library_name}: no such library", 1)
            upto = then.position if then else None
            entries = trails.of_library(connection, programme.log, library, limit=limit, upto=upto).rows
        if then is not None and not entries:
            past.unknown(ctx, library_name, then)
        names = Names(programme, [e.event for e in entries])
    rows = [{**names.envelope(e.event, lang), "sentence": sentence(e.event, lang, names.library)} for e in entries]
    if as_json:
        show(rows)
        return
    past.say(ctx, then)
    for row in rows:
        click.echo(f"{row['occurred_on']}  {row['sentence']}  ({row['actor']})")
