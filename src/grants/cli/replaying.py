"""``grants replay``: step by step what happened to a grant, a library, a round, what a person did, a command caused.

As the replay pages tell it: who, in which role, for whom, both days, why, what changed, what was corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final
from uuid import UUID

import msgspec
import rich_click as click
from sqlalchemy import Connection

from grants.bootstrap import Programme
from grants.cli import past
from grants.cli.keys import grant_of, library_of, round_of
from grants.cli.steps import TELLING
from grants.cli.support import fail, id_of, opened
from grants.kernel.codes import Role
from grants.kernel.ids import derived
from grants.read import libraries
from grants.read._then import Then
from grants.read.asking import ask_all
from grants.read.libraries import names_question
from grants.read.rounds import round_now
from grants.read.said import said_question
from grants.read.trail.kinds import KINDS
from grants.read.trail.plain import Words, ids_of, people_in, plain, texts_in
from grants.read.trail.replaying import all_steps, find
from grants.read.trail.seeking import About, Sought

ONE: Final = "Name one: a GRANT, --library, --round, --person or --command."
Told = dict[str, Any]
Where = tuple[Programme, Connection]
Find = Callable[[Programme, Connection, str], UUID | None]


@click.command()
@click.argument("grant", metavar="[GRANT]", required=False)
@click.option("--library", help="REGON or id: all its grants and its own data, also as a partner.")
@click.option("--round", metavar="CODE/LABEL", help="The round and all its grants; also by its id.")
@click.option("--person", metavar="LOGIN", help="What this person did; also by the id, or by a role.")
@click.option("--command", metavar="ID", help="Everything that one command caused.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only this kind; may be repeated.")
@click.option("--by", metavar="LOGIN", help="Only what this person did; also by a role.")
@click.option("--since", metavar="DAY", help="Recorded on DAY or later.")
@click.option("--until", metavar="DAY", help="Recorded on DAY or earlier.")
@click.option("--occurred", is_flag=True, help="--since and --until are days of the facts.")
@click.option("--newest", is_flag=True, help="The newest first.")
@click.option("--density", type=click.Choice(list(TELLING)), default="command", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="At most so many steps.")
@past.AS_OF
@past.KNOWN
@click.option("--json", "as_json", is_flag=True, help="As JSON, always in full.")
@click.pass_context
def replay(ctx: click.Context, /, *, density: str, limit: int | None, as_json: bool, **given: Any) -> None:
    """Step by step: what happened, who, when, why, what it changed, the state before and after.

    GRANT is an id or CODE/LABEL/REGON; a library, a round, a person or a command can be named instead.
    """
    about, name = _named(given)
    wished = past.wish(ctx, as_of=given["as_of"], known=given["known"])
    with opened(ctx) as programme:
        programme.projector.catch_up()
        with programme.engine.connect() as connection:
            then = past.moment(ctx, programme, connection, wished)
            sought = _sought(ctx, (programme, connection), (about, name), then, given)
            steps = islice(_told(programme, connection, sought, ctx.obj["lang"]), limit)
            first = next(steps, None)
            if first is None and then is not None:
                past.unknown(ctx, name, then)
            rows = _again(first, steps)
            if as_json:
                _show(rows)
                return
            past.say(ctx, then)
            TELLING[density](rows, ctx.obj["lang"], about is not About.GRANT)


def _named(given: Told) -> tuple[About, str]:
    """What is to be replayed; exactly one thing."""
    found = [(each, given[each.name.lower()]) for each in About if given[each.name.lower()] is not None]
    if len(found) != 1:
        fail(ONE, past.WRONG_CALL)
    return found[0]


def _sought(ctx: click.Context, where: Where, named: tuple[About, str], then: Then | None, given: Told) -> Sought:
    """The subject and the filters; what is called by no such name ends the call."""
    about, name = named
    id_ = FINDS[about](*where, name)
    if id_ is None:
        fail(f"{name}: no such {about.name.lower()}", 1)
    actor = _person(*where, given["by"]) if given["by"] else None
    if given["by"] and actor is None:
        fail(f"{given['by']}: no such person", 1)
    since, until = (past.day_asked(ctx, each, given[each]) for each in ("since", "until"))
    return Sought(
        about, id_, names=tuple(n for kind in given["kinds"] for n in KINDS[kind]), actor=actor, since=since,
        until=until, occurred=given["occurred"], newest=given["newest"], upto=then.position if then else None,
        as_of=then.as_of if then and then.as_of < then.known else None,
    )  # fmt: skip


def _told(programme: Programme, connection: Connection, sought: Sought, lang: str) -> Iterator[Told]:
    """Each step as plain data; names and texts are read for a stretch at a time."""
    for steps in all_steps(connection, programme.log, sought):
        if steps:
            typed = said_question(texts=texts_in(steps), people=people_in(steps))
            named, said = ask_all(connection, names_question(ids_of(steps)), typed)
            words = Words(named, said)
            yield from (plain(step, words, lang) for step in steps)


def _again(first: Told | None, rest: Iterator[Told]) -> Iterator[Told]:
    if first is not None:
        yield first
        yield from rest


def _show(rows: Iterator[Told]) -> None:
    """One JSON list, written while it is read: a round may have a million steps."""
    before = "["
    for row in rows:
        click.echo(before)
        click.echo(msgspec.json.format(msgspec.json.encode(row), indent=2).decode(), nl=False)
        before = ","
    click.echo("[]" if before == "[" else "\n]")


def _grant(programme: Programme, _connection: Connection, name: str) -> UUID | None:
    id_ = id_of(grant_of(programme, name))
    opening = programme.log.stream(id_, upto=1)
    return id_ if opening and opening[0].TOPIC == "grant.opened.v1" else None


def _library(programme: Programme, connection: Connection, name: str) -> UUID | None:
    id_ = id_of(library_of(programme, name))
    return id_ if libraries.library_now(connection, id_) else None


def _round(_programme: Programme, connection: Connection, name: str) -> UUID | None:
    id_ = id_of(round_of(name))
    return id_ if round_now(connection, id_) else None


def _person(programme: Programme, _connection: Connection, name: str) -> UUID | None:
    """By login; by the id of a row, also of one that is gone; by the role of who acts at the command line."""
    found = programme.people.find(name)
    if found is not None:
        return found.id
    return derived("role", name) if name in set(Role) else _id(name)


def _command(_programme: Programme, connection: Connection, name: str) -> UUID | None:
    id_ = id_of(name)
    return id_ if find(connection, Sought(About.COMMAND, id_), None, 1, states=False).rows else None


def _id(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


FINDS: Final[dict[About, Find]] = {
    About.GRANT: _grant, About.LIBRARY: _library, About.ROUND: _round, About.PERSON: _person, About.COMMAND: _command,
}  # fmt: skip
