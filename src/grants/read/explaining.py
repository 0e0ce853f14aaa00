"""The lines of a settlement with what makes each. Seen on the page behind a grant's arithmetic, also in the past."""

from __future__ import annotations

from grants.lifecycle.explaining import LINES, LeftOut, Line, Part, lines

__all__ = ["LINES", "LeftOut", "Line", "Part", "lines"]
