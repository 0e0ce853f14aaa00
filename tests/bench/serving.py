"""Our server, and the same server with the bare application, as processes of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx

STARTS_WITHIN = 60.0
_BARE = (
    "from granian.server import Server; from granian.constants import Interfaces;"
    "Server('tests.bench.bare:worker', address='127.0.0.1', port={port}, interface=Interfaces.ASGI, factory=True,"
    " websockets=False).serve()"
)
_OURS = "from web.serving import serve; serve({url!r}, port={port})"


@contextmanager
def ours(url: str) -> Iterator[str]:
    """The product on a free port; yields its address."""
    with _served(_OURS, "/healthz", url=url) as address:
        yield address


@contextmanager
def bare() -> Iterator[str]:
    with _served(_BARE, "/", url="") as address:
        yield address


@contextmanager
def _served(code: str, path: str, *, url: str) -> Iterator[str]:
    root, port = Path(__file__).parents[2], _free_port()
    paths = os.pathsep.join([str(root / "src"), str(root)])
    process = subprocess.Popen(
        [sys.executable, "-c", code.format(url=url, port=port)], start_new_session=True, cwd=root,
        stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address + path)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = monotonic() + STARTS_WITHIN
    while monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(url, timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            sleep(0.1)
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
