"""The sources keep the rules of the house."""

import ast
from pathlib import Path

import pytest

from tests.architecture.places import ROOT, SRC, TESTS, modules
from tests.architecture.rules import RULES, Rule, short_functions

SOURCES = list(modules(SRC))
LIMITS = {SRC: 300, TESTS: 400}
WHOLE = {"verify_podaj_dalej.py": 440}
"""People carry the offline verifier away as one file, so it grows in one file; still short enough to read."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_sources_keep_the_rule(rule: Rule) -> None:
    breaches = [
        f"{path.relative_to(ROOT)}:{line}: {remark}"
        for module, path in SOURCES
        for line, remark in rule.check(module, ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert breaches == []


def test_functions_of_tests_are_short_as_well() -> None:
    breaches = [
        f"{path.relative_to(ROOT)}:{line}: {remark}"
        for module, path in modules(TESTS)
        for line, remark in short_functions(module, ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert breaches == []


@pytest.mark.parametrize("folder", LIMITS, ids=lambda folder: folder.name)
def test_no_file_outgrows_its_limit(folder: Path) -> None:
    """Growth is a new module or a new slice file, never a longer file."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for _, path in modules(folder)}
    assert lengths, f"no sources below {folder}: this test would hold nothing"
    limits = {path: WHOLE.get(path.name, LIMITS[folder]) for path in lengths}
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > limits[path]} == {}
