from pathlib import Path

import pytest

from tests.demo import raw


@pytest.fixture(scope="session")
def demo_log(demo_file: Path) -> list[raw.Event]:
    """The session's demo, event by event."""
    return raw.events(demo_file)


@pytest.fixture(scope="session")
def demo_figures(demo_file: Path) -> dict[str, raw.Figures]:
    """Figures by round, folded from events of their own: folding corrects them in place."""
    return raw.figures(raw.events(demo_file))
