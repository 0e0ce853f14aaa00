"""Which refusals each command can meet, read from its handler and everything that the handler calls.

Names are looked up where they are used: bare ones in the function's own module, methods by what their receiver is
called (``grant``, ``round_``), so a code is said to belong to a command only if its decision can come to it.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from grants.catalogue import CATALOGUE
from grants.findings.finding import Finding
from grants.kernel.command import Command
from grants.libraries.coalition import Coalition
from grants.libraries.library import Library
from grants.lifecycle import events
from grants.lifecycle.facts import FACT_OF
from grants.lifecycle.grant import Grant
from grants.lifecycle.stages import MAY, Stage
from grants.rounds.programme import Programme
from grants.rounds.round import Round
from grants.rounds.rules import RoundRules
from tests.lifecycle.test_stage_table import why_not

RECEIVERS: Final[dict[str, type]] = {
    "grant": Grant, "Grant": Grant, "round_": Round, "Round": Round, "programme": Programme, "Programme": Programme,
    "library": Library, "Library": Library, "coalition": Coalition, "Coalition": Coalition, "rules": RoundRules,
    "finding": Finding, "Finding": Finding,
}  # fmt: skip
"""What a variable of that name holds, wherever the domain uses it."""
GUARDED: Final = frozenset({"award_fact"})
"""Refuses what the guards before it have refused already."""
EVERYBODY: Final = frozenset({"not_allowed"})
"""Asked by the bus before any handler."""


@cache
def codes_of(command: type[Command]) -> frozenset[str]:
    """Every code with which ``command`` can be refused once it was bound."""
    found = set(EVERYBODY)
    seen: set[Any] = set()
    waiting: list[tuple[Callable[..., Any], type | None]] = [(CATALOGUE[command].handler, None)]
    while waiting:
        function, owner = waiting.pop()
        if function not in seen:
            seen.add(function)
            codes, more = _read(function, owner)
            found |= codes
            waiting += more
    return frozenset(found)


def _read(function: Any, owner: type | None) -> tuple[set[str], list[tuple[Any, type | None]]]:
    """The codes that a function gives, and the functions of ours that it calls, with what ``self`` is in them."""
    codes: set[str] = set()
    more: list[tuple[Any, type | None]] = []
    for call in (n for n in ast.walk(_tree(function)) if isinstance(n, ast.Call)):
        codes.update(_given(call, function))
        if getattr(call.func, "attr", "") == "occurs":
            codes |= _of_the_days(call)
            continue
        found, receiver = _called(call.func, function, owner)
        if inspect.isfunction(found) and found.__module__.startswith("grants.") and found.__name__ != "require":
            more.append((found, receiver))
        if found is not None and getattr(found, "__name__", "") == "require" and receiver is Grant:
            codes |= _of_the_stage_table(call)
    for node in ast.walk(_tree(function)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("self", "grant"):
            kept = inspect.getattr_static(Grant if node.value.id == "grant" else owner or object, node.attr, None)
            if isinstance(kept, property) and kept.fget and node.attr not in GUARDED:
                more.append((kept.fget, Grant if node.value.id == "grant" else owner))
    return codes, more


def _given(call: ast.Call, function: Any) -> Iterator[str]:
    """The code of a refusal, of a claim that is taken, of four eyes; of loading, that it is unknown or stale."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name == "Refused" and call.args and isinstance(call.args[0], ast.Constant):
        yield str(call.args[0].value)
    elif name == "NoneDone":
        yield "bulk.none_done"
    elif name in ("claim", "four_eyes"):
        given = call.args[3] if len(call.args) > 3 else ast.Constant("four_eyes")
        yield str(given.value) if isinstance(given, ast.Constant) else str(function.__globals__[given.id])  # type: ignore[attr-defined]
    elif name == "get" and isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "work":
        yield "unknown_id"
        if len(call.args) > 2:
            yield "stale"


def _called(func: ast.expr, function: Any, owner: type | None) -> tuple[Any, type | None]:
    if isinstance(func, ast.Name):
        return function.__globals__.get(func.id), owner
    if not isinstance(func, ast.Attribute) or not isinstance(func.value, ast.Name):
        return None, None
    receiver = owner if func.value.id in ("self", "cls") else RECEIVERS.get(func.value.id)
    found = inspect.getattr_static(receiver, func.attr, None) if receiver else None
    return getattr(found, "__func__", found), receiver


def _of_the_days(call: ast.Call) -> set[str]:
    """What changes the stage is not dated before the previous change; an event that was handed in may be one."""
    event = getattr(events, getattr(call.args[0], "attr", ""), None)
    return (
        {"day.before_previous"} if event is None or (event in FACT_OF and FACT_OF[event].stage is not None) else set()
    )


def _of_the_stage_table(call: ast.Call) -> set[str]:
    step = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
    return {why_not(stage, str(step)) for stage in Stage if stage is not Stage.OPENED and step not in MAY[stage]}


@cache
def _tree(function: Any) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))
