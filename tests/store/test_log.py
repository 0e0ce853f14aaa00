from collections.abc import Iterator, Sequence
from threading import Thread, Timer
from time import monotonic
from uuid import uuid4

import pytest
from eventsourcing.persistence import StoredEvent

from grants.kernel.actor import Deed, doing
from grants.kernel.codes import Role
from grants.store.cache import LONG, Kept
from grants.store.log import EventLog
from grants.store.signal import Signal
from tests.store.shelf import DAY, NOON, BookPut, Shelf


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
    assert [len(log.stream_known(other.id, position)) for position in range(7)] == [0, 0, 0, 1, 2, 3, 3]
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


def test_a_long_stream_is_replayed_once_and_then_only_its_news(store_url: str) -> None:
    log, other = EventLog(store_url), EventLog(store_url, kept=0)
    made = Shelf.build("long", 10_000)
    for n in range(3 * LONG):
        made.put(f"{n}")
    other.save([made])
    replayed: list[int] = []
    select = log._recorder.select_events
    log._recorder.select_events = lambda *a, **k: counted(replayed, select(*a, **k))  # type: ignore[method-assign]
    for _ in range(3):
        assert log.load(made.id) is not None
    assert replayed == [3 * LONG + 1, 0, 0]
    for _ in range(LONG):
        made.put("news")
    other.save([made])
    loaded = [log.load(made.id) for _ in range(2)]
    assert replayed[3:] == [LONG, 0]
    assert [each.version for each in loaded if each] == [4 * LONG + 1] * 2
    log.close()
    other.close()


def test_only_so_many_are_kept_and_the_newest_version_wins(log: EventLog) -> None:
    kept, shelves = Kept(2), [shelf(f"{n}") for n in range(3)]
    for each in shelves:
        for n in range(LONG):
            each.happened(BookPut, occurred_on=DAY, title=f"{n}")
        kept.put(each)
    assert [kept.copy(each.id) is not None for each in shelves] == [False, True, True]
    older = kept.copy(shelves[2].id)
    shelves[2].happened(BookPut, occurred_on=DAY, title="one more")
    kept.put(shelves[2])
    assert older is not None
    kept.put(older)
    newest = kept.copy(shelves[2].id)
    assert newest is not None
    assert newest.version == LONG + 2
    short = shelf("short")
    kept.put(short)
    assert kept.copy(short.id) is None


def counted(counts: list[int], events: Sequence[StoredEvent]) -> Sequence[StoredEvent]:
    counts.append(len(events))
    return events
