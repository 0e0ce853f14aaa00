"""The register against the states it is made of: filters, orders, search, pages."""

from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, text

from grants.kernel import ids
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import derive
from grants.read import register
from grants.read._folding import folded, sort_key
from grants.read.grants import grant, grants
from grants.read.register import Entry, Filters, Order
from tests.read.conftest import Follow
from tests.read.histories import ROUND, TOWNS, GrantLine, World, lived
from tests.read.test_ledger import folded as facts_of

TODAY = date(2013, 12, 24)


def many(number: int = 95) -> World:
    """Applications from many towns, some of them gone further."""
    world = World(Random(5))
    world.found()
    for n in range(1, number + 1):
        line = GrantLine(world, world.library(n), [ids.derived("library", "p")], n)
        line.apply()
        if n % 3 == 0:
            line.award()
        if n % 6 == 0:
            line.sign()
            line.pay()
    return world


def pages(engine: Engine, filters: Filters, order: Order, limit: int = 40) -> list[list[Entry]]:
    """Every page, walked forwards; then walked back again to prove that the same pages come in the other direction."""
    with engine.connect() as connection:
        found = [register.listed(connection, filters, order, limit=limit)]
        while found[-1].next and (page := register.listed(connection, filters, order, found[-1].next, limit)).rows:
            found.append(page)
        back = found[-1]
        for wanted in reversed(found[:-1]):
            back = register.listed(connection, filters, order, back.previous, limit)
            assert back.rows == wanted.rows
        assert back.previous is None
    return [page.rows for page in found]


def test_a_row_is_the_state_of_its_grant(follow: Follow, engine: Engine) -> None:
    world = lived(9, 12)
    follow(world)
    with engine.connect() as connection:
        rows = register.entries(connection, facts_of(world))
        for id_, facts in facts_of(world).items():
            state, row = derive(facts.entries), rows[id_]
            assert (row.stage, row.stage_since) == (state.shown_stage.value, state.stage_since)
            assert (row.awarded, row.paid, row.recognised) == (state.awarded, state.paid, state.recognised)
            assert (row.meetings_held, row.meetings_counted) == (len(state.meetings), len(state.counted))
            assert (row.version, row.library) == (facts.version, facts.library)
            shown = grant(connection, id_)
            assert shown
            assert (shown.facts, shown.version, shown.state) == (facts, facts.version, state)
            assert derive(shown.facts.until(date.min)).stage is Stage.OPENED
        assert len(grants(connection, rows)) == len(rows)
        assert grant(connection, ids.derived("grant", "none")) is None


@pytest.mark.parametrize("order", list(Order))
def test_pages_in_every_order_show_each_grant_once(follow: Follow, engine: Engine, order: Order) -> None:
    follow(many())
    found = pages(engine, Filters(round=ROUND), order)
    assert [len(page) for page in found] == [40, 40, 15]
    rows = [entry for page in found for entry in page]
    assert len({entry.grant for entry in rows}) == 95
    values: list[Any] = {
        Order.NAME: [sort_key(f"{e.town} {e.name}") for e in rows],
        Order.APPLIED: [-e.applied_on.toordinal() for e in rows],
        Order.DUE: [e.due_on or date.max for e in rows],
        Order.CHANGED: [-e.position for e in rows],
        Order.AWARDED: [-e.awarded for e in rows],
    }[order]  # type: ignore[assignment]
    assert values == sorted(values)


def test_names_stand_in_the_order_of_the_polish_alphabet(follow: Follow, engine: Engine) -> None:
    follow(many(20))
    towns = [entry.town for entry in pages(engine, Filters(), Order.NAME)[0]]
    assert list(dict.fromkeys(towns)) == [
        "Ćmielów", "Ełk", "Góra Kalwaria", "Iława", "Łódź", "Ostrów", "Radom", "Śrem", "Źródła", "Żółwin",
    ]  # fmt: skip


def test_the_register_narrows_by_stage_library_and_deadline(follow: Follow, engine: Engine) -> None:
    follow(many(40))
    with engine.connect() as connection:
        awarded = register.listed(connection, Filters(round=ROUND, stage="awarded")).rows
        assert {entry.stage for entry in awarded} == {"awarded"}
        assert len(awarded) == 7
        late = register.listed(connection, Filters(overdue_on=TODAY)).rows
        assert len(late) == 6
        assert all(entry.overdue(TODAY) and entry.due_kind == "report" for entry in late)
        assert not register.listed(connection, Filters(overdue_on=date(2013, 11, 21))).rows
        own = register.listed(connection, Filters(library=awarded[0].library)).rows
        assert own == [awarded[0]] == register.grants_led_by(connection, awarded[0].library)
        assert register.listed(connection, Filters(round=ids.derived("round", "other"))).rows == []
        assert register.grant_numbered(connection, ROUND, awarded[0].number or 0) == awarded[0].grant
        assert register.grant_numbered(connection, ROUND, 4711) is None


@pytest.mark.parametrize(
    ("typed", "towns"),
    [
        ("łódź", {"Łódź"}), ("LODZ", {"Łódź"}), ("ód", set()), ("ołw", {"Żółwin"}), ("zolw", {"Żółwin"}),
        ("publiczna śrem", {"Śrem"}), ("kalw gora", {"Góra Kalwaria"}), ("nie ma takiej", set()),
        ("  ", set(TOWNS)), ('"); DROP', set()), ("100%", set()), ("bi", set(TOWNS)), ("b", set(TOWNS)),
        ("nr śrem", {"Śrem"}), ("'", set(TOWNS)),
    ],
)  # fmt: skip
def test_search_knows_polish_letters_and_any_part_of_a_name(
    follow: Follow, engine: Engine, typed: str, towns: set[str]
) -> None:
    follow(many(20))
    with engine.connect() as connection:
        found = register.listed(connection, Filters(round=ROUND, search=typed)).rows
    assert {entry.town for entry in found} == towns


def test_a_name_that_changed_is_found_by_the_new_one_only(follow: Follow, engine: Engine) -> None:
    world = many(10)
    projector = follow(world)
    with engine.begin() as connection:
        connection.execute(text("UPDATE register SET folded = 'nowa nazwa' WHERE town = 'Radom'"))
    with engine.connect() as connection:
        assert [e.town for e in register.listed(connection, Filters(search="nowa nazwa")).rows] == ["Radom"]
        assert register.listed(connection, Filters(search="radom")).rows == []
    assert len(projector.compare("register")) == 1
    projector.rebuild("register")
    with engine.connect() as connection:
        assert register.listed(connection, Filters(search="nowa nazwa")).rows == []
        assert [e.town for e in register.listed(connection, Filters(search="radom")).rows] == ["Radom"]


@pytest.mark.parametrize(
    "cursor", ["", "x", "ąę", "W10", "WzFd", "bnVsbA", "W2ZhbHNlLDEsMl0", "W2ZhbHNlLCJcdTAwMDAiLCJ4Il0", "A" * 2000]
)
def test_a_cursor_that_is_not_ours_begins_anew(follow: Follow, engine: Engine, cursor: str) -> None:
    follow(many(5))
    with engine.connect() as connection:
        begun = register.listed(connection, Filters(), at=cursor)
        assert begun == register.listed(connection, Filters())


def test_folding_keeps_letters_and_digits_only() -> None:
    assert folded("Żółwin – Gmina „Łąka” nr 7/b") == "zolwin gmina laka nr 7 b"
    assert folded("Straße ÉCOLE") == "strasse ecole"
    towns = ["Lubin", "Łódź", "Maków", "Żary", "Zator", "Źrebce", "Ćwik", "Czersk", "Cz", "Ósma", "Ostrów"]
    assert sorted(towns, key=sort_key) == [
        "Cz", "Czersk", "Ćwik", "Lubin", "Łódź", "Maków", "Ostrów", "Ósma", "Zator", "Źrebce", "Żary",
    ]  # fmt: skip
