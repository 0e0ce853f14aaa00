"""Starts the server: granian, one process per worker, each with its own projector thread.

More than one worker needs PostgreSQL: SQLite has one writer, and a second process would only wait for it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Final

from granian.constants import Interfaces
from granian.server import Server as Granian
from litestar import Litestar

PR_SET_PDEATHSIG: Final = 1
KILL_SECONDS: Final = 5


def serve(url: str, *, host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> None:
    """Serve the database until told to stop. ValueError: several workers on SQLite."""
    if workers > 1 and url.startswith("sqlite"):
        raise ValueError("several workers need PostgreSQL")
    os.environ["GRANTS_DATABASE_URL"] = url
    os.environ["GRANTS_HOST"] = host
    Granian(
        "web.serving:worker", address=host, port=port, workers=workers, interface=Interfaces.ASGI, factory=True,
        websockets=False, workers_kill_timeout=KILL_SECONDS,
    ).serve()  # fmt: skip


def worker() -> Litestar:
    """What each worker process runs."""
    die_with_parent()
    from web.app import worker as application  # noqa: PLC0415  only the worker needs the application

    return application()


def die_with_parent() -> None:
    """Linux: the kernel kills this worker when the main process dies, however it dies; else it would answer alone."""
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent or parent == 1:
        os._exit(1)
