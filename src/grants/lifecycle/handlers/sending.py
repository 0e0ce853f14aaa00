"""Staff key in what a library sent: such events carry on whose behalf (DOMAIN 3.8)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from uuid import UUID

from grants.kernel.actor import current, doing
from grants.kernel.codes import Role
from grants.kernel.dates import business_day
from grants.kernel.ports import Work


@contextmanager
def sent_by(library: UUID) -> Iterator[None]:
    """What happens inside was sent by ``library``, whoever keys it in."""
    deed = current()
    if deed.role is Role.LIBRARY:
        yield
        return
    with doing(replace(deed, on_behalf_of=library)):
        yield


def day_sent(work: Work, given: date | None) -> date:
    """The paper's day when staff key it in; the day of recording when the library itself sends it."""
    return work.today if work.deed.role is Role.LIBRARY else business_day(work, given)
