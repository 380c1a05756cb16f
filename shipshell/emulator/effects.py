"""What the faults of one call do to it: before it is carried out, and to the reply that leaves."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from shipshell.emulator.faults import Fault, Kind, ReplyLost, ReplyReset, RequestLost
from shipshell.emulator.replies import Refusal, Reply, json_reply

if TYPE_CHECKING:
    from collections.abc import Callable

_HTML = {"Content-Type": "text/html"}
_PAGE = b"<html><head><title>Service Unavailable</title></head><body>Service Unavailable</body></html>"


@dataclass(frozen=True, slots=True)
class Effects:
    """The faults that strike one call."""

    faults: tuple[Fault, ...] = ()

    def get(self, kind: Kind) -> Fault | None:
        """The first fault of that kind, if any."""
        return next((fault for fault in self.faults if fault.kind is kind), None)

    def before(self) -> Reply | None:
        """The reply that is given instead of carrying the call out, if one is.

        Raises:
            RequestLost: the call never arrives.
        """
        if self.get(Kind.REQUEST_LOST):
            raise RequestLost
        for fault in self.faults:
            if fault.kind in _INSTEAD:
                return _INSTEAD[fault.kind](fault)
        return None

    def after(self, reply: Reply) -> Reply:
        """The reply as it leaves.

        Raises:
            ReplyLost: it does not leave.
            ReplyReset: the connection breaks instead.
        """
        for fault in self.faults:
            if fault.kind in _AFTERWARDS:
                reply = _AFTERWARDS[fault.kind](fault, reply)
        return reply


def _refuse(fault: Fault) -> Reply:
    refusal = Refusal(fault.code or "120802", status=fault.status or 400)
    refusal.message = fault.message or refusal.message
    return refusal.reply()


def _throttle(fault: Fault) -> Reply:
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return Refusal("10429", status=429, headers=headers).reply()


def _server_error(fault: Fault) -> Reply:
    return Reply(fault.status or 503, _HTML, _PAGE)


#: What is answered instead of carrying the call out.
_INSTEAD: dict[Kind, Callable[[Fault], Reply]] = {
    Kind.REFUSE: _refuse,
    Kind.UNAUTHORISED: lambda _: Refusal("250002", status=401).reply(),
    Kind.THROTTLE: _throttle,
    Kind.SERVER_ERROR: _server_error,
}


def _rewritten(rewrite: Callable[[Any], Any]) -> Callable[[Fault, Reply], Reply]:
    """The reply with its document rewritten, where it is a success."""

    def strike(_: Fault, reply: Reply) -> Reply:
        if reply.status != HTTPStatus.OK:
            return reply
        return json_reply(reply.status, rewrite(json.loads(reply.body)), reply.headers)

    return strike


def _unlisted(node: Any) -> Any:
    """The document with every list of one as that one; a void's results under the key seen on the wire."""
    if isinstance(node, list):
        return _unlisted(node[0]) if len(node) == 1 else [_unlisted(item) for item in node]
    if isinstance(node, dict):
        return {name.replace("PackageLevelResults", "PackageLevelResult"): _unlisted(node[name]) for name in node}
    return node


def _marked(node: Any) -> Any:
    """The document with a carriage return, as XML writes it, before every text but images."""
    if isinstance(node, list):
        return [_marked(item) for item in node]
    if isinstance(node, dict):
        return {name: node[name] if name == "GraphicImage" else _marked(node[name]) for name in node}
    return f"&#xD;{node}" if isinstance(node, str) else node


def _lose(_: Fault, __: Reply) -> Reply:
    raise ReplyLost


def _reset(_: Fault, __: Reply) -> Reply:
    raise ReplyReset


#: What becomes of the reply.
_AFTERWARDS: dict[Kind, Callable[[Fault, Reply], Reply]] = {
    Kind.SINGLE_OBJECT: _rewritten(_unlisted),
    Kind.CARRIAGE_RETURNS: _rewritten(_marked),
    Kind.REFUSE_AFTER: lambda fault, _: _refuse(fault),
    Kind.SERVER_ERROR_AFTER: lambda fault, _: _server_error(fault),
    Kind.TRUNCATED: lambda _, reply: replace(reply, body=reply.body[: len(reply.body) // 2]),
    Kind.GARBLED: lambda _, reply: replace(reply, headers=_HTML, body=b"<html>\xff\xfe{"),
    Kind.EMPTY: lambda _, reply: replace(reply, body=b""),
    Kind.LATE: lambda fault, reply: replace(reply, delay=fault.seconds),
    Kind.REPLY_LOST: _lose,
    Kind.REPLY_RESET: _reset,
}
