"""The emulated UPS: takes an HTTP request, finds its operation, checks who asks, and answers as UPS would."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from shipshell.emulator import addresses, rating, recovery, shipping, tokens, tracing, voiding
from shipshell.emulator.desk import Desk
from shipshell.emulator.effects import Effects
from shipshell.emulator.faults import Call, Faults
from shipshell.emulator.ledger import Ledger, Shipment
from shipshell.emulator.replies import Refusal, Reply, Request, json_reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    #: Answers a request, given the named parts of its path, with the document of a 200.
    Answer = Callable[[Desk, Request, Mapping[str, str]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Route:
    """An operation, how it is addressed, and what answers it."""

    operation: str
    method: str
    path: re.Pattern[str]
    answer: Answer


def _route(operation: str, method: str, path: str, answer: Answer) -> Route:
    """A route whose path has named parts as `{name}`."""
    return Route(operation, method, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), answer)


ROUTES = (
    _route("token", "POST", "/security/v1/oauth/token", tokens.answer),
    _route("rate", "POST", "/api/rating/{version}/{option}", rating.answer),
    _route("ship", "POST", "/api/shipments/{version}/ship", shipping.answer),
    _route("void", "DELETE", "/api/shipments/{version}/void/cancel/{number}", voiding.answer),
    _route("recovery", "POST", "/api/labels/{version}/recovery", recovery.answer),
    _route("address", "POST", "/api/addressvalidation/{version}/{option}", addresses.answer),
    _route("track", "GET", "/api/track/v1/details/{number}", tracing.by_number),
    _route("track_reference", "GET", "/api/track/v1/reference/details/{reference}", tracing.by_reference),
)


class Emulator:
    """UPS with its books in `folder`. Threads may call at once; processes may share the folder.

    Args:
        folder: where the ledger is kept; made if absent.
        clock: gives the time, with its zone.
        faults: what is to go wrong.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], datetime], faults: Faults | None = None) -> None:
        self._ledger = Ledger(folder)
        self._clock = clock
        self._faults = faults or Faults()

    def handle(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The reply to one HTTP request; `url` may be whole or begin at the path.

        Raises:
            RequestLost: by a fault, the connection never opened.
            ReplyLost: by a fault, no reply ever comes.
            ReplyReset: by a fault, the connection breaks before the reply.
        """
        request = Request.arrived(method, url, headers, body)
        try:
            route, arguments = _find(request)
        except Refusal as refusal:
            return refusal.reply()
        effects = Effects(self._faults.of(_describe(route.operation, request, arguments)))
        reply = effects.before() or self._carry_out(route, request, arguments, effects)
        return effects.after(reply)

    def shipments(self) -> list[Shipment]:
        """Every shipment ever accepted, voided ones too, in the order of acceptance."""
        return self._ledger.shipments()

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()

    def _carry_out(self, route: Route, request: Request, arguments: Mapping[str, str], effects: Effects) -> Reply:
        desk = Desk(self._ledger, self._clock().astimezone(UTC), effects)
        try:
            if route.operation != "token":
                tokens.authorise(desk, request)
            return json_reply(200, route.answer(desk, request, arguments))
        except Refusal as refusal:
            return refusal.reply()
        except sqlite3.OperationalError as error:  # the disk is full, or the file is gone
            return Refusal("20001", str(error), status=500).reply()


def _find(request: Request) -> tuple[Route, Mapping[str, str]]:
    matches = [(route, match.groupdict()) for route in ROUTES if (match := route.path.fullmatch(request.path))]
    if not matches:
        raise Refusal("10404", request.path, status=404)
    for route, arguments in matches:
        if route.method == request.method:
            return route, arguments
    raise Refusal("10405", request.method, status=405)


def _describe(operation: str, request: Request, arguments: Mapping[str, str]) -> Call:
    """What rules see of the call; a body that cannot be read shows nothing."""
    try:
        body = request.json() if operation in _DESCRIBED else {}
        return _DESCRIBED.get(operation, _by_path)(operation, body, arguments)
    except Refusal:
        return Call(operation)


def _by_path(operation: str, _: dict[str, Any], arguments: Mapping[str, str]) -> Call:
    reference = arguments.get("reference")
    return Call(operation, "", (reference,) if reference else (), arguments.get("number", ""))


_DESCRIBED: dict[str, Callable[[str, dict[str, Any], Mapping[str, str]], Call]] = {
    "ship": shipping.describe,
    "rate": rating.describe,
    "recovery": recovery.describe,
    "address": addresses.describe,
}
