"""The process that kills: hands out commands, kills at random moments, sends again what was not answered."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import Final
from uuid import UUID

import msgspec

from grants.kernel.command import Done
from tests.kills.behind import lagging
from tests.kills.child import WORKERS, Answer
from tests.kills.plan import steps

MOST_DELAY: Final = 0.01
"""Seconds between the last answer that is waited for and the kill: commands take about as long."""
Place = tuple[int, int]
"""Case and step."""


def command_of(place: Place) -> UUID:
    id_ = steps(place[0])[place[1]].command_id
    assert id_ is not None
    return id_


@dataclass
class Lane:
    """Lives one case after the other; at most one command of it is under way."""

    case: int
    apart: int
    step: int = 0

    @property
    def place(self) -> Place:
        return self.case, self.step

    def forward(self) -> None:
        self.step += 1
        if self.step == len(steps(self.case)):
            self.case, self.step = self.case + self.apart, 0


@dataclass
class Campaign:
    """What was done and what was heard. ``acknowledged`` is what must be true of the database afterwards."""

    url: str
    commands: int
    kills_wanted: int
    seed: int = 0
    acknowledged: dict[Place, Done] = field(default_factory=dict)
    kills: int = 0
    in_flight_kills: int = 0
    in_flight: int = 0
    resent: int = 0
    behind: int = 0
    """Kills that left the read models behind the log: the next life had to go on in the middle."""
    committed_unheard: int = 0
    """Commands that had taken effect although their answer died with the process: only a receipt can tell."""

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._lanes = [Lane(n + 1, WORKERS) for n in range(WORKERS)]
        self._unanswered: set[Place] = set()

    def run(self) -> None:
        """Until enough commands were acknowledged and enough kills met one under way."""
        child = Child(self.url)
        try:
            for step in range(len(steps(0))):
                child.send((0, step))
                self._hear(child.hear())
            while not self._over():
                self._work(child)
                if not self._over():
                    self._kill(child)
                    child = Child(self.url)
        finally:
            child.end()

    def by_command(self) -> dict[UUID, Done]:
        """What was acknowledged, by the ids that events carry."""
        return {command_of(place): done for place, done in self.acknowledged.items()}

    def __str__(self) -> str:
        return (
            f"commands acknowledged {len(self.acknowledged)}, kills {self.kills}, with commands in flight "
            f"{self.in_flight_kills} ({self.in_flight} commands), re-sent {self.resent}, "
            f"of these committed but unheard {self.committed_unheard}; "
            f"kills that left the read models behind {self.behind}"
        )

    def _over(self) -> bool:
        enough = len(self.acknowledged) >= self.commands and self.in_flight_kills >= self.kills_wanted
        return enough and not self._unanswered

    def _work(self, child: Child) -> None:
        """Send what was left unanswered and then on and on, until it is time for the next kill or the end."""
        share = self.commands / (self.kills_wanted + 1)
        until = len(self.acknowledged) + int(share * self._random.uniform(0.3, 1.5))
        last = self.in_flight_kills >= self.kills_wanted
        lanes = {lane.case: lane for lane in self._lanes}
        for lane in self._lanes:
            self._send(child, lane)
        waiting = len(lanes)
        while waiting:
            answer = child.hear()
            waiting -= 1
            lane = lanes.pop(answer.case)
            if self._hear(answer):
                lane.forward()
            lanes[lane.case] = lane
            if last and len(self.acknowledged) >= self.commands and lane.place not in self._unanswered:
                continue
            self._send(child, lane)
            waiting += 1
            if not last and len(self.acknowledged) >= until:
                return

    def _send(self, child: Child, lane: Lane) -> None:
        if lane.place in self._unanswered:
            self.resent += 1
        self._unanswered.add(lane.place)
        child.send(lane.place)

    def _hear(self, answer: Answer) -> bool:
        """Note an answer; False if the command must be sent again."""
        place = answer.case, answer.step
        if answer.done is None:
            if answer.refused is not None and "busy" in answer.refused:
                return False
            raise AssertionError(f"{place} was refused: {answer.refused}")
        self._unanswered.discard(place)
        self.committed_unheard += answer.before
        self.acknowledged[place] = answer.done
        return True

    def _kill(self, child: Child) -> None:
        sleep(self._random.uniform(0, MOST_DELAY))
        lanes = {lane.case: lane for lane in self._lanes}
        for answer in child.kill():
            if self._hear(answer):
                lanes[answer.case].forward()
        self.kills += 1
        self.behind += lagging(self.url)
        self.in_flight += len(self._unanswered)
        self.in_flight_kills += bool(self._unanswered)


class Child:
    """One life of the process, in a process group of its own."""

    def __init__(self, url: str) -> None:
        root = Path(__file__).parents[2]
        paths = os.pathsep.join([str(root / "src"), str(root)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.child", url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, cwd=root,
            env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        assert self._out.readline() == b'"ready"\n', "the process did not start"

    def send(self, place: Place) -> None:
        self._in.write(b"%d %d\n" % place)
        self._in.flush()

    def hear(self) -> Answer:
        line = self._out.readline()
        assert line, "the process died of itself: see its traceback"
        return msgspec.json.decode(line, type=Answer)

    def kill(self) -> list[Answer]:
        """Kill -9; what it had printed before counts as heard, a line cut short does not."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        rest = self._out.read().splitlines(keepends=True)
        self._close()
        return [msgspec.json.decode(line, type=Answer) for line in rest if line.endswith(b"\n")]

    def end(self) -> None:
        """Let it finish what it has; kill what does not."""
        if self._process.poll() is None:
            self._in.close()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        self._close()

    def _close(self) -> None:
        self._out.close()
        if not self._in.closed:
            self._in.close()
