"""The manager's form: what is published is what the log says; wrong days come back with what was typed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from uuid import UUID

import pytest

from grants.bootstrap import Programme
from grants.demo.cast import AUDIT, CHIEF, DESK, Player
from grants.demo.running import CODE, LABEL
from grants.kernel.clock import day_of
from grants.kernel.ids import programme_id, round_id
from grants.read import ledger
from grants.read.asking import ask
from grants.read.summaries import versions_question
from grants.store.texts import erase_text
from tests.web.public.conftest import Visit

PROGRAMME = programme_id(CODE)
RUNNING = round_id(PROGRAMME, LABEL)
FORM = f"/programmes/{PROGRAMME}/publish?round={RUNNING}"
WHOLE = f"/programmes/{PROGRAMME}/publish"
WORDS = {"narrative_pl": "Runda trwa.", "narrative_en": "The round is under way.", "_understood": "yes"}


def amounts(text: str) -> dict[tuple[str, str], int]:
    return {(each["figure"], each.get("part", "")): each["amount"] for each in json.loads(text)["figures"]}


def test_from_the_dashboard_to_the_public_page(own: Programme, visit: Visit) -> None:
    chief = visit(CHIEF)
    assert FORM.replace("&", "&amp;") in chief.get(f"/rounds/{RUNNING}").text
    form = chief.get(FORM)
    assert "Runda trwa: biblioteki spotykają się" in form.text
    sent = chief.send(form, WORDS)
    assert sent.location == "/public/pd26/3"
    assert "Podsumowanie zostało opublikowane." in chief.follow(sent).text
    anybody = visit(None)
    assert "Runda trwa." in anybody.get("/public/pd26/3").text
    yesterday = day_of(own.clock()) - timedelta(days=1)
    with own.engine.connect() as connection:
        then = ledger.totals_as_of(connection, RUNNING, yesterday, yesterday).amounts
    found = amounts(anybody.get("/public/pd26/3/versions/2/summary.json").text)
    assert found == {key: amount for key, amount in then.items() if amount and key[0] in ledger.PUBLIC}
    assert "To jest wersja 1" in anybody.get("/public/pd26/3/versions/1").text


def test_it_names_the_newest_head_and_says_when_it_is_not_under_one_yet(visit: Visit) -> None:
    """The demo is sealed once; nobody seals this copy on."""
    chief, anybody = visit(CHIEF), visit(None)
    chief.send(chief.get(FORM), WORDS)
    path = "/public/pd26/3/versions/2"
    head = json.loads(anybody.get(f"{path}/summary.json").text)["head"]
    assert head["root"] in anybody.get(path).text
    assert anybody.get(f"/seal/heads/{head['size']}").status == 200
    none = anybody.get(f"{path}/proof.json")
    assert 'filename="no-proof.txt"' in none.answer.headers["content-disposition"]
    assert "pieczę" in none.text


def test_words_that_were_removed_on_request_are_gone_from_page_and_files(own: Programme, visit: Visit) -> None:
    path, anybody = "/public/pd26/3/versions/1", visit(None)
    before = anybody.get(path)
    with own.engine.connect() as connection:
        [published] = [each for each in ask(connection, versions_question("pd26/3")) if each.number == 1]
    erase_text(own.engine, published.narrative_pl, date(2026, 11, 1), "żądanie operatora")
    after = anybody.get(path, headers={"If-None-Match": before.answer.headers["etag"]})
    assert after.status == 200
    assert "Usunięto na żądanie 01.11.2026 (żądanie operatora)." in after.text
    assert "Runda trwa" not in after.text
    assert json.loads(anybody.get(f"{path}/summary.json").text)["narrative"]["pl"] is None
    assert "The round is under way" in anybody.get(f"{path}?lang=en").text


def test_the_whole_programme_is_the_sum_of_its_rounds(visit: Visit) -> None:
    chief = visit(CHIEF)
    assert chief.send(chief.get(WHOLE), WORDS).location == "/public/pd26"
    summary = json.loads(visit(None).get("/public/pd26/versions/1/summary.json").text)
    paid = [each["amount"] for each in summary["rounds"] if each["figure"] == "paid"]
    assert len(paid) == 3
    assert sum(paid) == amounts(json.dumps(summary))["paid", ""]
    assert visit(None).get("/public/pd26").status == 200


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"known": "dziś"}, "jeszcze się nie skończył"),
        ({"known": "01.01.2012"}, "nie było jeszcze czego podsumować"),
        ({"known": "32.13.2026"}, "Stan na koniec dnia"),
        ({"narrative_en": ""}, "Opis po angielsku"),
        ({"_understood": ""}, "zaznacz"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_wrong_comes_back_with_what_was_typed(
    visit: Visit, typed: dict[str, str], said: str, *, htmx: bool
) -> None:
    chief = visit(CHIEF)
    fields = {**WORDS, **typed}
    sent = chief.send(chief.get(FORM), fields, htmx=htmx)
    assert sent.status == 422
    assert said in sent.text
    assert "Runda trwa." in sent.text
    assert visit(None).get("/public/pd26/3/versions/2").status == 404


def test_sent_twice_it_is_published_once(visit: Visit) -> None:
    chief = visit(CHIEF)
    form = chief.get(FORM)
    assert [chief.send(form, WORDS).location for _ in range(2)] == ["/public/pd26/3"] * 2
    assert visit(None).get("/public/pd26/3/versions/3").status == 404


@pytest.mark.parametrize("player", [DESK, AUDIT])
def test_others_publish_nothing_and_are_not_offered_it(visit: Visit, player: Player) -> None:
    other = visit(player)
    assert other.get(FORM).status == 403
    dashboard = other.get(f"/rounds/{RUNNING}").text
    assert "/publish" not in dashboard
    assert 'href="/public"' in dashboard


def test_a_round_of_another_programme_and_nothing_at_all(visit: Visit) -> None:
    chief = visit(CHIEF)
    other = round_id(programme_id("PRB"), "I")
    for wrong in (f"{WHOLE}?round={other}", f"{WHOLE}?round=x", f"/programmes/{UUID(int=7)}/publish"):
        assert chief.get(wrong).status == 404
