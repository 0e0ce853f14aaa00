from collections.abc import Iterator
from threading import Thread, Timer
from time import monotonic
from uuid import uuid4

import pytest

from grants.kernel.actor import Deed, doing
from grants.kernel.codes import Role
from grants.store.log import EventLog
from grants.store.signal import Signal
from tests.store.shelf import NOON, Shelf


@pytest.fixture(autouse=True)
def _under_a_deed() -> Iterator[None]:
    with doing(Deed(uuid4(), Role.COORDINATOR, NOON, uuid4(), "web")):
        yield


def shelf(name: str, *books: str) -> Shelf:
    made = Shelf.build(name, 10)
    for book in books:
        made.put(book)
    return made


def test_an_empty_log_has_no_position(log: EventLog) -> None:
    assert (log.last_position(), log.page(0, 10), log.by_positions([])) == (0, [], [])
    assert log.load(uuid4()) is None


def test_several_aggregates_are_saved_as_one(log: EventLog) -> None:
    one, other = shelf("one", "Lalka"), shelf("other", "Faraon", "Emancypantki")
    assert log.save([one, other]) == 5
    assert [p for p, _ in log.page(0, 10)] == [1, 2, 3, 4, 5]
    assert [(p, e.TOPIC) for p, e in log.page(3, 1)] == [(4, "test_shelf.book_put.v1")]
    assert [(p, e.originator_id) for p, e in log.by_positions([5, 1])] == [(1, one.id), (5, other.id)]
    assert (log.position_of(other.id, 3), log.position_of(other.id, 4)) == (5, None)
    assert [e.originator_version for e in log.stream(other.id, after=1, upto=2)] == [2]
    loaded = log.load(other.id)
    assert isinstance(loaded, Shelf)
    assert (loaded.books, loaded.version) == (["Faraon", "Emancypantki"], 3)


def test_nothing_is_not_saved(log: EventLog) -> None:
    with pytest.raises(ValueError, match="nothing happened"):
        log.save([])


def test_a_follower_in_this_process_is_woken_at_once(log: EventLog) -> None:
    began = monotonic()
    timer = Timer(0.1, lambda: log.signal.reached(7))
    timer.start()
    assert log.signal.wait(6, 5)
    assert monotonic() - began < 1
    timer.join()


def test_a_follower_hears_of_what_another_process_stored(log: EventLog, store_url: str) -> None:
    other, heard = EventLog(store_url), []
    follower = Thread(target=lambda: heard.append(log.wait(0, 5)))
    follower.start()
    with doing(Deed(uuid4(), Role.COORDINATOR, NOON, uuid4(), "web")):
        other.save([shelf("one")])
    follower.join()
    assert heard == [True]
    assert log.signal.position == 1
    other.close()


def test_a_follower_waits_no_longer_than_it_says(log: EventLog) -> None:
    began = monotonic()
    assert not log.wait(0, 0.12)
    assert 0.1 < monotonic() - began < 1
    assert not log.wait(0, 0)


def test_a_signal_never_goes_back() -> None:
    signal = Signal()
    signal.reached(5)
    signal.reached(3)
    assert signal.position == 5
    assert signal.wait(4, 0)
    assert not signal.wait(5, 0)
