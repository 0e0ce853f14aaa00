"""``grants verify``: whether the log is still what was sealed, and if not, where."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import msgspec
import rich_click as click

from grants.cli.seal import told, trusted_keys
from grants.cli.support import show
from grants.store.seal.locating import Finding
from grants.store.seal.verifying import Report, Told
from grants.store.seal.verifying import verify as recount
from grants.wording.sealing import sealed

WRONG: Final = 1
NOT_CHECKED: Final = 4


@click.command()
@click.option(
    "--head",
    "heads",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="A head kept elsewhere; may be given several times.",
)
@click.option("--key", help="The public key that you trust; else the first in the list beside the key file.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def verify(ctx: click.Context, heads: tuple[str, ...], key: str | None, as_json: bool) -> None:
    """Recompute everything from the events; name the first place that is not as it was sealed. Changes nothing.

    Without --head it says only that the database agrees with itself: who could rewrite it all is caught by a head that
    was kept elsewhere. Exit codes: 0 all right, 1 something is wrong, 4 nothing wrong found but not all was checked.
    """
    with told(ctx) as programme:
        outside = [Told(name, Path(name).read_text("utf-8", "replace")) for name in heads]
        report = recount(programme.engine, trusted_keys(ctx.obj["database"], key), outside)
    if as_json:
        show(_answer(report, ctx.obj["lang"]))
    else:
        _say(report, ctx.obj["lang"])
    sys.exit(WRONG if report.findings else NOT_CHECKED if report.gaps else 0)


def _answer(report: Report, lang: str) -> dict[str, Any]:
    def row(finding: Finding) -> dict[str, Any]:
        return {"code": finding.code, **finding.params, "message": sealed(finding.code, lang, **finding.params)}

    counted = msgspec.to_builtins(report)
    found = {"findings": [row(each) for each in report.findings], "gaps": [row(each) for each in report.gaps]}
    return {"ok": not report.findings and not report.gaps, **counted, **found}


def _say(report: Report, lang: str) -> None:
    click.echo(sealed("verify.counted", lang, events=report.events, sealed=report.sealed, heads=report.heads))
    if report.newest is not None:
        click.echo(sealed("verify.newest", lang, newest=report.newest))
    if report.window:
        click.echo(sealed("verify.window", lang, window=report.window))
    for each in report.findings:
        click.secho(f"✗ {sealed(each.code, lang, **each.params)}", fg="red")
    for each in report.gaps:
        click.secho(f"! {sealed(each.code, lang, **each.params)}", fg="yellow")
    last = "verify.wrong" if report.findings else "verify.unchecked" if report.gaps else "verify.right"
    click.echo(sealed(last, lang))
