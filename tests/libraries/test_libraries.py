"""Libraries by their public identifiers, and the coalitions they form."""

from __future__ import annotations

from uuid import UUID

import pytest

from grants.libraries import events as le
from grants.libraries.coalition import Coalition
from grants.libraries.commands import AddPartner
from grants.libraries.library import Library
from tests.support import builders as b
from tests.support.builders import add_partner, correct_library, form_coalition, let_leave, register
from tests.support.cast import (
    COORDINATOR,
    ELSEWHERE,
    LEADING,
    LIBRARIES,
    PARTNER,
    PARTNER_THREE,
    PARTNER_TWO,
    PROGRAMME,
    ROUND,
    SECOND,
    nip,
    regon,
)
from tests.support.scenario import Ask, Scenario, made, story


def wrong(number: str) -> str:
    """The same number with another check digit."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def registered() -> Scenario:
    return story(b.open_programme(), b.open_round(), *(register(each) for each in LIBRARIES))


def test_a_library_is_registered_by_public_data_and_its_mailbox_is_a_reference() -> None:
    done = story().when(register(LEADING, mailbox="biblioteka@poczta.example"))
    done.then(made(le.LibraryRegistered, originator_id=LEADING.id, name=LEADING.name, regon=LEADING.regon))
    assert b"poczta.example" not in done.memory.stored[-1].state
    assert "biblioteka@poczta.example" in done.memory.texts.values()


def test_check_digits() -> None:
    story().when(register(LEADING, regon=wrong(LEADING.regon))).refused("library.regon_invalid")
    story().when(register(LEADING, nip=wrong(LEADING.nip))).refused("library.nip_invalid", nip=wrong(LEADING.nip))
    told = registered()
    told.when(correct_library(regon=wrong(LEADING.regon))).refused("library.regon_invalid")
    told.when(correct_library(nip=wrong(LEADING.nip))).refused("library.nip_invalid")


def test_one_library_per_regon() -> None:
    told = story(register(LEADING))
    told.when(register(PARTNER, regon=LEADING.regon)).refused("library.exists", owner=LEADING.id)


def test_a_correction_keeps_old_and_new_value_and_changes_something() -> None:
    told = registered().when(correct_library(name="Nowa nazwa", town=LEADING.town))
    told.then(made(le.LibraryCorrected, changes=[["name", LEADING.name, "Nowa nazwa"]]))
    assert told.load(Library, LEADING.id).name == "Nowa nazwa"
    told.when(correct_library(name="Nowa nazwa")).refused("library.nothing_changed")
    told.when(correct_library()).refused("library.nothing_changed")


def test_a_corrected_regon_moves_its_claim() -> None:
    new = regon(98_765_432)
    told = registered()
    told.when(correct_library(regon=PARTNER.regon)).refused("library.exists", owner=PARTNER.id)
    told.given(correct_library(regon=new))
    assert ("regon", LEADING.regon) not in told.memory.claims
    assert told.memory.claims["regon", new] == LEADING.id
    told.when(correct_library(PARTNER, regon=new)).refused("library.exists", owner=LEADING.id)
    told.when(correct_library(PARTNER, regon=LEADING.regon)).then(le.LibraryCorrected)


def test_a_library_that_was_looked_at_in_an_older_version() -> None:
    told = registered().given(correct_library(town="Inne"))
    told.when(correct_library(nip=nip(600_000_000), expected_version=1)).refused("stale", expected=1, version=2)


# --- coalitions --------------------------------------------------------------------------------------------------


def test_a_library_leads_partners_once_in_a_round() -> None:
    told = registered().when(form_coalition(partners=[PARTNER, PARTNER_TWO, PARTNER]))
    told.then(made(le.CoalitionFormed, leading=LEADING.id, partners=[PARTNER.id, PARTNER_TWO.id]))
    told.when(form_coalition()).refused("coalition.already_leading", library=LEADING.id)
    told.when(form_coalition(SECOND, [LEADING])).then(le.CoalitionFormed)


def test_a_coalition_has_partners_and_not_itself() -> None:
    registered().when(form_coalition(partners=[])).refused("coalition.no_partner")
    registered().when(form_coalition(partners=[PARTNER, LEADING])).refused("coalition.self_partner")


@pytest.mark.parametrize("round_", [UUID(int=7), PROGRAMME, LEADING.id])
def test_a_coalition_is_formed_in_a_round_that_exists(round_: UUID) -> None:
    registered().when(form_coalition(round=round_)).refused("unknown_id", id=round_)


def test_a_coalition_is_made_of_libraries_that_exist() -> None:
    told = story(b.open_programme(), b.open_round(), register(LEADING))
    told.when(form_coalition()).refused("unknown_id", id=PARTNER.id)
    told = registered().given(form_coalition())
    stranger = Ask(AddPartner(round=ROUND, leading=LEADING.id, partner=UUID(int=7)), COORDINATOR)
    told.when(stranger).refused("unknown_id", id=UUID(int=7))


def test_partners_join_and_leave() -> None:
    told = registered().given(form_coalition())
    told.when(add_partner(PARTNER)).refused("coalition.already_partner", library=PARTNER.id)
    told.when(add_partner(LEADING)).refused("coalition.self_partner")
    told.when(add_partner(PARTNER_THREE)).then(made(le.PartnerAdded, partner=PARTNER_THREE.id))
    told.when(let_leave(ELSEWHERE)).refused("coalition.not_partner", library=ELSEWHERE.id)
    told.given(let_leave(PARTNER), let_leave(PARTNER_TWO))
    told.when(let_leave(PARTNER_THREE)).refused("coalition.no_partner")
    assert told.load(Coalition, LEADING.coalition).partners == [PARTNER_THREE.id]
    told.when(add_partner(PARTNER)).then(le.PartnerAdded)


def test_a_coalition_grows_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grants.libraries.coalition.MAX_PARTNERS", 2)
    registered().given(form_coalition()).when(add_partner(PARTNER_THREE)).refused("coalition.too_many", max=2)


def test_who_leads_nobody_has_no_coalition_to_change() -> None:
    registered().when(add_partner(PARTNER, ELSEWHERE)).refused("unknown_id", id=ELSEWHERE.coalition)
    registered().when(let_leave(PARTNER, ELSEWHERE)).refused("unknown_id", id=ELSEWHERE.coalition)


def test_a_closed_round_hears_of_no_new_coalition() -> None:
    registered().given(b.close_round()).when(form_coalition()).refused("round.closed", round="I")
