"""The register: one row per grant. Seen by staff as a list to filter, search and sort; by libraries as their grants."""

from grants.read.register.queries import (
    Entry,
    Filters,
    Order,
    entries,
    entries_question,
    grant_numbered,
    grants_led_by,
    listed,
    listed_question,
    numbered_question,
    numbers_question,
)
from grants.read.register.then import Past, Placed, entry_then, then_question
from grants.read.register.view import Register

__all__ = [
    "Entry",
    "Filters",
    "Order",
    "Past", "Placed",
    "Register",
    "entries",
    "entries_question",
    "entry_then",
    "grant_numbered",
    "grants_led_by",
    "listed",
    "listed_question",
    "numbered_question",
    "numbers_question",
    "then_question",
]  # fmt: skip
