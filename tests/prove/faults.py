"""Trials in which UPS goes wrong: each fault at each operation, and what must come of it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from plan import KILLED, Plan
from shop import Setting
from trials import Trial, expect

from shipshell.emulator.faults import Kind as Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from processes import Heard
    from shop import Shop

USUAL = Setting(timeout=1.0)
#: What the kinds of faults take beside their names.
_VALUES: dict[Fault, dict[str, Any]] = {
    Fault.REFUSE: {"code": "120802"},
    Fault.THROTTLE: {"retry_after": 0, "nth": [1, 2]},  # it is waited for; five minutes of it would be long here
    Fault.SLOW_TO_SHOW: {"seconds": 3},
    Fault.ABOVE_QUOTE: {"percent": 50},
    Fault.REFUSE_AFTER: {"code": "120001"},  # with any other code UPS would say of a shipment that there is none
    Fault.LATE: {"seconds": 0.2},
}
#: What ends the batch at a row: it was refused, or it is in doubt, or it was charged too much.
_REFUSED, _DOUBTFUL, _OVERCHARGED = (
    {Fault.REFUSE},
    {Fault.REQUEST_LOST, Fault.SERVER_ERROR},
    {Fault.ABOVE_QUOTE, Fault.NO_NEGOTIATED},
)


def fault(operation: str, kind: Fault, **more: Any) -> dict[str, Any]:
    """A fault as the emulator takes it."""
    return {"operation": operation, "fault": str(kind), **_VALUES.get(kind, {}), **more}


def _trial(name: str, act: Callable[[Shop], list[str] | None], setting: Setting = USUAL) -> Trial:
    return Trial("fault", name, setting, act)


def _withheld(name: str, act: Callable[[Shop], list[str] | None], setting: Setting) -> Trial:
    """A trial in which look-ups go wrong: what they find, or a person says, may come without its label."""
    return Trial("fault", name, setting, act, withheld=True)


def everywhere(setting: Setting = USUAL) -> Iterator[Trial]:
    """Each fault at each operation."""
    yield from at_purchases(setting)
    for kind in Fault:
        for operation in ("token", "rate"):
            yield _trial(f"{kind} at {operation}", partial(_before_a_purchase, operation, kind), setting)
        yield _trial(f"{kind} at track", partial(_at_track, kind), setting)
        checking = Setting(setting.kind, lanes=setting.lanes, timeout=setting.timeout, check_addresses=True)
        yield _trial(f"{kind} at address", partial(_at_address, kind), checking)


def at_purchases(setting: Setting = USUAL) -> Iterator[Trial]:
    """Each fault where something is bought, looked for or voided."""
    for kind in Fault:
        yield _trial(f"{kind} at ship", partial(_at_ship, kind), setting)
        for operation in ("recovery", "track_reference"):
            yield _withheld(f"{kind} at {operation}", partial(_at_lookup, operation, kind), setting)
        yield _trial(f"{kind} at void", partial(_at_void, kind), setting)


def answers_lost(setting: Setting = USUAL) -> Iterator[Trial]:
    """Accepted, and then no answer that can be read: one shipment, adopted with its label, and no question."""
    lost = (Fault.REPLY_LOST, Fault.REPLY_RESET, Fault.SERVER_ERROR_AFTER, Fault.TRUNCATED, Fault.GARBLED, Fault.EMPTY)
    for kind in lost:
        yield _trial(f"accepted, then {kind}", partial(_adopted, (fault("ship", kind, nth=4),)), setting)
    for code in ("120001", "20001", "120021"):
        lie = fault("ship", Fault.REFUSE_AFTER, nth=4, code=code)
        yield _trial(f"accepted, then {code}", partial(_adopted, (lie,)), setting)
    late = fault("ship", Fault.LATE, nth=4, seconds=1.5)
    yield _trial("accepted, answered too late", partial(_adopted, (late,)), setting)
    slow = Setting(setting.kind, lanes=setting.lanes, timeout=1.0, delays=(0, 0.3, 0.8, 2.0))
    hidden = fault("ship", Fault.SLOW_TO_SHOW, nth=4, seconds=1.2)
    yield _trial("accepted, shown later", partial(_adopted, (hidden, fault("ship", Fault.REPLY_RESET, nth=4))), slow)


def never_findable(setting: Setting = USUAL) -> Iterator[Trial]:
    """Accepted and never shown: one question, and no second request until a person answers."""
    hidden = (fault("ship", Fault.SLOW_TO_SHOW, nth=4, seconds=10**7), fault("ship", Fault.REPLY_RESET, nth=4))
    yield _trial("accepted, never shown", partial(_asked_once, hidden), setting)
    silent = tuple(fault(operation, Fault.SERVER_ERROR) for operation in ("recovery", "track_reference"))
    yield _withheld(
        "accepted, look-ups fail", partial(_asked_once, (fault("ship", Fault.REPLY_RESET, nth=4), *silent)), setting
    )


def passing(setting: Setting = USUAL, outage: float = 2.0) -> Iterator[Trial]:
    """Troubles that pass by themselves: the batch ends complete."""
    burst = fault("ship", Fault.THROTTLE, nth=[2, 3, 4, 7])
    yield _trial("429 in bursts", partial(_complete, burst), setting)
    yield _trial(
        "429 without Retry-After",
        partial(_complete, {**fault("ship", Fault.THROTTLE, nth=4), "retry_after": None}),
        setting,
    )
    for operation in ("ship", "rate"):
        yield _trial(
            f"401 in the middle of {operation}",
            partial(_complete, fault(operation, Fault.UNAUTHORISED, nth=4)),
            setting,
        )
    yield _trial(f"connection refused for {outage:g} s", partial(_outage, outage), setting)
    yield _trial("found by Track, its label later", _label_comes_later, setting)


def halts_at_once(setting: Setting = USUAL) -> Trial:
    """The first row is refused: nothing is sent but what was in hand."""
    return _trial("the first error halts", _halted_at_once, setting)


def throttled_all_the_same(setting: Setting = USUAL) -> Trial:
    """Turned away with a 429 that comes from a gateway, after UPS has made the shipment."""
    lie = fault("ship", Fault.REFUSE_AFTER, nth=4, code="10429", status=429)
    return _trial("accepted, then 429", partial(_adopted, (lie,)), setting)


# -- acts ----------------------------------------------------------------------------------------------------------


def _at_ship(kind: Fault, shop: Shop) -> list[str]:
    shop.ups.go_wrong(fault("ship", kind, nth=4))
    heard = shop.ship()
    if kind in _OVERCHARGED and not set(shop.states()) - {"shipped"}:  # it was among the last in hand
        return expect(shop, heard, code=3, status="complete_with_warnings")
    if kind in _REFUSED | _OVERCHARGED:
        return expect(shop, heard, code=1, status="halted")
    if kind in _DOUBTFUL:
        return expect(shop, heard, code=1, status="halted", doubts=1)
    return _is_complete(shop, heard)


def _before_a_purchase(operation: str, kind: Fault, shop: Shop) -> list[str]:
    shop.ups.go_wrong(fault(operation, kind, nth=[1, 2]))
    heard = shop.ship()
    doubted = [f"{len(shop.doubts())} rows are in doubt though none was sent"] if shop.doubts() else []
    bought = len(shop.ups.shipments())
    return doubted + (
        [] if (heard.code == 0) == (bought == shop.setting.rows) else [f"exit {heard.code}, {bought} bought"]
    )


def _at_lookup(operation: str, kind: Fault, shop: Shop) -> list[str]:
    """The answer to a purchase is lost, and the look-up goes wrong as well."""
    unlabelled = (fault("ship", Fault.LABEL_LOST, nth=4), fault("recovery", Fault.REFUSE, code="9801031"))
    before = {"recovery": (), "track_reference": unlabelled}  # Track is asked where Label Recovery shows nothing
    shop.ups.go_wrong(fault("ship", Fault.REPLY_RESET, nth=4), fault(operation, kind), *before[operation])
    heard = shop.ship()
    if heard.code == 0:
        return _is_complete(shop, heard)
    return expect(shop, heard, code=1, status="halted", doubts=1)


def _at_void(kind: Fault, shop: Shop) -> list[str]:
    shop.ship()
    shop.ups.go_wrong(fault("void", kind))
    shop.run("void row 3 of job 1", "yes")
    shop.ups.go_wrong()
    shop.ups.settle_down()
    shop.run("void row 3 of job 1", "yes")
    voided = [one for one in shop.ups.shipments() if one.voided]
    return [] if len(voided) == 1 else [f"{len(voided)} shipments are voided, not 1"]


def _at_track(kind: Fault, shop: Shop) -> list[str]:
    shop.ship()
    before = shop.states(), shop.desk.content()
    shop.ups.go_wrong(fault("track", kind))
    shop.run(f"track {shop.desk.numbers()[0]}")
    return [] if (shop.states(), shop.desk.content()) == before else ["tracking changed something"]


def _at_address(kind: Fault, shop: Shop) -> list[str]:
    shop.ups.go_wrong(fault("address", kind))
    return _is_complete(shop, shop.ship())


def _adopted(faults: tuple[dict[str, Any], ...], shop: Shop) -> list[str]:
    shop.ups.go_wrong(*faults)
    return _is_complete(shop, shop.ship())


def _complete(wrong: dict[str, Any], shop: Shop) -> list[str]:
    shop.ups.go_wrong({name: value for name, value in wrong.items() if value is not None})
    return _is_complete(shop, shop.ship())


def _asked_once(faults: tuple[dict[str, Any], ...], shop: Shop) -> list[str]:
    shop.ups.go_wrong(*faults)
    heard = shop.ship()
    odd = expect(shop, heard, code=1, status="halted", doubts=1)
    sent = len(shop.ups.purchases)
    again = shop.run("resume")
    odd += expect(shop, again, code=1, status="halted", doubts=1)
    named = [told for told in again.events if "did not ship" in str(told)]
    if not named:
        odd.append("nobody was asked about the row in doubt")
    if len(shop.ups.purchases) != sent:
        odd.append("something was sent while a row was in doubt")
    answers = [shop.truth(doubt) for doubt in shop.doubts()]
    return odd + _is_complete(shop, shop.run(*answers, "resume"))


def _halted_at_once(shop: Shop) -> list[str]:
    shop.ups.go_wrong(fault("ship", Fault.REFUSE, nth=1), fault("ship", Fault.LATE, seconds=0.3, nth=[2, 3, 4]))
    odd = expect(shop, shop.ship(), code=1, status="halted")
    sent = len(shop.ups.purchases)
    return odd if sent <= shop.setting.lanes else [*odd, f"{sent} were sent, and the first one was refused"]


def _outage(seconds: float, shop: Shop) -> list[str] | None:
    if shop.ship(Plan("before the claim", 4)).code != KILLED:
        return None
    shop.ups.shut()
    going_on = shop.start("resume")
    time.sleep(seconds)
    shop.ups.open()
    return _is_complete(shop, going_on.wait())


def _label_comes_later(shop: Shop) -> list[str]:
    """Track finds the shipment while Label Recovery shows nothing yet; once it does, `labels` brings the label home."""
    shop.ups.go_wrong(fault("ship", Fault.REPLY_RESET, nth=4), fault("recovery", Fault.REFUSE, code="9801031"))
    odd = _is_complete(shop, shop.ship())
    shop.ups.go_wrong()
    shop.print_labels(1)
    return odd


def _is_complete(shop: Shop, heard: Heard) -> list[str]:
    return expect(shop, heard, code=0, status="complete")
