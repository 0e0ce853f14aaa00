"""Rules of this code base that no linter knows. Each is a small check of one module's syntax tree.

Held against src by test_sources.py; test_rules.py proves that each of them bites.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Finding = tuple[int, str]

DOMAIN = ("grants.kernel", "grants.rounds", "grants.libraries", "grants.lifecycle")
BELOW_STORE = (*DOMAIN, "grants.accounts", "grants.wording", "grants.catalogue")
AREAS = tuple(
    f"web.{area}"
    for area in ("dashboard", "rounds", "libraries", "lifecycle", "audit", "accounts", "exports", "health", "support")
)
FRAMEWORKS = ("sqlalchemy", "litestar", "jinja2", "alembic", "granian", "psycopg", "sqlite3", "click", "rich_click")


@dataclass(frozen=True)
class Rule:
    """``check`` gets a module's dotted name and tree, and yields line and remark for every breach."""

    name: str
    check: Callable[[str, ast.Module], Iterator[Finding]]


def inside(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every imported name, dotted, wherever in the file it is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def called_on(node: ast.AST) -> tuple[str, str]:
    """``("datetime", "now")`` of ``datetime.now()``; empty names where the call is of another form."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return "", ""
    owner = node.func.value
    name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
    return name, node.func.attr


def no_now_in_domain(module: str, tree: ast.Module) -> Iterator[Finding]:
    """Time arrives with the command. The machine's clock is read by ``system_clock`` alone."""
    if not inside(module, BELOW_STORE) or module == "grants.kernel.clock":
        return
    for node in ast.walk(tree):
        owner, method = called_on(node)
        if owner in {"datetime", "date", "dt", "time"} and method in {"now", "utcnow", "today", "time", "time_ns"}:
            yield getattr(node, "lineno", 0), f"{owner}.{method}() in the domain: time arrives with the command"


def no_float_money(module: str, tree: ast.Module) -> Iterator[Finding]:
    """Money is whole grosze. Below the store nothing is a float or a Decimal, and nothing divides but by ``//``."""
    if not inside(module, (*BELOW_STORE, "grants.read", "grants.processes")):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"the float {node.value}"
        elif isinstance(node, ast.Name) and node.id in {"float", "Decimal", "Fraction"}:
            yield node.lineno, f"{node.id}: money is whole grosze"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "round":
            yield node.lineno, "round(): rounding happens once, in Money.share, downwards"
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield node.lineno, "/ makes a float: use //"


def no_commit_outside_store(module: str, tree: ast.Module) -> Iterator[Finding]:
    """Who commits decides what is atomic: only the store does."""
    if inside(module, ("grants.store",)):
        return
    for node in ast.walk(tree):
        owner, method = called_on(node)
        a_class = owner[:1].isupper()  # Grant.begin() opens a grant, not a transaction
        if method in {"commit", "begin", "begin_nested", "rollback"} and not a_class:
            yield getattr(node, "lineno", 0), f"{owner}.{method}() outside grants.store"


def domain_knows_no_framework(module: str, tree: ast.Module) -> Iterator[Finding]:
    """Below the store: no framework, and of eventsourcing the domain part alone (in the kernel: topics as well)."""
    if not inside(module, BELOW_STORE):
        return
    ours = ("eventsourcing.domain", *(("eventsourcing.utils",) if inside(module, ("grants.kernel",)) else ()))
    for line, name in imports(tree):
        if inside(name, FRAMEWORKS) or (inside(name, ("eventsourcing",)) and not inside(name, ours)):
            yield line, f"{name} below the store"


def read_models_stand_alone(module: str, tree: ast.Module) -> Iterator[Finding]:
    """Read models never read one another; what they share is in modules whose names begin with an underscore.

    ``asking`` has no table either: it is how several questions go to the database as one, for pages as well.
    """
    if not inside(module, ("grants.read",)) or module == "grants.read":
        return
    own = module.split(".")[2]
    for line, name in imports(tree):
        parts = name.split(".")
        another = inside(name, ("grants.read",)) and len(parts) > 2 and parts[2] not in {own, "asking"}
        if another and not parts[2].startswith("_"):
            yield line, f"{name}: a read model of another page"
        if parts[0] == "grants" and "handlers" in parts:
            yield line, f"{name}: views read facts, they never decide"
        if inside(name, ("litestar", "jinja2", "alembic")):
            yield line, f"{name} in a read model"


def pages_issue_commands_only(module: str, tree: ast.Module) -> Iterator[Finding]:
    """Areas of the web see commands, stages, read models and wording: never an aggregate, the store or SQL."""
    if not inside(module, AREAS):
        return
    for line, name in imports(tree):
        parts = name.split(".")
        if inside(name, ("sqlalchemy", "alembic", "eventsourcing", "psycopg", "sqlite3")):
            yield line, f"{name} in a page"
        if inside(name, ("grants.store", "grants.demo", "grants.cli", "grants.processes")):
            yield line, f"{name} in a page"
        if inside(name, ("grants.rounds", "grants.libraries", "grants.lifecycle")) and not {"commands", "stages"} & set(
            parts[2:3] + parts[3:4]
        ):
            yield line, f"{name}: pages see commands and stages of a module, nothing else"


def one_place_knows_htmx(module: str, tree: ast.Module) -> Iterator[Finding]:
    """Page or fragment is decided by one helper; nobody else looks at htmx's headers."""
    if not inside(module, ("web",)) or inside(module, ("web.support",)):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower().startswith("hx-"):
            yield node.lineno, f"{node.value} outside web.support"


def short_functions(_module: str, tree: ast.Module) -> Iterator[Finding]:
    """No function over 40 lines, its docstring included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > 40:
                yield node.lineno, f"{node.name} has {length} lines"


RULES = [
    Rule("no-now-in-domain", no_now_in_domain),
    Rule("no-float-money", no_float_money),
    Rule("no-commit-outside-store", no_commit_outside_store),
    Rule("domain-knows-no-framework", domain_knows_no_framework),
    Rule("read-models-stand-alone", read_models_stand_alone),
    Rule("pages-issue-commands-only", pages_issue_commands_only),
    Rule("one-place-knows-htmx", one_place_knows_htmx),
    Rule("short-functions", short_functions),
]
