"""What every test may ask for. Fixtures live in tests/support; this file only names them."""

import os
from collections.abc import Generator

import pytest

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for PostgreSQL, however indirectly, carries the marker: `-m "not postgres"` leaves it out."""
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    needed = [name for name in ("browser", "postgres") if item.get_closest_marker(name)]
    if os.environ.get(COMPLETE) and needed and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and {COMPLETE} is set: {report.longrepr}"
    return report
