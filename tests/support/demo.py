"""The demo, made once a session: the source's programme in a SQLite file. Tests that write ask for a copy."""

import shutil
from pathlib import Path

import pytest

from grants.demo.replay import replay
from grants.store.migrating import migrate


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the session's demo. Never written to after it was made."""
    file = tmp_path_factory.mktemp("demo") / "grants.db"
    told: list[str] = []
    migrate(f"sqlite:///{file}")
    replay(f"sqlite:///{file}", told.append)
    (file.parent / "told.txt").write_text("\n".join(told), encoding="utf-8")
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
