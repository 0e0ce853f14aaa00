"""How long a figure takes to move in another window: ``python -m tests.live``, for whoever doubts the word live.

A server of its own on SQLite, two windows of a real Chromium. One records meetings through the form, the other has the
dashboard open and is never loaded again. Exit 1: p95 is above the limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from grants.store.migrating import migrate
from tests.live.moving import Pair
from tests.support.browser import FLAGS, chromium_found
from tests.support.builders import paid
from tests.support.grounds import told
from tests.support.server import serving

WARMING = 3
"""Meetings before the clock counts: the first of everything is slower."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.live", description=__doc__)
    parser.add_argument("--times", type=int, default=50, help="meetings to measure (default 50)")
    parser.add_argument("--limit", type=float, default=300.0, help="p95 in milliseconds that must not be passed")
    asked = parser.parse_args()
    executable = chromium_found()
    if executable is None:
        sys.stdout.write("no chromium on this machine\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="grants-live-") as folder:
        took = measured(Path(folder), executable, asked.times)
    p50, p95 = statistics.median(took), statistics.quantiles(took, n=20, method="inclusive")[-1]
    sys.stdout.write(
        f"a meeting recorded in one window moved the other, {len(took)} times, no page load counted: "
        f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, max {max(took):.0f} ms (limit p95 {asked.limit:.0f} ms; "
        f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)\n"
    )
    return 0 if p95 < asked.limit else 1


def measured(folder: Path, executable: str, times: int) -> list[float]:
    """Milliseconds of each meeting; RuntimeError when a browser complained."""
    file = folder / "grants.db"
    migrate(f"sqlite:///{file}")
    told(file, paid(), accounts=True)
    with serving(f"sqlite:///{file}", folder / "server.log") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        pair = Pair(browser, server)
        for _ in range(WARMING):
            pair.meeting()
        took = [pair.meeting() for _ in range(times)]
        if pair.complaints() or server.faults():
            raise RuntimeError(f"{pair.complaints()} {server.faults()}")
        pair.close()
        browser.close()
    return took


if __name__ == "__main__":
    sys.exit(main())
