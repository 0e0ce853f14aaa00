"""Where everything that happened is found again. Seen as the trail of a grant, of a library (also as a partner, across
rounds) and as a round's latest events. The index holds no sentence: prose is made when read, from the event itself.
"""

from grants.read.trail.queries import Step, at, command_steps, latest, of_grant, of_library
from grants.read.trail.view import Trail

__all__ = ["Step", "Trail", "at", "command_steps", "latest", "of_grant", "of_library"]
