"""Where everything that happened is found again. Seen as the trail of a grant, of a library (also as a partner, across
rounds) and as a round's latest events. The index holds no sentence: prose is made when read, from the event itself.
"""

from grants.read.trail.queries import (
    Step,
    command_steps,
    latest,
    latest_question,
    library_question,
    of_grant,
    of_library,
    told,
)
from grants.read.trail.view import Trail

__all__ = [
    "Step", "Trail", "command_steps", "latest", "latest_question", "library_question", "of_grant", "of_library", "told",
]  # fmt: skip
