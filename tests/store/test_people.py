from datetime import date, timedelta
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from sqlalchemy import event, select, update

from grants.kernel.codes import Role
from grants.kernel.refusals import Refused
from grants.store import passwords
from grants.store.log import EventLog
from grants.store.logins import IDLE, LIFETIME, SEEN_EVERY, Logins
from grants.store.people import People, Person
from grants.store.tables import login as login_table
from grants.store.tables import person as person_table
from tests.store.shelf import NOON

COORDINATOR = frozenset({Role.COORDINATOR, Role.FINANCE})
LIBRARY = frozenset({Role.LIBRARY})


@pytest.fixture
def people(log: EventLog) -> People:
    return People(log.engine)


@pytest.fixture
def alicja(people: People) -> Person:
    return people.add(login="Alicja ", name="Alicja Wzorowa", password="tajne-haslo", roles=COORDINATOR, now=NOON)


def test_a_person_is_recognised_by_login_and_password(people: People, alicja: Person) -> None:
    assert people.recognise("ALICJA", "tajne-haslo") == people.find("alicja") == alicja
    assert (alicja.login, alicja.actor.roles, alicja.actor.library) == ("alicja", COORDINATOR, None)
    for login, password in (("alicja", "inne"), ("nikt", "tajne-haslo"), ("ali\0cja", "tajne-haslo"), ("", "x\0")):
        assert people.recognise(login, password) is None


def test_a_login_is_taken_once(people: People, alicja: Person) -> None:
    with pytest.raises(Refused, match=r"person\.login_taken"):
        people.add(login="aLicja", name="Inna", password="x", roles=COORDINATOR, now=NOON)
    for wrong in ("", "  ", "a\0b", "a" * 81):
        with pytest.raises(Refused, match=r"person\.login_invalid"):
            people.add(login=wrong, name="Inna", password="x", roles=COORDINATOR, now=NOON)
    assert [p.login for p in people.all()] == ["alicja"]


def test_only_a_librarian_has_a_library_and_needs_one(people: People) -> None:
    for roles, library, code in (
        (LIBRARY, None, "person.library_needed"),
        (LIBRARY | COORDINATOR, uuid4(), "person.library_needed"),
        (COORDINATOR, uuid4(), "person.library_not_allowed"),
    ):
        with pytest.raises(Refused) as refused:
            people.add(login="b", name="B", password="x", roles=roles, library=library, now=NOON)
        assert refused.value.code == code
    library = uuid4()
    added = people.add(login="b", name="B", password="x", roles=LIBRARY, library=library, now=NOON)
    assert added.actor.library == library
    assert people.names({added.id, uuid4()}) == {added.id: "B"}


def test_an_unknown_login_is_compared_with_a_hash_as_well(monkeypatch: pytest.MonkeyPatch, people: People) -> None:
    compared = []
    monkeypatch.setattr(passwords, "matches", lambda kept, _: compared.append(kept))
    people.recognise("nikt", "x")
    assert compared == [None]
    assert not passwords.matches(None, "nobody")


def test_the_hash_for_unknown_logins_is_as_dear_as_a_real_one() -> None:
    assert not passwords.is_weak(passwords._NOBODY)
    assert passwords._HASHER.verify(passwords._NOBODY, "nobody")


def test_a_weak_hash_is_made_anew_at_sign_in(log: EventLog, people: People, alicja: Person) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("tajne-haslo")
    with log.engine.begin() as connection:
        connection.execute(update(person_table).values(password_hash=weak))
    assert people.recognise("alicja", "tajne-haslo") == alicja
    with log.engine.connect() as connection:
        kept = connection.scalar(select(person_table.c.password_hash))
    assert kept != weak
    assert people.recognise("alicja", "tajne-haslo") == alicja


def test_a_login_is_looked_up_with_its_person_in_one_query(log: EventLog, alicja: Person) -> None:
    logins, queries = Logins(log.engine), []
    id_ = logins.open(alicja.id, NOON)
    event.listen(log.engine, "before_cursor_execute", lambda *given: queries.append(given[2]))
    assert logins.who(id_, NOON) == alicja
    assert len(queries) == 1
    with log.engine.connect() as connection:
        assert id_ not in connection.scalars(select(login_table.c.id)).all()


def test_a_login_ends_by_signing_out_by_age_and_by_idleness(log: EventLog, alicja: Person) -> None:
    logins = Logins(log.engine)
    one, other = logins.open(alicja.id, NOON), logins.open(alicja.id, NOON)
    logins.end(one, NOON)
    assert (logins.who(one, NOON), logins.who(other, NOON)) == (None, alicja)
    assert logins.who(other, NOON + IDLE) is None
    moment = NOON
    while moment + IDLE / 2 < NOON + LIFETIME:
        moment += IDLE / 2
        assert logins.who(other, moment) == alicja
    assert logins.who(other, NOON + LIFETIME) is None
    logins.end_all(alicja.id, NOON)
    assert logins.who(other, NOON) is None
    assert timedelta() < SEEN_EVERY < IDLE


def test_a_change_of_role_or_a_disabling_holds_from_the_next_request_on(
    log: EventLog, people: People, alicja: Person
) -> None:
    logins = Logins(log.engine)
    id_ = logins.open(alicja.id, NOON)
    people.set_roles("alicja", frozenset({Role.VIEWER}))
    changed = logins.who(id_, NOON)
    assert changed is not None
    assert changed.roles == {Role.VIEWER}
    people.set_password("alicja", "nowe-haslo")
    assert people.recognise("alicja", "nowe-haslo") == changed
    people.disable("alicja", date(2013, 5, 1))
    assert logins.who(id_, NOON) is None
    assert people.recognise("alicja", "nowe-haslo") is None
    with pytest.raises(Refused, match=r"person\.unknown"):
        people.disable("nikt", date(2013, 5, 1))


@pytest.mark.parametrize("planted", ["", "x", "x\0y", "\ud800", "'; --", "a" * 10_000])
def test_an_id_that_was_never_given_signs_nobody_in(log: EventLog, planted: str) -> None:
    assert Logins(log.engine).who(planted, NOON) is None
