"""``python -m tests.bench.past``: how long a total as of any two days takes, whatever was booked by then."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from grants.read import ledger
from grants.read.asking import ask
from grants.read.ledger.booking import book
from grants.read.ledger.tables import total_cell
from grants.store.engine import make_engine
from grants.store.migrating import migrate
from tests.bench.measuring import Figure, per_second, quantile, rate, show, title

PARTS = {
    "stage": 9, "mode": 2, "channel": 6, "participant_kind": 9, "waiver": 3, "voivodeship": 16,
}  # fmt: skip
ROUNDS = [UUID(int=1 + n) for n in range(2)]
FIRST, DAYS, LATEST = date(2012, 1, 1), 730, 45
"""Two years; what happened becomes known at most so many days later."""
PAGE = 5_000
DASHBOARD = (
    "applied", "awarded", "with_meeting", "requirement_met", "settled", "withdrawn", "rejected", "cancelled",
    "requested", "awarded_money", "paid", "recognised", "refund_due", "refund_received", "refund_written_off",
    "refund_outstanding", "meetings_held", "meetings_counted", "attendances", "budget", "reserved",
    "meetings_by_channel", "stage",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.past", description=__doc__)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--totals", type=int, default=300)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="grants-bench-") as folder:
        url = f"sqlite:///{folder}/ledger.db?synchronous=off"
        migrate(url)
        engine = make_engine(url)
        title(f"Totals of a past day out of {chosen.facts:,} lines of the ledger (SQLite)")
        show(
            per_second(
                "lines booked, with their cells, months and totals",
                rate(chosen.facts, lambda: fill(engine, chosen.facts)),
            )
        )
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            cells = connection.execute(select(func.count()).select_from(total_cell)).scalar_one()
            show(Figure("cells they came to", f"{cells:,}"))
            measure(connection, chosen.totals)
        engine.dispose()
    return 0


def fill(engine: Any, facts: int) -> None:
    """As the projector books them: a page a transaction."""
    chance = random.Random(4)
    for start in range(0, facts, PAGE):
        with engine.begin() as connection:
            book(connection, list(lines(chance, start + 1, min(PAGE, facts - start))))


def lines(chance: random.Random, position: int, count: int) -> Iterator[dict[str, Any]]:
    figures = list(ledger.FIGURES.values())
    for n in range(position, position + count):
        figure = chance.choice(figures)
        occurred = chance.randrange(DAYS)
        known = min(DAYS, occurred + chance.randrange(LATEST))
        yield {
            "position": n, "line": 1, "round": chance.choice(ROUNDS), "metric": figure.code,
            "dimension": f"part-{chance.randrange(PARTS[figure.dimension])}" if figure.dimension else "",
            "occurred_on": FIRST + timedelta(days=occurred), "known_on": FIRST + timedelta(days=known),
            "delta": chance.choice((1, 1, 1, 100_000, -1)), "stream": UUID(int=n % 5000), "version": n, "library": None,
        }  # fmt: skip


def measure(connection: Connection, times: int) -> None:
    chance = random.Random(5)
    codes = list(ledger.FIGURES)

    def day() -> date:
        return FIRST + timedelta(days=chance.randrange(DAYS))

    def one() -> object:
        return ask(connection, ledger.as_of_question(chance.choice(ROUNDS), day(), day(), [chance.choice(codes)]))

    def board() -> object:
        return ask(connection, ledger.as_of_question(chance.choice(ROUNDS), day(), day(), DASHBOARD))

    def plain() -> object:
        """The control: without the sums by month."""
        cell, as_of, known = total_cell.c, day(), day()
        query = select(cell.dimension, func.sum(cell.delta)).where(
            cell.round == chance.choice(ROUNDS), cell.metric == chance.choice(codes), cell.occurred_on <= as_of,
            cell.known_on <= known,
        )  # fmt: skip
        return connection.execute(query.group_by(cell.dimension)).all()

    for name, work in (
        ("a figure with its parts", one), ("all figures of a round's dashboard", board),
        ("control: a figure, every cell added up", plain),
    ):  # fmt: skip
        taken = [milliseconds(work) for _ in range(times)]
        show(Figure(f"{name}, p50 / p95", f"{quantile(taken, 0.5):.2f} / {quantile(taken, 0.95):.2f} ms"))


def milliseconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
