"""Codes, ids and the way values are stored are for ever: a golden file that is added to and never edited."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from grants.kernel import codes, ids
from grants.kernel.refs import AccountRef, DocumentRef, FileRef, TextRef, text_digest
from grants.lifecycle.values import BudgetLine, Check, Finding, Partner, PlanRow
from grants.store.transcodings import VALUES, transcoder
from tests.lifecycle.tour import tour
from tests.support.cast import LEADING, PROGRAMME, ROUND

FILE = Path(__file__).parent / "golden" / "values.json"
SOME: dict[str, Any] = {
    "text_ref": TextRef(LEADING.id, text_digest(bytes(16), "Łódź")),
    "file_ref": FileRef(LEADING.id, "00"),
    "account_ref": AccountRef(LEADING.id, "ab", "1234"),
    "document_ref": DocumentRef(LEADING.id, "ab"),
    "plan_row": PlanRow(1, date(2013, 3, 12), "virtual", "skype"),
    "budget_line": BudgetLine("travel", 1),
    "partner": Partner(LEADING.id, LEADING.name, LEADING.town),
    "check": Check("plan_complete", met=True),
    "finding": Finding("budget", TextRef(LEADING.id, "00")),
    "date_iso": date(2013, 3, 12),
    "uuid_hex": ROUND,
    "datetime_iso": datetime.fromisoformat("2013-03-12T10:00:00+00:00"),
}


def values() -> dict[str, Any]:
    """As they are today."""
    lists = {name: getattr(codes, name) for name in sorted(vars(codes)) if name.isupper()}
    known = transcoder()
    return {
        "codes": {
            **{name: sorted(each) if isinstance(each, frozenset) else list(each) for name, each in lists.items()},
            "Role": [role.value for role in codes.Role],
        },
        "ids": {
            "namespace": str(ids.NS),
            "programme PRB": str(PROGRAMME),
            "round I of it": str(ROUND),
            "library of command 0": str(ids.made_by("library", UUID(int=0))),
            "grant of 1 and 2": str(ids.grant_id(UUID(int=1), UUID(int=2))),
            "coalition of 1 and 2": str(ids.coalition_id(UUID(int=1), UUID(int=2))),
            "derived of parts with colons": str(ids.derived("kind", "a:b", "c")),
        },
        "values": {
            name: known.encode(value).decode() for name, value in {**SOME, "round_rules": tour().round().rules}.items()
        },
    }


if os.environ.get("GRANTS_WRITE_GOLDEN") and not FILE.exists():
    FILE.write_text(json.dumps(values(), ensure_ascii=False, indent=1) + "\n", "utf-8")


def test_codes_ids_and_values_stay() -> None:
    golden = json.loads(FILE.read_text("utf-8"))
    assert values() == golden


def test_no_value_is_without_its_example() -> None:
    golden = json.loads(FILE.read_text("utf-8"))["values"]
    assert set(golden) == {*VALUES, "date_iso", "uuid_hex", "datetime_iso"}
    for name, text in golden.items():
        assert transcoder().encode(transcoder().decode(text.encode())).decode() == text, name


def test_two_lists_of_parts_never_make_one_id() -> None:
    assert ids.derived("kind", "a:b", "c") != ids.derived("kind", "a", "b:c")
    assert ids.derived("kind", "a", "b") != ids.derived("kind", "a:b")


def test_every_digest_is_of_salt_and_normalised_text() -> None:
    composed, decomposed = "Łódź", "Ło\u0301dz\u0301"
    assert text_digest(bytes(16), composed) == text_digest(bytes(16), decomposed)
    assert text_digest(bytes(16), composed) != text_digest(b"\x01" * 16, composed)
