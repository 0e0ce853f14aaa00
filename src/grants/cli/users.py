"""``grants user``: people who may sign in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

import rich_click as click

from grants.cli.keys import library_of
from grants.cli.support import fail, opened, show
from grants.kernel.clock import day_of, system_clock
from grants.kernel.codes import Role
from grants.kernel.refusals import Refused
from grants.wording.refusals import refusal

if TYPE_CHECKING:
    from grants.bootstrap import Programme
    from grants.store.people import Person

SHORTEST_PASSWORD: Final = 10
_password = click.option(
    "--password", envvar="GRANTS_PASSWORD", prompt=True, hide_input=True, confirmation_prompt=True,
    help="At least 10 characters; asked for if not given.",
)  # fmt: skip
_roles = click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice([r.value for r in Role]),
    help="Once for each role the person has.",
)  # fmt: skip
_library_of = click.option("--library", help="REGON or id; for the role library only.")


@click.group()
def user() -> None:
    """Add, list, change and disable people."""


@user.command()
@click.argument("login")
@click.option("--name", required=True, help="Shown to colleagues; never stored in an event.")
@_roles
@_library_of
@_password
@click.pass_context
def add(
    ctx: click.Context, login: str, *, name: str, roles: tuple[str, ...], library: str | None, password: str
) -> None:
    """Add a person. For several roles: --role coordinator --role finance."""
    _check_length(password)
    with opened(ctx) as programme:
        try:
            person = programme.people.add(
                login=login, name=name, password=password, roles=frozenset(Role(r) for r in roles),
                now=system_clock(), library=_library(library_of(programme, library)) if library else None,
            )  # fmt: skip
        except Refused as no:
            fail(str(refusal(no.code, no.params, ctx.obj["lang"])), 1)
    click.echo(person.id)


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List everyone, the disabled too."""
    with opened(ctx) as programme:
        people = programme.people.all()
    if as_json:
        show([
            {"id": p.id, "login": p.login, "name": p.name, "roles": sorted(p.roles), "library": p.library,
             "disabled_on": p.disabled_on}
            for p in people
        ])  # fmt: skip
        return
    for p in people:
        since = f"  (disabled {p.disabled_on})" if p.disabled_on else ""
        click.echo(f"{p.login:24} {p.name:30} {', '.join(sorted(p.roles))}{since}")


@user.command("password")
@click.argument("login")
@_password
@click.pass_context
def password_(ctx: click.Context, login: str, *, password: str) -> None:
    """Give a person another password, and sign them out everywhere."""
    _check_length(password)
    with opened(ctx) as programme:
        person = _person(programme, login)
        programme.people.set_password(login, password)
        programme.logins.end_all(person.id, system_clock())
    click.echo("changed")


@user.command("roles")
@click.argument("login")
@_roles
@_library_of
@click.pass_context
def roles_(ctx: click.Context, login: str, *, roles: tuple[str, ...], library: str | None) -> None:
    """Give a person other roles, instead of all they had; from the next page on."""
    with opened(ctx) as programme:
        _person(programme, login)
        own = _library(library_of(programme, library)) if library else None
        try:
            programme.people.set_roles(login, frozenset(Role(r) for r in roles), own)
        except Refused as no:
            fail(str(refusal(no.code, no.params, ctx.obj["lang"])), 1)
    click.echo("changed")


@user.command()
@click.argument("login")
@click.pass_context
def disable(ctx: click.Context, login: str) -> None:
    """Sign a person out everywhere and for good; what they did stays in the trail."""
    now = datetime.now(UTC)
    with opened(ctx) as programme:
        person = _person(programme, login)
        programme.people.disable(login, day_of(now))
        programme.logins.end_all(person.id, now)
    click.echo("disabled")


def _check_length(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        fail(f"password: at least {SHORTEST_PASSWORD} characters", 1)


def _person(programme: Programme, login: str) -> Person:
    person = programme.people.find(login)
    if person is None:
        fail(f"{login}: no such person", 1)
    return person


def _library(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        fail(f"{given}: no such library", 1)
