"""`shipshell explain`: how each line of standard input would be read, as JSON, and nothing else."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from shipshell.intents.explain import explain_line
from shipshell.intents.state import State
from shipshell.shell.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def explain(arguments: Sequence[str]) -> int:
    """Explain every line that is not blank, each as soon as it is read; the exit code."""
    parser = argparse.ArgumentParser(
        prog="shipshell explain",
        description="Reads one sentence a line, or a JSON object with text and state, and prints how each is read.",
        allow_abbrev=False,
    )
    states = [state.value for state in State]
    parser.add_argument("--state", choices=states, default=State.IDLE.value, help="what a line would answer (idle)")
    state = State(parser.parse_args(arguments).state)
    for line in lines_of(sys.stdin):
        if line.strip():
            sys.stdout.write(f"{json.dumps(explain_line(line, state))}\n")
            sys.stdout.flush()
    return 0
