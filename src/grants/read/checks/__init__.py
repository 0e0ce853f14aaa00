"""What an auditor looks at first: entries that look wrong, each with the event that shows it. None is proof of a wrong.

Seen by auditors and by the operator's people. What is looked for stands in ``alone`` (one grant by itself) and in
``together`` (what two grants share); ``view`` keeps the rows, ``queries`` asks for them.
"""

from grants.read.checks.hits import CHECKS, Hit
from grants.read.checks.limits import LIMITS
from grants.read.checks.papers import alike
from grants.read.checks.queries import Counts, Row, Sought, counts_question, listed_question, of_grants_question
from grants.read.checks.view import Checks

__all__ = [
    "CHECKS", "LIMITS", "Checks", "Counts", "Hit", "Row", "Sought", "alike", "counts_question", "listed_question",
    "of_grants_question",
]  # fmt: skip
