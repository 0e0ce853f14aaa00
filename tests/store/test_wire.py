"""Stored names and shapes are for ever: today's code reads every golden file, and would write it the same."""

import json

import pytest

from grants.kernel.envelope import Happened
from grants.store.transcodings import VALUES, transcoder
from tests.store.examples import FOLDER, all_events, example, field_types, fits, golden, load

EVENTS = sorted(all_events(), key=lambda event: event.TOPIC)
FILES = sorted(FOLDER.glob("*.json"))
NAMES = [
    "account_ref", "budget_line", "check", "date_iso", "datetime_iso", "document_ref", "file_ref", "finding",
    "partner", "plan_row", "round_rules", "text_ref", "uuid_hex",
]  # fmt: skip
"""Names of values inside stored events; add, never rename or remove."""


def test_every_event_has_a_golden_file_and_every_file_its_event() -> None:
    assert [file.stem for file in FILES] == [event.TOPIC for event in EVENTS]
    assert len(EVENTS) >= 40


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_todays_code_reads_what_was_stored(file: object) -> None:
    text = (FOLDER / str(file)).read_text()
    event = load(text)
    assert json.loads(text)["topic"] == event.TOPIC
    for name, hint in field_types(type(event)).items():
        assert fits(getattr(event, name), hint), name


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TOPIC)
def test_todays_code_writes_the_shape_that_is_stored(event: type[Happened]) -> None:
    """A new field, another type or another name of a value needs a new version of the event, not a new file."""
    assert golden(example(event)) == (FOLDER / f"{event.TOPIC}.json").read_text()


def test_values_keep_their_names() -> None:
    assert sorted(transcoder().names) == NAMES
    assert set(VALUES) < set(NAMES)


def test_a_missing_field_is_noticed() -> None:
    """The control: a golden file that lost a field does not pass for whole."""
    text = (FOLDER / "grant.awarded.v1.json").read_text()
    whole = json.loads(text)
    del whole["state"]["amount"]
    event = load(json.dumps(whole))
    with pytest.raises(AttributeError):
        [getattr(event, name) for name in field_types(type(event))]


def test_a_changed_type_is_noticed() -> None:
    """The control: money that became text."""
    whole = json.loads((FOLDER / "grant.awarded.v1.json").read_text())
    whole["state"]["amount"] = "100000"
    event = load(json.dumps(whole))
    assert not all(fits(getattr(event, name), hint) for name, hint in field_types(type(event)).items())
