"""What the sub-commands share: the database, people by name, JSON answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn
from uuid import UUID

import msgspec
import rich_click as click
from sqlalchemy.exc import SQLAlchemyError

from grants.bootstrap import Programme, programme
from grants.store.marks import get_mark

NO_DATABASE = 3


def fail(message: str, code: int) -> NoReturn:
    """Say it on standard error and stop."""
    click.echo(message, err=True)
    sys.exit(code)


@contextmanager
def opened(ctx: click.Context, *, follow: bool = False) -> Iterator[Programme]:
    """The programme behind ``--database``, read models caught up; a database that is not there is said so."""
    url = ctx.obj["database"]
    try:
        with programme(url, follow=follow) as opened_:
            get_mark(opened_.engine, "demo")
            yield opened_
    except ValueError as error:
        fail(str(error), NO_DATABASE)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        fail(f"database not usable ({reason}); run: grants migrate", NO_DATABASE)


def id_of(value: str) -> UUID:
    """An id as it was typed or found by a name; what is none ends the call."""
    try:
        return UUID(value)
    except ValueError:
        fail(f"{value}: nothing is called that", 1)


def show(value: Any) -> None:
    """One JSON document, readable, with letters as they are."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
