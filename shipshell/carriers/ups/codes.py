"""UPS's error codes: what each means for a shipment, which of our fields it complains of, and what a person can do.

Codes of UPS's 11xxxx family (Rating) repeat those of the 12xxxx family (Shipping) where they are not listed themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipshell.carriers.base import Refused


class Verdict(Enum):
    """What a code means for us.

    REFUSED      a definite no about this shipment: mend the row
    SETTINGS     a definite no about the shipper: mend the configuration
    ACCOUNT      a definite no about the account: no other row would fare better
    CREDENTIALS  UPS does not know us: no other row would fare better
    OURS         the request was built wrongly: a fault in shipshell
    THROTTLED    told to slow down
    RETRY        not processed: try again
    AMBIGUOUS    a Ship request may have been carried out all the same
    REMARK       a warning beside a success
    DONE         it is so already
    PERSON       only a person can decide
    NOT_FOUND    a look-up found nothing
    VOIDED       a look-up found a shipment that was voided
    NO_LABEL     a look-up found a shipment, but its label is gone
    NOT_READY    a look-up came before UPS had processed the shipment
    UNCHECKED    UPS's test host does not check addresses there
    """

    REFUSED = "refused"
    SETTINGS = "settings"
    ACCOUNT = "account"
    CREDENTIALS = "credentials"
    OURS = "ours"
    THROTTLED = "throttled"
    RETRY = "retry"
    AMBIGUOUS = "ambiguous"
    REMARK = "remark"
    DONE = "done"
    PERSON = "person"
    NOT_FOUND = "not found"
    VOIDED = "voided"
    NO_LABEL = "no label"
    NOT_READY = "not ready"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One code's verdict, the field of ours that it complains of (may be empty), and a hint for a person."""

    verdict: Verdict
    field: str = ""
    hint: str = ""


_SHIPPER = "Correct [shipper] in the settings (setup)."
_ACCOUNT = "Check the UPS account number in the settings (setup)."
_KEYS = "Check UPS_CLIENT_ID and UPS_CLIENT_SECRET, and that the app has this product in UPS's developer portal."
_LOCKED = "UPS has locked the credentials after too many attempts: wait 24 hours or ask UPS."
_FAULT = "This is a fault in shipshell: please report it with UPS's code."
_ADDRESS = "Check street, city, state and ZIP against each other."
_LANE = "Choose a service that UPS offers between these two places."
_WAIT = "Wait a moment."

#: Rows of codes, verdict, field, hint.
_TABLE: tuple[tuple[str, Verdict, str, str], ...] = (
    # the gateway
    ("10001 10002 10003 10006 20002 20006 20007 20008", Verdict.OURS, "", _FAULT),
    ("10013", Verdict.REFUSED, "", "The request is too large."),
    ("10429", Verdict.THROTTLED, "", _WAIT),
    ("20001 120001 120021", Verdict.AMBIGUOUS, "", ""),
    ("250000 250001 250002 250003 250004 250005 250009", Verdict.CREDENTIALS, "", _KEYS),
    ("250006 250007", Verdict.CREDENTIALS, "", _LOCKED),
    ("250050", Verdict.RETRY, "", _WAIT),
    # the shipper, the account and payment
    ("120100 120113 120122 120120 120121 111580", Verdict.ACCOUNT, "", _ACCOUNT),
    ("120101 120102 120105 120106 120107 120108 120109 120110 120115", Verdict.SETTINGS, "", _SHIPPER),
    ("120302 120305 120306 120307 120308 120309 120801 120803", Verdict.SETTINGS, "", _SHIPPER),
    ("120400 120410 120413 120415 120416", Verdict.ACCOUNT, "", _ACCOUNT),
    ("120430", Verdict.REFUSED, "country", "The third party's country is wrong."),
    ("120437", Verdict.REFUSED, "postal_code", "The third party's postal code is wrong."),
    # the receiver
    ("120200", Verdict.REFUSED, "name", "Give the receiver's name, at most 35 characters."),
    ("120201", Verdict.REFUSED, "attention", "Give the person to whose attention it goes, at most 35 characters."),
    ("120202", Verdict.REFUSED, "address1", "Correct the first address line, at most 35 characters."),
    ("120203", Verdict.REFUSED, "address2", "Correct the second address line, at most 35 characters."),
    ("120204", Verdict.REFUSED, "address3", "Correct the third address line, at most 35 characters."),
    ("120205", Verdict.REFUSED, "city", "Correct the city."),
    ("120206 111286", Verdict.REFUSED, "state", "Correct the state."),
    ("120207 111285", Verdict.REFUSED, "postal_code", "Correct the ZIP or postal code."),
    ("120208 110208", Verdict.REFUSED, "country", "Correct the country."),
    ("120209 120213 120217", Verdict.REFUSED, "phone", "Give a phone number of 10 to 15 digits."),
    ("120210 120211", Verdict.REFUSED, "email", "Correct or empty the e-mail address."),
    ("120802", Verdict.REFUSED, "address1", _ADDRESS),
    ("120804 120805 120806", Verdict.REMARK, "address1", _ADDRESS),
    # the service and its options
    ("120124 121210 121100 121106 121185 111100 111210", Verdict.REFUSED, "service", _LANE),
    ("120500", Verdict.REFUSED, "service", "Name one of UPS's services."),
    ("121215 111215 111217", Verdict.REFUSED, "service", "This service does not deliver to homes: choose another."),
    ("120505 121045 121200", Verdict.REFUSED, "saturday", "Choose a service that delivers on Saturday, or a weekday."),
    ("120598 120599 121150", Verdict.REFUSED, "signature", "This service or place knows no such signature option."),
    ("121206 121047", Verdict.REFUSED, "packaging", "The option is not offered with this packaging."),
    # references, descriptions and values
    ("120501 120506 120603 120607", Verdict.REFUSED, "reference", "Use a reference of at most 35 letters and digits."),
    ("120541 120542 120543 120544", Verdict.OURS, "reference", _FAULT),
    (
        "120502 120504 120539",
        Verdict.REFUSED,
        "declared_value",
        "Puerto Rico and Canada want the value in whole dollars.",
    ),
    ("120503 120512 120622", Verdict.REFUSED, "description", "Describe the goods in at most 50 characters."),
    ("120604 120617 120621 121025", Verdict.REFUSED, "declared_value", "Lower or correct the declared value."),
    ("120900 120901 120971 110971", Verdict.REMARK, "", ""),
    # the package
    ("120600", Verdict.REFUSED, "packaging", "Name one of UPS's packagings."),
    ("120601 120608 120616 121030 111546", Verdict.REFUSED, "weight", "Give a weight in pounds, more than zero."),
    ("120546 120547 120548", Verdict.REFUSED, "weight", "Give weights in pounds and sizes in inches."),
    ("120602 120609", Verdict.REFUSED, "length", "Give length, width and height in inches."),
    ("121050 121055 121056", Verdict.REFUSED, "length", "The package is beyond UPS's limits of size and weight."),
    ("120020 120624", Verdict.REFUSED, "", "One package only."),
    # quoting across borders
    ("111538", Verdict.SETTINGS, "", _SHIPPER),
    ("111549", Verdict.REFUSED, "declared_value", "Give the value of the contents."),
    # faults of the request
    ("120050 120051 120700 120701 120702 120703 120704 120705 9801050", Verdict.OURS, "", _FAULT),
    # addresses
    ("9264028 9264030", Verdict.UNCHECKED, "state", "UPS's test host checks New York and California only."),
    # voids
    ("190001", Verdict.RETRY, "", _WAIT),
    ("190100 190109", Verdict.REFUSED, "", "UPS does not know this number as a shipment of yours."),
    ("190101 190102", Verdict.PERSON, "", "It is too late to void, or there is nothing to void."),
    ("190103 190104 190112 190113", Verdict.PERSON, "", "UPS voids no such shipment."),
    ("190117", Verdict.DONE, "", "It was voided before."),
    ("190121 190122", Verdict.PERSON, "", "No package was voided."),
    # look-ups
    ("9801031 300007 TW0001", Verdict.NOT_FOUND, "", ""),
    ("9801040 300033", Verdict.VOIDED, "", ""),
    ("9800020 9801028 300006 300002", Verdict.NO_LABEL, "", "The shipment exists; its label is gone."),
    ("9801041 300034", Verdict.NOT_READY, "", "Ask again later."),
    ("300001 300035", Verdict.PERSON, "", "Several shipments carry this reference."),
)

MEANINGS: dict[str, Meaning] = {
    code: Meaning(verdict, field, hint) for codes, verdict, field, hint in _TABLE for code in codes.split()
}

_UNKNOWN = Meaning(Verdict.REFUSED)


def meaning(code: str) -> Meaning:
    """What `code` means; a plain refusal where nobody has written it down."""
    known = MEANINGS.get(code)
    if known is None and code.startswith("11"):
        known = MEANINGS.get("12" + code[2:])
    return known or _UNKNOWN


def verdict_of(refusal: Refused) -> Verdict:
    """What UPS's code in a refusal means."""
    return meaning(refusal.problem.carrier_code).verdict
