"""``grants doctor`` on a sealed database: whether there is a key, what waits for a head, when one was signed."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest

from grants.kernel.clock import system_clock
from grants.store.checking.doctor import examine, machine_of
from grants.store.checking.finding import Finding
from grants.store.seal import keys
from tests.seal.conftest import Site, site

__all__ = ["site"]
AWAY = timedelta(hours=2)


def seal(site: Site, later: timedelta = timedelta(0)) -> Finding:
    machine = dataclasses.replace(machine_of(site.url), now=system_clock() + later)
    [found] = [each for each in examine(site.url, machine) if each.check == "seal"]
    return found


def test_a_sealed_database_says_how_much_is_under_its_newest_head(site: Site) -> None:
    site.fill(7)
    assert (seal(site).code, seal(site).level, seal(site).params["window"]) == ("seal.no_head", "warning", 7)
    site.said("seal", "head")
    found = seal(site)
    assert (found.code, found.level, found.params["size"], found.params["window"]) == ("seal.fine", "ok", 7, 0)
    site.fill(3, first=7)
    assert (seal(site).code, seal(site).params["window"]) == ("seal.fine", 3), "the notary may be about to come"
    late = seal(site, AWAY)
    assert (late.code, late.level, late.params["window"]) == ("seal.waiting", "warning", 3)


def test_a_key_that_is_gone_or_another_s_is_named(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.said("seal", "head")
    keys.place().chmod(0o644)
    assert (seal(site).code, seal(site).level) == ("seal.wrong_key", "trouble")
    monkeypatch.setenv(keys.PLACE, str(tmp_path / "other.key"))
    assert (seal(site).code, seal(site).level) == ("seal.no_key", "warning")
    keys.make(tmp_path / "other.key", system_clock(), "elsewhere.example/log")
    assert (seal(site).code, seal(site).level) == ("seal.wrong_key", "trouble")
