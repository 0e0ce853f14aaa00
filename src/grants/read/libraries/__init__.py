"""Libraries with their public data and coalitions. Seen as a list with search, on a library's page, in forms."""

from grants.read.libraries.coalitions import Membership, coalition_partners, partnerships, rounds_led
from grants.read.libraries.queries import LibraryNow, libraries, library_by_regon, library_now, listed
from grants.read.libraries.view import Libraries

__all__ = [
    "Libraries", "LibraryNow", "Membership", "coalition_partners", "libraries", "library_by_regon", "library_now",
    "listed", "partnerships", "rounds_led",
]  # fmt: skip
