"""``grants migrate``, ``serve`` and ``demo``."""

from __future__ import annotations

import socket
from importlib import import_module

import rich_click as click

from grants.cli.support import NO_DATABASE, fail, opened
from grants.store.migrating import migrate as migrate_database

CALL_WRONG = 2


@click.command()
@click.pass_context
def migrate(ctx: click.Context) -> None:
    """Bring the database to the tables and read models of this version; doing it again changes nothing."""
    try:
        migrate_database(ctx.obj["database"])
    except ValueError as error:
        fail(str(error), NO_DATABASE)
    with opened(ctx) as programme:
        older = programme.projector.refresh()
    click.echo("migrated")
    if older:
        click.echo(f"rebuilt: {', '.join(older)}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, envvar="GRANTS_HOST", help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="GRANTS_PORT", type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Above 1 needs PostgreSQL.")
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, workers: int) -> None:
    """Serve the web pages."""
    run_server(ctx.obj["database"], host, port, workers)


@click.command()
@click.option("--serve", "then_serve", is_flag=True, help="Serve the pages afterwards.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Its passwords are public: keep it on loopback.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.pass_context
def demo(ctx: click.Context, then_serve: bool, host: str, port: int) -> None:
    """Replay the source's programme (2013) and one of today into the database. Running it again changes nothing."""
    url = ctx.obj["database"]
    try:
        migrate_database(url)
        import_module("grants.demo.replay").replay(url, tell=click.echo)
    except ValueError as error:
        fail(str(error), NO_DATABASE)
    if then_serve:
        run_server(url, host, port, 1)


def run_server(url: str, host: str, port: int, workers: int) -> None:
    """The web stands above this package, so it is named by its target only. Two servers would share a port silently."""
    if not _free(host, port):
        fail(f"{host}:{port} is taken by another program; choose another --port", CALL_WRONG)
    import_module("web.serving").serve(url, host=host, port=port, workers=workers)


def _free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
