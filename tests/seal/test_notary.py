"""The notary: each event one leaf, however many notaries there are; nothing that is full is ever written again."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from grants.bootstrap import open_programme
from grants.kernel.clock import system_clock
from grants.store.seal import keys
from grants.store.seal.leaves import BEFORE, END, Row, canonical, leaf_hashes, read
from grants.store.seal.merkle import Edge
from grants.store.seal.notary import Notary, Unsealable, begin
from grants.store.seal.notes import PublicKey
from grants.store.seal.tables import seal_head, seal_tile
from grants.store.seal.tiles import stand
from grants.store.seal.verifying import Report, verify
from grants.store.signal import Signal
from tests.seal.conftest import ONLY_SQLITE, Site, row, stream


def notary(site: Site, page: int = 100) -> Notary:
    return Notary(site.app, keys.place(), page=page)


def report(site: Site) -> Report:
    return verify(site.app, [keys.load(keys.place()).public])


def test_the_leaf_is_the_hash_of_the_four_fields_each_behind_its_length(site: Site) -> None:
    """Both databases give the same bytes, so a log that moves from one to the other keeps its tree."""
    site.fill(1)
    with site.app.connect() as connection:
        found = read(connection, BEFORE, 10)
    state = row(0, sqlite=True)["state"]
    assert isinstance(state, bytes)
    assert found[0][1:] == (stream(0).hex.encode(), 1, b"test.happened.v1", state, True)
    assert canonical(b"ab", 7, b"", b"x") == b"\0\0\0\2ab\0\0\0\0017\0\0\0\0\0\0\0\1x"
    assert leaf_hashes(found)[0].hex() == leaf_hashes([(5, *found[0][1:])])[0].hex()


def test_a_quick_hash_is_the_careful_one() -> None:
    rows: list[Row] = [
        (n, UUID(int=n).hex.encode(), v, b"n" * n, b"s" * v, True) for n, v in ((1, 1), (9, 1999), (3, 2000))
    ]
    assert [h.hex() for h in leaf_hashes(rows)] == [leaf_hashes([each])[0].hex() for each in rows]
    assert len({*leaf_hashes(rows), *leaf_hashes([(1, b"1", 1, b"", b"", False)])}) == 4


@pytest.mark.parametrize("count", [0, 1, 256, 700])
def test_a_log_of_any_length_is_sealed_and_found_right(site: Site, count: int) -> None:
    if count:
        site.fill(count)
    assert notary(site).catch_up().leaves == count
    found = report(site)
    assert (found.events, found.sealed, found.newest, found.window) == (count, count, count, 0)
    assert (found.findings, found.gaps) == ([], [])
    if count:
        site.fill(2, first=count)
        later = report(site)
        assert (later.window, later.sealed, later.findings) == (2, count, [])


def test_several_notaries_make_one_leaf_of_each_event(site: Site) -> None:
    site.fill(1500)
    with ThreadPoolExecutor(3) as pool:
        ends = [each.result() for each in [pool.submit(notary(site, 60).catch_up) for _ in range(3)]]
    assert {end.leaves for end in ends} == {1500}
    assert report(site).findings == []
    with site.app.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(seal_tile)) == 5
        assert connection.scalar(select(func.count()).select_from(seal_head)) == 1


def test_the_root_is_that_of_all_leaves_whatever_the_pages(site: Site) -> None:
    site.fill(300)
    notary(site, 7).catch_up()
    edge = Edge()
    with site.app.connect() as connection:
        edge.grow(leaf_hashes(read(connection, BEFORE, 1000, END)))
        assert connection.scalar(select(seal_head.c.root)) == edge.root()


def test_the_application_can_not_change_what_is_sealed(site: Site) -> None:
    site.fill(300)
    notary(site).catch_up()
    for table, column in (("seal_tile", "position"), ("seal_head", "size")):
        for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with pytest.raises(DBAPIError, match=r"only grows|permission denied"), site.app.begin() as connection:
                connection.execute(text(change))


@ONLY_SQLITE
def test_what_is_no_event_is_never_sealed(site: Site) -> None:
    """PostgreSQL keeps only values of a column's kind."""
    site.fill(3)
    site.tamper("UPDATE stored_events SET state = 'text' WHERE POSITION = 2")
    with pytest.raises(Unsealable, match="position 2"):
        notary(site).catch_up()


def test_it_follows_beside_the_projector_where_the_database_is_sealed_and_the_key_is_here(site: Site) -> None:
    site.fill(5)
    programme = open_programme(site.url)
    thread = programme.seal()
    assert thread is not None
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with site.app.connect() as connection:
            if connection.scalar(select(func.max(seal_head.c.size))) == 5:
                break
        time.sleep(0.05)
    programme.stop.set()
    thread.join(5)
    assert not thread.is_alive()
    keys.place().rename(keys.place().with_suffix(".away"))
    assert programme.seal() is None
    programme.close()
    assert report_size(site) == 5


def report_size(site: Site) -> int:
    with site.app.connect() as connection:
        found = stand(connection)
    assert found is not None
    return found.leaves


@ONLY_SQLITE
def test_while_commands_come_it_rests_between_its_pages(site: Site) -> None:
    """One page, then the pause, although there is more; when nobody commands any more, it goes on at once."""
    site.fill(1000)
    signal, stop = Busy(), threading.Event()
    thread = threading.Thread(target=notary(site, 100).run, args=(stop, signal), kwargs={"rest": 0.2})
    began = time.monotonic()
    thread.start()
    while report_size(site) < 300:
        time.sleep(0.01)
    assert time.monotonic() - began >= 0.4
    signal.busy = False
    while report_size(site) < 1000:
        time.sleep(0.01)
    stop.set()
    thread.join(5)
    assert report_size(site) == 1000


class Busy(Signal):
    """Another position at every look, as if commands came all the time."""

    busy = True
    looked = 0

    @property
    def position(self) -> int:
        self.looked += self.busy
        return self.looked


@ONLY_SQLITE
def test_a_rotated_key_signs_the_next_head_without_a_restart(site: Site) -> None:
    site.fill(3)
    running = notary(site)
    running.catch_up()
    keys.rotate(keys.place(), system_clock())
    running.catch_up()
    with site.app.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(seal_head)) == 2
    known = keys.history(keys.place())
    assert verify(site.app, keys.trusted(PublicKey.parse(known[0].key), known)).findings == []


@ONLY_SQLITE
def test_a_database_is_sealed_under_one_name(site: Site) -> None:
    assert begin(site.app, "another.example") == "tests.example/log"
