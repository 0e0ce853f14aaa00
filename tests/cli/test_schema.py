"""``grants commands --json``: the schema accepts and refuses what the fields themselves accept and refuse."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner

from grants.catalogue import BY_NAME, CATALOGUE
from grants.cli import keys, main
from grants.cli.lines import Doer
from grants.cli.schema import DIALECT
from grants.kernel.binding import bind
from grants.kernel.refusals import Invalid
from tests.cli import lines as says
from tests.cli.conftest import Run
from tests.cli.values import ID, REGON, canonical, changed, whole

pytestmark = pytest.mark.together

Schema = dict[str, Any]
validator: Any = import_module("jsonschema").Draft202012Validator
NOBODY: Any = SimpleNamespace(engine=None)


@pytest.fixture(scope="module")
def document() -> Schema:
    done = CliRunner().invoke(main, ["commands", "--json"])
    assert done.exit_code == 0, done.output
    schema: Schema = json.loads(done.stdout)
    return schema


@pytest.fixture(autouse=True)
def one_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any well-formed REGON is some library's: whether a name is known is no question of form."""
    monkeypatch.setattr(keys, "owner_of", lambda *_: UUID(ID))


def read(name: str, data: Any) -> bool:
    """What ``grants do`` does with ``data``, up to the command."""
    try:
        bind(BY_NAME[name], keys.resolve(NOBODY, data))
    except Invalid:
        return False
    return True


def disagreements(schema: Schema, name: str, seen: set[str]) -> Iterator[str]:
    allows = validator(schema).is_valid
    for data in changed(BY_NAME[name], seen):
        if canonical(data) and allows(data) != read(name, data):
            yield f"{name}: {'allowed' if allows(data) else 'not allowed'} {json.dumps(data)[:300]}"


def test_it_is_a_2020_12_schema_with_one_object_for_each_command(document: Schema) -> None:
    validator.check_schema(document)
    assert document["$schema"] == DIALECT
    assert document["$defs"].keys() == {kind.__name__ for kind in CATALOGUE}
    for kind, entry in CATALOGUE.items():
        known = document["$defs"][kind.__name__]
        assert known["description"] == " ".join((kind.__doc__ or "").split())
        assert set(known["x-roles"]) == entry.roles
        assert known["x-events"] == [event.TOPIC for event in entry.events]
        assert known["x-step"] == entry.step


def test_schema_and_fields_agree_on_every_command(document: Schema) -> None:
    seen: set[str] = set()
    assert [said for name in BY_NAME for said in disagreements(document["$defs"][name], name, seen)] == []


BOUNDS = (
    "RegisterLibrary.additionalProperties",
    "RegisterLibrary.required",
    "RegisterLibrary.properties.name.maxLength",
    "RegisterLibrary.properties.name.pattern",
    "RegisterLibrary.properties.terc.pattern",
    "RegisterLibrary.properties.mailbox.anyOf.0.allOf",
    "RecordPayment.properties.amount.maximum",
    "RecordPayment.properties.amount.minimum",
    "RecordPayment.properties.occurred_on.anyOf.0.pattern",
    "AwardGrants.properties.rows.maxItems",
    "AwardGrants.properties.rows.items.additionalProperties",
)


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_schema_that_says_less_is_caught(document: Schema, bound: str) -> None:
    """The control: each bound left out lets something through that is refused."""
    name, *path, last = bound.split(".")
    schema = copy.deepcopy(document["$defs"][name])
    part: Any = schema
    for key in path:
        part = part[int(key) if isinstance(part, list) else key]
    del part[last]
    assert list(disagreements(schema, name, set()))


def test_what_reading_takes_besides_is_what_the_comment_says(document: Schema) -> None:
    name, good = "RecordPayment", whole(BY_NAME["RecordPayment"])
    allows = validator({**document["$defs"][name]}).is_valid
    kinder = ({"amount": " 100 "}, {"bank_reference": "  P-1"}, {"nrb": ""}, {"occurred_on": "   "})
    for data in ({**good, **more} for more in kinder):
        assert read(name, data)
    assert not allows({**good, "amount": "100"})
    fraction = {**good, "amount": 1.0}
    assert allows(fraction)
    assert not read(name, fraction)
    assert all(word in document["$comment"] for word in ("blank", "NFC", "1.0"))


def test_lines_are_allowed_or_not_as_do_reads_them(run: Run, store_url: str, document: Schema) -> None:
    from grants.bootstrap import programme

    good = says.on("CloseCall", "manager", "2013-04-22") | {"data": {"round": "PRB/I"}}
    odd: list[dict[str, Any]] = [
        {}, {"as": None}, {"as": 5}, {"as": " "}, {"command": "Nope"}, {"command": None}, {"surplus": 1}, {"data": []},
        {"data": {}}, {"data": None}, {"id": ""}, {"id": "x" * 200}, {"id": "x" * 201}, {"id": 5}, {"id": None},
        {"at": None}, {"at": "2013-04-22"}, {"at": "2013-02-30T10:00:00Z"}, {"at": "2013-04-22T25:00:00"},
        {"at": 20130422}, {"at": "2013-04-22T15:12:00.5+02:00"}, {"at": "2013-W17-1"}, {"data": {"round": "PRB"}},
    ]  # fmt: skip
    allows = validator(document).is_valid
    with programme(store_url) as opened:
        doer = Doer(opened, "en")
        for each in ({**good, **more} for more in odd):
            answer = doer.answer(json.dumps(each).encode())
            assert allows(each) == ("invalid" not in answer), (each, answer)
    assert not allows({k: v for k, v in good.items() if k != "data"})


def test_a_regon_of_other_digits_is_none(document: Schema) -> None:
    data = {**whole(BY_NAME["RegisterLibrary"]), "regon": "\u0661" * len(REGON)}
    assert not read("RegisterLibrary", data)
