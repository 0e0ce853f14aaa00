"""How the views are doing: for the readiness page, ``grants doctor`` and whoever is called at night."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec import Struct
from sqlalchemy import Engine, select, update

from grants.store.projecting.tables import projection
from grants.store.projecting.views import Log

LONGEST: Final = 500
"""Characters of an error that are kept."""


class Status(Struct, frozen=True):
    """One view: where it stands, how many positions the log is ahead (gaps included), and what stopped it."""

    name: str
    position: int
    lag: int
    recorded_max: datetime | None
    error: str | None
    error_position: int | None

    @property
    def ready(self) -> bool:
        """Nothing is wrong; being a little behind is not wrong."""
        return self.error is None


def status(engine: Engine, log: Log) -> list[Status]:
    """Every view that ever ran on this database, by name."""
    with engine.connect() as connection:
        rows = connection.execute(select(projection).order_by(projection.c.name)).all()
    end = log.last_position()
    return [
        Status(row.name, row.position, max(0, end - row.position), row.recorded_max, row.error, row.error_position)
        for row in rows
    ]


def note(engine: Engine, view: str, error: BaseException, position: int | None) -> None:
    """Keep what stopped ``view``; the next page that goes through clears it."""
    cause = getattr(error, "orig", None) or error  # without the statement and its values
    said = f"{type(cause).__name__}: {cause}"[:LONGEST].replace("\x00", "")
    with engine.begin() as connection:
        connection.execute(
            update(projection).where(projection.c.name == view).values(error=said, error_position=position)
        )


def clear(engine: Engine) -> None:
    """Forget what stopped the views: everything in the log has gone through since."""
    with engine.begin() as connection:
        connection.execute(
            update(projection).where(projection.c.error.is_not(None)).values(error=None, error_position=None)
        )
