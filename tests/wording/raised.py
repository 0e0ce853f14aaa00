"""What the sources really refuse and with which parameters, read from their syntax trees."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.places import SRC

Raised = dict[str, list[frozenset[str]]]
TELLING = {"Refused", "_no", "_words"}
"""What takes a code with its parameters: the refusal itself, and those who tell it before anybody tried."""
CODE = re.compile(r"[a-z_]+\.[a-z_]+$")

HANDED_ON = {
    ("grants/store/work.py", "claim"): frozenset({"owner"}),
    ("grants/lifecycle/deciding/core.py", "require"): frozenset({"stage", "step", "allowed", "grant"}),
    ("grants/lifecycle/deciding/core.py", "four_eyes"): frozenset({"pair", "role"}),
}
"""Places that refuse with a code they were given; the parameters they add."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SRC.rglob("*.py")):
        name = path.relative_to(SRC).as_posix()
        if not name.startswith("grants/wording/"):
            yield name, ast.parse(path.read_text())


def refusals() -> Raised:
    """Every refusal's code with the parameters of each place that raises it."""
    found: Raised = defaultdict(list)
    for name, tree in sources():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                _direct(name, function, found)
        for call in calls(tree):
            handed = _handed_on(call)
            if handed:
                found[handed[0]].append(handed[1])
    return dict(found)


def _direct(name: str, function: ast.FunctionDef | ast.AsyncFunctionDef, found: Raised) -> None:
    for call in calls(function):
        if _called(call) not in TELLING:
            continue
        code = text(call.args[0])
        if code is None:
            assert _called(call) != "Refused" or (name, function.name) in HANDED_ON, (
                f"{name}: {function.name} refuses with a code nobody can read"
            )
        else:
            found[code].append(frozenset(word.arg for word in call.keywords if word.arg))
    if (name, function.name) == ("grants/lifecycle/offers.py", "why_not"):
        for code in {code for node in ast.walk(function) if (code := text(node)) and CODE.match(code)}:
            found[code].append(HANDED_ON["grants/lifecycle/deciding/core.py", "require"])
    if function.name == "four_eyes":
        found[str(text(function.args.defaults[-1]))].append(HANDED_ON["grants/lifecycle/deciding/core.py", "four_eyes"])


def _handed_on(call: ast.Call) -> tuple[str, frozenset[str]] | None:
    if len(call.args) < 4:
        return None
    for (_, function), params in HANDED_ON.items():
        code = text(call.args[3])
        if _called(call) == function and code:
            return code, params
    return None


def problems() -> Raised:
    """Every problem's code, where it is written out, with its parameters."""
    found: Raised = defaultdict(list)
    for _, tree in sources():
        for call in calls(tree):
            code = text(call.args[0]) if _called(call) == "Problem" and call.args else None
            if code and len(call.args) > 1 and isinstance(call.args[1], ast.Dict):
                found[code].append(frozenset(str(text(key)) for key in call.args[1].keys if key))
    return dict(found)


def kinds() -> set[str]:
    """Every kind of field: ``binding`` makes ``field.<kind>`` of it."""
    found = {"value"}
    for name, tree in sources():
        for call in calls(tree):
            if name == "grants/kernel/fields.py" and _called(call) == "_kind":
                found.add(str(text(call.args[0])))
            for word in call.keywords:
                if _called(call) == "Meta" and word.arg == "extra" and isinstance(word.value, ast.Dict):
                    found |= {kind for value in word.value.values if (kind := text(value))}
    return found


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def text(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
