"""The system's keyring as a keeper of client secrets: the library `keyring`, where it is installed and works."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    _T = TypeVar("_T")

_SERVICE = "shipshell"
#: Backends below this refuse everything, forget everything, or keep it readable; the library recommends none of them.
_GOOD_ENOUGH = 1


class SystemKeyring:
    """Client secrets by client id."""

    where = "the system's keyring"

    def read(self, client_id: str) -> str:
        """The secret of `client_id`, "" where none is kept.

        Raises:
            ShipshellError: E-5009.
        """
        import keyring

        return _asked(lambda: keyring.get_password(_SERVICE, client_id)) or ""

    def keep(self, client_id: str, secret: str) -> None:
        """Keep the secret of `client_id`, and make sure that it is kept.

        Raises:
            ShipshellError: E-5009.
        """
        import keyring

        _asked(lambda: keyring.set_password(_SERVICE, client_id, secret))
        if self.read(client_id) != secret:
            raise _refused("it did not keep the secret")


def system_keyring() -> SystemKeyring | None:
    """The system's keyring; None where there is none that can be trusted with a secret.

    Raises:
        ShipshellError: E-5009, one is configured that cannot be had.
    """
    if find_spec("keyring") is None:
        return None
    import keyring

    return SystemKeyring() if _asked(keyring.get_keyring).priority >= _GOOD_ENOUGH else None


def _asked(question: Callable[[], _T]) -> _T:
    try:
        return question()
    except Exception as error:  # a backend raises what its system gives it
        raise _refused(type(error).__name__) from error


def _refused(reason: str) -> ShipshellError:
    return ShipshellError(
        "E-5009",
        f"the system's keyring cannot be used ({reason})",
        hint="Unlock it, or set UPS_CLIENT_SECRET in the environment.",
    )
