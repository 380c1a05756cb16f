"""What goes over the wire: a request as it arrived, a reply as it leaves, and a refusal in UPS's error shape."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

#: UPS's words for its codes; a refusal may add what it found.
WORDS: dict[str, str] = {
    "10001": "The request is not well formed",
    "10002": "The request is well formed but not valid",
    "10006": "The request is empty",
    "10404": "The requested resource does not exist",
    "10405": "The resource does not know this method",
    "10429": "Too Many Requests",
    "20001": "General process failure",
    "20002": "The specified service version is not supported",
    "20006": "The request action is not valid",
    "20007": "A required field is missing",
    "20008": "A field holds an invalid value",
    "250000": "Invalid or missing grant type",
    "250002": "Invalid Authentication Information.",
    "120001": "The shipping system is unavailable, try again later",
    "120020": "Too many packages in the shipment",
    "120051": "Missing or invalid request option",
    "120100": "Missing or invalid shipper number",
    "120101": "Missing or invalid shipper name",
    "120102": "Missing or invalid shipper address line",
    "120105": "Missing or invalid shipper city",
    "120106": "Missing or invalid shipper state or province code",
    "120107": "Missing or invalid shipper postal code",
    "120108": "Missing or invalid shipper country or territory code",
    "120109": "Missing or invalid shipper phone number",
    "120110": "Missing or invalid shipper attention name",
    "120124": "The requested service is not available between the selected locations",
    "120200": "Missing or invalid ship to name",
    "120201": "Missing or invalid ship to attention name",
    "120202": "Missing or invalid ship to address line 1",
    "120203": "Invalid ship to address line 2",
    "120204": "Invalid ship to address line 3",
    "120205": "Missing or invalid ship to city",
    "120206": "Missing or invalid ship to state or province code",
    "120207": "Missing or invalid ship to postal code",
    "120208": "Missing or invalid ship to country or territory code",
    "120209": "Missing ship to phone number",
    "120210": "The ship to e-mail address is too long",
    "120213": "The ship to phone number is too short",
    "120217": "The ship to phone number is too long",
    "120302": "Missing or invalid ship from name or address line",
    "120305": "Missing or invalid ship from city",
    "120306": "Missing or invalid ship from state or province code",
    "120307": "Missing or invalid ship from postal code",
    "120308": "Missing or invalid ship from country or territory code",
    "120309": "Missing or invalid ship from phone number",
    "120400": "Missing or invalid payment information",
    "120410": "Missing or invalid payer or kind of charge",
    "120415": "The payer's account number must be the shipper number",
    "120416": "A charge has more than one payer",
    "120500": "Missing or invalid service code",
    "120501": "Missing or invalid shipment reference number value",
    "120502": "Missing or invalid invoice line total",
    "120503": "The description of goods is too long",
    "120506": "Invalid shipment reference number code",
    "120512": "A description of goods is required",
    "120541": "Reference numbers at shipment level are not allowed between these places",
    "120542": "Reference numbers at package level are not allowed between these places",
    "120543": "More than two reference numbers at shipment level",
    "120544": "More than two reference numbers at package level",
    "120546": "Missing or invalid unit of weight",
    "120547": "Missing or invalid unit of size",
    "120548": "Metric and imperial units are mixed",
    "120598": "Signature is not available at this level between these places",
    "120599": "Invalid kind of delivery confirmation",
    "120600": "Missing or invalid packaging type",
    "120601": "Missing or invalid package weight",
    "120603": "Missing or invalid package reference number value",
    "120604": "Invalid declared value",
    "120607": "Invalid package reference number code",
    "120609": "Missing or invalid package dimensions",
    "120616": "The package weight is too long",
    "120700": "Missing or invalid label image format",
    "120704": "Missing or invalid label stock size",
    "120801": "Address Validation Error on Shipper address",
    "120802": "Address Validation Error on ShipTo address",
    "120803": "Address Validation Error on ShipFrom address",
    "121025": "The declared value is above the limit",
    "121030": "Packages must weigh more than zero",
    "121035": "The package is above the weight limit of 150 pounds",
    "121050": "The package exceeds the maximum length plus girth of 165 inches",
    "121055": "The package exceeds the maximum length of 108 inches",
    "121100": "The service is not supported from the shipper's country or territory",
    "121185": "The destination country or territory is not supported",
    "121200": "Saturday delivery is not available with this service",
    "121206": "The packaging type is not available with this service",
    "121210": "The requested service is unavailable between the selected locations",
    "111285": "The postal code is invalid for the state or country",
    "111286": "The state is not valid for the country",
    "190100": "Missing or invalid shipment identification number",
    "190101": "The time for voiding has expired",
    "190102": "No shipment found within the allowed void period",
    "190109": "Missing or invalid tracking number",
    "190117": "The shipment has already been voided",
    "190122": "The package is not part of the shipment",
    "9264028": "The request option or the country is not supported",
    "9801028": "The label has expired and cannot be given again",
    "9801031": "No shipment found for the number or reference",
    "9801040": "The shipment has been voided",
    "9801050": "A label stock size is not allowed with this image format",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP reply.

    Attributes:
        delay: seconds that pass before it is sent; whoever carries it waits.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    delay: float = 0.0


def json_reply(status: int, document: Any, headers: Mapping[str, str] | None = None) -> Reply:
    """A reply that carries `document` as JSON."""
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
    return Reply(status, {"Content-Type": "application/json"} | dict(headers or {}), text.encode())


class Refusal(Exception):
    """UPS answers no, with a code of its own; nothing was made unless a fault says otherwise."""

    def __init__(
        self, code: str, detail: str = "", *, status: int = 400, headers: Mapping[str, str] | None = None
    ) -> None:
        words = WORDS.get(code, "The request was refused")
        self.code = code
        self.status = status
        self.headers = dict(headers or {})
        self.message = f"{words}: {detail}" if detail else words
        super().__init__(self.message)

    def reply(self) -> Reply:
        """The refusal as UPS sends it."""
        error = {"code": self.code, "message": self.message}
        return json_reply(self.status, {"response": {"errors": [error]}}, self.headers)


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request as it arrived: the path is unquoted, header names are lower case."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def arrived(cls, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Request:
        """The request in the terms of this module; `url` may be whole or begin at the path."""
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        return cls(
            method.upper(), unquote(parts.path), query, {name.lower(): headers[name] for name in headers}, body or b""
        )

    def json(self) -> dict[str, Any]:
        """The body as a JSON object.

        Raises:
            Refusal: it is empty or no JSON object.
        """
        if not self.body.strip():
            raise Refusal("10006")
        try:
            document = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Refusal("10001", "the body is not JSON") from None
        if not isinstance(document, dict):
            raise Refusal("10002", "the body is not a JSON object")
        return document
