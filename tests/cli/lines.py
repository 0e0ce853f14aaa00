"""Lines for ``grants do``: the way of one grant from nothing to its report, days of 2013 in a demo-marked database."""

from __future__ import annotations

import json
from typing import Any, Final

LEADING: Final = "123456785"
PARTNER: Final = "590096454"
OTHER: Final = "012345675"
NRB: Final = "61109010140000071219812874"
NIP: Final = "1234563218"
RULES: Final = {
    "call_opens_on": "2013-02-01", "call_closes_on": "2013-02-28", "activity_from": "2013-03-01",
    "activity_to": "2013-08-31", "budget": 1_000_000, "max_award": 100_000,
}  # fmt: skip
AT: Final = "2013-12-01T10:00:00+00:00"
Line = dict[str, Any]


def line(command: str, role: str, data: dict[str, Any], **more: Any) -> Line:
    return {"command": command, "as": role, "at": AT, "data": data, **more}


def library(regon: str, name: str) -> Line:
    data = {"name": name, "regon": regon, "nip": NIP, "terc": "1425011", "town": "Łęgowice"}
    return line("RegisterLibrary", "coordinator", data)


def opened(**rules: Any) -> list[Line]:
    """A programme with a round and two coalitions of one partner."""
    programme = {"code": "PRB", "name": "Program", "funder": "Fundator", "operator": "Operator"}
    return [
        line("OpenProgramme", "manager", {**programme, "occurred_on": "2013-01-07"}),
        line("OpenRound", "manager", {"programme": "PRB", "label": "I", "rules": {**RULES, **rules}}),
        library(LEADING, "Biblioteka Wiodąca"),
        library(PARTNER, "Biblioteka Partnerska"),
        library(OTHER, "Druga Wiodąca"),
        line("FormCoalition", "coordinator", {"round": "PRB/I", "leading": LEADING, "partners": [PARTNER]}),
        line("FormCoalition", "coordinator", {"round": "PRB/I", "leading": OTHER, "partners": [PARTNER]}),
    ]


def application(regon: str = LEADING, *, virtual: bool = True, **changed: Any) -> Line:
    plan = [{"day": f"2013-0{m}-15", "mode": "in_person"} for m in range(3, 7)]
    if virtual:
        plan[0] = {"day": "2013-03-15", "mode": "virtual", "channel": "skype"}
    data = {
        "round": "PRB/I", "library": regon, "requested": 100_000, "plan": plan, "nrb": NRB,
        "budget": [{"category": "travel", "amount": 100_000}], "consents": ["rules_accepted", "data_true"],
        "occurred_on": "2013-02-11", **changed,
    }  # fmt: skip
    return line("ApplyForGrant", "coordinator", data)


def grant(regon: str = LEADING) -> str:
    return f"PRB/I/{regon}"


def on(command: str, role: str, day: str, regon: str = LEADING, **data: Any) -> Line:
    return line(command, role, {"grant": grant(regon), "occurred_on": day, **data})


def paid(regon: str = LEADING, **changed: Any) -> list[Line]:
    """Applied, awarded, signed and paid, 1,000 zł."""
    return [
        application(regon, **changed),
        on("AwardGrant", "coordinator", "2013-02-20", regon),
        on("SignAgreement", "coordinator", "2013-02-25", regon, number=f"U/{regon}"),
        on("RecordPayment", "finance", "2013-02-27", regon, amount=100_000, bank_reference=f"P-{regon}"),
    ]


def meeting(month: int, *, mode: str = "in_person", regon: str = LEADING) -> Line:
    data: dict[str, Any] = {
        "minutes": 90, "mode": mode, "host": regon, "partners": [PARTNER], "theme": "Jak prowadzić rozmowę",
        "attendance": [{"kind": "leading_library", "count": 2}, {"kind": "partner_library", "count": 3}],
        "channel": "skype" if mode == "virtual" else None,
    }  # fmt: skip
    return on("RecordMeeting", "coordinator", f"2013-{month:02}-15", regon, **data)


def meetings(number: int, *, virtual: int = 1) -> list[Line]:
    return [meeting(3 + i, mode="virtual" if i < virtual else "in_person") for i in range(number)]


def cost(charged: int, number: str = "FV/1", regon: str = LEADING) -> list[Line]:
    data = {
        "document_no": number, "issuer_nip": NIP, "issued_on": "2013-04-02", "category": "travel", "gross": charged,
        "charged": charged,
    }  # fmt: skip
    return [
        on("RecordCost", "coordinator", "2013-08-31", regon, **data),
        on("AcceptCost", "finance", "2013-09-04", regon, cost_no=1),
    ]


def settled(day: str = "2013-09-10") -> list[Line]:
    return [
        on("SubmitReport", "coordinator", day, narrative="Spotkania były owocne."),
        on("SettleGrant", "coordinator", "2013-10-15"),
    ]


def text(lines: list[Line]) -> str:
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in lines)
