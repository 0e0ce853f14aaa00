"""A demo is sealed, so that its pages have heads and proofs to show.

Its key lies beside the database: good enough for invented data on one machine, and nowhere else, since whoever can
rewrite that database can read the key as well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from grants.bootstrap import Programme
from grants.store.seal import keys
from grants.store.seal.notary import Notary, begin


def seal(programme: Programme, url: str, tell: Callable[[str], object]) -> None:
    """Make the key unless there is one, seal what is in the log, and say where the key is."""
    file = _file(url)
    try:
        key = keys.load(file) if file.exists() else keys.make(file, programme.clock(), f"demo.invalid/{token_hex(4)}")
    except ValueError as error:
        tell(f"Not sealed: {error}")
        return
    if (origin := begin(programme.engine, key.name)) != key.name:
        tell(f"Not sealed anew: this database is sealed as {origin}, the key in {file} is for {key.name}.")
        return
    sealed = Notary(programme.engine, file).catch_up()
    tell(f"Sealed: {sealed.leaves} events under a signed head. The key is {file}: beside the data, so for a demo only.")


def _file(url: str) -> Path:
    """The key there is; else a new one beside a SQLite file, unless the environment names a place."""
    there = keys.place(url)
    chosen = there if there.exists() or keys.chosen() else keys.beside(url)
    return chosen or there
