"""Programmes, rounds, libraries and their coalitions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from grants.libraries import commands as lib
from grants.rounds import commands as rnd
from tests.support import cast
from tests.support.builders.days import CALL_CLOSES, CALL_OPENS, FIRST, FULL, LAST, OPENED
from tests.support.cast import COORDINATOR, LEADING, MANAGER, PARTNER, PARTNER_TWO, PROGRAMME, ROUND
from tests.support.scenario import TODAY, Ask


def rules(**changed: Any) -> rnd.Rules:
    values: dict[str, Any] = {
        "call_opens_on": CALL_OPENS, "call_closes_on": CALL_CLOSES, "activity_from": FIRST, "activity_to": LAST,
        "budget": 10 * FULL, "max_award": FULL, **changed,
    }  # fmt: skip
    return rnd.Rules(**values)


def open_programme(**changed: Any) -> Ask:
    values: dict[str, Any] = {
        "code": "PRB", "name": "Program Rozwoju Bibliotek", "funder": "Fundator", "operator": "Operator",
        "occurred_on": OPENED, **changed,
    }  # fmt: skip
    return Ask(rnd.OpenProgramme(**values), MANAGER)


def close_programme(**more: Any) -> Ask:
    return Ask(rnd.CloseProgramme(programme=PROGRAMME, **more), MANAGER)


def publish_summary(**changed: Any) -> Ask:
    """Of the round as of today, asked on the day after."""
    values: dict[str, Any] = {
        "programme": PROGRAMME, "round": ROUND, "known": TODAY, "narrative_pl": "Spotkania były owocne.",
        "narrative_en": "The meetings were fruitful.", **changed,
    }  # fmt: skip
    return Ask(rnd.PublishSummary(**values), MANAGER).on(TODAY + timedelta(1))


def open_round(label: str = "I", programme: UUID = PROGRAMME, **changed: Any) -> Ask:
    return Ask(rnd.OpenRound(programme=programme, label=label, rules=rules(**changed), occurred_on=OPENED), MANAGER)


def change_rules(**changed: Any) -> Ask:
    return Ask(rnd.ChangeRules(round=ROUND, rules=rules(**changed), occurred_on=CALL_OPENS), MANAGER)


def close_call(**more: Any) -> Ask:
    return Ask(rnd.CloseCall(round=ROUND, **more), COORDINATOR)


def close_round(**more: Any) -> Ask:
    return Ask(rnd.CloseRound(round=ROUND, **more), MANAGER)


def register(library: cast.Library, **changed: Any) -> Ask:
    values: dict[str, Any] = {
        "name": library.name, "regon": library.regon, "nip": library.nip, "terc": "1418042", "town": library.town,
        "occurred_on": OPENED, **changed,
    }  # fmt: skip
    return Ask(lib.RegisterLibrary(**values), COORDINATOR, command_id=library.command_id)


def correct_library(library: cast.Library = LEADING, **changed: Any) -> Ask:
    return Ask(lib.CorrectLibrary(library=library.id, reason="Literówka", **changed), COORDINATOR)


def retire(library: cast.Library, successor: cast.Library | None = None, **more: Any) -> Ask:
    into = successor.id if successor else None
    return Ask(lib.RetireLibrary(library=library.id, successor=into, reason="Połączenie", **more), MANAGER)


def restore(library: cast.Library, **more: Any) -> Ask:
    return Ask(lib.RestoreLibrary(library=library.id, reason="Pomyłka", **more), MANAGER)


def form_coalition(
    leading: cast.Library = LEADING, partners: Iterable[cast.Library] = (PARTNER, PARTNER_TWO), **more: Any
) -> Ask:
    command = lib.FormCoalition(
        **{"round": ROUND, "leading": leading.id, "partners": [p.id for p in partners], "occurred_on": OPENED, **more}
    )
    return Ask(command, COORDINATOR)


def add_partner(partner: cast.Library, leading: cast.Library = LEADING) -> Ask:
    return Ask(lib.AddPartner(round=ROUND, leading=leading.id, partner=partner.id), COORDINATOR)


def let_leave(partner: cast.Library, leading: cast.Library = LEADING) -> Ask:
    return Ask(lib.LetPartnerLeave(round=ROUND, leading=leading.id, partner=partner.id), COORDINATOR)
