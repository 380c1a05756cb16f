"""What can go wrong: the catalogue of codes, a problem as a value, and the error that carries one.

Codes are stable: users' scripts match on them. `docs/errors.md` describes each, and a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

#: Every code that shipshell can give, with its title.
CODES: dict[str, str] = {
    # E-1xxx input and sources
    "E-1001": "The source was not found",
    "E-1002": "The source cannot be read",
    "E-1003": "The source is empty",
    "E-1004": "The source is not a table",
    "E-1005": "The source has no header row",
    "E-1006": "The source has no data row",
    "E-1007": "The kind of source is not supported",
    "E-1008": "The source is in use by another shipshell",
    "E-1009": "The source is open in another program",
    "E-1010": "The source changed",
    "E-1011": "The source cannot be written",
    "E-1012": "The text of the source cannot be decoded",
    "E-1013": "A row of the source cannot be read",
    "E-1014": "The workbook cannot be written safely",
    "E-1015": "The sheet is not there, or not named",
    "E-1016": "The table is not there, or not named",
    "E-1017": "The database cannot be reached",
    "E-1018": "The table cannot be shipped from",
    "E-1020": "The line was not understood",
    "E-1021": "The command makes no sense now",
    "E-1022": "There is no such row",
    "E-1023": "There is no such job",
    "E-1024": "There is no such column",
    "E-1025": "There is no such field",
    "E-1026": "The filter was not understood",
    "E-1027": "The service is not known",
    "E-1029": "The columns are doubtful",
    "E-1030": "Nothing is left to ship",
    "E-1031": "The script cannot be read",
    "E-1032": "Rows repeat an order",
    # E-2xxx validation
    "E-2001": "A value is missing",
    "E-2002": "A value is not valid",
    "E-2003": "A value is too long for UPS",
    "E-2004": "UPS cannot deliver to this address",
    "E-2005": "The package is outside UPS's limits",
    "E-2006": "The service is not offered on this lane",
    "E-2007": "A value lost its digits in a spreadsheet",
    "E-2008": "Another party would be billed",
    "E-2010": "Rows block the batch",
    "E-2011": "Rows have no rate",
    "E-2020": "The batch is over its limit",
    "E-2021": "The total changed since it was shown",
    # E-3xxx carrier
    "E-3001": "UPS refused the shipment",
    "E-3002": "UPS could not be reached",
    "E-3003": "UPS did not answer in time",
    "E-3004": "UPS asks to slow down",
    "E-3005": "UPS answered with an error of its own",
    "E-3006": "UPS's answer could not be read",
    "E-3007": "A row is in doubt",
    "E-3008": "The charge was above its quote",
    "E-3009": "UPS could not quote a rate",
    "E-3010": "UPS did not void",
    "E-3011": "UPS could not check an address",
    "E-3012": "UPS could not track a parcel",
    "E-3013": "An order was bought twice, or otherwise than was said, and both shipments stand",
    # E-4xxx system and store
    "E-4001": "The job store cannot be opened",
    "E-4002": "The job store is damaged or gone",
    "E-4003": "The job store is of a newer shipshell",
    "E-4004": "The job is executing elsewhere",
    "E-4005": "A job on this source is not settled",
    "E-4006": "The write-back failed",
    "E-4007": "The data folder cannot be used",
    "E-4008": "The job changed its state meanwhile",
    "E-4009": "Something unexpected happened",
    "E-4010": "The disk refused a write",
    "E-4011": "The port cannot be used",
    "E-4012": "The labels are of another format",
    "E-4013": "A label is missing or damaged",
    "E-4014": "A database that keeps jobs cannot be read",
    "E-4015": "A database may not keep jobs",
    "E-4016": "A check of doctor failed",
    # E-5xxx credentials and configuration
    "E-5001": "Credentials are missing",
    "E-5002": "UPS refused the credentials",
    "E-5003": "The configuration cannot be read",
    "E-5004": "A setting is not valid",
    "E-5005": "The shipper is missing",
    "E-5006": "The address of the UPS server is not allowed",
    "E-5007": "Auto mode in production needs a limit",
    "E-5008": "The job belongs to another environment or account",
    "E-5009": "The keyring cannot be used",
    "E-5010": "A secret can be read by others",
    "E-5011": "The database refused the login",
    "E-5012": "The driver of a database is missing",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what happened, where, and what to do next.

    Attributes:
        code: one of `CODES`.
        message: what happened, for a person, without the row.
        hint: what to do next; may be empty.
        row: the data row (`#` of the preview), where there is one.
        column: the source's own header for the value, where there is one.
        value: the offending value as it stands in the source.
        carrier_code: UPS's own code, kept beside ours.
        origin: in a workbook, the sheet row of the header, so that row `#` n stands in sheet row origin + n. Else 0.
    """

    code: str
    message: str
    hint: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    carrier_code: str = ""
    origin: int = 0

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown error code {self.code}")


class ShipshellError(Exception):
    """Something that stops a command, with a problem that says what and what to do."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        hint: str = "",
        row: int | None = None,
        column: str = "",
        value: str = "",
        carrier_code: str = "",
    ) -> None:
        super().__init__(message)
        self.problem = Problem(code, message, hint, row, column, value, carrier_code)

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """The error that carries `problem` as it is."""
        error = cls(problem.code, problem.message)
        error.problem = problem
        return error
