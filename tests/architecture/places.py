"""Where things stand in the checkout, for the tests of its shape."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC, TESTS, TEMPLATES = ROOT / "src", ROOT / "tests", ROOT / "templates"
VENDOR = SRC / "web/static/vendor"


def modules(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every Python file below ``folder`` with its dotted name."""
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path
