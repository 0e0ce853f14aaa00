"""What every test may ask for. Fixtures live in tests/support; this file only names them."""

import os
from collections.abc import Generator

import pytest

from tests.support.share import draw

pytest_plugins = [
    "pytester",
    "tests.support.postgres",
    "tests.support.stores",
    "tests.support.demo",
    "tests.support.browser",
    "tests.support.grounds",
]


COMPLETE = "GRANTS_TEST_COMPLETE"
"""Set by .ci/run: a test that needs a browser or PostgreSQL and does not find it fails instead of being skipped."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None, None, None]:
    """A test that asks for PostgreSQL, however indirectly, carries the marker: `-m "not postgres"` leaves it out.

    Browser tests of a module, and others that say so, stay with one worker, which then starts one browser and one
    server for them.
    """
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)
        if item.get_closest_marker("browser") or item.get_closest_marker("together"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    draw(config, items)
    yield
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """What takes long comes first, so that no worker is left alone with it at the end. While one makes the demo, the
    others do what needs none.
    """
    demo = "demo_file" in getattr(item, "fixturenames", ())
    if demo and item.get_closest_marker("together"):
        return 0
    long = any(item.get_closest_marker(mark) for mark in ("browser", "slow", "together"))
    return (2 if demo else 1) if long else 3


def pytest_xdist_auto_num_workers() -> int:
    """Browsers, servers and deadlines make a worker wait about half of its time: two for each core."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    needed = [name for name in ("browser", "postgres") if item.get_closest_marker(name)]
    if os.environ.get(COMPLETE) and needed and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and {COMPLETE} is set: {report.longrepr}"
    return report
