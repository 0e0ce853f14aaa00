"""Every mistake in a field has its words, and every field of every command its label."""

from collections.abc import Iterator
from string import Formatter
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from msgspec import Struct
from msgspec.structs import fields

from grants.catalogue import CATALOGUE
from grants.kernel.binding import bind
from grants.kernel.refusals import Invalid, Problem
from grants.lifecycle.commands.applying import ApplyForGrant
from grants.read._between import Wished
from grants.read._then import Wish
from grants.wording.labels import field_label
from grants.wording.problems import PROBLEMS, mistake, problem_text
from grants.wording.tables import TABLES
from tests.wording.raised import kinds, problems

WRITTEN = problems()
PAST = {*Wish.__struct_fields__, *Wished.__struct_fields__}
"""The two days of a past state, which reading takes."""
CODES = WRITTEN.keys() | {f"field.{kind}" for kind in kinds()}


def rows(annotation: Any) -> Iterator[type[Struct]]:
    """The structs inside a field's type."""
    if get_origin(annotation) in (Annotated, Union, UnionType, list):
        for part in get_args(annotation):
            yield from rows(part)
    elif isinstance(annotation, type) and issubclass(annotation, Struct):
        yield annotation


def names(kind: type[Struct]) -> Iterator[str]:
    for field in fields(kind):
        yield field.name
        for row in rows(field.type):
            yield from names(row)


def base(code: str) -> str:
    """``field.too_big`` of ``field.too_big.money``."""
    return ".".join(code.split(".")[:2])


def test_every_problem_has_words_and_no_words_are_left_over() -> None:
    assert sorted(CODES - PROBLEMS.keys()) == []
    assert sorted({base(code) for code in PROBLEMS} - CODES) == []


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_words_name_only_parameters_that_are_given(code: str) -> None:
    places = {name for _, name, _, _ in Formatter().parse(PROBLEMS[code]) if name}
    given = WRITTEN.get(base(code), [frozenset()])
    assert places <= frozenset.intersection(*given)


@pytest.mark.parametrize("command", CATALOGUE, ids=lambda c: c.__name__)
def test_every_field_has_a_label(command: type[Struct]) -> None:
    assert {name for name in names(command) if name not in TABLES["field"]} - {"day", "count", "kind", "field"} == set()
    for name in ("plan.0.day", "attendance.0.kind", "attendance.0.count", "findings.0.field", "changes.0.field"):
        assert field_label(name, "en").rpartition(": ")[2] not in {"day", "kind", "count", "field"}


def test_no_label_belongs_to_a_field_that_is_gone() -> None:
    parts_of_a_report = {"meetings", "costs"}  # named by findings, which are codes
    known = {name for command in CATALOGUE for name in names(command)} | parts_of_a_report | PAST
    known |= {"days_late", "document", "_understood"}  # the last is the box before what cannot be taken back
    assert {key.rpartition(".")[2] for key in TABLES["field"]} - known == set()
    owners = {key.partition(".")[0] for key in TABLES["field"] if "." in key}
    assert owners - known - {command.__name__ for command in CATALOGUE} == set()


def test_the_field_is_named_and_the_bound_is_written_as_money() -> None:
    problem = Problem("field.too_big", {"max": 100_000, "kind": "money"})
    assert problem_text("requested", problem, "pl") == "Kwota wnioskowana: najwyżej 1\u00a0000,00\u00a0zł"
    assert problem_text("requested", problem, "en") == "Amount requested: at most 1,000.00\u00a0zł"
    assert mistake(problem, "pl") == "Najwyżej 1\u00a0000,00\u00a0zł"


def test_a_row_is_named_by_its_list_and_its_place() -> None:
    assert field_label("plan.2.day", "pl") == "Planowane spotkania, wiersz 3: Dzień"
    assert field_label("plan.2", "en") == "Planned meetings, row 3"


def test_a_field_may_be_called_otherwise_in_one_command() -> None:
    assert field_label("amount", "pl", "RecordPayment") == "Kwota wypłaty"
    assert field_label("amount", "pl") == "Kwota"


def test_a_field_that_nobody_knows_is_named_as_it_was_sent() -> None:
    assert field_label("colour", "pl") == "colour"


def test_counts_have_their_plural_forms() -> None:
    said = [mistake(Problem("field.too_many", {"max": n}), "pl") for n in (1, 2, 5, 12, 22)]
    assert said == [f"Najwyżej {n}" for n in ("1 wiersz", "2 wiersze", "5 wierszy", "12 wierszy", "22 wiersze")]


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_all_mistakes_of_one_form_are_told(lang: str) -> None:
    raw = {
        "round": "x", "requested": "-5", "plan": [{"day": "31.31.2013", "mode": "by pigeon"}], "nrb": "12",
        "consents": "all", "colour": "red",
    }  # fmt: skip
    with pytest.raises(Invalid) as wrong:
        bind(ApplyForGrant, raw)
    told = [problem_text(path, problem, lang, "ApplyForGrant") for path, problem in wrong.value.problems.items()]
    assert len(told) >= 8
    assert all(": " in line and "{" not in line for line in told)
