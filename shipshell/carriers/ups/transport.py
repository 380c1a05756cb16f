"""One HTTP request and its answer: no redirect is followed, nothing is repeated, no netrc file is read."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import ConnectTimeoutError, HTTPError, ReadTimeoutError

from shipshell.carriers.base import NotSent, OutcomeUnknown
from shipshell.carriers.ups.connections import CarefulAdapter
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from urllib.parse import SplitResult

MAX_ANSWER_BYTES = 20_000_000
_CHUNK = 1 << 16

_TLS_HINT = (
    "Nothing was sent. Check the clock of this machine, and whether a proxy inspects its connections "
    "(REQUESTS_CA_BUNDLE names the file with its certificates)."
)

#: The scheme of the emulator inside the program: it has no socket, so nothing can listen in.
EMULATOR_SCHEME = "emulator"


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete HTTP answer. The headers are found whatever their case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport:
    """Requests to one server.

    `timeout` bounds an answer as a whole, `connect_timeout` the opening of a connection, both in seconds. A `session`
    that is given serves for its mounted adapters and its TLS and proxy settings only.
    """

    def __init__(
        self, base_url: str, *, session: requests.Session | None, timeout: float, connect_timeout: float
    ) -> None:
        parts = _checked(base_url)
        self.base_url = base_url.rstrip("/")
        self.host = parts.netloc
        self._session = session or _careful_session()
        self._timeout = (connect_timeout, timeout)
        # What the environment says is asked once: for every request it would cost more than our own work on it.
        environment = self._session.merge_environment_settings(self.base_url, {}, stream=True, verify=None, cert=None)
        self._verify = environment["verify"] or True
        self._proxies = {} if _is_loopback(parts.hostname) else dict(environment["proxies"])

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
        """Send one request and read its whole answer, whatever its status.

        Raises:
            NotSent: the connection was never opened.
            OutcomeUnknown: it was, and no complete answer came back.
        """
        request = requests.PreparedRequest()
        request.prepare(method, self.base_url + path, headers=dict(headers), data=body)
        adapter = self._session.get_adapter(self.base_url)
        try:
            response = adapter.send(
                request, stream=True, timeout=self._timeout, verify=self._verify, proxies=self._proxies
            )
        except (OSError, HTTPError) as error:  # every error of requests is an OSError
            if _never_opened(error):
                raise self._not_sent(error) from error
            raise self._unknown(error) from error
        with response:
            return Answer(response.status_code, response.headers, self._body(response))

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _body(self, response: requests.Response) -> bytes:
        chunks, size = [], 0
        try:
            for chunk in response.iter_content(_CHUNK):
                size += len(chunk)
                if size > MAX_ANSWER_BYTES:
                    raise OutcomeUnknown("E-3006", f"The answer of {self.host} is longer than 20 MB")
                chunks.append(chunk)
        except (OSError, HTTPError) as error:
            raise self._unknown(error) from error
        return b"".join(chunks)

    def _not_sent(self, error: BaseException) -> NotSent:
        causes = list(_causes(error))
        for cause in causes:
            if isinstance(cause, ssl.SSLError):
                reason = getattr(cause, "verify_message", "") or cause.reason or "handshake failed"
                return NotSent(
                    "E-3002",
                    f"No secure (TLS) connection to {self.host}: {reason}",
                    hint=_TLS_HINT,
                )
        if any(isinstance(cause, socket.gaierror) for cause in causes):
            words = f"The name {self.host} was not found"
        elif any(isinstance(cause, TimeoutError) for cause in causes):
            words = f"No connection to {self.host} within {self._timeout[0]:g} s"
        else:
            words = f"{self.host} could not be reached"
        return NotSent("E-3002", words, hint="Nothing was sent. Check the network connection and try again.")

    def _unknown(self, error: BaseException) -> OutcomeUnknown:
        timeouts = (TimeoutError, ReadTimeoutError, requests.Timeout)
        if any(isinstance(cause, timeouts) for cause in _causes(error)):
            words = f"{self.host} did not answer in full within {self._timeout[1]:g} s."
            return OutcomeUnknown("E-3003", "UPS API timeout", hint=words)
        return OutcomeUnknown("E-3006", f"The connection to {self.host} broke before its answer was complete")


def _careful_session() -> requests.Session:
    session = requests.Session()
    session.mount("https://", CarefulAdapter())
    session.mount("http://", CarefulAdapter())
    return session


def _checked(base_url: str) -> SplitResult:
    """The parts of an address that credentials may be sent to.

    Raises:
        ShipshellError: E-5006 otherwise.
    """
    try:
        requests.PreparedRequest().prepare_url(base_url, None)  # raises where no request could be made of it
        parts = urlsplit(base_url)
        secure = parts.scheme in ("https", EMULATOR_SCHEME) or (parts.scheme == "http" and _is_loopback(parts.hostname))
        bare = parts.hostname and not (parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc)
    except ValueError:
        secure = bare = False
    if secure and bare:
        return parts
    raise ShipshellError(
        "E-5006",
        "The address of the UPS server is not allowed",
        value=base_url.rpartition("@")[2],
        hint="It is https:// with a host and perhaps a port; plain http:// only to this machine itself.",
    )


def _is_loopback(hostname: str | None) -> bool:
    if hostname == "localhost":
        return True
    try:
        return ip_address(hostname or "").is_loopback
    except ValueError:
        return False


def _never_opened(error: BaseException) -> bool:
    """Whether `error` is proof that the request never left this machine."""
    proofs = (ConnectTimeoutError, requests.ConnectTimeout, ssl.SSLCertVerificationError)
    return any(isinstance(cause, proofs) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """`error` and what it was made from: arguments, `reason`, and the explicit cause.

    Never the context: an error met while an earlier one is being handled carries that one along, and a request that did
    leave would take on the proof of another that did not.
    """
    yield error
    inner = [*error.args, getattr(error, "reason", None), error.__cause__]
    for cause in inner:
        if isinstance(cause, BaseException):
            yield from _causes(cause)
