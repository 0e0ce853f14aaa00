"""A sample is the same for everybody and for ever, and each part of the method is where the docstring says."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.read.sampling import METHOD, Drawing, bands, draw, population, shares


@dataclass(frozen=True)
class Grant:
    number: int | None
    awarded: int = 100_000


GOLDEN = [10, 2, 89, 56, 17]
GOLDEN_BY_AMOUNT = [10, 2, 56, 54, 89]
HUNDRED = [Grant(n, 100_000 - n * 100) for n in range(1, 101)]


def numbers(drawing: Drawing, grants: list[Grant] | None = None) -> list[int | None]:
    return [each.number for each in draw(HUNDRED if grants is None else grants, drawing)]


def test_the_method_is_fixed_for_ever() -> None:
    """Golden: another order would make every report that was ever printed wrong. A new method gets a new name."""
    assert METHOD == "podaj-dalej-sample-1"
    assert numbers(Drawing("PRB/I", "2013", 5)) == GOLDEN
    assert numbers(Drawing("PRB/I", "2013", 5, by_amount=True)) == GOLDEN_BY_AMOUNT


def test_anybody_draws_it_again_with_python_alone() -> None:
    code = (
        "from hashlib import sha256; print(sorted(set(range(1, 101)), "
        'key=lambda n: sha256(f"2013|PRB/I|{n}".encode()).hexdigest())[:5])'
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(numbers(Drawing("PRB/I", "2013", 5)))


def test_another_seed_or_round_is_another_sample() -> None:
    first = numbers(Drawing("PRB/I", "2013", 10))
    assert first != numbers(Drawing("PRB/I", "2014", 10))
    assert first != numbers(Drawing("PRB/II", "2013", 10))
    assert first == numbers(Drawing("PRB/I", "2013", 20))[:10]


def test_what_was_awarded_later_changes_no_earlier_sample() -> None:
    drawing, later = Drawing("PRB/I", "2013", 5), [*HUNDRED, *(Grant(n) for n in range(101, 200))]
    assert [each.number for each in draw(population(later, 100), drawing)] == GOLDEN


def test_only_grants_with_a_number_are_drawn_and_in_whatever_order_they_come() -> None:
    mixed = [Grant(None), *reversed(HUNDRED), Grant(None)]
    assert population(mixed) == HUNDRED


@given(st.lists(st.integers(0, 200_000), max_size=60), st.integers(1, 60))
def test_by_amount_every_band_gives_its_share(amounts: list[int], size: int) -> None:
    grants = [Grant(n, amount) for n, amount in enumerate(amounts, 1)]
    size = min(size, len(grants))
    drawn = draw(grants, Drawing("PRB/I", "x", size, by_amount=True))
    parts = bands(grants)
    assert len(drawn) == len(set(drawn)) == size
    assert [len(part) for part in parts] == sorted((len(part) for part in parts), reverse=True)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
    taken = Counter(next(n for n, part in enumerate(parts) if each in part) for each in drawn)
    assert [taken[n] for n in range(3)] == shares([len(part) for part in parts], size)


@pytest.mark.parametrize(
    ("sizes", "size", "parts"),
    [([4, 3, 3], 10, [4, 3, 3]), ([1, 1, 1], 1, [1, 0, 0]), ([34, 33, 33], 10, [4, 3, 3]), ([0, 0, 0], 0, [0, 0, 0])],
)
def test_shares_by_largest_remainders(sizes: list[int], size: int, parts: list[int]) -> None:
    assert shares(sizes, size) == parts


def test_the_golden_order_is_that_of_the_hashes() -> None:
    """By hand, with nothing of ours."""
    ranked = sorted((sha256(b"2013|PRB/I|%d" % n).hexdigest(), n) for n in range(1, 101))
    assert [n for _, n in ranked[:5]] == GOLDEN
