"""What SQLite would take and PostgreSQL would choke on never gets that far; the rest is stored alike on both."""

from uuid import uuid4

import pytest

from grants.kernel.binding import bind
from grants.kernel.refusals import Invalid
from grants.store.bus import Bus
from grants.store.log import EventLog
from grants.store.texts import texts
from tests.store.conftest import Built
from tests.store.shelf import ALICE, BookPut, PutBook


@pytest.mark.parametrize("bad", ["\0", "a\0b", "a\x07", "\x1b[31m", "\ud800", "\x7f"])
@pytest.mark.parametrize("field", ["title", "note"])
def test_control_characters_stop_at_the_edge(bad: str, field: str) -> None:
    raw = {"shelf": str(uuid4()), "title": "Lalka", field: f"x{bad}y"}
    with pytest.raises(Invalid) as invalid:
        bind(PutBook, raw)
    assert {name: problem.code for name, problem in invalid.value.problems.items()} == {
        field: "field.control_characters"
    }


@pytest.mark.parametrize(
    "words",
    [
        "Zażółć gęślą jaźń",
        "'; DROP TABLE text; --",
        '{"_type_": "uuid_hex", "_data_": "x"}',
        "a\nb\tc",
        "😀" * 40,
        "%s :id ?",
    ],
)  # fmt: skip
def test_whatever_else_people_type_comes_back_as_it_was(bus: Bus, log: EventLog, built: Built, words: str) -> None:
    shelf = built()
    bus.issue(ALICE.asks(bind(PutBook, {"shelf": str(shelf), "title": "Lalka", "note": words})))
    event = log.stream(shelf)[-1]
    assert isinstance(event, BookPut)
    assert event.note is not None
    assert texts(log.engine, [event.note.id]) == {event.note.id: words}


def test_a_title_that_looks_like_stored_data_is_only_a_title(bus: Bus, log: EventLog, built: Built) -> None:
    title = '{"_type_":"uuid_hex","_data_":"x"}'
    shelf = built()
    bus.issue(ALICE.asks(PutBook(shelf=shelf, title=title)))
    event = log.stream(shelf)[-1]
    assert isinstance(event, BookPut)
    assert event.title == title
