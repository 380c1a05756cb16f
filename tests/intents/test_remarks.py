"""What a person adds in passing neither turns an order nor hides one."""

from __future__ import annotations

import pytest

from shipshell.intents import types
from shipshell.intents.parser import parse
from shipshell.intents.state import State


@pytest.mark.parametrize(
    ("state", "text", "intent"),
    [
        (State.RECOVERY, "the power is back, resume", types.Resume()),
        (State.RECOVERY, "no, restart", types.Restart()),
        (State.RECOVERY, "please cancel this job, we shipped by hand", types.CancelJob()),
        (State.EXECUTING, "something is wrong, stop it", types.Stop()),
        (State.PREVIEW, "the prices are wrong, cancel it", types.Reject()),
        (State.PREVIEW, "please discard, this is not the right file", types.Reject()),
        (State.PREVIEW, "Lucy in accounts approved it, ship", types.Approve()),
        (State.PREVIEW, "the truck is here, ship it", types.Approve()),
        (State.PREVIEW, "everything matches the packing slips, ship it", types.Approve()),
        (State.PREVIEW, "it's expensive but ship it", types.Approve()),
        (State.RECOVERY, "row 48 is fixed, resume", types.Resume()),
        (State.RECOVERY, "we have power again, please resume", types.Resume()),
        (State.RECOVERY, "everything is ready, continue", types.Resume()),
        (State.IDLE, "the printer jammed, reprint rows 7-9", types.Labels(rows=(7, 8, 9))),
        (State.IDLE, "the customer cancelled, please void row 3 of job 8", types.Void(job=8, row=3)),
        (State.IDLE, "I closed Excel, retry 8", types.Retry(job=8)),
    ],
)
def test_a_reason_changes_nothing(state: State, text: str, intent: types.Intent) -> None:
    assert parse(text, state) == intent


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (State.RECOVERY, "restart it, resume"),
        (State.RECOVERY, "I think, resume"),
        (State.RECOVERY, "no restart"),
        (State.RECOVERY, "it is not safe, resume"),
        (State.RECOVERY, "Tom writes: resume"),
        (State.RECOVERY, "the manual reads: cancel it"),
        (State.RECOVERY, "nobody agreed, resume"),
        (State.RECOVERY, "I refuse, resume"),
        (State.RECOVERY, "drop it off at UPS"),
        (State.RECOVERY, "cancel job 14 he suggests"),
        (State.RECOVERY, "restart shipshell"),
        (State.PREVIEW, "the truck is here"),
        (State.PREVIEW, "yes the list is complete"),
        (State.PREVIEW, "California is ready, ship those"),
        (State.PREVIEW, "the California addresses are right, ship them"),
        (State.PREVIEW, "the rest is fine, ship it"),
        (State.PREVIEW, "use ground, ship it"),
        (State.PREVIEW, "fix the weight, ship it"),
        (State.PREVIEW, "row 3 is ready, ship it"),
        (State.PREVIEW, "ship the lot but"),
        (State.PREVIEW, "ship it and"),
        (State.PREVIEW, "yes check it"),
        (State.PREVIEW, "yes I saw the warnings"),
        (State.PREVIEW, "ok thanks"),
        (State.PREVIEW, "looks good, go ask"),
        (State.PREVIEW, "total matches, I will go ahead"),
        (State.PREVIEW, "seen it, with FedEx ship it"),
    ],
)
def test_a_remark_that_could_mean_more_leaves_no_order(state: State, text: str) -> None:
    assert isinstance(parse(text, state), types.Unclear)
