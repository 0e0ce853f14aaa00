"""``--as-of`` and ``--known``: any past day on two axes, for every sub-command that shows facts (DOMAIN 3.4)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NoReturn

import rich_click as click
from msgspec import Struct
from sqlalchemy import Connection

from grants.bootstrap import Programme
from grants.cli.support import fail
from grants.kernel.binding import bind
from grants.kernel.clock import day_of
from grants.kernel.fields import Day
from grants.kernel.refusals import Invalid, Param, Refused
from grants.read import days
from grants.read._then import Then, Wish
from grants.read.rounds import first_opened
from grants.wording.formats import day
from grants.wording.labels import field_label
from grants.wording.problems import mistake, problem_text
from grants.wording.refusals import refusal

AS_OF: Final = click.option("--as-of", metavar="DAY", help="What was true by the end of DAY; left out: today.")
KNOWN: Final = click.option("--known", metavar="DAY", help="What was known by the end of DAY; left out: today.")
WRONG_CALL: Final = 2
_POLISH: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class _Asked(Struct, frozen=True):
    day: Day


def wish(ctx: click.Context, **given: str | None) -> Wish:
    """The two days out of the options, as 2013-04-22 or 22.04.2013; what is no day ends the call."""
    try:
        return bind(Wish, {name: iso(value) for name, value in given.items() if value is not None})
    except Invalid as wrong:
        lines = [f"{_option(f)}: {problem_text(f, p, ctx.obj['lang'])}" for f, p in sorted(wrong.problems.items())]
        fail("\n".join(lines), WRONG_CALL)


def day_asked(ctx: click.Context, name: str, given: str | None) -> date | None:
    """A day of a filter; what is no day ends the call."""
    if given is None:
        return None
    try:
        return bind(_Asked, {"day": iso(given)}).day
    except Invalid as wrong:
        fail(f"--{name}: {mistake(wrong.problems['day'], ctx.obj['lang'])}", WRONG_CALL)


def moment(ctx: click.Context, programme: Programme, connection: Connection, wished: Wish) -> Then | None:
    """The moment that is asked for, None for now; a day that has not come, or before the programme, ends the call."""
    if not wished:
        return None
    today = day_of(programme.clock())
    try:
        return days.then(connection, wished, today=today, first=first_opened(connection))
    except Refused as no:
        fail(f"{_option(str(no.params['field']))}: {refusal(no.code, no.params, ctx.obj['lang'])}", WRONG_CALL)


def now_or_then(ctx: click.Context, programme: Programme, wished: Wish) -> Then | None:
    """The same with a connection of its own, and the read model of days brought up to date first."""
    programme.projector.catch_up()
    with programme.engine.connect() as connection:
        return moment(ctx, programme, connection, wished)


def unknown(ctx: click.Context, name: str, then: Then) -> NoReturn:
    """Ends the call: nothing of this was known then."""
    no = Refused("past.unknown_then", day=then.as_of, known=then.known)
    fail(f"{name}: {refusal(no.code, no.params, ctx.obj['lang'])}", 1)


def told(then: Then | None) -> dict[str, Param]:
    """The two days at the head of an answer; nothing for the present."""
    return {"as_of": then.as_of, "known": then.known} if then else {}


def say(ctx: click.Context, then: Then | None) -> None:
    """The line above an answer for people; nothing for the present."""
    lang = ctx.obj["lang"]
    if then is not None:
        days_ = ((field_label(name, lang), day(getattr(then, name), lang)) for name in ("as_of", "known"))
        click.secho(" · ".join(f"{label}: {when}" for label, when in days_), bold=True)


def iso(value: str) -> str:
    """As computers write it; a blank stays wrong, for an empty variable of a script must not mean today."""
    found = _POLISH.fullmatch(value.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else value.strip() or "-"


def _option(field: str) -> str:
    return "--" + field.replace("_", "-")
