"""Costs and what staff decided on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from grants.kernel.refs import DocumentRef, TextRef
from grants.lifecycle.events.base import GrantEvent


class CostRecorded(GrantEvent):
    """A cost with its accounting document. ``gross`` is the document's sum, ``charged`` what the grant is to pay."""

    TOPIC = "grant.cost_recorded.v1"
    cost_no: int
    document: DocumentRef
    issued_on: date
    category: str
    gross: int
    charged: int
    meeting_no: int | None


class CostAccepted(GrantEvent):
    """Staff found the cost eligible."""

    TOPIC = "grant.cost_accepted.v1"
    cost_no: int


class CostRejected(GrantEvent):
    """Staff found the cost not eligible; its document may be charged elsewhere."""

    TOPIC = "grant.cost_rejected.v1"
    cost_no: int
    reason: TextRef


class CostDecisionWithdrawn(GrantEvent):
    """Staff took a wrong decision back: the cost waits again. The decision itself stays in the trail."""

    TOPIC = "grant.cost_decision_withdrawn.v1"
    cost_no: int
    reason: TextRef


class CostCorrected(GrantEvent):
    """A cost was keyed in wrongly: ``changes`` is a list of [field, old, new]."""

    TOPIC = "grant.cost_corrected.v1"
    corrects: int
    cost_no: int
    changes: list[list[Any]]
    reason: TextRef


class CostWithdrawn(GrantEvent):
    """The grantee no longer charges the cost; its document may be charged elsewhere."""

    TOPIC = "grant.cost_withdrawn.v1"
    cost_no: int
    reason: TextRef
