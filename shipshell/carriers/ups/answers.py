"""What an HTTP answer other than a success means: decided on its status and UPS's code, never on words."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from shipshell.carriers.base import CarrierError, NotSent, OutcomeUnknown, Refused, Throttled, Unauthorised
from shipshell.carriers.ups.codes import Verdict, meaning
from shipshell.carriers.ups.wire.tree import as_list, dig, parse, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shipshell.carriers.ups.transport import Answer

_WORDS_LIMIT = 300
#: Answers of the gateway, which looks at credentials and pace before anything is done.
_BEFORE_PROCESSING = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
_CREDENTIALS_HINT = "Check the credentials, and in UPS's developer portal that the app has the product and the account."


def failure(answer: Answer, now: datetime, refusal: str = "E-3001") -> CarrierError:
    """The error that `answer`, which is no 2xx, stands for.

    Args:
        answer: the complete answer.
        now: with its zone, to read a `Retry-After` date against.
        refusal: our own code for a definite no.
    """
    complaints = read_complaints(answer.body)
    verdicts = {meaning(code).verdict for code, _ in complaints}
    code, words = _summary(answer, complaints)
    if Verdict.AMBIGUOUS in verdicts and answer.status not in _BEFORE_PROCESSING:
        return _unknown(code, words)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS or Verdict.THROTTLED in verdicts:
        error = Throttled("E-3004", f"UPS asks to slow down ({words})", carrier_code=code)
        error.retry_after = _retry_after(answer.headers, now)
        return error
    if Verdict.RETRY in verdicts:
        return NotSent(
            "E-3005", f"UPS is not available: {words}", hint="Nothing was done. Try again.", carrier_code=code
        )
    if answer.status in _BEFORE_PROCESSING or Verdict.CREDENTIALS in verdicts:
        return Unauthorised("E-5002", f"UPS refused access: {words}", hint=_CREDENTIALS_HINT, carrier_code=code)
    if complaints and _is_definite(answer.status):
        return _refused(refusal, code, words)
    return _unknown(code, words)


def read_complaints(body: bytes) -> list[tuple[str, str]]:
    """UPS's (code, words) in an error's body, in both of its shapes; empty where the body is something else."""
    try:
        data = parse(body)
    except OutcomeUnknown:
        return []
    details = as_list(dig(data, "Fault", "detail", "Errors", "ErrorDetail"))
    old = [(text(one, "PrimaryErrorCode", "Code"), text(one, "PrimaryErrorCode", "Description")) for one in details]
    new = [(text(one, "code"), text(one, "message")) for one in as_list(dig(data, "response", "errors"))]
    return [(code, words) for code, words in new + old if code]


def _is_definite(status: int) -> bool:
    """Whether a UPS error under `status` means that nothing was made: any 4xx but the one that says `too slow`."""
    return HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.REQUEST_TIMEOUT


def _refused(refusal: str, code: str, words: str) -> Refused:
    known = meaning(code)
    if known.verdict is Verdict.ACCOUNT:
        return Unauthorised("E-5002", f"UPS refused the account: {words}", hint=known.hint, carrier_code=code)
    error = Refused(refusal, f"UPS says: {words}", hint=known.hint, carrier_code=code)
    error.field = known.field
    return error


def _unknown(code: str, words: str) -> OutcomeUnknown:
    return OutcomeUnknown("E-3005", f"UPS answered with an error of its own: {words}", carrier_code=code)


def _summary(answer: Answer, complaints: list[tuple[str, str]]) -> tuple[str, str]:
    """UPS's first code, and all its words with the HTTP status where it says nothing."""
    if not complaints:
        return "", f"HTTP {answer.status}"
    words = "; ".join(" ".join(said.split()) or f"code {code}" for code, said in complaints)
    return complaints[0][0], words[:_WORDS_LIMIT]


def _retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait, from a number of seconds or an HTTP date; None where neither is given."""
    value: Any = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):  # TypeError: a date without a zone
        return None
