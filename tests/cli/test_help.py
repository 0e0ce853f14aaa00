"""The first thing anybody types must be quick and need nothing."""

from __future__ import annotations

import json
import subprocess
import sys

from click.testing import CliRunner

from grants.catalogue import CATALOGUE
from grants.cli import SUB, main

PROBE = """
import sys
from grants.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
loaded = {"sqlalchemy", "litestar", "eventsourcing"} & set(sys.modules)
sys.exit(f"imported {loaded}" if loaded else 0)
"""


def test_help_imports_none_of_the_heavy_libraries() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in SUB)


def test_every_sub_command_has_its_own_help() -> None:
    for name in SUB:
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0, result.output
        assert "Usage" in result.output


def test_commands_lists_each_with_fields_roles_and_events() -> None:
    rows = json.loads(CliRunner().invoke(main, ["commands", "--json"]).stdout)
    assert {row["command"] for row in rows} == {kind.__name__ for kind in CATALOGUE}
    assert all(row["purpose"] and row["fields"] and row["roles"] and row["events"] for row in rows)
