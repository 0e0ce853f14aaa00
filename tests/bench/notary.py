"""``python -m tests.bench.notary``: what the notary costs commands at half load, and how it lags when there is no rest.

One process, as ``grants serve`` runs it: commands, the projector behind them, and the notary or not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, sleep
from uuid import uuid4

from grants.bootstrap import Programme, open_programme
from grants.kernel.clock import system_clock
from grants.read import sealing
from grants.store.migrating import migrate
from grants.store.seal import keys
from grants.store.seal.notary import Notary, begin
from tests.bench.measuring import Figure, per_second, quantile, show, title
from tests.kills.plan import BUDGET, library
from tests.support import builders as b
from tests.support.cast import PARTNER
from tests.support.scenario import NOW, Ask

GRANTS, DAYS, TURNS = 700, 150, 4
"""So many grants that none has more meetings than grants of the programme have: a command must not cost more from turn
to turn. ``TURNS``: without and with the notary in turn, so that a busy machine is unfair to both.
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.notary", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="length of each stretch")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="grants-bench-") as folder:
        measure(Path(folder), chosen.seconds)
    return 0


def measure(folder: Path, seconds: float) -> None:
    url, file = f"sqlite:///{folder / 'grants.db'}", folder / "seal.key"
    migrate(url)
    opened = open_programme(url, clock=lambda: NOW)
    meetings = ready(opened)
    begin(opened.views, keys.make(file, system_clock()).name)
    sealer = Notary(opened.views, file)
    sealer.catch_up()
    title(f"The notary beside commands ({GRANTS} grants, stretches of {seconds:g} s, SQLite, synchronous FULL)")
    with beside(opened.projector.run):
        peak = len(rushed(opened, meetings, seconds)) / seconds
        show(per_second("peak: record a meeting, the projector following", peak))
        at_half(opened, sealer, meetings, peak / 2, seconds)
        saturated(opened, sealer, meetings, peak, seconds)
    opened.close()


def ready(opened: Programme) -> Iterator[Ask]:
    """A round of agreed grants; then the meetings that can be recorded, one of each grant, day by day."""
    libraries = [library(n) for n in range(GRANTS)]
    issue(opened, b.open_programme(), b.open_round(budget=BUDGET), b.register(PARTNER))
    for one in libraries:
        issue(opened, b.register(one), b.form_coalition(one, [PARTNER]), b.apply(one), b.award(None, one), b.sign(one))
    opened.projector.catch_up()
    return (b.meeting(b.FIRST + timedelta(days=day), library=one) for day in range(DAYS) for one in libraries)


def issue(opened: Programme, *asks: Ask) -> None:
    for ask in asks:
        opened.issue(ask.command, ask.by.actor, command_id=ask.command_id or uuid4())


@contextmanager
def beside(run: Callable[[Event], None]) -> Iterator[None]:
    """``run`` in a thread of its own until the ``with`` ends."""
    stop = Event()
    thread = Thread(target=run, args=(stop,), daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join()


def at_half(opened: Programme, sealer: Notary, meetings: Iterator[Ask], offered: float, seconds: float) -> None:
    """The same load without and with the notary: how much of it was carried out, and how long each command took."""
    took: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(2 * TURNS):
        sealing_too = bool(turn % 2)
        with beside(lambda stop: sealer.run(stop, opened.log.signal)) if sealing_too else nullcontext():
            took[sealing_too] += paced(opened, meetings, offered, seconds)
    without, with_it = (len(took[sealed]) / (TURNS * seconds) for sealed in (False, True))
    show(per_second("offered: half of it", offered))
    show(per_second("carried out without the notary", without))
    show(per_second("carried out with the notary", with_it, of=without, against="without"))
    for share in (0.5, 0.95):
        bare, sealed = (quantile(took[each], share) * 1000 for each in (False, True))
        show(Figure(f"one command, p{share * 100:.0f}, without the notary", f"{bare:.2f} ms"))
        show(Figure(f"one command, p{share * 100:.0f}, with the notary", f"{sealed:.2f} ms", sealed / bare, "without"))


def saturated(opened: Programme, sealer: Notary, meetings: Iterator[Ask], peak: float, seconds: float) -> None:
    """Commands without a pause: the notary rests between its pages, and has caught up soon after."""
    with beside(lambda stop: sealer.run(stop, opened.log.signal)):
        rushing = len(rushed(opened, meetings, seconds)) / seconds
        show(per_second("without a pause, with the notary", rushing, of=peak, against="peak"))
        show(Figure("events under no head when it ended", f"{window(opened):,}"))
        began = perf_counter()
        while window(opened):
            sleep(0.05)
        show(Figure("until they were under one", f"{perf_counter() - began:.2f} s"))


def window(opened: Programme) -> int:
    with opened.views.connect() as connection:
        found = sealing.standing(connection)
    return found.window if found else 0


def rushed(opened: Programme, meetings: Iterator[Ask], seconds: float) -> list[float]:
    """One after the other; how long each took."""
    return paced(opened, meetings, float("inf"), seconds)


def paced(opened: Programme, meetings: Iterator[Ask], offered: float, seconds: float) -> list[float]:
    """``offered`` a second at even distances; who is late does not wait. How long each took."""
    took: list[float] = []
    began = perf_counter()
    while (now := perf_counter() - began) < seconds:
        due = len(took) / offered
        if now < due:
            sleep(due - now)
        start = perf_counter()
        issue(opened, next(meetings))
        took.append(perf_counter() - start)
    return took


if __name__ == "__main__":
    sys.exit(main())
