"""The ``grants`` command. Sub-commands load lazily: ``--help`` needs none of the libraries behind them.

Exit codes: 0 done · 1 a line, a comparison or a check failed · 2 the call itself was wrong · 3 no usable database
· 4 nothing wrong was found, but not everything could be checked.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import rich_click as click

DATABASE: Final = "GRANTS_DATABASE_URL"

SUB: Final[dict[str, tuple[str, str]]] = {
    "migrate": ("setup:migrate", "Bring the database to the tables of this version."),
    "serve": ("setup:serve", "Serve the web pages."),
    "demo": ("setup:demo", "Replay the source's programme into a fresh database."),
    "user": ("users:user", "Add, list and disable people."),
    "commands": ("doing:commands", "List every command: fields, roles, events."),
    "do": ("doing:do", "Carry out commands from a file, one JSON object a line."),
    "totals": ("reading:totals", "Totals of each round and of all together."),
    "changes": ("changes:changes", "What changed in a round between two known days."),
    "grant": ("reading:grant", "One grant as it stands."),
    "replay": ("replaying:replay", "A grant, library, round, person or command, step by step."),
    "trail": ("reading:trail", "Everything that happened to a library, across rounds."),
    "what-if": ("what_if:what_if", "A round or a grant under other rules; nothing is stored."),
    "checks": ("audit:checks", "What looks wrong in the entries, check by check."),
    "reads": ("audit:reads", "What auditors read on the pages."),
    "dossier": ("dossier:dossier", "Everything about a grant, library or round in one file that proves itself."),
    "forecast": ("forecast:forecast", "What is still to come in a round: money and days."),
    "sample": ("audit:sample", "Draw a sample of a round’s grants that anybody can draw again."),
    "rebuild": ("upkeep:rebuild", "Rebuild read models from the log, or compare them with it."),
    "seal": ("seal:seal", "Seal the log and prove that it stayed as it was."),
    "verify": ("verify:verify", "Recompute everything from the events and find the first one that was tampered with."),
    "doctor": ("doctor:doctor", "Check whether all is well, and say in plain words what to do."),
}


class Lazy(click.RichGroup):
    """Shows names and one-line helps without importing anything; imports the one sub-command that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  the base class's signature
        return list(SUB)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in SUB:
            return None
        return click.RichCommand(name=cmd_name, short_help=SUB[cmd_name][1], help=SUB[cmd_name][1])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if name is None or name not in SUB or command is None:
            return name, command, rest
        module, attribute = SUB[name][0].split(":")
        loaded: Any = getattr(import_module(f"grants.cli.{module}"), attribute)
        return name, loaded, rest


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="podaj-dalej", prog_name="grants")
@click.option(
    "--database", envvar=DATABASE, default="sqlite:///var/grants.db", show_default=True,
    help="sqlite:///FILE or postgresql://...",
)  # fmt: skip
@click.option("--lang", type=click.Choice(["pl", "en"]), envvar="GRANTS_LANG", default="pl", help="Message language.")
@click.pass_context
def main(ctx: click.Context, database: str, lang: str) -> None:
    """Podaj Dalej: microgrant programmes, kept as events."""
    ctx.obj = {"database": database, "lang": lang}
