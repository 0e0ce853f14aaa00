"""``grants what-if``: a round, or one grant, under other rules; nothing is stored and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import rich_click as click
from msgspec import to_builtins
from sqlalchemy import Connection

from grants.cli.keys import grant_of
from grants.cli.support import fail, opened, show
from grants.kernel.binding import bind
from grants.kernel.refusals import Invalid, Refused
from grants.lifecycle.settlement import Account
from grants.read import grants as grants_read
from grants.read.rounds import RoundNow, named_round, round_now
from grants.read.supposing import BOOKED, OWN, Other, Row, Side, Totals, beside, suppose
from grants.wording.labels import label, metric
from grants.wording.problems import problem_text
from grants.wording.refusals import refusal

WRONG_CALL: Final = 2
_POLISH_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ALLOWED: Final = ", ".join(Other.__struct_fields__)


@click.command("what-if")
@click.option("--round", "round_name", help="CODE/LABEL of the round.")
@click.option("--grant", "grant_name", help="One grant alone: an id or CODE/LABEL/REGON.")
@click.option("--rule", "rules", multiple=True, metavar="NAME=VALUE", help=f"A rule that differs: {_ALLOWED}. Grosze.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def what_if(
    ctx: click.Context, round_name: str | None, grant_name: str | None, rules: Sequence[str], *, as_json: bool
) -> None:
    """A round or a grant under other rules: totals side by side, and what comes out differently; money in grosze.

    Nobody guesses what people would have done: the same applications, meetings, costs, payments and decisions stand,
    and only what the rules make of them is worked out anew. Nothing is stored.
    """
    lang = ctx.obj["lang"]
    if (round_name is None) == (grant_name is None):
        fail("give --round or --grant", WRONG_CALL)
    wished = _bound(rules, lang)
    with opened(ctx) as programme:
        programme.projector.catch_up()
        id_ = _id(grant_of(programme, grant_name)) if grant_name else None
        with programme.engine.connect() as connection:
            answer = (
                _grant(connection, id_, wished, lang) if id_ else _round(connection, round_name or "", wished, lang)
            )
    if as_json:
        show(answer)
        return
    _say(answer, lang)


def _bound(rules: Iterable[str], lang: str) -> Other:
    """The rules out of the options; every one that is wrong is named, and the call ends."""
    raw: dict[str, str] = {}
    for rule in rules:
        name, equals, value = rule.partition("=")
        if not equals or not value.strip():
            fail(f"--rule {rule}: write NAME=VALUE; names: {_ALLOWED}", WRONG_CALL)
        raw[name.strip()] = _POLISH_DAY.sub(lambda d: f"{d[3]}-{int(d[2]):02}-{int(d[1]):02}", value.strip())
    if not raw:
        fail(f"give at least one --rule NAME=VALUE; names: {_ALLOWED}", WRONG_CALL)
    try:
        return bind(Other, raw)
    except Invalid as wrong:
        lines = (f"--rule {name}: {problem_text(name, p, lang)}" for name, p in sorted(wrong.problems.items()))
        fail("\n".join(lines), WRONG_CALL)


def _changes(wished: Other, round_: RoundNow, lang: str) -> dict[str, Any]:
    try:
        return wished.changes(round_.rules)
    except Refused as no:
        fail(f"--rule: {refusal(no.code, no.params, lang)}", WRONG_CALL)


def _round(connection: Connection, name: str, wished: Other, lang: str) -> dict[str, Any]:
    found = named_round(connection, name)
    if found is None:
        fail(f"{name}: no such round", 1)
    changes = _changes(wished, found, lang)
    whole = suppose(connection, found.id, found.rules, changes)
    return {
        "round": found.name, "id": found.id, **_said(changes, found), "grants_worked_through": whole.grants,
        "totals": _totals(whole.totals), "grants": [_row(row) for row in whole.rows],
    }  # fmt: skip


def _grant(connection: Connection, id_: UUID, wished: Other, lang: str) -> dict[str, Any]:
    found = grants_read.grant(connection, id_)
    round_ = round_now(connection, found.round) if found else None
    if found is None or round_ is None:
        fail(f"{id_}: no such grant", 1)
    changes = _changes(wished, round_, lang)
    case, totals = beside(found.facts, round_.rules, changes)
    return {
        "grant": id_, "round": round_.name, **_said(changes, round_), "totals": _totals(totals),
        "now": _side(case.now, lang), "then": _side(case.then, lang),
    }  # fmt: skip


def _said(changes: Mapping[str, Any], round_: RoundNow) -> dict[str, Any]:
    """The rules that differ; those that are the round's own already are none."""
    return {"rules": {n: {"now": getattr(round_.rules, n), "then": value} for n, value in changes.items()}}


def _totals(totals: Totals) -> dict[str, dict[str, int]]:
    return {
        code: {"now": totals.now[code], "then": totals.then[code], "difference": totals.difference(code)}
        for code in (*BOOKED, *OWN)
    }


def _row(row: Row) -> dict[str, Any]:
    numbers = {code: {"now": was, "then": is_, "difference": is_ - was} for code, (was, is_) in row.numbers.items()}
    return {"grant": row.grant, "library": row.name, "town": row.town, "stage": row.stage, "reasons": row.reasons,
            **numbers}  # fmt: skip


def _side(side: Side, lang: str) -> dict[str, Any]:
    account: Account | None = side.account
    return {
        "awarded": side.state.awarded, "recognised": side.recognised, "days_late": side.days_late,
        "refused": bool(account and account.blocked), "account": to_builtins(account),
        "meetings": {m.meeting_no: side.state.counts(m) for m in side.state.meetings},
        "stops": [{"code": stop.code, "why": refusal(stop.code, stop.params, lang).what} for stop in side.stops],
    }  # fmt: skip


def _say(answer: Mapping[str, Any], lang: str) -> None:
    """For people: the figures that are there, and each grant that differs in a line."""
    click.secho(str(answer.get("grant", answer["round"])), bold=True)
    for code, sides in answer["totals"].items():
        if sides["now"] or sides["then"]:
            words = label("compared", code, lang) if code in OWN else metric(code, lang).label
            click.echo(f"  {words}: {sides['now']} → {sides['then']} ({sides['difference']:+})")
    for row in answer.get("grants", ()):
        why = "; ".join(label("differs", code, lang) for code in row["reasons"])
        click.echo(f"{row['town']}, {row['library']}: {why}")


def _id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        fail(f"{value}: nothing is called that", 1)
