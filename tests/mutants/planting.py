"""Plants a bug in the running domain: a piece of a function's source replaced, the function compiled anew."""

from __future__ import annotations
import __future__

import importlib
import inspect
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from grants.catalogue import CATALOGUE, Entry


@dataclass(frozen=True)
class Mutant:
    """``target``: ``module:Class.function`` below ``grants``. Every (old, new) must be found in its source."""

    name: str
    target: str
    changes: tuple[tuple[str, str], ...]


def _owner(target: str) -> tuple[Any, Any, str]:
    module_name, _, path = target.partition(":")
    module = importlib.import_module(f"grants.{module_name}")
    *parents, name = path.split(".")
    owner: Any = module
    for parent in parents:
        owner = getattr(owner, parent)
    return module, owner, name


def _mutated(mutant: Mutant, original: Any, module: Any, name: str) -> Any:
    function: Any = original.fget if isinstance(original, property) else getattr(original, "__func__", original)
    source = textwrap.dedent(inspect.getsource(function))
    for old, new in mutant.changes:
        if old not in source:
            raise LookupError(f"{mutant.name}: {old!r} is not in {mutant.target}")
        source = source.replace(old, new)
    code = compile(source, f"<{mutant.name}>", "exec", flags=__future__.annotations.compiler_flag, dont_inherit=True)
    made: dict[str, Any] = {}
    exec(code, vars(module), made)  # noqa: S102  the whole point
    return made[name]


@contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    """Inside, the bug is there, also where other modules imported the function by name."""
    module, owner, name = _owner(mutant.target)
    original = inspect.getattr_static(owner, name)
    mutated = _mutated(mutant, original, module, name)
    places = [owner]
    if owner is module:
        names = [m for m in list(sys.modules) if m.startswith(("grants.", "tests."))]
        places = [sys.modules[m] for m in names if getattr(sys.modules[m], name, None) is original]
    entries = [entry for entry in CATALOGUE.values() if entry.handler is original]
    _put(places, entries, name, mutated)
    try:
        yield
    finally:
        _put(places, entries, name, original)


def _put(places: list[Any], entries: list[Entry], name: str, function: Any) -> None:
    for place in places:
        setattr(place, name, function)
    for entry in entries:
        object.__setattr__(entry, "handler", function)
