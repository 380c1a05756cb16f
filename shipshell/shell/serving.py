"""`shipshell emulator`: the emulated UPS over HTTP, for other programs."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shipshell.config import load_settings
from shipshell.emulator.server import Server, serve
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shipshell.config import Settings
    from shipshell.emulator.app import Emulator

_HOST = "127.0.0.1"
_LAST_PORT = 65_535


def serve_emulator(
    arguments: Sequence[str], open_emulator: Callable[[Settings, list[Mapping[str, Any]]], Emulator]
) -> int:
    """Serve until somebody interrupts; the exit code.

    Raises:
        ShipshellError: E-4011 the port cannot be had; E-5003, E-5004 the faults cannot be read.
    """
    options = _parser().parse_args(arguments)
    faults = _faults(options.faults) if options.faults else []
    settings = load_settings({**os.environ, "SHIPSHELL_ENVIRONMENT": "emulator"})
    server = _listen(open_emulator(settings, faults), options.port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.stdout.write(f"The emulated UPS listens on {server.url}; Ctrl-C stops it.\n")
        sys.stdout.flush()
        server.run()
    except KeyboardInterrupt:
        return 0
    finally:
        server.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shipshell emulator", description="Serves the emulated UPS over HTTP.", allow_abbrev=False
    )
    parser.add_argument("--port", type=_port, default=8900, help=f"the port on {_HOST}; 0 for any that is free (8900)")
    parser.add_argument("--faults", type=Path, help="a JSON list of what is to go wrong")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to {_LAST_PORT}")
    return int(text)


def _listen(emulator: Emulator, port: int) -> Server:
    try:
        return serve(emulator, _HOST, port)
    except OSError as error:
        raise ShipshellError(
            "E-4011", f"port {port} on {_HOST} cannot be had: {error.strerror}", hint="Try another: --port 0."
        ) from error


def _faults(path: Path) -> list[Mapping[str, Any]]:
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ShipshellError("E-5003", f"the faults in {path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ShipshellError("E-5003", f"the faults in {path} cannot be read: {error}") from error
    if not isinstance(loaded, list) or not all(isinstance(entry, dict) for entry in loaded):
        example = '[{"operation": "ship", "fault": "late", "seconds": 5}]'
        raise ShipshellError("E-5004", f"{path} is not a list of faults", hint=f"Write for example {example}.")
    return loaded
