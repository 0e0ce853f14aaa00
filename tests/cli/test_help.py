"""The first thing anybody types must be quick and need nothing."""

from __future__ import annotations

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
    said = CliRunner().invoke(main, ["commands"]).stdout
    for kind, entry in CATALOGUE.items():
        assert f"\n{kind.__name__}\n" in f"\n{said}"
        assert all(event.TOPIC in said for event in entry.events)
    assert said.count("  fields: ") == said.count("  roles:  ") == len(CATALOGUE)
