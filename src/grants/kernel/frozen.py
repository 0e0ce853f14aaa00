"""Figures as a public summary freezes them: plain lists, because they stand in an event for ever (DOMAIN 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Frozen:
    """The figures of a round, or of a programme with each of its rounds, as of the end of a day and as known then.

    ``figures``: [metric, dimension, amount], noughts left out, money in grosze, in the order of metric and dimension.
    ``months``: [month as ``2012-03``, mode, meetings held]. ``rounds``: [round, metric, amount], over all dimensions,
    of a programme only.
    """

    figures: list[list[Any]]
    months: list[list[Any]]
    rounds: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Sealed:
    """The newest signed head: over how many events it is, and their root (hexadecimal)."""

    size: int
    root: str
