"""What `setup` and `doctor` look at: there even where settings are wrong and the job store is damaged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from shipshell.carriers.ups.greeting import Greeting
    from shipshell.config import Settings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where this shell runs.

    Attributes:
        variables: those of the environment. They may hold a secret, and never show.
        config_file: where the settings are, or would be.
        data: the folder of the job store, labels and logs; it need not be there.
        greet: obtains a token from UPS, once and with short time-outs.
    """

    variables: Mapping[str, str] = field(repr=False)
    version: str
    config_file: Path
    data: Path
    clock: Callable[[], datetime]
    greet: Callable[[Settings], Greeting]
