"""The closed lists that events speak in. Codes are stored for ever: add, never rename (golden file in tests)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal


class Role(StrEnum):
    """Who may act: see ``grants.catalogue`` for what each may do."""

    COORDINATOR = "coordinator"
    MANAGER = "manager"
    FINANCE = "finance"
    AUDITOR = "auditor"
    VIEWER = "viewer"
    LIBRARY = "library"


Mode = Literal["in_person", "virtual"]
Policy = Literal["proportional", "none", "accept"]
Source = Literal["web", "cli", "import", "demo", "process"]
FindingKind = Literal["documents", "money", "meetings", "deadlines", "procedure", "general"]
Severity = Literal["remark", "irregularity", "serious"]
Ground = Literal["no_internet", "no_equipment", "blocked_network", "attempt_failed", "other"]

MODES: Final = ("in_person", "virtual")
POLICIES: Final = ("proportional", "none", "accept")
SOURCES: Final = ("web", "cli", "import", "demo", "process")
WAIVER_GROUNDS: Final = ("no_internet", "no_equipment", "blocked_network", "attempt_failed", "other")

FINDING_KINDS: Final = ("documents", "money", "meetings", "deadlines", "procedure", "general")
SEVERITIES: Final = ("remark", "irregularity", "serious")
READ_FORMS: Final = ("page", "file", "data", "live")
READ_SUBJECTS: Final = (
    "grant", "library", "round", "programme", "figure", "finding", "check", "sample", "proof", "person", "command",
    "list", "other",
)  # fmt: skip
"""What an auditor was given, and about what: the log of reads."""

PARTICIPANT_KINDS: Final = (
    "leading_library", "partner_library", "local_government", "ngo", "company",
    "cultural_institution", "expert", "friend", "other",
)  # fmt: skip
"""Eight kinds named by the source, and ``other`` (a regional library came to one real meeting)."""

CHANNELS: Final = ("skype", "gadu_gadu", "tlen", "google_hangouts", "chat", "other")
PURPOSES: Final = ("pass_on_training", "exchange_experience", "closer_cooperation", "joint_ventures")
COST_CATEGORIES: Final = ("travel", "catering", "materials", "equipment", "services", "fees", "other")
CHECKLIST: Final = (
    "leading_library", "partners_named", "amount_within_max", "budget_adds_up", "plan_complete",
    "virtual_planned_or_waiver", "account_valid", "consents_given",
)  # fmt: skip
CONSENTS: Final = ("rules_accepted", "data_true", "public_listing")
FOUR_EYES: Final = (
    "apply_award", "award_pay", "waiver", "costs", "report_settle", "refund",
    "award_change", "amend_pay", "pay_reverse", "settle_reopen", "refund_write_off",
)  # fmt: skip
"""Pairs of steps that two different people must take when the round's rules say so."""
