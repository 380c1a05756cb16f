"""The emulated UPS beside the program: over HTTP, with faults that come and go, and its own books as the truth."""

from __future__ import annotations

import re
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shipshell.emulator.app import Emulator
from shipshell.emulator.faults import Faults
from shipshell.emulator.server import Server, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from shipshell.emulator.replies import Reply

#: The name of a thread that serves one connection.
_HANDLER = "process_request_thread"
_PATIENCE = 5.0
_REFERENCE = re.compile(rb"SS-[A-Z0-9]{8}-\d+")


def _nothing() -> None:
    """What happens meanwhile in a quiet shop."""


class Ups(Emulator):
    """UPS with its books in `folder`, listening on a port that stays the same.

    Attributes:
        purchases: the addresses of all requests to ship that arrived, whatever came of them.
        mistaken: whether Label Recovery shows the first parcel of all, whatever reference it is asked for.
        meanwhile: what happens in the shop while UPS works on its n-th purchase, by n.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, clock=lambda: datetime.now(UTC))
        self.purchases: list[str] = []
        self.mistaken = False
        self.meanwhile: dict[int, Callable[[], None]] = {}
        self._listening: Server | None = None
        self._port = 0
        self.open()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def go_wrong(self, *faults: dict[str, Any]) -> None:
        """From now on go wrong like this, and in no other way."""
        self.mistaken = False
        self._faults = Faults.from_config(faults)

    def handle(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """As the emulator does; requests to ship are noted."""
        if "/api/shipments/" in url and method == "POST":
            self.purchases.append(url)
            self.meanwhile.get(len(self.purchases), _nothing)()
        if self.mistaken and "/recovery" in url:
            body = _REFERENCE.sub(self.shipments()[0].reference.encode(), body)
        return super().handle(method, url, headers, body)

    # -- the door -------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Listen."""
        self._listening = serve(self, port=self._port)
        self._listening.start()
        self._port = int(self._listening.url.rpartition(":")[2])

    def shut(self) -> None:
        """Let nobody in any more: new connections are refused."""
        if self._listening:
            self._listening.stop()
            self._listening = None

    def settle_down(self) -> None:
        """Carry out all that is on its way, so that the books tell the whole truth. No client lives any more."""
        self.shut()
        for thread in threading.enumerate():
            if _HANDLER in thread.name:
                thread.join(_PATIENCE)
        self.open()

    def close(self) -> None:
        """Shut, and close the books."""
        self.shut()
        super().close()
