"""How much of a campaign stands among the ordinary tests: a share drawn anew each time; all where ``WHOLE`` is set.

``make campaigns`` sets it. CI has fifteen minutes and takes the share.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import Final, TypeVar

T = TypeVar("T")
WHOLE: Final = bool(os.environ.get("GRANTS_TEST_WHOLE"))


def share(whole: Sequence[T], one_in: int) -> list[T]:
    """All of it, or every so many: in time all of it is seen."""
    return list(whole) if WHOLE else random.sample(list(whole), max(1, len(whole) // one_in))
