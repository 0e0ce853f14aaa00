"""What auditors record."""

from __future__ import annotations

from typing import Any

from grants.findings.commands import RecordFinding
from tests.support.cast import AUDITOR, LEADING
from tests.support.scenario import Ask


def record_finding(**changed: Any) -> Ask:
    """About the leading library's grant, unless something else is named."""
    about = {"grant": LEADING.grant} if not {"grant", "library", "round"} & changed.keys() else {}
    values: dict[str, Any] = {
        "kind": "documents", "severity": "remark", "words": "Na fakturze brak opisu", **about, **changed,
    }  # fmt: skip
    return Ask(RecordFinding(**values), AUDITOR)
