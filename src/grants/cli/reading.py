"""``grants totals``, ``grant``, ``replay``, ``trail``: what the pages show, for scripts and auditors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import rich_click as click
from sqlalchemy import Connection

from grants.cli.keys import grant_of, library_of
from grants.cli.showing import Names, described, step, totals_of
from grants.cli.support import fail, opened, show
from grants.lifecycle.summary import summary
from grants.read import grants as grants_read
from grants.read import ledger, libraries
from grants.read import replay as replaying
from grants.read import trail as trails
from grants.read.rounds import named_round, rounds
from grants.wording.labels import label
from grants.wording.sentences import sentence

AS_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.command()
@click.option("--round", "round_name", help="CODE/LABEL of one round.")
@AS_JSON
@click.pass_context
def totals(ctx: click.Context, round_name: str | None, as_json: bool) -> None:
    """Totals of each round and of all together; money in grosze."""
    with opened(ctx) as programme:
        programme.projector.catch_up()
        with programme.engine.connect() as connection:
            answer = _totals(connection, round_name)
    if as_json:
        show(answer)
        return
    for row in [*answer["rounds"], {"round": "*", **answer["all"]}]:
        click.secho(row["round"], bold=True)
        for key in ("applied", "awarded", "with_meeting", "requirement_met", "settled", "meetings_held", "attendances"):
            click.echo(f"  {label('metric', key, ctx.obj['lang'])}: {row[key]}")


def _totals(connection: Connection, round_name: str | None) -> dict[str, Any]:
    if round_name is None:
        chosen = rounds(connection)
    else:
        found = named_round(connection, round_name)
        if found is None:
            fail(f"{round_name}: no such round", 1)
        chosen = [found]
    rows = [{"round": r.name, "id": r.id, **totals_of(ledger.totals(connection, r.id))} for r in chosen]
    if round_name is not None:
        return {"rounds": rows, "all": totals_of(ledger.totals(connection, chosen[0].id))}
    return {"rounds": rows, "all": totals_of(ledger.totals(connection))}


@click.command()
@click.argument("grant_name", metavar="GRANT")
@AS_JSON
@click.pass_context
def grant(ctx: click.Context, grant_name: str, as_json: bool) -> None:
    """One grant as it stands: GRANT is an id or CODE/LABEL/REGON."""
    with opened(ctx) as programme:
        programme.projector.catch_up()
        with programme.engine.connect() as connection:
            found = grants_read.grant(connection, _id(grant_of(programme, grant_name)))
    if found is None:
        fail(f"{grant_name}: no such grant", 1)
    answer = {
        "grant": found.id, "round": found.round, "library": found.library, "version": found.version,
        **summary(found.state), **described(found.state),
    }  # fmt: skip
    if as_json:
        show(answer)
        return
    for key, value in summary(found.state).items():
        click.echo(f"{label('state', key, ctx.obj['lang'])}: {value}")


@click.command()
@click.argument("grant_name", metavar="GRANT")
@AS_JSON
@click.pass_context
def replay(ctx: click.Context, grant_name: str, as_json: bool) -> None:
    """One grant, step by step: what happened, who, when, why, what it changed, the state after."""
    lang = ctx.obj["lang"]
    with opened(ctx) as programme:
        stream = programme.log.stream(_id(grant_of(programme, grant_name)))
        names = Names(programme, stream)
    if not stream:
        fail(f"{grant_name}: no such grant", 1)
    answer = [step(each, names, lang) for each in replaying.steps(stream)]
    if as_json:
        show(answer)
        return
    for each in answer:
        click.secho(f"{each['version']:>3}  {each['sentence']}", bold=True)
        recorded = f"{each['recorded_at']:%Y-%m-%d %H:%M}"
        click.echo(f"     {each['occurred_on']} · {recorded} · {each['actor']} ({each['role']})")
        for change in each["changes"]:
            click.echo(f"     {change['label']}: {change['old']} → {change['new']}")


@click.command()
@click.argument("library_name", metavar="LIBRARY")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, 10_000))
@AS_JSON
@click.pass_context
def trail(ctx: click.Context, library_name: str, limit: int, as_json: bool) -> None:
    """Everything that happened to a library, across rounds, also as a partner; the newest first."""
    lang = ctx.obj["lang"]
    with opened(ctx) as programme:
        programme.projector.catch_up()
        library = _id(library_of(programme, library_name))
        with programme.engine.connect() as connection:
            known = libraries.library_now(connection, library)
            entries = trails.of_library(connection, programme.log, library, limit=limit).rows
        names = Names(programme, [e.event for e in entries])
    if known is None:
        fail(f"{library_name}: no such library", 1)
    rows = [{**names.envelope(e.event, lang), "sentence": sentence(e.event, lang, names.library)} for e in entries]
    if as_json:
        show(rows)
        return
    for row in rows:
        click.echo(f"{row['occurred_on']}  {row['sentence']}  ({row['actor']})")


def _id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        fail(f"{value}: nothing is called that", 1)
