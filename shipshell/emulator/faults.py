"""What can be made to go wrong, as values: which calls a fault meets, and what it does to them.

A fault strikes before the call is carried out (nothing was made), while it is (what is made is odd), or after (it was
made, but the answer does not say so). Several rules may meet the same call; all of them strike.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fnmatch import fnmatchcase
from threading import Lock
from typing import TYPE_CHECKING, Any

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Kind(StrEnum):
    """The faults, by what strikes when."""

    # Before: nothing was made.
    REQUEST_LOST = "request_lost"  # the connection never opens
    REFUSE = "refuse"  # with `code`, `status`
    UNAUTHORISED = "unauthorised"  # 401, the token is not known
    THROTTLE = "throttle"  # 429, with `retry_after` where given
    SERVER_ERROR = "server_error"  # `status`, an HTML page

    # During: what is made is odd.
    SLOW_TO_SHOW = "slow_to_show"  # look-ups know nothing of the shipment for `seconds`
    LABEL_LOST = "label_lost"  # look-ups know the shipment but give no label
    NO_NEGOTIATED = "no_negotiated"  # no contract price, alert 120900
    ABOVE_QUOTE = "above_quote"  # the charge is `percent` higher
    TWO_CANDIDATES = "two_candidates"  # a look-up finds one shipment too many

    # After: it was made, the answer does not say so.
    SINGLE_OBJECT = "single_object"  # an object where the documents have a list
    CARRIAGE_RETURNS = "carriage_returns"  # `&#xD;` before every value
    REFUSE_AFTER = "refuse_after"  # as refuse, though it was made
    SERVER_ERROR_AFTER = "server_error_after"
    TRUNCATED = "truncated"  # half the body
    GARBLED = "garbled"  # a body that is no JSON
    EMPTY = "empty"  # no body at all
    LATE = "late"  # the answer leaves after `seconds`
    REPLY_LOST = "reply_lost"  # the answer never comes
    REPLY_RESET = "reply_reset"  # the connection is reset instead of an answer


class RequestLost(Exception):
    """The request never arrives: whoever carries it fails to open the connection."""


class ReplyLost(Exception):
    """The reply never leaves; the client waits in vain until its own time is up."""


class ReplyReset(Exception):
    """The connection breaks after the request was read and carried out."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call as rules see it.

    Attributes:
        operation: `token`, `rate`, `ship`, `void`, `recovery`, `address`, `track` or `track_reference`.
        name: the recipient's name, "" where the call has none.
        references: the reference numbers that it carries or asks for.
        tracking_number: the number that it asks for.
    """

    operation: str
    name: str = ""
    references: tuple[str, ...] = ()
    tracking_number: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong. The values are used by the kinds that name them."""

    kind: Kind
    code: str = ""
    message: str = ""
    status: int = 0
    seconds: float = 0
    percent: Decimal = Decimal(0)
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault and the calls that it meets: all conditions must hold.

    Attributes:
        operation: the operation, "" for every one.
        name: a pattern for the recipient's name (`*`, `?`), whatever its case.
        reference: a pattern for any of the reference numbers.
        nth: which of the calls that meet the conditions above, counted from 1; none given means all of them.
        since: only from that call on.
        when: any further condition, for code that builds rules.
    """

    fault: Fault
    operation: str = ""
    name: str = ""
    reference: str = ""
    nth: tuple[int, ...] = ()
    since: int = 1
    when: Callable[[Call], bool] | None = None

    def meets(self, call: Call) -> bool:
        """Whether the call meets all conditions but the count."""
        return (
            self.operation in ("", call.operation)
            and _like(self.name, (call.name,))
            and _like(self.reference, call.references)
            and (self.when is None or self.when(call))
        )

    def strikes(self, count: int) -> bool:
        """Whether the `count`-th call of those that meet the conditions is struck."""
        return count >= self.since and (not self.nth or count in self.nth)


class Faults:
    """The rules in force, with a count of the calls that each has met. Any number of threads may ask."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._rules = tuple(rules)
        self._counts: Counter[int] = Counter()
        self._lock = Lock()

    @classmethod
    def from_config(cls, entries: Iterable[Mapping[str, Any]]) -> Faults:
        """The rules that `entries` describe, as read from JSON or TOML.

        Each is like `{"operation": "ship", "nth": 3, "fault": "refuse", "code": "120802"}`: the fields of `Rule` and
        of `Fault`, the fault's kind under `fault`.

        Raises:
            ShipshellError: E-5004, an entry has an unknown field, kind or value.
        """
        return cls(_rule(entry) for entry in entries)

    def of(self, call: Call) -> tuple[Fault, ...]:
        """The faults that strike this call, in the order of the rules; the call is counted."""
        struck = []
        with self._lock:
            for index, rule in enumerate(self._rules):
                if rule.meets(call):
                    self._counts[index] += 1
                    if rule.strikes(self._counts[index]):
                        struck.append(rule.fault)
        return tuple(struck)


def _like(pattern: str, values: tuple[str, ...]) -> bool:
    return not pattern or any(fnmatchcase(value.casefold(), pattern.casefold()) for value in values)


#: The fields of an entry, with what makes the value of each.
_RULE_FIELDS: dict[str, Callable[[Any], Any]] = {
    "operation": str,
    "name": str,
    "reference": str,
    "since": int,
    "nth": lambda nth: (nth,) if isinstance(nth, int) else tuple(map(int, nth)),
}
_FAULT_FIELDS: dict[str, Callable[[Any], Any]] = {
    "code": str,
    "message": str,
    "status": int,
    "seconds": float,
    "percent": lambda percent: Decimal(str(percent)),
    "retry_after": int,
}
_OPERATIONS = frozenset({"", "token", "rate", "ship", "void", "recovery", "address", "track", "track_reference"})


def _rule(entry: Mapping[str, Any]) -> Rule:
    unknown = set(entry) - set(_RULE_FIELDS) - set(_FAULT_FIELDS) - {"fault"}
    if unknown:
        raise _misread(entry, f"unknown field {', '.join(sorted(unknown))}")
    if entry.get("operation", "") not in _OPERATIONS:
        raise _misread(entry, f"unknown operation {entry['operation']}")
    if entry.get("fault") not in set(Kind):
        raise _misread(entry, f"unknown fault {entry.get('fault', '')}")
    fault = Fault(Kind(entry["fault"]), **_values(entry, _FAULT_FIELDS))
    return Rule(fault, **_values(entry, _RULE_FIELDS))


def _values(entry: Mapping[str, Any], known: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """The fields of the entry that are known, each made into its value."""
    values = {}
    for name in set(entry) & set(known):
        try:
            values[name] = known[name](entry[name])
        except (TypeError, ValueError, InvalidOperation):
            raise _misread(entry, f"{name} cannot be {entry[name]!r}") from None
    return values


def _misread(entry: Mapping[str, Any], what: str) -> ShipshellError:
    return ShipshellError(
        "E-5004", f"The fault {dict(entry)} was not understood: {what}", hint=f"Faults: {', '.join(Kind)}."
    )
