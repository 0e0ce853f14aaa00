"""``python -m tests.bench``: figures of one run, each with its ratio to a bare thing measured in the same run."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from grants.store.migrating import migrate
from tests.bench import lives, pages
from tests.bench.measuring import Figure, show, title


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--grants", type=int, default=300)
    parser.add_argument("--requests", type=int, default=40, help="of each page")
    parser.add_argument("--only", choices=["lives", "pages"])
    parser.add_argument("--demo", help="URL of a demo database that exists already")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="grants-bench-") as folder:
        if chosen.only != "pages":
            lives.measure(Path(folder), chosen.grants)
        if chosen.only != "lives":
            pages.measure(chosen.demo or demo(Path(folder)), chosen.requests)
    return 0


def demo(folder: Path) -> str:
    """A fresh demo; how long its replay took is a figure as well."""
    from grants.demo.replay import replay

    url = f"sqlite:///{folder / 'demo.db'}"
    title("The demo")
    began = perf_counter()
    migrate(url)
    replay(url, tell=lambda _words: None)
    show(Figure("migrate, replay everything, project it", f"{perf_counter() - began:.1f} s"))
    return url


if __name__ == "__main__":
    sys.exit(main())
