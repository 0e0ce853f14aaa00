"""The real server: it stops at once though streams are open, leaves no orphan, and tells readers of each change."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil  # type: ignore[import-untyped]
import pytest

from grants.bootstrap import open_programme
from tests.support import builders as b
from tests.support.cast import COORDINATOR, ROUND

pytestmark = pytest.mark.slow
START = "import sys; from web.serving import serve; serve(sys.argv[1], port=int(sys.argv[2]))"
LIVE = f"/rounds/{ROUND}/live"


@pytest.fixture
def url(ground_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(ground_file, tmp_path / 'site.db')}?synchronous=off"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(url: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server in a process group of its own, so that nothing of it outlives the test."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", START, url, str(port)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_until(lambda: answers(base), 60)
            yield server, base
        finally:
            for process in psutil.process_iter(["pid"]):
                if group(process.pid) == server.pid:
                    process.kill()


def group(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None


def answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/healthz", timeout=2).status_code == 200
    except httpx.TransportError:
        return False


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


@contextmanager
def reader(base: str, login: str) -> Iterator[Iterator[str]]:
    """The data lines of the dashboard's stream."""
    timeout = httpx.Timeout(20)
    with httpx.stream("GET", base + LIVE, cookies={"login": login}, timeout=timeout) as answer:
        assert answer.status_code == 200
        yield (line for line in answer.iter_lines() if line.startswith("data:") and "data-figure" in line)


def test_every_change_reaches_another_reader(url: str) -> None:
    """How soon is measured by ``make live``; here each of twenty has to come at all, before the test's time is over."""
    programme = open_programme(url)
    asks = [*b.agreed()[-3:], b.pay()]
    for ask in asks:
        programme.issue(ask.command, ask.by.actor)
    login = programme.logins.open(COORDINATOR.id, datetime.now(UTC))
    heard: list[str] = []
    with served(url) as (_server, base), reader(base, login) as lines:
        settle(lines)
        for n in range(20):
            ask = b.meeting(b.FIRST.replace(day=n + 1), place=f"Sala {n}")
            programme.issue(ask.command, ask.by.actor)
            heard.append(next(line for line in lines if "meetings-meetings_held" in line))
    programme.close()
    assert len(set(heard)) == 20


def settle(lines: Iterator[str]) -> None:
    """Read the snapshot."""
    next(line for line in lines if "meetings-meetings_held" in line)


def test_the_server_stops_at_once_though_a_stream_is_open(url: str) -> None:
    programme = open_programme(url)
    login = programme.logins.open(COORDINATOR.id, datetime.now(UTC))
    programme.close()
    with served(url) as (server, base), reader(base, login) as lines:
        settle(lines)
        begun = time.monotonic()
        server.send_signal(signal.SIGTERM)
        for _rest_of_the_snapshot in lines:
            pass
        assert server.wait(10) == 0
        assert time.monotonic() - begun < 3


def test_no_orphan_answers_after_the_main_process_is_killed(url: str) -> None:
    with served(url) as (server, base):
        workers = psutil.Process(server.pid).children(recursive=True)
        assert workers
        server.kill()
        wait_until(lambda: not any(alive(worker) for worker in workers), 5)
        assert not answers(base)


def alive(process: psutil.Process) -> bool:
    try:
        return str(process.status()) != "zombie"
    except psutil.NoSuchProcess:
        return False


def test_several_workers_need_a_database_that_takes_them(url: str) -> None:
    from web.serving import serve

    with pytest.raises(ValueError, match="PostgreSQL"):
        serve(url, workers=2)
