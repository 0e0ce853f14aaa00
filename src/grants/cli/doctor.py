"""``grants doctor``: what is well, what is not, and what to do next, in plain words."""

from __future__ import annotations

import sys
from typing import Any, Final

import rich_click as click

from grants.cli.support import show
from grants.store.checking.doctor import examine, machine_of
from grants.store.checking.finding import Finding, Level
from grants.wording.examining import advice, examined, verdict

MARKS: Final[dict[Level, tuple[str, str]]] = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "trouble": ("✗", "red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Check whether all is well: database, tables, log, read models, texts, clock, disk, people. Changes nothing.

    Exit code 1 if anything is in trouble; a warning alone leaves it at 0.
    """
    url, lang = ctx.obj["database"], ctx.obj["lang"]
    found: list[Finding] = []
    for finding in examine(url, machine_of(url)):
        found.append(finding)
        if not as_json:
            _say(finding, lang)
    levels = [finding.level for finding in found]
    if as_json:
        show({"ok": "trouble" not in levels, "checks": [_row(finding, lang) for finding in found]})
    else:
        click.echo(f"\n{verdict(levels.count('warning'), levels.count('trouble'), lang)}")
    sys.exit(int("trouble" in levels))


def _say(finding: Finding, lang: str) -> None:
    mark, colour = MARKS[finding.level]
    name, said = examined(finding.check, finding.code, finding.params, lang)
    click.echo(f"{click.style(mark, fg=colour, bold=True)} {name}: {said}")
    if finding.level != "ok":
        click.echo(f"  → {advice(finding.code, finding.params, lang)}")


def _row(finding: Finding, lang: str) -> dict[str, Any]:
    name, said = examined(finding.check, finding.code, finding.params, lang)
    todo = None if finding.level == "ok" else advice(finding.code, finding.params, lang)
    return {
        "check": finding.check, "level": finding.level, "code": finding.code, "params": finding.params,
        "name": name, "message": said, "advice": todo,
    }  # fmt: skip
