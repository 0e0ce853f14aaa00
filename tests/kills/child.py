"""The process that is killed: reads ``case step`` a line, carries the command out, prints its answer after the commit.

Several are under way at once, and the projector follows in its own thread, as in the web process.
"""

from __future__ import annotations

import os
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from random import uniform
from threading import Lock
from time import sleep
from typing import Final

import msgspec

from grants.bootstrap import Programme, open_programme
from grants.kernel.command import Done
from grants.kernel.refusals import Refused
from grants.store.receipts import answered, data_hash
from tests.kills.plan import steps
from tests.support.scenario import NOW

WORKERS: Final = 4
MOST_SILENCE: Final = 0.005
"""Seconds at most between a commit and its answer: about as long as the commit, so that kills meet this moment too."""


class Answer(msgspec.Struct, kw_only=True):
    """What the parent hears of one command. ``before``: its receipt was there already when it was asked for."""

    case: int
    step: int
    before: bool = False
    done: Done | None = None
    refused: str | None = None


def carry_out(programme: Programme, case: int, step: int) -> Answer:
    ask = steps(case)[step]
    assert ask.command_id is not None
    name, hashed = type(ask.command).__name__, data_hash(ask.command, ask.by.actor)
    before = answered(programme.log, ask.command_id, name, hashed) is not None
    try:
        done = programme.issue(ask.command, ask.by.actor, command_id=ask.command_id)
    except Refused as refused:
        return Answer(case=case, step=step, before=before, refused=repr(refused))
    return Answer(case=case, step=step, before=before, done=done)


def main(url: str) -> None:
    """Until the input ends, or the kill."""
    out, turn = sys.stdout.buffer, Lock()
    programme = open_programme(url, clock=lambda: NOW)
    programme.follow()

    def say(answer: object) -> None:
        with turn:
            out.write(msgspec.json.encode(answer) + b"\n")
            out.flush()

    def work(line: str) -> None:
        try:
            case, step = map(int, line.split())
            answer = carry_out(programme, case, step)
            sleep(uniform(0, MOST_SILENCE))
            say(answer)
        except BaseException:  # noqa: BLE001  whatever it was, it must not be taken for silence
            traceback.print_exc()
            os._exit(1)

    say("ready")
    with ThreadPoolExecutor(WORKERS) as pool:
        for future in [pool.submit(work, line) for line in sys.stdin]:
            future.result()
    programme.close()


if __name__ == "__main__":
    main(sys.argv[1])
