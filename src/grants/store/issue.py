"""A command with its envelope, on its way to the bus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from grants.kernel.actor import Actor
from grants.kernel.codes import Role
from grants.kernel.command import Command, Done
from grants.kernel.ports import Work


@dataclass(frozen=True, slots=True)
class Issue:
    """Who asks for what. ``at``: the recorded moment (UTC), for demo databases only."""

    command: Command
    actor: Actor
    command_id: UUID
    source: str
    on_behalf_of: UUID | None = None
    causation_id: UUID | None = None
    at: datetime | None = None


class Entry(Protocol):
    """What the bus reads of a command's entry in the catalogue."""

    @property
    def handler(self) -> Callable[[Work, Any], Done]: ...

    @property
    def roles(self) -> frozenset[Role]: ...
