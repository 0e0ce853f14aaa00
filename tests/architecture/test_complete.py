"""In .ci/run nothing is skipped for want of a browser or of PostgreSQL: such a test fails there. And groups hold."""

import os

import pytest

from tests.conftest import COMPLETE

CASES = """
import pytest

@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.{marker}
def test_needs_something(number):
    pytest.skip("not installed")
"""


@pytest.mark.parametrize(
    ("setting", "outcome"),
    [("1", {"failed": 4, "skipped": 2}), ("", {"skipped": 6})],
    ids=["complete", "as found"],
)
def test_a_skip_fails_where_the_run_must_be_complete(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, setting: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv(COMPLETE, setting)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\nmarkers =\n  browser\n  postgres\n  slow\n")
    pytester.makeconftest("from tests.conftest import pytest_runtest_makereport")
    pytester.makepyfile(**{f"test_{marker}": CASES.format(marker=marker) for marker in ("browser", "postgres", "slow")})
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(**outcome)


@pytest.mark.together
def test_what_is_prepared_together_stays_with_one_worker(request: pytest.FixtureRequest) -> None:
    """Xdist tells the group by the test's name. Where pytest does not let it, the demo is made once in every worker."""
    among_others = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("@tests/architecture/test_complete.py") == among_others
