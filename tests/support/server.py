"""The product as a process of its own on a free port: what a browser meets. It ends as a group, workers and all."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Final

import httpx

ROOT: Final = Path(__file__).parents[2]
STARTS_WITHIN: Final = 60.0
STOPS_WITHIN: Final = 15.0
SERVE: Final = "from web.serving import serve; serve({url!r}, port={port})"


@dataclass(frozen=True, slots=True)
class Server:
    """A running product. ``log``: what it wrote to its standard output and error."""

    address: str
    url: str
    log: Path

    def faults(self) -> list[str]:
        """Lines of the log that a healthy server does not write."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if "Traceback" in line or "ERROR" in line]


@contextmanager
def serving(url: str, log: Path) -> Iterator[Server]:
    """Serve the database at ``url``; ready means that its read models are up to date."""
    with process(SERVE.replace("{url!r}", repr(url)), log, ready="/readyz") as address:
        yield Server(address, url, log)


@contextmanager
def process(code: str, log: Path, *, ready: str) -> Iterator[str]:
    """Python code with a ``{port}`` to listen on, until ``ready`` is answered; yields the address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    with log.open("wb") as out:
        started = subprocess.Popen(
            [sys.executable, "-c", code.replace("{port}", str(port))], start_new_session=True, cwd=ROOT, stdout=out,
            stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip
    try:
        _wait(started, address + ready, log)
        yield address
    finally:
        _stop(started)


def _wait(started: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = monotonic() + STARTS_WITHIN
    while monotonic() < deadline and started.poll() is None:
        try:
            if httpx.get(url, timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        sleep(0.1)
    raise RuntimeError("the server did not start:\n" + log.read_text(encoding="utf-8"))


def _stop(started: subprocess.Popen[bytes]) -> None:
    """The whole group: killing the main process alone could leave a worker that answers on the port."""
    try:
        os.killpg(started.pid, signal.SIGTERM)
        started.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
    except ProcessLookupError:
        started.wait()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
