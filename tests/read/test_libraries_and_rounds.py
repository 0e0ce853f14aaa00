"""Libraries, coalitions, programmes and rounds as the pages ask for them."""

from datetime import date
from random import Random

from sqlalchemy import Engine

from grants.kernel import ids
from grants.libraries import events as library_events
from grants.read import libraries, rounds
from grants.rounds import events as round_events
from tests.read.conftest import Follow
from tests.read.histories import PROGRAMME, ROUND, TEXT, World, rules


def world() -> World:
    made = World(Random(3))
    made.found()
    return made


def test_a_library_shows_what_was_corrected_last(follow: Follow, engine: Engine) -> None:
    made = world()
    id_ = made.library(7, "Łódź")
    for old, new in (("Łódź", "Żory"), ("Żory", "Ełk")):
        made.happens(library_events.LibraryCorrected, id_, changes=[["town", old, new]], reason=TEXT)
    assert follow(made).compare() == []
    with engine.connect() as connection:
        shown = libraries.library_now(connection, id_)
        assert shown
        assert (shown.town, shown.version) == ("Ełk", 3)
        assert libraries.library_by_regon(connection, "000000007") == shown
        assert libraries.library_by_regon(connection, "000000008") is None
        assert libraries.listed(connection, "ełk").rows == [shown]
        assert libraries.listed(connection, "żory").rows == []
        assert libraries.library_now(connection, ids.derived("library", "none")) is None


def test_libraries_are_paged_by_town_and_name(follow: Follow, engine: Engine) -> None:
    made = world()
    for number in range(25):
        made.library(number)
    follow(made)
    with engine.connect() as connection:
        found, at = [], None
        while (page := libraries.listed(connection, at=at, limit=7)).rows:
            found += page.rows
            at = page.next
            if at is None:
                break
    assert len({row.id for row in found}) == len(found) == 25
    assert found[0].town == "Ćmielów"
    assert found[-1].town == "Żółwin"


def test_a_coalition_knows_who_joined_left_and_came_back(follow: Follow, engine: Engine) -> None:
    made = world()
    leading, *partners = (made.library(number) for number in range(4))
    coalition = made.coalition(leading, partners[:2])
    made.day = date(2013, 2, 1)
    made.happens(library_events.PartnerLeft, coalition, partner=partners[0])
    made.happens(library_events.PartnerAdded, coalition, partner=partners[2])
    made.happens(library_events.PartnerLeft, coalition, partner=partners[1])
    made.happens(library_events.PartnerAdded, coalition, partner=partners[1])
    assert follow(made).compare() == []
    with engine.connect() as connection:
        found = {m.library: m for m in libraries.coalition_partners(connection, ROUND, leading)}
        assert found.keys() == set(partners)
        assert found[partners[0]].left_on == date(2013, 2, 1)
        assert found[partners[1]].left_on is None
        assert found[partners[1]].since == date(2013, 1, 1)
        assert found[partners[2]].since == date(2013, 2, 1)
        (membership,) = libraries.partnerships(connection, partners[2])
        assert (membership.library, membership.round) == (leading, ROUND)
        assert membership.grant == ids.grant_id(ROUND, leading)
        assert libraries.rounds_led(connection, leading) == [ROUND]
        assert libraries.rounds_led(connection, partners[0]) == []


def test_a_round_shows_its_rules_and_whether_one_may_apply(follow: Follow, engine: Engine) -> None:
    made = world()
    made.happens(round_events.RulesChanged, ROUND, rules=rules(budget=20_000_000), rules_version=2)
    follow(made)
    with engine.connect() as connection:
        shown = rounds.named_round(connection, "PRB/I")
        assert shown
        assert (shown.id, shown.name, shown.programme_name) == (ROUND, "PRB/I", "Program Rozwoju Bibliotek")
        assert (shown.rules, shown.rules_version, shown.version) == (rules(budget=20_000_000), 2, 2)
        assert shown.call_open(date(2013, 3, 31))
        assert not shown.call_open(date(2013, 4, 1))
        assert rounds.named_round(connection, "I") == shown == rounds.round_now(connection, ROUND)
        assert rounds.named_round(connection, "PRB/II") is None
        assert rounds.named_round(connection, "X/I") is None
        programme = rounds.programme_coded(connection, "PRB")
        assert programme
        assert programme == rounds.programme_now(connection, PROGRAMME)
        assert rounds.programmes(connection) == [programme]
        assert rounds.rounds(connection, PROGRAMME) == [shown] == rounds.rounds(connection)
        assert rounds.programme_coded(connection, "prb") is None


def test_a_label_that_two_programmes_use_needs_the_code(follow: Follow, engine: Engine) -> None:
    made = world()
    other = ids.programme_id("ABC")
    made.happens(
        round_events.ProgrammeOpened, other, code="ABC", name="A", funder="F", operator="O", currency="PLN",
        time_zone="Europe/Warsaw",
    )  # fmt: skip
    second = ids.round_id(other, "I")
    made.happens(round_events.RoundOpened, second, programme=other, label="I", rules=rules())
    made.happens(round_events.CallClosed, second)
    made.happens(round_events.RoundClosed, second)
    made.happens(round_events.ProgrammeClosed, other)
    assert follow(made).compare() == []
    with engine.connect() as connection:
        assert rounds.named_round(connection, "I") is None
        shown = rounds.named_round(connection, "ABC/I")
        assert shown
        assert shown.closed
        assert shown.call_closed_on == made.day
        assert not shown.call_open(made.day)
        assert [p.closed_on for p in rounds.programmes(connection)] == [made.day, None]
