from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from grants.store.log import EventLog
from grants.store.throttle import LIMITS, WINDOW, Throttle
from tests.store.shelf import NOON

SECOND = timedelta(seconds=1)


def test_a_login_waits_after_so_many_attempts_from_anywhere(log: EventLog) -> None:
    throttle = Throttle(log.engine)
    for n in range(LIMITS["login"]):
        assert throttle.attempt("alicja", f"192.0.2.{n}", NOON + n * SECOND) is None
    assert throttle.attempt("Alicja", "192.0.2.99", NOON + 60 * SECOND) == WINDOW - 60 * SECOND
    assert throttle.attempt("bogdan", "192.0.2.99", NOON + 60 * SECOND) is None
    assert throttle.attempt("alicja", "192.0.2.99", NOON + WINDOW) is None


def test_an_address_waits_whatever_logins_it_tries(log: EventLog) -> None:
    throttle = Throttle(log.engine)
    for n in range(LIMITS["address"]):
        assert throttle.attempt(f"login{n}", "192.0.2.1", NOON) is None
    assert throttle.attempt("another", "192.0.2.1", NOON) == WINDOW
    throttle.forget("login0")
    assert throttle.attempt("another", "192.0.2.1", NOON) == WINDOW


def test_a_success_forgives_the_login(log: EventLog) -> None:
    throttle = Throttle(log.engine)
    for n in range(LIMITS["login"]):
        throttle.attempt("alicja", f"192.0.2.{n}", NOON)
    assert throttle.attempt("alicja", "192.0.2.99", NOON) is not None
    throttle.forget("alicja")
    assert throttle.attempt("alicja", "192.0.2.99", NOON) is None


def test_sixteen_guesses_at_once_are_counted_one_by_one(log: EventLog) -> None:
    throttle = Throttle(log.engine)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: throttle.attempt("alicja", f"192.0.2.{n}", NOON), range(16)))
    assert answers.count(None) == LIMITS["login"]
