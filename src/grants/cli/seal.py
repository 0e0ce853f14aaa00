"""``grants seal``: the key, the heads, and proofs that leave this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import msgspec
import rich_click as click
from sqlalchemy import Connection

from grants.bootstrap import Programme
from grants.cli.support import fail, opened, show
from grants.kernel.clock import system_clock
from grants.store.seal import exporting, keys, proving
from grants.store.seal.leaves import pages
from grants.store.seal.notary import Notary, NotSealed, begin
from grants.store.seal.notes import Head, Note, PublicKey
from grants.store.seal.proving import NoProof
from grants.store.seal.raw import snapshot
from grants.store.seal.tiles import Stand, stand
from grants.wording.sealing import sealed

AS_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.group()
def seal() -> None:
    """Seal the log and prove that it stayed as it was. The key is a file: GRANTS_SEAL_KEY, else var/seal.key."""


@contextmanager
def told(ctx: click.Context) -> Iterator[Programme]:
    """The programme; what the seal refuses is said in words."""
    with opened(ctx) as programme:
        try:
            yield programme
        except NoProof as no:
            fail(sealed(no.code, ctx.obj["lang"], **no.params), 1)
        except NotSealed:
            fail(sealed("seal.none", ctx.obj["lang"]), 1)
        except FileNotFoundError:
            fail(sealed("key.missing", ctx.obj["lang"], file=keys.place(ctx.obj["database"])), 1)
        except FileExistsError as error:
            fail(sealed("key.there", ctx.obj["lang"], file=error.filename), 1)
        except ValueError as error:
            fail(str(error), 1)


@seal.command()
@click.option("--name", help="Name of the log on its heads, for example your domain. No spaces, no plus.")
@click.pass_context
def init(ctx: click.Context, name: str | None) -> None:
    """Make the key, unless it is there, and begin the seal of this database. Prints the public key."""
    file, lang = keys.place(ctx.obj["database"]), ctx.obj["lang"]
    with told(ctx) as programme:
        there = file.exists()
        key = keys.load(file) if there else keys.make(file, system_clock(), name)
        origin = begin(programme.engine, key.name)
        if origin != key.name:
            fail(sealed("key.other", lang, origin=origin, name=key.name), 1)
    click.echo(sealed("key.kept" if there else "key.made", lang, file=file), err=True)
    click.echo(str(key.public))


@seal.command()
@click.pass_context
def rotate(ctx: click.Context) -> None:
    """Put a new key in force, signed by the old one; heads of the old one stay valid. Prints the new public key."""
    with told(ctx):
        key = keys.rotate(keys.place(ctx.obj["database"]), system_clock())
    click.echo(sealed("key.rotated", ctx.obj["lang"]), err=True)
    click.echo(str(key.public))


@seal.command("key")
@click.option("--json", "as_json", is_flag=True, help="All public keys there were, with how each follows.")
@click.pass_context
def key_(ctx: click.Context, as_json: bool) -> None:
    """Print the public key: publish it away from this machine."""
    try:
        known = keys.history(keys.place(ctx.obj["database"]))
    except FileNotFoundError:
        fail(sealed("key.missing", ctx.obj["lang"], file=keys.place(ctx.obj["database"])), 1)
    except ValueError as error:
        fail(str(error), 1)
    if as_json:
        show(known)
    else:
        click.echo(known[-1].key)


@seal.command()
@AS_JSON
@click.pass_context
def head(ctx: click.Context, as_json: bool) -> None:
    """Seal what is in the log now and print its signed head. Keep it elsewhere: it is what others compare with."""
    with told(ctx) as programme:
        Notary(programme.engine, keys.place(ctx.obj["database"])).catch_up()
        with snapshot(programme.engine) as connection:
            newest = proving.heads(connection, limit=1)[0]
    if as_json:
        show({"size": newest.size, "root": newest.root.hex(), "note": newest.note})
    else:
        click.echo(newest.note, nl=False)


@seal.command()
@AS_JSON
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """Show how far the log is sealed, and how many events are under no head yet."""
    lang = ctx.obj["lang"]
    with told(ctx) as programme, snapshot(programme.engine) as connection:
        here = _begun(connection)
        newest = next(iter(proving.heads(connection, limit=1)), None)
        behind = sum(map(len, pages(connection, programme.log.last_position(), here.position)))
    covered = newest.size if newest else 0
    answer = {"origin": here.origin, "leaves": here.leaves, "window": here.leaves - covered + behind, "head": covered}
    if as_json:
        show({**answer, "note": newest.note if newest else None})
        return
    click.echo(sealed("status.origin", lang, **answer))
    click.echo(sealed("status.sealed", lang, **answer))
    click.echo(sealed("status.head" if newest else "status.no_head", lang, size=covered))
    click.echo(sealed("status.window", lang, **answer))


@seal.command()
@click.argument("event", metavar="STREAM/VERSION")
@AS_JSON
@click.pass_context
def prove(ctx: click.Context, event: str, as_json: bool) -> None:
    """Prove that an event is under the newest head; --json is the proof that the offline verifier checks."""
    with told(ctx) as programme, snapshot(programme.engine) as connection:
        stream, version = _cited(event)
        position = programme.log.position_of(stream, version)
        if position is None:
            raise NoProof("proof.no_event", event=event)
        proof = proving.inclusion(connection, position)
    if as_json:
        show(proof)
    else:
        click.echo(sealed("proof.included", ctx.obj["lang"], event=event, index=proof["index"], size=proof["size"]))
        click.echo(f"\n{proof['head']}", nl=False)


@seal.command()
@click.argument("first", metavar="HEAD1")
@click.argument("second", metavar="HEAD2")
@AS_JSON
@click.pass_context
def consistency(ctx: click.Context, first: str, second: str, as_json: bool) -> None:
    """Prove that the log of the older head is the beginning of the newer's. HEAD: a file, or a stored head's size."""
    with told(ctx) as programme, snapshot(programme.engine) as connection:
        proof = proving.consistency(connection, *(_head(connection, given) for given in (first, second)))
    if as_json:
        show(proof)
        return
    old, new = (Head.of(Note.parse(proof[which])).size for which in ("old", "new"))
    click.echo(sealed("proof.begins", ctx.obj["lang"], old=old, new=new))


@seal.command()
@click.option("--size", type=click.IntRange(0), help="Size of an older head; left out: the newest one.")
@click.pass_context
def export(ctx: click.Context, size: int | None) -> None:
    """The sealed events as JSON lines, for the offline verifier. They hold references, never what people typed."""
    with told(ctx) as programme, snapshot(programme.engine) as connection:
        here = _begun(connection)
        found = next(iter(proving.heads(connection, size, limit=1)), None)
        if found is None:
            raise NoProof("proof.no_head")
        for line in exporting.lines(connection, here, found.size):
            sys.stdout.write(msgspec.json.encode(line).decode() + "\n")


@seal.command()
def verifier() -> None:
    """Print the offline verifier, one file that needs Python alone: ``seal verifier > verify_podaj_dalej.py``."""
    click.echo(files("grants.store.seal").joinpath("verify_podaj_dalej.py").read_text("utf-8"), nl=False)


def _begun(connection: Connection) -> Stand:
    here = stand(connection)
    if here is None:
        raise NotSealed
    return here


def _cited(event: str) -> tuple[UUID, int]:
    stream, _, version = event.rpartition("/")
    try:
        if not (version.isascii() and version.isdigit() and len(version) < 19):  # noqa: PLR2004  fits in 64 bits
            raise ValueError(version)
        return UUID(stream), int(version)
    except ValueError:
        raise NoProof("proof.form", event=event) from None


def _head(connection: Connection, given: str) -> str:
    file = Path(given)
    if file.is_file():
        return file.read_text("utf-8")
    size = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else -1  # noqa: PLR2004  64 bits
    found = proving.heads(connection, size, 1)
    if not found:
        raise NoProof("proof.head", head=given)
    return found[0].note


def trusted_keys(url: str, given: str | None) -> list[PublicKey]:
    """The keys whose signatures count: the one given, else the first of our list, and those that follow from it."""
    try:
        known = keys.history(keys.place(url))
    except FileNotFoundError:
        known = ()
    anchor = given or (known[0].key if known else None)
    return keys.trusted(PublicKey.parse(anchor), known) if anchor else []
