"""Every stored event has its sentence, in both languages."""

from typing import Any

import pytest

from grants.wording.sentences import SENTENCES, Change, changes, sentence
from grants.wording.speech import counted
from grants.wording.telling.sentence import WHEN
from tests.wording.examples import CHANGES, LIBRARY, example, stored

NB = "\u00a0"


def named(_: object) -> str:
    return "Biblioteka w Zaciszu"


def told(topic: str, lang: str = "pl", **changed: Any) -> str:
    """The sentence with ordinary spaces, for reading in a test."""
    return sentence(example(topic, **changed), lang, named).replace(NB, " ")


def test_every_stored_name_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert SENTENCES.keys() == stored().keys()


def test_every_condition_is_used() -> None:
    assert {when for each in SENTENCES.values() for when, _ in each.clauses} == WHEN.keys()


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("topic", sorted(SENTENCES))
def test_every_event_is_told(topic: str, lang: str) -> None:
    said = told(topic, lang)
    assert said[0].isupper() or said[0].isdigit()
    assert not said.endswith(".")
    assert "{" not in said
    assert "00000000" not in said


@pytest.mark.parametrize("topic", sorted(SENTENCES))
def test_the_languages_differ(topic: str) -> None:
    assert told(topic, "pl") != told(topic, "en")


@pytest.mark.parametrize(
    ("topic", "changed", "polish", "english"),
    [
        (
            "grant.awarded.v1", {},
            "Przyznano 1 000,00 zł (grant nr 42); termin sprawozdania: 22.04.2013",
            "1,000.00 zł was awarded (grant no. 42); the report is due on 22 Apr 2013",
        ),
        (
            "grant.meeting_held.v1", {},
            ("Odbyło się spotkanie nr 3, wirtualnie przez Skype, 24 osoby, 1 Biblioteka Partnerska, "
             "gospodarz: Biblioteka w Zaciszu"),
            "Meeting no. 3 was held, virtually by Skype, 24 people, 1 Partner Library, host: Biblioteka w Zaciszu",
        ),
        (
            "grant.meeting_held.v1", {"mode": "in_person", "channel": None, "attendance": [["ngo", 4], ["other", 1]]},
            "Odbyło się spotkanie nr 3, stacjonarnie, 5 osób, 1 Biblioteka Partnerska, gospodarz: Biblioteka w Zaciszu",
            "Meeting no. 3 was held, in person, 5 people, 1 Partner Library, host: Biblioteka w Zaciszu",
        ),
        (
            "grant.meeting_corrected.v1", {},
            ("Sprostowano spotkanie nr 3: Czas trwania w minutach: 90 → 120; "
             "Uczestnicy: organizacje pozarządowe (3) → organizacje pozarządowe (2), inne osoby (1)"),
            ("Meeting no. 3 was corrected: Minutes: 90 → 120; "
             "Participants: non-governmental organisations (3) → non-governmental organisations (2), others (1)"),
        ),
        (
            "grant.fact_corrected.v1", {},
            "Sprostowano wpis nr 1: Kwota: 1 000,00 zł → 900,00 zł; Dzień: 22.04.2013 → 23.04.2013",
            "Entry no. 1 was corrected: Amount: 1,000.00 zł → 900.00 zł; Day: 22 Apr 2013 → 23 Apr 2013",
        ),
        (
            "round.funds_changed.v1", {},
            "Zmieniono rezerwację na grant nr 42 z 1 000,00 zł na 900,00 zł",
            "The money set aside for grant no. 42 changed from 1,000.00 zł to 900.00 zł",
        ),
        (
            "grant.application_returned.v1", {},
            "Zwrócono wniosek do poprawy w terminie do 22.04.2013, 2 uwagi",
            "The application was returned for correction, due on 22 Apr 2013, with 2 remarks",
        ),
    ],
)  # fmt: skip
def test_the_sentences_read_well(topic: str, changed: dict[str, Any], polish: str, english: str) -> None:
    assert told(topic, "pl", **changed) == polish
    assert told(topic, "en", **changed) == english


def test_a_clause_is_said_only_where_it_holds() -> None:
    assert "wniosek nr 2" in told("grant.applied.v1")
    assert "wniosek nr" not in told("grant.applied.v1", attempt=1)
    assert "12 dni po terminie" in told("grant.report_submitted.v1")
    assert "po terminie" not in told("grant.report_submitted.v1", days_late=0)
    assert "mniej spotkań, niż wymagano" in told("grant.settled.v1", outcome="partial")
    assert "zwolniono" in told("grant.settled.v1", virtual_by="waived")
    assert "kierownik" in told("grant.settled.v1", virtual_by="overridden")
    assert "wkład własny" not in told("grant.settled.v1", own_contribution=0)


def test_a_channel_of_the_rounds_own_is_shown_as_it_is() -> None:
    assert "wirtualnie (big blue button)" in told("grant.meeting_held.v1", channel="big_blue_button")


@pytest.mark.parametrize(
    ("n", "people", "meetings"),
    [
        (1, "1 osoba", "1 spotkanie"), (2, "2 osoby", "2 spotkania"), (5, "5 osób", "5 spotkań"),
        (12, "12 osób", "12 spotkań"), (22, "22 osoby", "22 spotkania"), (1250, f"1{NB}250 osób", f"1{NB}250 spotkań"),
    ],
)  # fmt: skip
def test_polish_plurals(n: int, people: str, meetings: str) -> None:
    assert counted("people", n, "pl") == people
    assert counted("meetings", n, "pl") == meetings


def test_english_plurals() -> None:
    assert [counted("meetings", n, "en") for n in (1, 2)] == ["1 meeting", "2 meetings"]


def test_changes_are_told_field_by_field() -> None:
    assert changes(example("library.corrected.v1"), "pl") == [Change("Miejscowość", "Zacisze", "Zacisze Dolne")]
    assert changes(example("grant.awarded.v1"), "pl") == []
    assert set(CHANGES) == {topic for topic, kind in stored().items() if "changes" in kind.__annotations__}


def test_one_letter_words_do_not_end_a_line_and_names_stay_as_they_are() -> None:
    said = sentence(example("grant.waiver_requested.v1"), "pl", named)
    assert f"z{NB}wymogu" in said
    assert f"(nr{NB}1)" in said
    assert "Biblioteka w Zaciszu" in sentence(example("coalition.partner_added.v1", partner=LIBRARY), "pl", named)


def test_an_event_without_a_sentence_is_an_error() -> None:
    class Unknown:
        TOPIC = "grant.unheard_of.v1"

    with pytest.raises(KeyError):
        sentence(Unknown(), "pl")
