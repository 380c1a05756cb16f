"""What is to happen to one process of the program, besides what it is told to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

#: The exit code of a process that died at a point.
KILLED = 86


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planted into a process.

    Attributes:
        point: where it dies, one of `deaths.POINTS`; "" for nowhere.
        nth: at which passage of the point.
        mistake: a mistake in the program, one of `mistakes.MISTAKES`; "" for none.
        ahead: seconds by which its clock is ahead.
        jumps: seconds by which its clock jumps, back and forth, each time it is read.
        biggest: the size in bytes that no file may pass (`RLIMIT_FSIZE`); 0 for any.
        steps: the file that the order of its writes, renames and fsyncs is noted in; "" for none.
        waits: whether it stops itself first, until it is told to go on (`SIGCONT`).
    """

    point: str = ""
    nth: int = 1
    mistake: str = ""
    ahead: float = 0.0
    jumps: float = 0.0
    biggest: int = 0
    steps: str = ""
    waits: bool = False

    def to_json(self) -> str:
        """As one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Plan:
        """From what `to_json` made."""
        return cls(**json.loads(line))


NOTHING = Plan()
