"""The demo, made once a session: the source's programme in a SQLite file. Tests that write ask for a copy."""

import fcntl
import shutil
from pathlib import Path

import pytest

from grants.demo.replay import replay
from grants.store.migrating import migrate


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the session's demo. Never written to after it was made; side by side workers share it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if base.name.startswith("popen-") else base) / "the-demo"
    folder.mkdir(exist_ok=True)
    file, told = folder / "grants.db", folder / "told.txt"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            said: list[str] = []
            migrate(f"sqlite:///{file}")
            replay(f"sqlite:///{file}", said.append)
            told.write_text("\n".join(said), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def demo_url(demo_file: Path) -> str:
    """The session's demo, for tests that only read."""
    return f"sqlite:///{demo_file}"


@pytest.fixture
def demo_copy(demo_file: Path, tmp_path: Path) -> str:
    """A demo of one's own, to write to."""
    file = shutil.copy(demo_file, tmp_path / "grants.db")
    return f"sqlite:///{file}?synchronous=off"
