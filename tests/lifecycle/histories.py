"""Random histories by the thousand: ``make histories``. What must hold is looked at after every step; at the end every
prefix is replayed from its stored bytes, and the read models are filled anew and compared.

    python -m tests.lifecycle.histories --histories 25000 --from 0
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from grants.catalogue import CATALOGUE
from grants.kernel.command import NoneDone
from tests.lifecycle import views
from tests.lifecycle.invariants import Invariants
from tests.lifecycle.lives import Lives, Told
from tests.lifecycle.lives.beginnings import ground_of
from tests.support.scenario import Ask

STEPS = 40
CHUNK = 50
"""Histories that a process tells before it reports."""


@dataclass
class Figures:
    """What was told."""

    histories: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    prefixes: int = 0
    rows: int = 0
    troubles: list[str] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        for name, value in vars(other).items():
            mine = getattr(self, name)
            mine.update(value) if isinstance(mine, Counter) else setattr(self, name, mine + value)

    def missing(self) -> list[str]:
        """Commands that nobody was heard with, and stored names of a grant or a round that never happened."""
        topics = {kind.TOPIC for entry in CATALOGUE.values() for kind in entry.events}
        return sorted({command.__name__ for command in CATALOGUE} - self.heard.keys()) + sorted(
            topics - self.events.keys()
        )


class History:
    """One history, told by its seed. ``tell`` raises AssertionError if something does not hold."""

    def __init__(self, seed: int, figures: Figures) -> None:
        self.pick = random.Random(seed).choice
        self.lived = Lives(self.pick)
        self.figures = figures

    def tell(self, steps: int = STEPS) -> None:
        invariants = Invariants(self.lived)
        invariants.check()
        for _ in range(steps):
            heard = self.lived.step()
            note(self.lived, self.figures, heard=heard)
            if heard:
                invariants.check()
        log = self.lived.story.memory.log
        self.figures.prefixes += invariants.finish()
        self.figures.rows += views.compare(log, self.pick)
        self.figures.histories += 1
        self.figures.events.update(event.TOPIC for event in log)


def note(lived: Told, figures: Figures, *, heard: bool) -> None:
    """What was asked last, and what came of it."""
    name, story = type(lived.asked[-1].command).__name__, lived.story
    figures.asked[name] += 1
    figures.heard.update([name] if heard else [])
    figures.wrong.update(lived.wrong)
    figures.refused.update([story.no.code] if story.no else [])
    results = story.no.results if isinstance(story.no, NoneDone) else story.done.rows if story.done else []
    figures.refused.update(row.refused for row in results if row.refused)


def told(seeds: Iterable[int]) -> Figures:
    """What these seeds come to; the first trouble is told with what leads to it."""
    figures = Figures()
    for seed in seeds:
        history = History(seed, figures)
        try:
            history.tell()
        except Exception as trouble:  # noqa: BLE001  a bug may show as anything
            told_how = f"\n{shorter(history.lived)}" if not figures.troubles else ""
            figures.troubles.append(f"seed {seed}: {first_line(trouble)}{told_how}")
    return figures


# --- a failing history, made shorter ---------------------------------------------------------------------------------


def shorter(lived: Lives) -> str:
    """The rules and what was asked, without any command that the trouble can do without."""
    asks = list(lived.asked)
    for n in reversed(range(len(asks))):
        fewer = asks[:n] + asks[n + 1 :]
        if trouble_with(lived.rules, fewer):
            asks = fewer
    shown = [f"  {ask.by.first_name}: {ask.command}" for ask in asks]
    return "\n".join([f"  {trouble_with(lived.rules, asks)}", f"  {lived.rules}", *shown])


def trouble_with(rules: dict[str, Any], asks: Sequence[Ask]) -> str | None:
    """What goes wrong when only ``asks`` are asked; None if nothing does."""
    again = Told(ground_of(rules["shortfall_policy"], strict=bool(rules["four_eyes"])).copy())
    invariants = Invariants(again)
    try:
        for ask in asks:
            again.ask(ask)
            invariants.check()
        invariants.finish()
        views.compare(again.story.memory.log, random.Random(0).choice)
    except Exception as trouble:  # noqa: BLE001  a bug may show as anything
        return first_line(trouble)
    return None


def first_line(trouble: BaseException) -> str:
    return f"{type(trouble).__name__}: {(str(trouble).splitlines() or [''])[0]}"


# --- the campaign ----------------------------------------------------------------------------------------------------


def main() -> int:
    """Tell them all, a process a core; 1 if anything did not hold, or was never heard."""
    options = argparse.ArgumentParser(prog="histories")
    options.add_argument("--histories", type=int, default=25_000)
    options.add_argument("--from", type=int, default=0, dest="first")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = options.parse_args()
    seeds = range(chosen.first, chosen.first + chosen.histories)
    began, figures = time.monotonic(), Figures()
    with ProcessPoolExecutor(chosen.jobs) as processes:
        for part in processes.map(told, (seeds[n : n + CHUNK] for n in range(0, len(seeds), CHUNK))):
            figures.add(part)
            sys.stderr.write(f"\r{figures.histories} histories")
    sys.stderr.write("\n")
    sys.stdout.writelines(f"{line}\n" for line in lines(figures, time.monotonic() - began))
    return 1 if figures.troubles or figures.missing() else 0


def lines(figures: Figures, seconds: float) -> Iterator[str]:
    """The figures, for whoever reads them."""
    asked, heard = sum(figures.asked.values()), sum(figures.heard.values())
    yield f"{figures.histories} histories of {STEPS} commands in {seconds:.0f} s"
    yield f"{asked} commands asked, {heard} heard; {sum(figures.wrong.values())} fields that were no value"
    yield f"{figures.prefixes} prefixes of grants replayed; {figures.rows} rows of rebuilt views equal to live ones"
    yield "commands heard, of those asked:"
    yield from (f"  {name}: {figures.heard[name]} of {n}" for name, n in sorted(figures.asked.items()))
    yield f"refused, by {len(figures.refused)} codes:"
    yield from (f"  {code}: {n}" for code, n in sorted(figures.refused.items()))
    yield "events:"
    yield from (f"  {topic}: {n}" for topic, n in sorted(figures.events.items()))
    yield from (f"NEVER: {name}" for name in figures.missing())
    yield f"{len(figures.troubles)} troubles"
    yield from figures.troubles


if __name__ == "__main__":
    sys.exit(main())
