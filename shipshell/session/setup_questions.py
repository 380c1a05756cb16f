"""What `setup` asks for, in its order."""

from __future__ import annotations

from dataclasses import dataclass

from shipshell.config.shipper import NEEDED


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as the shell puts it.

    Attributes:
        default: the answer that is offered; a person may change it.
        hidden: whether the answer is a secret, which never shows.
    """

    text: str
    default: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for: a setting by section and name, or the secret.

    Attributes:
        variable: the variable that goes before it, "" where there is none.
        usual: what serves where nothing is said.
    """

    section: str
    name: str
    words: str
    variable: str = ""
    usual: str = ""

    @property
    def needed(self) -> bool:
        """Whether nothing can be shipped for real without it."""
        return self.section in ("carrier", "") or (self.section == "shipper" and self.name in NEEDED)


ENVIRONMENT = Item("carrier", "environment", "Environment (emulator, test or production)", "SHIPSHELL_ENVIRONMENT")
CLIENT_ID = Item("carrier", "client_id", "Client id of your application at UPS", "UPS_CLIENT_ID")
SECRET = Item("", "client_secret", "Client secret", "UPS_CLIENT_SECRET")
ACCOUNT = Item("carrier", "account_number", "UPS account number", "UPS_ACCOUNT_NUMBER")
CREDENTIALS = (CLIENT_ID, SECRET, ACCOUNT)
SHIPPER_NAME = Item("shipper", "name", "Shipper's name")

ITEMS: tuple[Item, ...] = (
    ENVIRONMENT,
    *CREDENTIALS,
    SHIPPER_NAME,
    Item("shipper", "phone", "Shipper's phone"),
    Item("shipper", "address1", "Street and number"),
    Item("shipper", "address2", "Second line of the address, if any"),
    Item("shipper", "country", "Country (two letters)", usual="US"),
    Item("shipper", "city", "City"),
    Item("shipper", "state", "State (two letters)"),
    Item("shipper", "postal_code", "ZIP code"),
    Item("defaults", "service", "Service where a row names none", usual="Ground"),
    Item("defaults", "packaging", "Packaging where a row names none (02 is your own box)", usual="02"),
    Item("defaults", "label_format", "Label format (GIF, ZPL, EPL or SPL)", usual="GIF"),
    Item("defaults", "weight_unit", "Unit of weights without one (lb, oz, kg or g)", usual="lb"),
    Item("limits", "batch", "Most dollars a batch may cost (auto mode in production needs it)"),
    Item("limits", "row", "Most dollars a row may cost, if limited"),
    Item("limits", "day", "Most dollars a day may cost, if limited"),
)
