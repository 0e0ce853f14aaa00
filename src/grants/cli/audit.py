"""``grants checks``, ``sample`` and ``reads``: what looks wrong, what is examined, what auditors read; for scripts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import rich_click as click
from sqlalchemy import Connection

from grants.cli.support import fail, opened, show
from grants.read import checks as looked
from grants.read import inspections
from grants.read.asking import ask
from grants.read.checks import CHECKS, LIMITS, Row
from grants.read.register import numbered_question
from grants.read.rounds import named_round, rounds_question
from grants.read.sampling import METHOD, Drawing, draw, population
from grants.wording.checking import explained, hit
from grants.wording.formats import day, money
from grants.wording.labels import label

AS_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")
MOST = 10_000
"""Rows of one answer; ``more`` says that there are others."""


@click.command()
@click.option("--round", "round_name", help="CODE/LABEL of one round.")
@click.option("--check", "only", type=click.Choice(CHECKS), help="One check, with what it found.")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, MOST))
@AS_JSON
@click.pass_context
def checks(ctx: click.Context, round_name: str | None, only: str | None, limit: int, *, as_json: bool) -> None:
    """What looks wrong: how much each check found, and with --check every row with its events."""
    lang = ctx.obj["lang"]
    with opened(ctx) as programme:
        programme.projector.catch_up()
        with programme.engine.connect() as connection:
            round_ = _round(connection, round_name)
            counts = ask(connection, looked.counts_question(round_))
            names = {each.id: each.name for each in ask(connection, rounds_question())}
            sought = looked.Sought(only, round_) if only else None
            page = ask(connection, looked.listed_question(sought, limit=limit)) if sought else None
    answer: list[dict[str, Any]] = [_counted(check, counts, lang) for check in CHECKS if only in (None, check)]
    if page is not None:
        answer[0] |= {"rows": [_told(row, names, lang) for row in page.rows], "more": page.next is not None}
    if as_json:
        show({"round": round_name, "limits": LIMITS, "checks": answer})
        return
    for each in answer:
        click.secho(f"{each['found']:>5}  {each['name']}", bold=True)
        for row in each.get("rows", []):
            click.echo(f"       {day(row['occurred_on'], lang)}  {row['library']}: {row['sentence']}  [{row['event']}]")


@click.command()
@click.option("--person", help="The login of one auditor.")
@click.option("--day", "on", type=click.DateTime(["%Y-%m-%d"]), help="One day, as 2026-11-23.")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, MOST))
@AS_JSON
@click.pass_context
def reads(ctx: click.Context, person: str | None, on: Any, limit: int, *, as_json: bool) -> None:
    """What auditors read on the pages, the newest first."""
    with opened(ctx) as programme:
        programme.projector.catch_up()
        found = programme.people.find(person) if person else None
        if person and found is None:
            fail(f"{person}: no such person", 1)
        sought = inspections.Sought(person=found.id if found else None, day=on.date() if on else None)
        with programme.engine.connect() as connection:
            page = inspections.listed(connection, sought, limit=limit)
        names = programme.people.names({row.person for row in page.rows})
    if as_json:
        show({"reads": [{"who": names.get(row.person), **_plain(row)} for row in page.rows], "more": bool(page.next)})
        return
    lang = ctx.obj["lang"]
    for row in page.rows:
        subject = label("read_subject", row.subject, lang)
        click.echo(f"{row.at:%Y-%m-%d %H:%M:%S}  {names.get(row.person, row.person)}  {row.address}  ({subject})")


@click.command()
@click.option("--round", "round_name", required=True, help="CODE/LABEL of the round.")
@click.option("--size", required=True, type=click.IntRange(1, MOST))
@click.option("--seed", required=True, help="Any text; the same one draws the same grants.")
@click.option("--upto", type=click.IntRange(1), help="The highest number to draw from; left out: all.")
@click.option("--by-amount", is_flag=True, help="A share of each third, by amount awarded.")
@AS_JSON
@click.pass_context
def sample(
    ctx: click.Context, round_name: str, size: int, seed: str, upto: int | None, *, by_amount: bool, as_json: bool
) -> None:
    """A sample of the round's grants, in the order drawn: number, library, amount in grosze."""
    with opened(ctx) as programme:
        programme.projector.catch_up()
        with programme.engine.connect() as connection:
            found = named_round(connection, round_name)
            if found is None:
                fail(f"{round_name}: no such round", 1)
            numbered = ask(connection, numbered_question(found.id))
    everything = population(numbered, upto)
    if size > len(everything):
        fail(f"--size: there are {len(everything)} grants to draw from", 2)
    drawing = Drawing(found.name, seed, size, by_amount)
    drawn = [
        {"number": each.number, "grant": each.grant, "library": each.name, "awarded": each.awarded}
        for each in draw(everything, drawing)
    ]
    if as_json:
        last = everything[-1].number
        show({"method": METHOD, **msgspec.structs.asdict(drawing), "upto": last, "of": len(everything), "drawn": drawn})
        return
    for each in draw(everything, drawing):
        click.echo(f"{each.number:>6}  {money(each.awarded, ctx.obj['lang']):>14}  {each.name}")


def _round(connection: Connection, name: str | None) -> UUID | None:
    if name is None:
        return None
    found = named_round(connection, name)
    return found.id if found else fail(f"{name}: no such round", 1)


def _counted(check: str, counts: looked.Counts, lang: str) -> dict[str, Any]:
    both = [number for (its, _), number in counts.items() if its == check]
    found, with_finding = sum(n for n, _ in both), sum(n for _, n in both)
    words = explained(check, LIMITS, lang)
    return {"check": check, **words._asdict(), "found": found, "with_finding": with_finding}


def _told(row: Row, rounds: dict[UUID, str], lang: str) -> dict[str, Any]:
    return {
        "round": rounds.get(row.round), "grant": row.grant, "library": row.name, "kind": row.kind,
        "sentence": hit(row.check, row.kind, row.params, lang), "occurred_on": row.occurred_on,
        "event": f"{row.grant}/{row.version}",
        "other_event": f"{row.other}/{row.other_version}" if row.other else None, "with_finding": row.found,
    }  # fmt: skip


def _plain(row: inspections.Read) -> dict[str, Any]:
    return {
        "at": row.at, "form": row.form, "subject": row.subject, "about": row.about, "address": row.address,
        "event": f"{row.stream}/{row.version}",
    }  # fmt: skip
