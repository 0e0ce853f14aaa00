"""A rule says no. A refusal is a code with parameters; its words, in two languages, live in ``wording``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

Param = str | int | bool | date | UUID | list[str] | list[int]


class Refused(Exception):
    """The command may not happen now. Nothing was stored. ``code`` is ``noun.reason``."""

    def __init__(self, code: str, /, **params: Param) -> None:
        super().__init__(code)
        self.code: Final = code
        self.params: Final = params

    def __repr__(self) -> str:
        return f"Refused({self.code!r}, {self.params!r})"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field: a code such as ``field.too_long`` and its parameters."""

    code: str
    params: dict[str, Param]


class Invalid(Exception):
    """The command cannot be read. ``problems`` maps field paths (``plan.2.day``) to what is wrong there."""

    def __init__(self, problems: dict[str, Problem]) -> None:
        super().__init__(", ".join(sorted(problems)))
        self.problems: Final = problems
