"""The checks: what each is called, what it looks for, why that matters, what it cannot know, what it says of a hit."""

from __future__ import annotations

from typing import Final

AUDIT_CHECK: Final = {
    "documents": "Documents that look the same",
    "meetings_alike": "Meetings that look the same",
    "last_days": "All meetings in the last days",
    "shared_account": "Several libraries, one account",
    "paid_before": "Paid before the agreement",
    "overrides": "Rules set aside",
    "backdated": "Back-dated entries",
    "late": "Recorded late",
    "round_sums": "Round amounts only",
}

AUDIT_CHECK_LOOKS_FOR: Final = {
    "documents": (
        "One document charged twice (the second time after it was rejected or withdrawn), and two costs of the same "
        "gross amount whose documents were issued at most {near:days} apart."
    ),
    "meetings_alike": (
        "Two meetings of one grant on one day with the same number of people; two that agree in everything "
        "but the day; two of different grants on one day with the same Partner Library and the same number "
        "of people."
    ),
    "last_days": "Grants whose meetings all fall in the last {last_days:days} of the activity window.",
    "shared_account": "Grants of different libraries that are paid to one bank account.",
    "paid_before": "Payments whose date at the bank is earlier than the day on which the agreement was signed.",
    "overrides": (
        "Settlements made without the virtual meeting, or in full in spite of too few meetings; deadlines "
        "extended after they had passed; refunds written off. Each has a reason, which is given at its step."
    ),
    "backdated": (
        "Decisions recorded more than {decided:days} after the date they bear, and entries whose day was "
        "moved back by a correction."
    ),
    "late": (
        "Meetings recorded more than {meeting:days} after they were held, payments more than {payment:days} "
        "and refunds more than {refund:days} after the bank’s date."
    ),
    "round_sums": "Grants charged with at least {several:costs}, each a multiple of {round:money}.",
}

AUDIT_CHECK_MATTERS: Final = {
    "documents": (
        "A document may be charged only once. Whoever charges it twice, even by mistake, is paid for what "
        "was not spent."
    ),
    "meetings_alike": (
        "A meeting recorded twice counts twice: three meetings become the four that the money is given for."
    ),
    "last_days": "Meetings held just to meet the deadline are often short, poorly attended, or exist on paper only.",
    "shared_account": "Money should reach the library that it was awarded to.",
    "paid_before": "Without an agreement nobody is bound to give the money back.",
    "overrides": "A lawful exception is still an exception: whoever grants many of them in effect makes a new rule.",
    "backdated": "A day chosen afterwards can hide a missed deadline, or steps taken in the wrong order.",
    "late": "What is written down long afterwards is written down from memory, or to complete the papers.",
    "round_sums": "Real bills rarely come to a round amount. Those that do may be estimates, or split to fit.",
}

AUDIT_CHECK_BLIND: Final = {
    "documents": (
        "Two honest bills may well have the same amount and day: the numbers and issuers shown beside each "
        "pair help to tell. A document charged in another programme, or with another amount, is not found, "
        "nor is an amount that more than {most} costs share at the same time."
    ),
    "meetings_alike": (
        "Themes and places are not compared, nor are people known by name: a regular monthly meeting looks the same."
    ),
    "last_days": "It does not know why: a late agreement leaves little time.",
    "shared_account": (
        "Libraries without an account of their own use their commune’s. Only the accounts currently agreed "
        "on are compared."
    ),
    "paid_before": (
        "It takes both days as they were recorded: a signature keyed in with the wrong day is found here as well."
    ),
    "overrides": "It does not weigh the reasons.",
    "backdated": "What came on paper may rightly be keyed in later. Nobody knows when a decision was really taken.",
    "late": "It knows when something was recorded here, not when the library sent it.",
    "round_sums": "Fees and flat rates are round by nature.",
}

AUDIT_HIT: Final = {
    "documents.again": "cost no. {number}, {amount:money}: the same document is cost no. {other_number} of {name}",
    "documents.crowd": "cost no. {number}, {amount:money}: the same document is charged as more than {most} costs",
    "documents.near": (
        "cost no. {number}, {amount:money}, issued on {day:day}: the same amount as cost no. {other_number} "
        "of {name}, issued on {other_day:day}"
    ),
    "meetings_alike.same_day": "two meetings on {day:day}, each with {people:people}",
    "meetings_alike.copied": "the meetings on {before:day} and {day:day} agree in everything but the day",
    "meetings_alike.partner": (
        "on {day:day} the same Partner Library met, also with {amount:people}, in the grant of {name}"
    ),
    "meetings_alike.crowd": (
        "on {day:day} the same Partner Library met, also with {amount:people}, in more than {most} grants"
    ),
    "last_days.all": "{n:meetings} since {day:day}, with the activity window ending on {end:day}",
    "shared_account.account": "the account is also that of {name}",
    "shared_account.crowd": "the account is shared by more than {most} grants",
    "paid_before.agreement": "{amount:money} paid on {day:day}, the agreement signed on {signed:day}",
    "overrides.no_virtual": "settled without the virtual meeting",
    "overrides.shortfall": "{amount:money} recognised with {n:meetings}, where {min} are required",
    "overrides.extended": "the report’s deadline was extended after it had passed ({old:day})",
    "overrides.written_off": "a refund of {amount:money} was written off",
    "backdated.moved": "the day was moved back from {first:day} to {day:day}",
    "backdated.decision": "recorded on {known:day}, {n:days} after the date it bears",
    "late.meeting": "a meeting recorded on {known:day}, {n:days} after it was held",
    "late.payment": "a payment recorded on {known:day}, {n:days} after the bank’s date",
    "late.refund": "a refund recorded on {known:day}, {n:days} after the bank’s date",
    "round_sums.all": "{n:costs}, {amount:money} together, all of them round",
}

ALIKE: Final = {
    "both": "same issuer, same number (perhaps in another spelling)",
    "number": "same number (perhaps in another spelling), different issuers",
    "issuer": "same issuer, different numbers",
    "neither": "different issuers and different numbers",
    "unknown": "not comparable: one was removed on request",
}
"""How the papers of two costs compare."""
