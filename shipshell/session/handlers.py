"""One handler per intent, and which of them may be used while a batch executes.

Handlers that need the dear libraries (pandas, requests) import their module when they are first used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shipshell.intents import types as intents
from shipshell.model.errors import ShipshellError
from shipshell.session import mode, showing
from shipshell.session.replies import Left, Misunderstood, Output, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.session.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Handler:
    """How an intent is answered; `while_executing` where it changes nothing of the batch under way."""

    answer: Callable[[Conversation, Any], Iterator[Output]]
    while_executing: bool = False


# -- shipping, by way of the planning floor ------------------------------------------------------------------------


def _ship(talk: Conversation, intent: intents.Ship) -> Iterator[Output]:
    from shipshell.session.shipping import ship

    return ship(talk, intent)


def _preview(talk: Conversation, intent: intents.Preview) -> Iterator[Output]:
    from shipshell.session.shipping import preview

    return preview(talk, intent)


def _map(talk: Conversation, intent: intents.Map) -> Iterator[Output]:
    from shipshell.session.answering import map_column

    return map_column(talk, intent)


def _columns(talk: Conversation, _intent: intents.Columns) -> Iterator[Output]:
    from shipshell.session.answering import show_columns

    return show_columns(talk)


def _parcels(talk: Conversation, intent: intents.Parcels) -> Iterator[Output]:
    from shipshell.session.answering import parcels

    return parcels(talk, intent)


def _approve(talk: Conversation, intent: intents.Approve) -> Iterator[Output]:
    from shipshell.session.routing import approve

    return approve(talk, intent)


def _reject(talk: Conversation, intent: intents.Reject) -> Iterator[Output]:
    from shipshell.session.routing import reject

    return reject(talk, intent)


def _exclude(talk: Conversation, intent: intents.ExcludeRows) -> Iterator[Output]:
    from shipshell.session.routing import exclude

    return exclude(talk, intent)


# -- interrupted jobs ----------------------------------------------------------------------------------------------


def _resume(talk: Conversation, intent: intents.Resume) -> Iterator[Output]:
    from shipshell.session.resuming import resume

    return resume(talk, intent)


def _restart(talk: Conversation, intent: intents.Restart) -> Iterator[Output]:
    from shipshell.session.restarting import restart

    return restart(talk, intent)


def _cancel_job(talk: Conversation, intent: intents.CancelJob) -> Iterator[Output]:
    from shipshell.session.settling import cancel

    return cancel(talk, intent)


def _retry(talk: Conversation, intent: intents.Retry) -> Iterator[Output]:
    from shipshell.session.settling import retry

    return retry(talk, intent)


def _resolve(talk: Conversation, intent: intents.Resolve) -> Iterator[Output]:
    from shipshell.session.resolving import resolve

    return resolve(talk, intent)


# -- shipments -----------------------------------------------------------------------------------------------------


def _void(talk: Conversation, intent: intents.Void) -> Iterator[Output]:
    from shipshell.session.voiding import void

    return void(talk, intent)


def _track(talk: Conversation, intent: intents.Track) -> Iterator[Output]:
    from shipshell.session.tracking import track

    return track(talk, intent)


# -- papers --------------------------------------------------------------------------------------------------------


def _labels(talk: Conversation, intent: intents.Labels) -> Iterator[Output]:
    from shipshell.session.papers import labels

    return labels(talk, intent)


def _export(talk: Conversation, intent: intents.Export) -> Iterator[Output]:
    from shipshell.session.papers import export

    return export(talk, intent)


def _report(talk: Conversation, intent: intents.Report) -> Iterator[Output]:
    from shipshell.session.papers import report

    return report(talk, intent)


# -- settings and health -------------------------------------------------------------------------------------------


def _reconcile(talk: Conversation, intent: intents.Reconcile) -> Iterator[Output]:
    from shipshell.session.reconciling import reconcile

    return reconcile(talk, intent)


def _setup(talk: Conversation, _intent: intents.Setup) -> Iterator[Output]:
    from shipshell.session.setup import setup

    return setup(talk.services.surroundings)


def _doctor(talk: Conversation, _intent: intents.Doctor) -> Iterator[Output]:
    from shipshell.session.doctor import doctor

    return doctor(talk.services.surroundings)


# -- the session itself --------------------------------------------------------------------------------------------


def _set_limit(talk: Conversation, intent: intents.SetLimit) -> Iterator[Output]:
    from shipshell.session.limiting import set_limit

    return set_limit(talk, intent)


def _show_limit(talk: Conversation, intent: intents.ShowLimit) -> Iterator[Output]:
    from shipshell.session.limiting import show_limit

    return show_limit(talk, intent)


def _stop(talk: Conversation, _intent: intents.Stop) -> Iterator[Output]:
    run = talk.run
    if run is None:
        raise ShipshellError("E-1021", "nothing is executing", hint='Say "status" to see how things stand.')
    run.stop()
    yield Said(f"Job {run.job} stops after the row in hand.")


def _quit(_talk: Conversation, _intent: intents.Quit) -> Iterator[Output]:
    yield Left()


def _explain(talk: Conversation, intent: intents.Explain) -> Iterator[Output]:
    from shipshell.session.explaining import explain

    return explain(talk, intent)


def _unclear(_talk: Conversation, intent: intents.Unclear) -> Iterator[Output]:
    if intent.code:
        ways = "; ".join(f'"{one}"' for one in intent.suggestions)
        raise ShipshellError(intent.code, intent.understood, hint=f"You could say {ways}.")
    yield Misunderstood(intent.understood, intent.suggestions)


HANDLERS: dict[type, Handler] = {
    intents.Ship: Handler(_ship),
    intents.Preview: Handler(_preview),
    intents.Approve: Handler(_approve),
    intents.Reject: Handler(_reject),
    intents.SetMode: Handler(mode.set_mode, while_executing=True),
    intents.ShowMode: Handler(mode.show_mode, while_executing=True),
    intents.ShowWarnings: Handler(showing.warnings),
    intents.ShowRow: Handler(showing.row),
    intents.ShowRows: Handler(showing.rows),
    intents.ExcludeRows: Handler(_exclude),
    intents.Status: Handler(showing.status, while_executing=True),
    intents.Jobs: Handler(showing.jobs, while_executing=True),
    intents.ShowJob: Handler(showing.job, while_executing=True),
    intents.Resume: Handler(_resume),
    intents.Restart: Handler(_restart),
    intents.CancelJob: Handler(_cancel_job),
    intents.Retry: Handler(_retry),
    intents.Stop: Handler(_stop, while_executing=True),
    intents.Map: Handler(_map),
    intents.Columns: Handler(_columns),
    intents.Parcels: Handler(_parcels),
    intents.SetLimit: Handler(_set_limit),
    intents.ShowLimit: Handler(_show_limit, while_executing=True),
    intents.Resolve: Handler(_resolve),
    intents.Void: Handler(_void),
    intents.Track: Handler(_track, while_executing=True),
    intents.Labels: Handler(_labels, while_executing=True),
    intents.Export: Handler(_export, while_executing=True),
    intents.Report: Handler(_report, while_executing=True),
    intents.Log: Handler(showing.log, while_executing=True),
    intents.Setup: Handler(_setup),
    intents.Doctor: Handler(_doctor, while_executing=True),
    intents.Reconcile: Handler(_reconcile),
    intents.Help: Handler(showing.help_, while_executing=True),
    intents.Explain: Handler(_explain, while_executing=True),
    intents.Quit: Handler(_quit, while_executing=True),
    intents.Unclear: Handler(_unclear, while_executing=True),
}
