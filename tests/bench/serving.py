"""Our server, and the same server with the bare application, as processes of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.support.server import process, serving

BARE: Final = (
    "from granian.server import Server; from granian.constants import Interfaces;"
    "Server('tests.bench.bare:worker', address='127.0.0.1', port={port}, interface=Interfaces.ASGI, factory=True,"
    " websockets=False).serve()"
)


@contextmanager
def ours(url: str) -> Iterator[str]:
    """The product on a free port; yields its address."""
    with _log() as log, serving(url, log) as server:
        yield server.address


@contextmanager
def bare() -> Iterator[str]:
    """The server and the framework with one short answer; yields its address."""
    with _log() as log, process(BARE, log, ready="/") as address:
        yield address


@contextmanager
def _log() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="grants-bench-") as folder:
        yield Path(folder) / "server.log"
