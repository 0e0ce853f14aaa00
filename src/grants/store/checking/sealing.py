"""Whether somebody seals the log, with a key that fits, and how much of it is not under a head yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from grants.store.checking.finding import Case, Finding, Params
from grants.store.seal import keys
from grants.store.seal.leaves import pages
from grants.store.seal.tables import seal_head
from grants.store.seal.tiles import Stand, stand

PATIENCE: Final = timedelta(minutes=10)
"""How old the newest head may be while events wait for the next one."""


def seal(case: Case) -> Iterator[Finding]:
    """Not to seal is lawful; to have begun and to stop unseen is not."""
    with case.engine.connect() as connection:
        here = stand(connection)
        if here is None:
            yield Finding("seal", "ok", "seal.none")
            return
        newest = connection.execute(
            select(seal_head.c.size, seal_head.c.at).order_by(seal_head.c.size.desc(), seal_head.c.at.desc()).limit(1)
        ).first()
        behind = sum(map(len, pages(connection, case.log.last_position(), here.position)))
    yield _told(case, here, newest, here.leaves - (newest.size if newest else 0) + behind)


def _told(case: Case, here: Stand, newest: Any, window: int) -> Finding:
    file = keys.place(case.where, case.machine.environ)
    try:
        key = keys.load(file)
    except FileNotFoundError:
        return Finding("seal", "warning", "seal.no_key", {"file": str(file), "window": window})
    except ValueError as error:
        return _wrong(str(file), str(error))
    if key.name != here.origin:
        return _wrong(str(file), f"{key.name} != {here.origin}")
    if newest is None:
        return Finding("seal", "warning", "seal.no_head", {"window": window})
    at = newest.at
    said = f"{at:%Y-%m-%d %H:%M}" if at else "?"
    params: Params = {"file": str(file), "size": newest.size, "window": window, "at": said}
    late = window and (at is None or case.machine.now - at > PATIENCE)
    return Finding("seal", "warning" if late else "ok", "seal.waiting" if late else "seal.fine", params)


def _wrong(file: str, reason: str) -> Finding:
    return Finding("seal", "trouble", "seal.wrong_key", {"file": file, "reason": reason})
