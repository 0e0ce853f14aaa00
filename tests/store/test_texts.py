from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from grants.kernel.refs import AccountRef, DocumentRef, TextRef, text_digest
from grants.kernel.refusals import Refused
from grants.store import secrets, texts
from grants.store.bus import Bus
from grants.store.log import EventLog
from grants.store.tables import text
from tests.store.conftest import Built
from tests.store.shelf import ALICE, BookPut, PutBook

WORDS = "Zażółć gęślą jaźń"
NRB = "61109010140000071219812874"


@pytest.fixture
def put(bus: Bus, log: EventLog, built: Built) -> BookPut:
    """A book whose event refers to a text, an account and a document."""
    shelf = built()
    bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka", note=WORDS, nrb=NRB, document="FV 1/2013")))
    event = log.stream(shelf)[-1]
    assert isinstance(event, BookPut)
    return event


def test_events_hold_references_and_the_words_stand_beside(log: EventLog, put: BookPut) -> None:
    assert isinstance(put.note, TextRef)
    assert isinstance(put.account, AccountRef)
    assert isinstance(put.document, DocumentRef)
    assert put.account.last4 == "2874"
    assert texts.texts(log.engine, [put.note.id, uuid4()]) == {put.note.id: WORDS}
    assert texts.accounts(log.engine, [put.account.id]) == {put.account.id: "** **** 2874"}
    assert texts.account_number(log.engine, put.account.id) == NRB
    assert texts.documents(log.engine, [put.document.id]) == {
        put.document.id: texts.Document("FV 1/2013", "5260250274")
    }
    assert texts.texts(log.engine, []) == {}


def test_the_digest_proves_the_text_unaltered(log: EventLog, put: BookPut) -> None:
    assert put.note is not None
    with log.engine.connect() as connection:
        row = connection.execute(select(text)).one()
    assert put.note.digest == text_digest(bytes(row.salt), WORDS)
    assert len(bytes(row.salt)) == 16
    assert texts.is_unaltered(log.engine, put.note)
    with log.engine.begin() as connection:
        connection.execute(update(text).values(body="something else"))
    assert not texts.is_unaltered(log.engine, put.note)


def test_erasing_takes_words_and_salt_and_leaves_day_and_ground(log: EventLog, put: BookPut) -> None:
    assert put.note is not None
    assert put.account is not None
    assert put.document is not None
    day, ground = date(2014, 1, 2), "art. 17"
    for erase, ref in (
        (texts.erase_text, put.note), (texts.erase_account, put.account), (texts.erase_document, put.document)
    ):  # fmt: skip
        erase(log.engine, ref.id, day, ground)
        with pytest.raises(Refused, match="unknown_id"):
            erase(log.engine, ref.id, day, ground)
    gone = texts.Erased(day, ground)
    assert texts.texts(log.engine, [put.note.id]) == {put.note.id: gone}
    assert texts.accounts(log.engine, [put.account.id]) == {put.account.id: gone}
    assert texts.account_number(log.engine, put.account.id) == gone
    assert texts.documents(log.engine, [put.document.id]) == {put.document.id: gone}
    assert not texts.is_unaltered(log.engine, put.note)
    with log.engine.connect() as connection:
        assert connection.execute(select(text.c.salt, text.c.body)).one() == (None, None)


def test_keys_are_the_same_for_the_same_number_and_say_nothing_without_the_secret() -> None:
    key, nip = b"k" * 32, "5260250274"
    same = {secrets.document_key(key, n, nip) for n in ("FV 1/2013", "fv-1-2013", " FV1/2013 ", "FV 1／2013")}
    assert len(same) == 1
    others = {
        secrets.document_key(key, "FV 1/2013", "1111111111"),
        secrets.document_key(b"other" * 8, "FV 1/2013", nip),
        secrets.document_key(key, "FV 12/013", nip),
        secrets.document_key(key, "FV 12013", nip),
        secrets.account_key(key, "FV 1/2013"),
    }
    assert len(same | others) == 6
