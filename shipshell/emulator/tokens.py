"""The OAuth token: given for a client id and secret, and asked of every other call."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from shipshell.emulator.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.emulator.desk import Desk
    from shipshell.emulator.replies import Request

#: The one secret that is refused; any other that is not empty will do.
WRONG_SECRET = "wrong"  # noqa: S105 - opens nothing
_SECONDS = 14399


def answer(desk: Desk, request: Request, _: Mapping[str, str]) -> dict[str, Any]:
    """A new token for the client that the Basic header names."""
    client = _client(request.headers.get("authorization", ""))
    form = parse_qs(request.body.decode("utf-8", "replace"))
    if form.get("grant_type") != ["client_credentials"]:
        raise Refusal("250000")
    return {
        "token_type": "Bearer",
        "issued_at": str(int(desk.now.timestamp() * 1000)),
        "client_id": client,
        "access_token": desk.ledger.issue_token(desk.now, _SECONDS),
        "scope": "",
        "expires_in": str(_SECONDS),
        "refresh_count": "0",
        "status": "approved",
    }


def authorise(desk: Desk, request: Request) -> None:
    """Let the call pass if it bears a good token.

    Raises:
        Refusal: 401, it bears none, or one that is not known or expired.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not desk.ledger.knows_token(token.strip(), desk.now):
        raise Refusal("250002", status=401)


def _client(header: str) -> str:
    scheme, _, encoded = header.partition(" ")
    try:
        client, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        client = secret = ""
    if scheme.lower() != "basic" or not client or secret in ("", WRONG_SECRET):
        raise Refusal("250002", status=401)
    return client
