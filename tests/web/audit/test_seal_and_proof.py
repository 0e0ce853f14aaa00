"""The pages of the seal: a head to keep, proofs that the offline verifier accepts, plain words where there is none."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import insert

from grants.kernel.clock import system_clock
from grants.store.seal import keys
from grants.store.seal import verify_podaj_dalej as offline
from grants.store.seal.notary import Notary, begin
from grants.store.seal.tables import seal_head
from tests.support import builders, cast
from tests.web.conftest import Site

STEP = f"/proof/{cast.LEADING.grant}/2"


@pytest.fixture
def sealed(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A grant applied for and awarded; every event is under a head, signed with a key of the test's own."""
    monkeypatch.setenv(keys.PLACE, str(tmp_path / "seal.key"))
    key = keys.make(keys.place(), system_clock(), "tests.example/log")
    begin(site.programme.engine, key.name)
    notary(site).catch_up()
    site.issue(builders.apply(), builders.award())
    notary(site).catch_up()
    return site


def notary(site: Site) -> Notary:
    return Notary(site.programme.engine, keys.place())


def key() -> offline.Key:
    return offline.read_key(str(keys.load(keys.place()).public))


def sizes(site: Site) -> list[int]:
    return [int(found) for found in re.findall(r'"/seal/heads/(\d+)"', site.visit().get("/seal").text)]


def test_a_visitor_takes_the_head_along_and_the_offline_verifier_accepts_it(sealed: Site) -> None:
    visitor = sealed.visit()
    page = visitor.get("/seal")
    assert (page.status, "tests.example/log" in page.text) == (200, True)
    newest = sizes(sealed)[0]
    assert newest == sealed.programme.log.count()
    note = visitor.get(f"/seal/heads/{newest}").text
    assert offline.read_head(note, [key()])[0] == newest
    assert 'filename="podaj-dalej-head-' in visitor.get(f"/seal/heads/{newest}").answer.headers["content-disposition"]
    assert visitor.get("/seal/keys.json").answer.json()[0]["key"] == str(keys.load(keys.place()).public)


def test_the_newest_log_is_shown_to_begin_with_an_older_one(sealed: Site) -> None:
    visitor = sealed.visit()
    newest, older = sizes(sealed)
    proof = visitor.get(f"/seal/heads/{older}/consistency").answer.json()
    assert str(older) in offline.check_pair([key()], proof)
    assert visitor.get(f"/seal/heads/{newest}/consistency").status == 200
    assert visitor.get(f"/seal/heads/{newest + 1}/consistency").status == 404
    assert visitor.get(f"/seal/heads/{2**70}").status == 404


def test_what_waits_for_a_head_is_counted(sealed: Site) -> None:
    before = sealed.visit(cast.AUDITOR).get("/seal?lang=en").text
    sealed.issue(builders.sign())
    after = sealed.visit(cast.AUDITOR).get("/seal?lang=en").text
    waiting = [re.search(r"Not under a head yet</dt>\s*<dd[^>]*>(\d+)", text) for text in (before, after)]
    assert [found[1] for found in waiting if found] == ["0", "1"]


def test_earlier_heads_come_in_pages(sealed: Site) -> None:
    key_ = keys.load(keys.place())
    with sealed.programme.engine.begin() as connection:
        for size in range(30):
            row = {"size": 1000 + size, "key": "x", "root": bytes(32), "note": str(key_.head(size, bytes(32)))}
            connection.execute(insert(seal_head), row)
    first = sealed.visit().get("/seal")
    [more] = set(re.findall(r"/seal\?below=\d+", first.text))
    second = sealed.visit().get(more)
    assert ('heads/1009"' in first.text, 'heads/1008"' in first.text) == (True, False)
    assert ('heads/1009"' in second.text, 'heads/1008"' in second.text) == (False, True)
    assert ('rel="next"' in first.text, 'rel="next"' in second.text) == (True, False)


def test_a_proof_is_told_in_words_and_its_file_is_accepted_offline(sealed: Site) -> None:
    auditor = sealed.visit(cast.AUDITOR)
    assert STEP in auditor.get(f"/grants/{cast.LEADING.grant}/replay/2").text
    page = auditor.get(STEP)
    assert (page.status, page.text.count("połączony z")) == (200, len(proof_of(sealed)["path"]))
    assert f"{cast.LEADING.grant.hex}/2" in offline.check_proof([key()], proof_of(sealed))


def proof_of(site: Site) -> dict[str, list[str]]:
    answer = site.visit(cast.AUDITOR).get(f"{STEP}/file")
    found: dict[str, list[str]] = json.loads(answer.text)
    return found


def test_what_can_not_be_proved_says_why(sealed: Site) -> None:
    sealed.issue(builders.sign())
    auditor = sealed.visit(cast.AUDITOR)
    fresh = auditor.get(f"/proof/{cast.LEADING.grant}/4?lang=en")
    assert (fresh.status, "not under a head yet" in fresh.text) == (200, True)
    assert auditor.get(f"/proof/{cast.LEADING.grant}/4/file").status == 404
    assert auditor.get(f"/proof/{cast.LEADING.grant}/99").status == 404
    assert auditor.get(f"/proof/{cast.LEADING.grant}/{2**70}").status == 404


def test_people_of_a_library_are_not_led_to_proofs(sealed: Site) -> None:
    librarian = sealed.visit(cast.LIBRARIAN)
    assert "/proof/" not in librarian.get(f"/grants/{cast.LEADING.grant}/replay/2").text
    assert librarian.get(STEP).status == 403


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_how_to_check_us_is_told_to_anybody_with_the_key_and_the_verifier(sealed: Site, lang: str) -> None:
    page = sealed.visit().get(f"/seal/check?lang={lang}")
    assert str(keys.load(keys.place()).public) in page.text
    assert sealed.visit().get("/seal/verify_podaj_dalej.py").text == Path(offline.__file__).read_text("utf-8")


def test_a_log_that_nobody_seals_says_so(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.PLACE, str(tmp_path / "none.key"))
    assert "grants seal init" in site.visit().get("/seal").text
    assert site.visit().get("/seal/check").status == 200
    site.issue(builders.apply())
    assert "nie jest pieczętowana" in site.visit(cast.AUDITOR).get(STEP).text


def test_any_two_heads_that_are_kept_are_joined_by_a_proof(sealed: Site) -> None:
    visitor, (newest, older) = sealed.visit(), sizes(sealed)
    assert visitor.get("/seal").by_id("between-form").get("action") == "/seal/consistency"
    for old, new in ((older, newest), (newest, older), (older, older)):
        proof = visitor.get(f"/seal/consistency?old={old}&new={new}")
        assert offline.check_pair([key()], proof.answer.json())
    for query, field in (
        ("?old=&new=", "old"), ("?old=x&new=1", "old"), (f"?old={older}&new=1.5", "new"),
        (f"?old={older}&new=-1", "new"),
        (f"?old={older}&new={2**70}", "new"), (f"?old={newest + 9}&new={older}", "old"),
        (f"?old={older}&new={newest + 9}", "new"),
    ):  # fmt: skip
        wrong = visitor.get(f"/seal/consistency{query}")
        assert (wrong.status, field in wrong.wrong_fields) == (422, True), query
