"""The demo's odd cases are found by the checks, and the rest of it is left alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from grants.bootstrap import open_programme
from grants.read import checks
from grants.read.asking import ask
from grants.read.checks import CHECKS, Sought

KNOWN = {
    ("documents", "again"), ("meetings_alike", "same_day"), ("overrides", "extended"), ("overrides", "no_virtual"),
    ("overrides", "written_off"), ("backdated", "moved"),
}  # fmt: skip


def test_the_odd_cases_of_the_demo_are_found_and_few_others(demo_file: Path) -> None:
    programme = open_programme(f"sqlite:///{demo_file}")
    try:
        with programme.engine.connect() as connection:
            pages = [ask(connection, checks.listed_question(Sought(check), limit=500)) for check in CHECKS]
            counts = ask(connection, checks.counts_question())
    finally:
        programme.close()
    kinds = Counter((row.check, row.kind) for page in pages for row in page.rows)
    assert kinds.keys() >= KNOWN
    assert sum(kinds.values()) == sum(hits for hits, _ in counts.values()) < 100, "of more than 8,000 entries"
