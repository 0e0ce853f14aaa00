"""The closed and the open lists that events speak in (kernel.codes; a round may add channels and kinds of its own)."""

from __future__ import annotations

from typing import Final

MODE: Final = {
    "in_person": "in person",
    "virtual": "virtual",
}

CHANNEL: Final = {
    "skype": "Skype",
    "gadu_gadu": "Gadu-Gadu",
    "tlen": "Tlen",
    "google_hangouts": "Google Hangouts",
    "chat": "chat",
    "other": "another channel",
}

VIA: Final = {
    "skype": "virtually by Skype",
    "gadu_gadu": "virtually by Gadu-Gadu",
    "tlen": "virtually by Tlen",
    "google_hangouts": "virtually by Google Hangouts",
    "chat": "virtually by chat",
    "other": "virtually by another channel",
}

PARTICIPANT: Final = {
    "leading_library": "staff of the Leading Library",
    "partner_library": "staff of Partner Libraries",
    "local_government": "local government",
    "ngo": "non-governmental organisations",
    "company": "companies",
    "cultural_institution": "cultural institutions",
    "expert": "experts",
    "friend": "friends of libraries",
    "other": "others",
}

PURPOSE: Final = {
    "pass_on_training": "passing on what was learnt in training",
    "exchange_experience": "exchanging experience",
    "closer_cooperation": "closer cooperation",
    "joint_ventures": "planning joint ventures",
}

CATEGORY: Final = {
    "travel": "travel",
    "catering": "catering",
    "materials": "materials",
    "equipment": "equipment",
    "services": "services",
    "fees": "fees",
    "other": "other costs",
}

CHECK: Final = {
    "leading_library": "the library is a Leading Library of this round",
    "partners_named": "at least one Partner Library is named",
    "amount_within_max": "the amount requested is within the limit",
    "budget_adds_up": "the budget adds up to the amount requested",
    "plan_complete": "enough meetings are planned",
    "virtual_planned_or_waiver": "a virtual meeting is planned, or a waiver was asked for",
    "account_valid": "the account number is valid",
    "consents_given": "the required statements were made",
}

CONSENT: Final = {
    "rules_accepted": "We accept the rules of the round",
    "data_true": "The data given are true",
    "public_listing": "We agree to be named on the public list of grantees",
}

GROUND: Final = {
    "no_internet": "no internet access",
    "no_equipment": "no equipment",
    "blocked_network": "the network blocks it",
    "attempt_failed": "an attempt failed",
    "other": "another ground",
}

POLICY: Final = {
    "proportional": "in proportion to the meetings that count",
    "none": "nothing is recognised",
    "accept": "accepted in full, with a manager’s reason",
}

SOURCE: Final = {
    "web": "web page",
    "cli": "command line",
    "import": "import",
    "demo": "demonstration",
    "process": "automation",
}

PAIR: Final = {
    "apply_award": "the application and its award",
    "award_pay": "the award and its payment",
    "waiver": "asking for a waiver and deciding on it",
    "costs": "recording a cost and deciding on it",
    "report_settle": "the report and the settlement",
    "refund": "requesting a refund and recording it",
    "award_change": "the award and its change",
    "amend_pay": "changing the account and paying to it",
    "pay_reverse": "the payment and its reversal",
    "settle_reopen": "the settlement and its reopening",
    "refund_write_off": "requesting a refund and writing it off",
}

DECISION: Final = {
    "accepted": "accepted",
    "rejected": "rejected",
}

PAIR_HELP: Final = {
    "apply_award": "Whoever keyed in the application does not award it",
    "award_pay": "Whoever awarded the grant or changed its amount does not record a payment",
    "waiver": "Whoever keyed in the request does not decide on it",
    "costs": "Whoever recorded or corrected a cost does not accept or reject it",
    "report_settle": "Whoever keyed in the report does not settle the grant",
    "refund": "Whoever requested the refund does not record that it came",
    "award_change": "Whoever awarded the grant does not change its amount",
    "amend_pay": "Whoever recorded a new account does not record a payment to it",
    "pay_reverse": "Whoever recorded the payment does not reverse it",
    "settle_reopen": "Whoever settled the grant does not reopen it",
    "refund_write_off": "Whoever requested the refund does not write it off",
}
"""What each pair of the four-eyes rule keeps apart, for whoever ticks it."""

OUTCOME: Final = {
    "full": "all required meetings",
    "partial": "fewer meetings than required",
}

VIRTUAL_BY: Final = {
    "met": "held",
    "waived": "waived",
    "overridden": "not required, by a manager’s decision",
    "nothing_counted": "not examined, as no meeting counts",
    "unmet": "missing",
}

ANSWER: Final = {
    "yes": "yes",
    "no": "no",
    "none": "none",
    "text": "(text)",
}

FINDING_KIND: Final = {
    "documents": "documents",
    "money": "money",
    "meetings": "meetings",
    "deadlines": "deadlines",
    "procedure": "procedure",
    "general": "general matters",
}

SEVERITY: Final = {
    "remark": "remark",
    "irregularity": "irregularity",
    "serious": "serious irregularity",
}

READ_FORM: Final = {
    "page": "page",
    "file": "file to download",
    "data": "data",
    "live": "live page",
}

READ_SUBJECT: Final = {
    "grant": "grant",
    "library": "library",
    "round": "round",
    "programme": "programme",
    "figure": "figure",
    "finding": "finding",
    "check": "check",
    "sample": "sample",
    "person": "a person’s actions",
    "command": "a command",
    "proof": "proof of an entry",
    "list": "list",
    "other": "something else",
}
