"""One figure of the run: a rate or a time, and its ratio to a bare thing measured in the same run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """``ratio``: against ``against``, a baseline's name. Machines differ and so do figures; ratios stay."""

    name: str
    value: str
    ratio: float | None = None
    against: str = ""

    def __str__(self) -> str:
        tail = "" if self.ratio is None else f"{self.ratio:9.3f} x {self.against}"
        return f"  {self.name:<52}{self.value:>20}  {tail}"


def title(words: str) -> None:
    sys.stdout.write(f"\n{words}\n")


def show(figure: Figure) -> None:
    """Print it at once: a run takes minutes."""
    sys.stdout.write(f"{figure}\n")
    sys.stdout.flush()


def rate(count: int, work: Callable[[], object]) -> float:
    """How many a second, ``work`` doing ``count`` of them."""
    began = perf_counter()
    work()
    return count / (perf_counter() - began)


def per_second(name: str, value: float, *, of: float | None = None, against: str = "") -> Figure:
    return Figure(name, f"{value:,.0f} /s", None if of is None else value / of, against)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
