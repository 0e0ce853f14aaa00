"""The lock files install the same bytes everywhere, from whatever index the reader's own pip is set to."""

import re
import tomllib

import pytest

from tests.architecture.places import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def requirements(name: str) -> dict[str, str]:
    """Package to version. Raises on any line that is neither a pin nor its hash."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    pins = {}
    for line in text.splitlines():
        found = re.fullmatch(r"([a-z0-9-]+)==(\S+)(?: ; [^/]*?)?(?:\s+--hash=sha256:[0-9a-f]{64})+", line.strip())
        assert found, f"{name}: not a pinned, hashed requirement: {line[:80]}"
        pins[found[1]] = found[2]
    return pins


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_version_with_its_hashes(name: str) -> None:
    """So there are no addresses, no options for an index and no paths of anybody's machine."""
    assert len(requirements(name)) > 40


def test_the_two_locks_agree() -> None:
    runtime, dev = (requirements(name) for name in LOCKS)
    assert {package: dev.get(package) for package in runtime} == runtime


def test_the_locks_hold_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        LOCKS[0]: project["dependencies"],
        LOCKS[1]: project["dependencies"] + project["optional-dependencies"]["dev"],
    }
    for name, lines in wanted.items():
        missing = {re.split(r"[\[<>=~!]", line)[0] for line in lines} - requirements(name).keys()
        assert not missing, f"{name} lacks {missing}: run `make locks`"
