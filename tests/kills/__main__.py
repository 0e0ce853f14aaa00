"""``python -m tests.kills --kills 20 --commands 2000``: the whole campaign on SQLite and on PostgreSQL.

Prints what was done and what was found, then two controls (an acknowledged event removed, one doubled) that must be
found out. Exit 1 if anything is wrong, a blind control included.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from grants.store.migrating import migrate
from tests.kills.campaign import Campaign
from tests.kills.findings import look
from tests.kills.tampering import put_in_twice, take_out
from tests.support.postgres import Server, _server_url
from tests.support.stores import prepared


@contextmanager
def fresh(kind: str) -> Iterator[tuple[str, str]]:
    """The URLs of a migrated database: the application's and the owner's."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="grants-kills-") as folder:
            url = f"sqlite:///{Path(folder) / 'grants.db'}"
            migrate(url)
            yield url, url
        return
    with _server_url() as url:
        server = Server(url)
        server.prepare()
        with server.database(prepared) as database:
            yield database.app, database.owner
        server.close()


def carry_out(kind: str, *, kills: int, commands: int, seed: int) -> bool:
    """One campaign with its controls, printed; whether all was as it must be."""
    say = sys.stdout.write
    with fresh(kind) as (url, owner):
        campaign, began = Campaign(url, commands, kills, seed), monotonic()
        campaign.run()
        acknowledged = campaign.by_command()
        found = look(url, acknowledged)
        say(f"{kind}, seed {seed}, {monotonic() - began:.0f} s: {campaign}\n  {found}\n")
        put_in_twice(owner)
        twice = look(url, acknowledged)
        say(f"  control, an event doubled: {twice}\n")
        take_out(owner)
        take_out(owner)
        gone = look(url, acknowledged)
        say(f"  control, an event removed: {gone}\n")
    return found.good and twice.doubled > 0 and gone.lost > 0 and gone.differing > 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="kills that met a command under way")
    parser.add_argument("--commands", type=int, default=2000, help="commands to be acknowledged")
    parser.add_argument("--seed", type=int, default=None, help="the same moments again, as far as the machine allows")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    seed = secrets.randbelow(10**6) if chosen.seed is None else chosen.seed
    kinds = chosen.database or ["sqlite", "postgresql"]
    good = [carry_out(kind, kills=chosen.kills, commands=chosen.commands, seed=seed) for kind in kinds]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
