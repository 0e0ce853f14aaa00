"""Fetches the vendored browser files anew and writes their manifest. For a maintainer who takes a new version.

Run `python .ci/vendor.py` from the checkout with `npm` at hand, look at the difference, commit it. Nothing of this runs
at install time or at run time. tests/architecture/test_vendor.py holds what is committed against the manifest.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/web/static/vendor"

GOVUK, HTMX, FONT = "govuk-frontend@6.6.0", "htmx.org@4.0.1", "@fontsource-variable/source-sans-3@5.3.0"
LICENCES = {GOVUK: "MIT", HTMX: "0BSD", FONT: "OFL-1.1"}
LICENCE_FILES = {GOVUK: "govuk-frontend.txt", HTMX: "htmx.txt", FONT: "source-sans-3.txt"}


def verbatim(data: bytes) -> bytes:
    return data


def without_crown_copyright(data: bytes) -> bytes:
    """The MIT licence leaves out the typeface and the crest of the British government: neither may be served by us."""
    css = re.sub(r"@font-face\{font-family:GDS Transport[^}]*\}", "", data.decode())
    css = css.replace("GDS Transport,arial,sans-serif", '"Source Sans 3",system-ui,sans-serif')
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"(?<=[{}])[^{}@]*(?:copyright-logo|footer__crown)[^{}]*\{[^{}]*\}", "", css)
    while (emptied := re.sub(r"@(?:media|supports)[^{};]*\{\}", "", css)) != css:
        css = emptied
    return css.strip().encode() + b"\n"


def font_faces(data: bytes) -> bytes:
    """Two subsets hold every Polish and English letter; the family's name is the one that our stylesheets ask for."""
    faces = re.findall(r"/\* source-sans-3-latin.*?\}", data.decode(), flags=re.DOTALL)
    css = "\n\n".join(faces).replace("Source Sans 3 Variable", "Source Sans 3")
    css = re.sub(r"\./files/source-sans-3-(latin(?:-ext)?)-wght-normal", rf"source-sans-3-{version(FONT)}-\1", css)
    return css.encode() + b"\n"


@dataclass(frozen=True)
class Vendored:
    """One file: where it stands in its package, what it is called here, and what is done to it on the way."""

    package: str
    source: str
    name: str
    edit: Callable[[bytes], bytes] = verbatim
    edits: str = "none"


def version(package: str) -> str:
    return package.rpartition("@")[2]


FILES = [
    Vendored(
        GOVUK,
        "dist/govuk/govuk-frontend.min.css",
        "govuk-frontend-6.6.0.min.css",
        without_crown_copyright,
        "typeface GDS Transport replaced by Source Sans 3; crest and crown rules, comments and source map link removed",
    ),
    Vendored(GOVUK, "dist/govuk/govuk-frontend.min.js", "govuk-frontend-6.6.0.min.js"),
    Vendored(HTMX, "dist/htmx.min.js", "htmx-4.0.1.min.js"),
    Vendored(HTMX, "dist/ext/hx-sse.min.js", "hx-sse-4.0.1.min.js"),
    Vendored(FONT, "files/source-sans-3-latin-wght-normal.woff2", "source-sans-3-5.3.0-latin.woff2"),
    Vendored(FONT, "files/source-sans-3-latin-ext-wght-normal.woff2", "source-sans-3-5.3.0-latin-ext.woff2"),
    Vendored(
        FONT,
        "wght.css",
        "source-sans-3-5.3.0.css",
        font_faces,
        "latin and latin-ext only; family renamed to Source Sans 3; addresses of the files in this folder",
    ),
]


def packed(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each package with the folder that its archive was unpacked to."""
    for number, package in enumerate(LICENCES):
        place = folder / str(number)
        place.mkdir()
        subprocess.run(["npm", "pack", "--silent", package], cwd=place, check=True)
        archive = next(place.glob("*.tgz"))
        subprocess.run(["tar", "-xzf", archive.name], cwd=place, check=True)
        yield package, place / "package"


def entry(file: Vendored, data: bytes, original: bytes) -> dict[str, str]:
    """One line of the manifest. The digest of the original lets anybody compare with the published package."""
    return {
        "file": file.name,
        "package": file.package.rpartition("@")[0],
        "version": version(file.package),
        "source": file.source,
        "licence": LICENCES[file.package],
        "licence_text": f"licences/{LICENCE_FILES[file.package]}",
        "sha256": hashlib.sha256(data).hexdigest(),
        "original_sha256": hashlib.sha256(original).hexdigest(),
        "edits": file.edits,
    }


def main() -> None:
    (TARGET / "licences").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        places = dict(packed(Path(temporary)))
        manifest = []
        for file in FILES:
            original = (places[file.package] / file.source).read_bytes()
            data = file.edit(original)
            (TARGET / file.name).write_bytes(data)
            manifest.append(entry(file, data, original))
        for package, name in LICENCE_FILES.items():
            text = places[package] / "LICENSE"
            if text.exists():  # govuk-frontend's package carries none: its text was taken from its repository
                shutil.copyfile(text, TARGET / "licences" / name)
    (TARGET / "MANIFEST.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"{len(manifest)} files written to {TARGET}")


if __name__ == "__main__":
    main()
