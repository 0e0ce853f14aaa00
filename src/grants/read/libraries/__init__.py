"""Libraries with their public data and coalitions. Seen as a list with search, on a library's page, in forms."""

from grants.read.libraries.coalitions import (
    Leader,
    Membership,
    coalition_partners,
    coalitions_led,
    leaders,
    leading_in,
    led_question,
    partners_question,
    partnerships,
    partnerships_question,
    rounds_led,
)
from grants.read.libraries.queries import (
    LibraryNow,
    libraries,
    libraries_question,
    library_by_regon,
    library_now,
    listed,
    names_question,
)
from grants.read.libraries.view import Libraries

__all__ = [
    "Leader", "Libraries", "LibraryNow", "Membership", "coalition_partners", "coalitions_led", "leaders",
    "leading_in", "led_question", "libraries", "libraries_question", "library_by_regon", "library_now", "listed",
    "names_question", "partners_question", "partnerships", "partnerships_question", "rounds_led",
]  # fmt: skip
