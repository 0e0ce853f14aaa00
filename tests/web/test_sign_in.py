from grants.store.throttle import LIMITS
from tests.support.cast import COORDINATOR
from tests.support.page import words
from tests.web.conftest import PASSWORD, Site

WHO = {"login": "Bronia", "password": PASSWORD}


def test_right_login_and_password_open_the_page_that_was_wanted(site: Site) -> None:
    visitor = site.visit()
    turned_away = visitor.get("/?lang=en")
    assert (turned_away.status, turned_away.location) == (303, "/sign-in?next=/")
    signed_in = visitor.send(visitor.get("/sign-in?next=/about"), WHO)
    assert (signed_in.status, signed_in.location) == (303, "/about")
    assert visitor.get("/").status == 200


def test_wrong_password_and_unknown_login_are_answered_alike(site: Site) -> None:
    visitor = site.visit()
    form = visitor.get("/sign-in")
    wrong = visitor.send(form, {**WHO, "password": "nie to"})
    unknown = visitor.send(form, {"login": "nikt", "password": "nie to"})
    assert wrong.status == unknown.status == 422
    assert words(wrong.by_id("login-error")) == words(unknown.by_id("login-error"))
    assert wrong.fields(wrong.form("/sign-in"))["login"] == "Bronia"
    assert not wrong.by_id("password").get("value")


def test_blank_fields_are_named(site: Site) -> None:
    visitor = site.visit()
    blank = visitor.send(visitor.get("/sign-in"), {"login": " ", "password": ""})
    assert blank.status == 422
    assert words(blank.by_id("login-error"))
    assert words(blank.by_id("password-error"))


def test_only_places_of_this_server_are_gone_on_to(site: Site) -> None:
    for elsewhere in ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"):
        visitor = site.visit()
        form = visitor.get("/sign-in")
        assert visitor.send(form, {**WHO, "next": elsewhere}).location == "/"


def test_a_planted_login_is_never_adopted(site: Site) -> None:
    planted = "a" * 43
    visitor = site.visit()
    visitor.jar.set("login", planted)
    visitor.send(visitor.get("/sign-in"), WHO)
    assert visitor.get("/").status == 200
    attacker = site.visit()
    attacker.jar.set("login", planted)
    assert attacker.get("/").status == 303


def test_a_second_sign_in_ends_the_first_login_of_the_browser(site: Site) -> None:
    visitor = site.visit()
    visitor.send(visitor.get("/sign-in"), WHO)
    copied = visitor.jar.get("login")
    visitor.send(visitor.get("/sign-in"), WHO)
    thief = site.visit()
    thief.jar.set("login", copied or "")
    assert thief.get("/").status == 303


def test_a_cookie_copied_before_signing_out_is_dead(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    copied = visitor.jar.get("login")
    home = visitor.get("/")
    out = visitor.post("/sign-out", home.fields(home.all("form", action="/sign-out")[0]))
    assert (out.status, out.location) == (303, "/sign-in")
    thief = site.visit()
    thief.jar.set("login", copied or "")
    assert thief.get("/").status == 303


def test_too_many_attempts_must_wait_even_with_the_right_password(site: Site) -> None:
    visitor = site.visit()
    form = visitor.get("/sign-in")
    for _ in range(LIMITS["login"]):
        assert visitor.send(form, {**WHO, "password": "nie to"}).status == 422
    stopped = visitor.send(form, WHO)
    assert stopped.status == 429
    assert "15" in words(stopped.by_id("sign-in-refusal"))


def test_demo_accounts_are_shown_only_on_a_demo(site: Site) -> None:
    from grants.store.marks import DEMO, set_mark

    accounts = '[{"login": "Bronia", "password": "publiczne-haslo", "name": "Bronia", "role": "coordinator"}]'
    set_mark(site.programme.engine, "demo_accounts", accounts)
    assert PASSWORD not in site.visit().get("/sign-in").text
    set_mark(site.programme.engine, DEMO, "1")
    visitor = site.visit()
    page = visitor.get("/sign-in")
    button = page.all("form", method="post")[1]
    assert visitor.post("/sign-in", page.fields(button)).status == 303


def test_a_disabled_person_is_out_at_the_next_click(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    assert visitor.get("/").status == 200
    site.programme.people.disable("Bronia", site.programme.clock().date())
    assert visitor.get("/").status == 303


def test_cookies_are_closed_to_scripts_and_other_sites(site: Site) -> None:
    visitor = site.visit()
    page = visitor.get("/sign-in")
    answers = [page, visitor.send(page, WHO)]
    put = [value for answer in answers for value in answer.answer.headers.get_list("set-cookie")]
    assert len(put) >= 2
    assert all("HttpOnly" in value and "samesite=lax" in value.lower() and "Secure" not in value for value in put)
