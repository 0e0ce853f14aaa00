"""The vendored browser files are exactly what the manifest says, and nothing that is not ours to serve."""

import hashlib
import json
import re

import pytest

from tests.architecture.places import VENDOR

MANIFEST: list[dict[str, str]] = json.loads((VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))

# Taken from the published packages by hand. The integrity hash in htmx's own 4.0.1 README is that of 4.0.0.
PINNED = {
    "htmx-4.0.1.min.js": "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
    "hx-sse-4.0.1.min.js": "18ef2761356ec1fe0bb6d92612315b37517a7c1e9856b661c5ae81fef239d103",
}


def digest(name: str) -> str:
    return hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_each_file_is_the_one_in_the_manifest(entry: dict[str, str]) -> None:
    assert digest(entry["file"]) == entry["sha256"]
    assert (entry["edits"] == "none") == (entry["sha256"] == entry["original_sha256"])
    assert entry["version"] in entry["file"], "files are served as immutable: their names must carry the version"
    assert (VENDOR / entry["licence_text"]).read_text(encoding="utf-8").strip()


def test_no_file_is_missing_from_the_manifest() -> None:
    listed = {entry["file"] for entry in MANIFEST} | {entry["licence_text"] for entry in MANIFEST} | {"MANIFEST.json"}
    assert {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()} == listed


@pytest.mark.parametrize("name", PINNED)
def test_htmx_is_the_published_one(name: str) -> None:
    assert digest(name) == PINNED[name]


def test_the_british_crown_s_typeface_and_crest_are_gone() -> None:
    for path in VENDOR.glob("*.css"):
        assert not re.search(r"GDS|crest|crown", path.read_text(encoding="utf-8"), re.IGNORECASE), path.name


def test_stylesheets_load_nothing_but_files_beside_them() -> None:
    for path in VENDOR.glob("*.css"):
        for address in re.findall(r"url\(([^)]*)\)", path.read_text(encoding="utf-8")):
            assert (VENDOR / address).is_file(), f"{path.name} asks for {address}"
