"""``grants changes``: what was recorded about a round between two known days, by figure and by grant."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import rich_click as click

from grants.bootstrap import Programme
from grants.cli import past
from grants.cli.showing import Names
from grants.cli.support import fail, opened, show
from grants.kernel.binding import bind
from grants.kernel.clock import day_of
from grants.kernel.refusals import Invalid, Refused
from grants.read import days
from grants.read._between import Between, Wished, between, reaching
from grants.read._paging import Page
from grants.read.asking import ask_all
from grants.read.ledger import FIGURES
from grants.read.ledger.between import Move, known_question, moves
from grants.read.rounds import RoundNow, first_opened, named_round
from grants.read.trail.between import Recorded, recorded_question
from grants.wording.formats import day, money, number
from grants.wording.labels import dimension, field_label, metric
from grants.wording.problems import problem_text
from grants.wording.refusals import refusal
from grants.wording.sentences import sentence

OPTION = {"since": "--from", "until": "--to"}


@click.command()
@click.option("--round", "round_name", required=True, help="CODE/LABEL of the round.")
@click.option("--from", "since", metavar="DAY", required=True, help="What was known at the end of DAY is no change.")
@click.option("--to", "until", metavar="DAY", help="What was recorded by the end of DAY is one; left out: today.")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, 1000), help="Grants of a page.")
@click.option("--at", metavar="CURSOR", help="“next” of the page before.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def changes(
    ctx: click.Context, *, round_name: str, since: str, until: str | None, limit: int, at: str | None, as_json: bool
) -> None:
    """What changed in a round between two known days: each figure, and each grant with its newest steps.

    Both days are days of knowledge: everything recorded after the end of the first, up to the end of the second,
    whenever it happened. In JSON money is in grosze.
    """
    with opened(ctx) as programme:
        programme.projector.catch_up()
        span = _span(ctx, programme, since, until)
        with programme.engine.connect() as connection:
            found = named_round(connection, round_name)
            if found is None:
                fail(f"{round_name}: no such round", 1)
            old, new, page = ask_all(
                connection, known_question(found.id, span.since), known_question(found.id, span.until),
                recorded_question(found.id, days.upto(span.since), days.upto(span.until), at, limit),
            )  # fmt: skip
        answer = {**_head(found, span), **_told(programme, moves(old, new), page, ctx.obj["lang"])}
    if as_json:
        show(answer)
        return
    _say(answer, ctx.obj["lang"])


def _span(ctx: click.Context, programme: Programme, since: str, until: str | None) -> Between:
    """The two days; those that are none, not yet or the wrong way round end the call."""
    lang = ctx.obj["lang"]
    given = {"since": past.iso(since), **({"until": past.iso(until)} if until is not None else {})}
    try:
        with programme.engine.connect() as connection:
            return reaching(between(bind(Wished, given), day_of(programme.clock())), first_opened(connection))
    except Invalid as wrong:
        lines = [f"{OPTION[f]}: {problem_text(f, p, lang)}" for f, p in sorted(wrong.problems.items())]
        fail("\n".join(lines), past.WRONG_CALL)
    except Refused as no:
        fail(f"{OPTION[str(no.params['field'])]}: {refusal(no.code, no.params, lang)}", past.WRONG_CALL)


def _head(found: RoundNow, span: Between) -> dict[str, Any]:
    return {"round": found.name, "id": found.id, "from": span.since, "to": span.until}


def _told(programme: Programme, moved: list[Move], page: Page[Recorded], lang: str) -> dict[str, Any]:
    positions = [position for each in page.rows for position in each.positions]
    events = dict(programme.log.by_positions(positions)) if positions else {}
    names = Names(programme, list(events.values()))
    steps = {
        position: {**names.envelope(event, lang), "sentence": sentence(event, lang, names.library)}
        for position, event in events.items()
    }
    return {
        "figures": [_figure(move, lang) for move in moved],
        "grants": [_grant(each, names.library, [steps[p] for p in each.positions]) for each in page.rows],
        "next": page.next,
    }


def _figure(move: Move, lang: str) -> dict[str, Any]:
    return {
        "figure": move.metric, "label": metric(move.metric, lang).label, "unit": FIGURES[move.metric].unit,
        "old": move.old, "new": move.new, "difference": move.difference,
        "parts": [
            {
                "dimension": part.dimension, "label": dimension(move.metric, part.dimension, lang),
                "old": part.old, "new": part.new, "difference": part.difference,
            }
            for part in move.parts if part.dimension
        ],
    }  # fmt: skip


def _grant(found: Recorded, name: Any, steps: list[dict[str, Any]]) -> dict[str, Any]:
    """``steps``: the newest first; ``number``: of all between the days."""
    library: UUID = found.library
    return {
        "grant": found.grant, "library": library, "library_name": name(library), "new": found.fresh,
        "number": found.number, "steps": steps,
    }  # fmt: skip


def _say(answer: dict[str, Any], lang: str) -> None:
    head = (f"{field_label(name, lang)}: {day(answer[option[2:]], lang)}" for name, option in OPTION.items())
    click.secho(" · ".join((answer["round"], *head)), bold=True)
    for figure in answer["figures"]:
        for row, indent in ((figure, "  "), *((part, "    ") for part in figure["parts"])):
            click.echo(f"{indent}{row['label']}: {_moved(row, figure['unit'], lang)}")
    for grant in answer["grants"]:
        click.secho(f"{grant['library_name']} ({grant['number']})", bold=True)
        for step in grant["steps"]:
            click.echo(f"  {step['occurred_on']}  {step['sentence']}  ({step['actor']})")
    if answer["next"]:
        click.echo(f"--at {answer['next']}")


def _moved(row: dict[str, Any], unit: str, lang: str) -> str:
    """As in 68 → 98 (+30); money as people write it."""
    told = money if unit == "money" else number
    sign = "+" if row["difference"] > 0 else "\u2212" if row["difference"] < 0 else ""
    return f"{told(row['old'], lang)} → {told(row['new'], lang)} ({sign}{told(abs(row['difference']), lang)})"
