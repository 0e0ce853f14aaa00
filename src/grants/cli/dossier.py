"""``grants dossier``: everything about one grant, library or round in one file that proves itself elsewhere."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import rich_click as click

from grants.bootstrap import Programme
from grants.cli.keys import grant_of, library_of, round_of
from grants.cli.support import fail, opened, show
from grants.dossier import Made, Subject, TooLarge, make, subject
from grants.store.seal.proving import NoProof
from grants.wording.sealing import sealed


@click.command()
@click.argument("name", metavar="GRANT|LIBRARY|ROUND")
@click.option("--kind", type=click.Choice(["grant", "library", "round"]), help="What an id is of; a name says it.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--json", "as_json", is_flag=True, help="What was written, as JSON.")
@click.pass_context
def dossier(ctx: click.Context, name: str, kind: str | None, output: Path | None, *, as_json: bool) -> None:
    """Write a dossier: a page, the events with their proofs, the texts behind them and the offline verifier, as ZIP.

    Named as CODE/LABEL/REGON (grant), REGON (library), CODE/LABEL (round), or by an id with --kind. What is not sealed
    yet is sealed first. Exit code 4: written, but not everything in it can be proved.
    """
    with opened(ctx) as programme:
        programme.projector.catch_up()
        about = _about(programme, kind or _kind(name), name, ctx.obj["lang"])
        if about is None:
            fail(sealed("dossier.unknown", ctx.obj["lang"], name=name), 1)
        file = output or Path(about.file)
        made = _written(ctx, programme, about, file)
    if as_json:
        show({"file": str(file), "kind": about.kind, "id": about.id, "name": about.name, "made": made})
    else:
        click.echo(sealed("dossier.made", ctx.obj["lang"], file=file, events=made.events, histories=made.histories))
    if not made.proved:
        fail(sealed("dossier.unproved", ctx.obj["lang"], number=len(made.unproved)), 4)


def _kind(name: str) -> str:
    """By the number of its parts; an id is a grant's unless ``--kind`` says otherwise."""
    return {1: "grant" if "-" in name else "library", 2: "round"}.get(name.count("/") + 1, "grant")


def _about(programme: Programme, kind: str, name: str, lang: str) -> Subject | None:
    try:
        if kind == "round":
            id_ = UUID(round_of(name))
        else:
            id_ = UUID((grant_of if kind == "grant" else library_of)(programme, name))
    except ValueError:
        return None
    with programme.engine.connect() as connection:
        return subject(connection, kind, id_, lang)


def _written(ctx: click.Context, programme: Programme, about: Subject, file: Path) -> Made:
    """Beside the file first: an old dossier is not lost if a new one cannot be made."""
    beside = file.with_name(f"{file.name}.part")
    try:
        with beside.open("wb") as out:
            made = make(programme, about, ctx.obj["lang"], out)
        beside.replace(file)
    except NoProof as no:
        fail(sealed(no.code, ctx.obj["lang"], **no.params), 1)
    except TooLarge:
        fail(sealed("dossier.too_large", ctx.obj["lang"]), 1)
    except OSError as error:
        fail(sealed("dossier.no_file", ctx.obj["lang"], file=file, reason=error.strerror), 1)
    finally:
        beside.unlink(missing_ok=True)
    return made
