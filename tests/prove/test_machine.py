"""The state machine for as long as a test may take; `make prove` runs it longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis.stateful import run_state_machine_as_test
from machine import ShopMachine, profile

if TYPE_CHECKING:
    from processes import Stable


def test_no_order_of_events_costs_a_parcel(stable: Stable) -> None:
    ShopMachine.stable = stable
    run_state_machine_as_test(ShopMachine, settings=profile(examples=6, steps=7))
    assert ShopMachine.steps > 6
