"""Whether the read models of a database stand behind its log, looked up while nobody serves it."""

from __future__ import annotations

from grants.store.log import EventLog
from grants.store.projecting.status import status


def lagging(url: str) -> bool:
    """True if a view has not taken in every event."""
    log = EventLog(url)
    try:
        return any(each.lag > 0 for each in status(log.engine, log))
    finally:
        log.close()
