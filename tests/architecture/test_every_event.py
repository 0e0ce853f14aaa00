"""Nothing that can be stored is left out: every stored name has its sentences, its golden file, a page that causes it
and a test of every refusal on the way to it.

``refusals.txt`` is the table of the last: event, command, code, and the test that asks for the one and meets the other.
It is read by people; GRANTS_GOLDEN=write writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from litestar.handlers import HTTPRouteHandler

from grants.catalogue import CATALOGUE, NOTED
from grants.kernel.command import Command
from grants.kernel.envelope import Happened
from grants.kernel.refusals import Refused
from grants.wording.refusals import refusal
from grants.wording.refusing import REFUSALS
from grants.wording.sentences import SENTENCES, sentence
from tests.architecture.evidence import together, written
from tests.architecture.refusing import codes_of
from tests.lifecycle.test_every_command import probes
from tests.store.examples import FOLDER, all_events, load
from tests.support.heard import heard
from tests.wording.test_refusals import RAISED, VALUES
from web.app import AREAS

EVENTS = sorted(all_events(), key=lambda event: event.TOPIC)
TABLE = Path(__file__).with_name("refusals.txt")
KEEPS_OPEN = "a round does not close over a grant in this stage; the round's own guard is tested in its place"
NEVER: dict[tuple[str, str], str] = {
    **{(name, "round.closed"): KEEPS_OPEN for name in (
        "ResubmitApplication", "WithdrawApplication", "AwardGrant", "AwardGrants", "CancelGrant", "ChangeAward",
        "ReversePayment", "RevokeAward",
    )},
    **{(name, "coalition.no_partner"): "a coalition is never without a partner" for name in (
        "ApplyForGrant", "ResubmitApplication",
    )},
    **{(name, code): "of a waiver in the form: nothing was held or reported, and one that waits is not asked for again"
       for name in ("ApplyForGrant", "ResubmitApplication")
       for code in ("waiver.not_needed", "waiver.pending", "waiver.report_in")},
    ("ApplyForGrant", "grant.wrong_stage"): "a waiver in the form meets the stage that the application has just made",
    **{("HandOverGrants", code): "only when somebody is quicker between the look at the desk and the decision"
       for code in ("grant.looked_after_by_another", "grant.wrong_stage", "unknown_id")},
    ("RefuseWaiver", "waiver.not_needed"): "only granting one asks whether it is needed",
    ("RecordPayments", "grant.nrb_changed"): "rows name no account",
    **{("CorrectAfterClosure", code): "the figure that would move is named first" for code in (
        "grant.amount_over_max", "grant.amount_over_requested", "grant.below_paid", "grant.overpay", "refund.too_big",
    )},
}  # fmt: skip
"""Codes that stand on the way to a command and that it cannot meet, and why: the guard is there for another command."""


def commands_of(event: type[Happened]) -> list[type[Command]]:
    return [command for command, entry in CATALOGUE.items() if event in entry.events]


@cache
def pages() -> dict[str, str]:
    """Command -> the address whose form issues it."""
    found = {}
    for handler in AREAS:
        if isinstance(handler, HTTPRouteHandler) and "POST" in handler.http_methods and handler.name:
            found[handler.name.removesuffix(":send")] = min(handler.paths)
    return found


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TOPIC)
def test_it_has_a_sentence_in_both_languages_told_from_its_golden_file(event: type[Happened]) -> None:
    stored = load((FOLDER / f"{event.TOPIC}.json").read_text())
    assert type(stored) is event
    told = {lang: sentence(stored, lang, lambda _: "Zacisze") for lang in ("pl", "en")}
    assert told["pl"] != told["en"]
    assert all(len(words) > 8 and "{" not in words for words in told.values()), told


def test_a_command_causes_each_and_a_page_issues_each_command() -> None:
    assert [event for event in EVENTS if not commands_of(event)] == sorted(NOTED, key=lambda event: event.TOPIC)
    assert sorted({command.__name__ for command in CATALOGUE} - pages().keys()) == []


@pytest.mark.parametrize("command", CATALOGUE, ids=lambda command: command.__name__)
def test_each_of_its_refusals_has_a_test_and_words_in_both_languages(command: type[Command]) -> None:
    known = {**together(), **written()}
    codes = {code for code in codes_of(command) if (command.__name__, code) not in NEVER}
    assert sorted(code for code in codes if (command.__name__, code) not in known) == []
    assert sorted(codes - REFUSALS.keys()) == []


def test_the_list_of_what_is_never_met_holds_nothing_that_a_test_meets() -> None:
    known = {**together(), **written()}
    assert sorted(NEVER.keys() & known.keys()) == []
    commands = {command.__name__: command for command in CATALOGUE}
    assert [pair for pair in NEVER if pair[1] not in codes_of(commands[pair[0]])] == []


def test_every_refusal_of_the_domain_belongs_to_a_command() -> None:
    """Also those that pages foretell: what is raised for no command at all is said by the bus, a page or a person."""
    belong = set().union(*(codes_of(command) for command in CATALOGUE))
    assert sorted(code for code in RAISED.keys() - belong) == BESIDE


BESIDE = [
    "busy", "command.at_not_allowed", "command.id_reused", "command.no_effect", "past.future", "past.order",
    "past.too_early",
    "past.unknown_then", "person.library_needed", "person.library_not_allowed", "person.login_invalid",
    "person.login_taken", "person.unknown",
]  # fmt: skip
"""What no decision says: the bus, the store, pages about past days, and accounts do."""


def test_the_analysis_finds_what_a_command_is_really_refused_with() -> None:
    """The control: whatever a command met in the tests of all commands, the reading of its sources foretold."""
    for command, (told, ask) in heard().items():
        for wrong in (*probes(command).values(), ask):
            no = told.copy().when(wrong).no
            if isinstance(no, Refused):
                assert no.code in codes_of(command), (command.__name__, no)


def test_no_sentence_is_left_over() -> None:
    assert SENTENCES.keys() == {event.TOPIC for event in EVENTS}


def table() -> Iterator[str]:
    """A block an event: commands and their pages, codes and their tests."""
    known: dict[tuple[str, str], Any] = {**together(), **written()}
    for event in EVENTS:
        yield event.TOPIC
        for command in commands_of(event):
            name = command.__name__
            yield f"  {name}  POST {pages().get(name, '-')}"
            for code in sorted(codes_of(command)):
                why = NEVER.get((name, code))
                yield f"    {code:32} {'never: ' + why if why else known.get((name, code), 'NOWHERE')}"


def test_the_table_shows_it_all() -> None:
    """Tests may change their names; what is refused may not. A table that is out of date: GRANTS_GOLDEN=write."""
    lines = list(table())
    if os.environ.get("GRANTS_GOLDEN") == "write":
        TABLE.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    kept = TABLE.read_text("utf-8").splitlines()
    assert [_without_test(line) for line in kept] == [_without_test(line) for line in lines]


def _without_test(line: str) -> str:
    return line.partition("::")[0].rpartition(" ")[0] if "::" in line else line


def test_every_refusal_is_told_in_two_languages() -> None:
    for code, places in RAISED.items():
        params = {name: VALUES[name] for name in frozenset.intersection(*places)}
        polish, english = (refusal(code, params, lang) for lang in ("pl", "en"))
        assert polish.what != english.what, code
        assert polish.next != english.next, code
