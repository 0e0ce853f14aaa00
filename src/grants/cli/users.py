"""``grants user``: people who may sign in."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import rich_click as click

from grants.cli.keys import library_of
from grants.cli.support import fail, opened, show
from grants.kernel.clock import day_of, system_clock
from grants.kernel.codes import Role
from grants.kernel.refusals import Refused
from grants.wording.refusals import refusal

SHORTEST_PASSWORD = 10


@click.group()
def user() -> None:
    """Add, list and disable people."""


@user.command()
@click.argument("login")
@click.option("--name", required=True, help="Shown to colleagues; never stored in an event.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([r.value for r in Role]))
@click.option("--library", help="REGON or id; for the role library only.")
@click.option("--password", envvar="GRANTS_PASSWORD", prompt=True, hide_input=True, confirmation_prompt=True)
@click.pass_context
def add(
    ctx: click.Context, login: str, *, name: str, roles: tuple[str, ...], library: str | None, password: str
) -> None:
    """Add a person. For several roles: --role coordinator --role finance."""
    if len(password) < SHORTEST_PASSWORD:
        fail(f"password: at least {SHORTEST_PASSWORD} characters", 1)
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


@user.command()
@click.argument("login")
@click.pass_context
def disable(ctx: click.Context, login: str) -> None:
    """Sign a person out everywhere and for good; what they did stays in the trail."""
    now = datetime.now(UTC)
    with opened(ctx) as programme:
        person = programme.people.find(login)
        if person is None:
            fail(f"{login}: no such person", 1)
        programme.people.disable(login, day_of(now))
        programme.logins.end_all(person.id, now)
    click.echo("disabled")


def _library(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        fail(f"{given}: no such library", 1)
