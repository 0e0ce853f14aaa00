"""One answer to an auditor, as the log of reads sees it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Look:
    """One answer that was asked for. ``address``: path and codes; ``whole``: nothing was left out of it.

    ``part``: a piece of a page that the reader has open already, or its stream, not a page of its own.
    """

    form: str
    subject: str
    about: UUID | None
    address: str
    whole: bool = True
    part: bool = False
