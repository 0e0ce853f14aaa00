"""``python -m tests.bench.seal``: how fast the notary seals, ``grants verify`` recomputes and a proof is found."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import Engine, text

from grants.kernel.clock import system_clock
from grants.store.engine import make_engine
from grants.store.migrating import migrate
from grants.store.seal import keys, proving
from grants.store.seal.notary import Notary, begin
from grants.store.seal.raw import snapshot
from grants.store.seal.verifying import verify
from tests.bench.measuring import Figure, per_second, quantile, rate, show, title

STATE = b'{"command_id":"%036d","occurred_on":"2013-04-22","amount":75000,"reason":null,"actor":"%036d"}'
VERSIONS = 20
PROOFS = 300


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.seal", description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="grants-bench-") as folder:
        url = f"sqlite:///{folder}/log.db?synchronous=normal"
        migrate(url)
        engine = make_engine(url)
        fill(engine, chosen.events)
        measure(engine, Path(folder) / "seal.key", chosen.events)
        engine.dispose()
    return 0


def fill(engine: Engine, events: int) -> None:
    statement = text(
        "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (:s, :v, :t, :d)"
    )
    for start in range(0, events, 10_000):
        rows = [
            {"s": f"{n // VERSIONS:032x}", "v": n % VERSIONS + 1, "t": "grant.meeting_held.v1", "d": STATE % (n, n)}
            for n in range(start, min(events, start + 10_000))
        ]
        with engine.begin() as connection:
            connection.execute(statement, rows)


def measure(engine: Engine, file: Path, events: int) -> None:
    title(f"The seal of {events:,} events")
    bare = rate(100_000, lambda: [sha256(STATE).digest() for _ in range(100_000)])
    show(per_second("bare: SHA-256 of one event", bare))
    key = keys.make(file, system_clock())
    begin(engine, key.name)
    began = process_time()
    sealed = rate(events, Notary(engine, file).catch_up)
    own = process_time() - began
    show(per_second("notary: events", sealed, of=bare, against="bare"))
    show(per_second("the same, time of this process alone", events / own))
    began, own = perf_counter(), process_time()
    report = verify(engine, [key.public])
    seconds, own = perf_counter() - began, process_time() - own
    if report.findings or report.gaps or report.events != events:
        raise AssertionError(report)
    show(Figure("verify everything", f"{seconds:.2f} s", events / seconds / bare, "bare"))
    show(Figure("the same, time of this process alone", f"{own:.2f} s"))
    times = [proved(engine, random.randrange(events)) for _ in range(PROOFS)]
    show(Figure("inclusion proof, p50", f"{quantile(times, 0.5) * 1000:.2f} ms"))
    show(Figure("inclusion proof, p95", f"{quantile(times, 0.95) * 1000:.2f} ms"))


def proved(engine: Engine, number: int) -> float:
    with snapshot(engine) as connection:
        began = perf_counter()
        proving.inclusion(connection, number + 1)
        return perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
