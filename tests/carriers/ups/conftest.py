from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import responses
from ups_kit import BASE, PRODUCTION

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def ups() -> Iterator[responses.RequestsMock]:
    """UPS's hosts, which give tokens."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        for host in (BASE, PRODUCTION):
            mock.post(f"{host}/security/v1/oauth/token", json={"access_token": "t1", "expires_in": "14399"})
        yield mock
