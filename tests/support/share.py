"""How much of a campaign stands among the ordinary tests: a share by hand, all of it where CI sets ``NAME``."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import Final, TypeVar

T = TypeVar("T")
NAME: Final = "GRANTS_TEST_COMPLETE"
"""Set by .ci/run: nothing is skipped for want of a browser or a PostgreSQL, and nothing is a mere share."""
COMPLETE: Final = bool(os.environ.get(NAME))


def share(whole: Sequence[T], one_in: int) -> list[T]:
    """All of it, or every so many, drawn anew in each run: in time all of it is seen."""
    return list(whole) if COMPLETE else random.sample(list(whole), max(1, len(whole) // one_in))
