"""Whether UPS could pick up from the configured shipper: its name, address and phone, read as those of an order are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.planning.recipient import read_place, read_street, read_who
from shipshell.planning.values import phone_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.model.address import Party

_HINT = 'Correct [shipper] in the settings, or say "setup" on a terminal.'


def check_shipper(shipper: Party) -> None:
    """Whether a shipper can be one.

    Raises:
        ShipshellError: E-5004, with all that is wrong with it.
    """
    wrong = list(_wrong(shipper))
    if wrong:
        raise ShipshellError("E-5004", f"the shipper cannot ship: {'; '.join(wrong)}", hint=_HINT)


def _wrong(shipper: Party) -> Iterator[str]:
    home = shipper.address
    place = read_place(home.city, home.state, home.postal_code, home.country)
    for reading in (read_who(shipper.name, "", ""), read_street(*home.lines), place):
        yield from (f"{fault.field}: {fault.message.removesuffix('.')}" for fault in reading.faults)
    yield from (f"phone: {words}" for words in phone_digits(shipper.phone).warnings)
