"""Libraries with their public data and coalitions. Seen as a list with search, on a library's page, in forms."""

from grants.read.libraries.coalitions import (
    Leader,
    Membership,
    coalition_partners,
    coalitions_led,
    leaders,
    leading_in,
    partnerships,
    rounds_led,
)
from grants.read.libraries.queries import LibraryNow, libraries, library_by_regon, library_now, listed
from grants.read.libraries.view import Libraries

__all__ = [
    "Leader", "Libraries", "LibraryNow", "Membership", "coalition_partners", "coalitions_led", "leaders", "leading_in",
    "libraries", "library_by_regon", "library_now", "listed", "partnerships", "rounds_led",
]  # fmt: skip
