from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from grants.kernel.actor import Actor
from grants.kernel.codes import Role
from grants.kernel.refusals import Refused
from grants.store.bus import Bus
from grants.store.issue import Issue
from grants.store.log import EventLog
from grants.store.marks import DEMO, set_mark
from tests.store.conftest import Built
from tests.store.shelf import ALICE, CATALOGUE, NOON, BookPut, BuildShelf, NothingKnown, Person, PutBook


def test_a_command_stores_events_under_its_envelope(bus: Bus, log: EventLog, built: Built) -> None:
    shelf, command_id = built(), uuid4()
    done = bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka"), command_id))
    (position, event), *rest = log.page(1, 10)
    assert (position, rest, done.position) == (2, [], 2)
    assert isinstance(event, BookPut)
    assert (event.actor, event.actor_role, event.source) == (ALICE.actor.person, "coordinator", "web")
    assert (event.command_id, event.timestamp) == (command_id, NOON)
    assert (done.events, done.ids, done.versions) == (
        ["test_shelf.book_put.v1"], {"shelf": shelf}, {str(shelf): 2}
    )  # fmt: skip


def test_the_same_command_id_gets_the_same_answer_and_stores_nothing(bus: Bus, log: EventLog, built: Built) -> None:
    issue = ALICE.asks(PutBook(shelf=built(), title="Lalka"))
    first = bus.issue(issue)
    assert bus.issue(issue) == first
    assert first.rows[0].params["day"].__class__.__name__ == "date"
    assert log.last_position() == first.position == 2


def test_a_command_id_cannot_be_used_for_something_else(bus: Bus, log: EventLog, built: Built) -> None:
    shelf, command_id = built(), uuid4()
    bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka"), command_id))
    for other in (PutBook(shelf=shelf, title="Faraon"), BuildShelf(name="other")):
        with pytest.raises(Refused) as refused:
            bus.issue(ALICE.asks(other, command_id))
        assert refused.value.code == "command.id_reused"
    assert log.last_position() == 2


def test_another_person_is_not_given_the_answer(bus: Bus, built: Built) -> None:
    command, command_id = PutBook(shelf=built(), title="Lalka"), uuid4()
    bus.issue(ALICE.asks(command, command_id))
    with pytest.raises(Refused) as refused:
        bus.issue(Person().asks(command, command_id))
    assert refused.value.code == "command.id_reused"


def test_who_may_not_is_refused(bus: Bus, log: EventLog) -> None:
    viewer = Person(Actor(uuid4(), frozenset({Role.VIEWER})))
    with pytest.raises(Refused) as refused:
        bus.issue(viewer.asks(BuildShelf(name="novels")))
    assert refused.value.code == "not_allowed"
    assert refused.value.params == {"role": "viewer", "allowed": ["coordinator", "library"]}
    assert log.last_position() == 0


def test_a_stale_version_is_refused_with_what_happened_meanwhile(bus: Bus, built: Built) -> None:
    shelf = built()
    bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka", expected_version=1)))
    with pytest.raises(Refused) as refused:
        bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Faraon", expected_version=1)))
    assert refused.value.code == "stale"
    assert refused.value.params["meanwhile"] == [
        f"2/test_shelf.book_put.v1/{ALICE.actor.person}/2013-04-22T10:00:00+00:00"
    ]


def test_a_library_meets_only_what_concerns_it(bus: Bus, built: Built) -> None:
    mine, theirs = uuid4(), uuid4()
    librarian = Person(Actor(uuid4(), frozenset({Role.LIBRARY}), mine))
    own, other = built("mine", library=mine), built("theirs", library=theirs)
    assert bus.issue(librarian.asks(PutBook(shelf=own, title="Lalka"))).versions == {str(own): 2}
    for unseen in (other, uuid4()):
        with pytest.raises(Refused) as refused:
            bus.issue(librarian.asks(PutBook(shelf=unseen, title="Lalka")))
        assert refused.value.code == "unknown_id"


def test_a_refusal_leaves_nothing_not_even_in_the_cache(bus: Bus, log: EventLog, built: Built) -> None:
    shelf = built(places=1)
    bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka", unique=True)))
    other = built("other")
    with pytest.raises(Refused, match=r"test_shelf\.title_taken"):
        bus.issue(ALICE.asks(PutBook(shelf=other, title="Lalka", unique=True)))
    done = bus.issue(ALICE.asks(PutBook(shelf=other, title="Faraon", unique=True)))
    assert done.versions == {str(other): 2}
    assert [e.originator_version for e in log.stream(other)] == [1, 2]


def test_only_a_demo_database_lets_a_command_say_when_it_was_recorded(bus: Bus, log: EventLog) -> None:
    then = datetime(2013, 1, 2, 3, 4, tzinfo=UTC)
    issue = Issue(BuildShelf(name="old"), ALICE.actor, uuid4(), "demo", at=then)
    with pytest.raises(Refused, match=r"command\.at_not_allowed"):
        bus.issue(issue)
    set_mark(log.engine, DEMO, "made in a test")
    bus.issue(issue)
    assert log.page(0, 1)[0][1].timestamp == then
    allowed = Bus(log, NothingKnown(), lambda: NOON, CATALOGUE, allow_at=True)
    allowed.issue(Issue(BuildShelf(name="older"), ALICE.actor, uuid4(), "demo", at=then - timedelta(days=1)))
    with pytest.raises(Refused, match=r"command\.at_not_allowed"):
        allowed.issue(Issue(BuildShelf(name="x"), ALICE.actor, uuid4(), "demo", at=then.replace(tzinfo=None)))
