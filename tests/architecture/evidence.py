"""Where the tests refuse what: read from their syntax trees, for the table of ``test_every_event.py``.

A test is about a command and a code if it says ``when(<ask>).refused(<code>)``, or holds an ask and a code in one row
of its parameters. Asks are known by the builders that make them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from grants.catalogue import BY_NAME, CATALOGUE
from grants.lifecycle.stages import MAY, Stage
from tests.architecture.places import TESTS
from tests.lifecycle.test_every_command import CLOSED, ROWS, probes
from tests.lifecycle.test_stage_table import ASKS, standing_at, why_not

CODE: Final = re.compile(r"^([a-z]+\.[a-z_]+|unknown_id|stale|not_allowed|four_eyes)$")
FOLDERS: Final = ("kernel", "rounds", "libraries", "lifecycle", "findings")
BUILDERS: Final = (*sorted((TESTS / "support/builders").glob("*.py")), TESTS / "support/many.py")
Evidence = dict[tuple[str, str], str]


@cache
def builders() -> dict[str, str]:
    """Builder -> the command that it asks for; longer stories are known by their last ask in their own tests."""
    found: dict[str, str] = {}
    for path in BUILDERS:
        for function in ast.parse(path.read_text()).body:
            if isinstance(function, ast.FunctionDef):
                for name in _names(function):
                    if name in BY_NAME:
                        found[function.name] = name
    return found


@cache
def shorthands() -> dict[str, str]:
    """The functions of ``test_every_refusal.py`` that spell a builder shorter."""
    found: dict[str, str] = {}
    for function in ast.parse((TESTS / "lifecycle/test_every_refusal.py").read_text()).body:
        last = function.body[-1] if isinstance(function, ast.FunctionDef) else None
        if isinstance(function, ast.FunctionDef) and isinstance(last, ast.Return) and isinstance(last.value, ast.Call):
            name = builders().get(getattr(last.value.func, "attr", ""))
            if name is not None:
                found[function.name] = name
    return found


@cache
def written() -> Evidence:
    """(command, code) -> ``file::test`` where a test, written by hand, asks for the one and meets the other."""
    found: Evidence = {}
    for where, function in _tests():
        for node in ast.walk(function):
            found.update({pair: where for pair in _pairs(node) if pair not in found})
    return found


@cache
def together() -> Evidence:
    """What the tests of all commands at once ask and meet."""
    found: Evidence = {}
    for command in CATALOGUE:
        name = command.__name__
        found[name, "not_allowed"] = "lifecycle/test_every_command.py::test_who_only_looks_is_refused"
        for code in probes(command):
            found[name, code] = "lifecycle/test_every_command.py::test_what_every_command_refuses_alike"
    for command in ROWS:
        for code in ("unknown_id", "stale", "bulk.none_done"):
            found[command.__name__, code] = "lifecycle/test_every_command.py::test_a_row_is_refused_alone"
    for name in CLOSED:
        found[name, "round.closed"] = "lifecycle/test_every_command.py::test_a_closed_round_hears_nothing_more"
    table = "lifecycle/test_stage_table.py::test_what_the_table_does_not_allow_is_refused"
    told = standing_at(Stage.AGREED)
    for step, asks in ASKS.items():
        name = type(asks(told, Stage.AGREED).command).__name__
        found |= {(name, why_not(stage, step)): table for stage in Stage if step not in MAY[stage]}
    return found


@cache
def somewhere() -> dict[str, str]:
    """Code -> a test that meets it, whatever it asks for."""
    found: dict[str, str] = {}
    for where, function in _tests():
        for node in ast.walk(function):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value):
                found.setdefault(node.value, where)
    return found


def _tests() -> Iterator[tuple[str, ast.FunctionDef]]:
    for folder in FOLDERS:
        for path in sorted((TESTS / folder).rglob("test_*.py")):
            yield from _of(path)


def _of(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The tests of a file; parameters that stand in a name of the module belong to the tests that name it."""
    tree = ast.parse(path.read_text())
    tables: dict[str, ast.stmt] = {}
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        tables |= {target.id: statement for target in targets if isinstance(target, ast.Name)}
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test_"):
            named = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            extra = [tables[name] for name in sorted(named & tables.keys())]
            whole = ast.FunctionDef(**{**vars(function), "body": [*function.body, *extra]})
            yield f"{path.relative_to(TESTS).as_posix()}::{function.name}", whole


def _pairs(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Tuple | ast.List):
        codes = [code for each in node.elts if (code := _code(each))]
        asks = [name for each in node.elts if (name := _last_ask(each))]
        if asks:
            yield from ((asks[-1], code) for code in codes)
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "refused" and node.args:
        code, name = _code(node.args[0]), _when(node.func)
        if code and name:
            yield name, code


def _when(func: ast.expr) -> str | None:
    """The command of the ``when`` that a ``refused`` hangs on."""
    whens = [n for n in ast.walk(func) if isinstance(n, ast.Call) and getattr(n.func, "attr", "") == "when" and n.args]
    return _last_ask(whens[0].args[0]) if whens else None


def _last_ask(node: ast.AST) -> str | None:
    """The command of the last builder called in a row of asks, or of the outermost one of an expression."""
    if isinstance(node, ast.List | ast.Tuple):
        return _last_ask(node.elts[-1]) if node.elts else None
    if isinstance(node, ast.Lambda):
        return _last_ask(node.body)
    if not isinstance(node, ast.Call):
        return None
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name in builders():
        return builders()[name]
    if isinstance(node.func, ast.Name) and name in shorthands():
        return shorthands()[name]
    if name in ("of", "on") and isinstance(node.func, ast.Attribute):
        return _last_ask(node.func.value)
    return _first(_names(node)) if name in ("Ask", "replace") else None


def _first(names: Iterable[str]) -> str | None:
    return next((name for name in names if name in BY_NAME), None)


def _names(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute):
            yield each.attr
        elif isinstance(each, ast.Name):
            yield each.id


def _code(node: ast.AST) -> str | None:
    found = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return found if CODE.match(found) else None
