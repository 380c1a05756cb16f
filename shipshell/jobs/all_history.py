"""What earlier jobs did, in whatever store they are kept (model's `History`)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.jobs.history import JobHistory
from shipshell.jobs.states import Outcome
from shipshell.model.history import Prior

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from shipshell.jobs.sent_log import SentLog
    from shipshell.jobs.stores import Stores


class AllHistory:
    """Reads all stores that can be read.

    Args:
        lost: what was sent by jobs that the stores forgot; each counts as a shipment.
    """

    def __init__(self, stores: Stores, lost: SentLog) -> None:
        self._stores = stores
        self._lost = lost

    def prior(self, environment: str, keys: Collection[str], besides: int = 0) -> Mapping[str, Prior]:
        """For each key that a job shipped and did not void, or left in doubt: the latest; a doubt before all.

        Args:
            besides: a job that does not count.
        """
        found: dict[str, Prior] = {}
        for store in self._stores.readable():
            for key, prior in JobHistory(store.tables).prior(environment, keys, besides).items():
                if key not in found or _weight(prior) > _weight(found[key]):
                    found[key] = prior
        for sent in self._lost.among(set(keys)):
            if sent.environment == environment:
                prior = Prior(sent.job, sent.row, Outcome.SHIPPED.value, "", sent.content, sent.record)
                found = {key: prior for key in (sent.order, sent.record) if key} | found
        return found

    def spent_on(self, environment: str, account: str, day: date) -> Decimal:
        """What the account's jobs were charged on a local day, or may yet be.

        Raises:
            ShipshellError: E-4014, a database that keeps jobs cannot be asked: more may have been spent.
        """
        stores = [JobHistory(store.tables) for store in self._stores.readable()]
        for place in self._stores.unreachable():
            raise place.error
        return sum((store.spent_on(environment, account, day) for store in stores), Decimal(0))


def _weight(prior: Prior) -> tuple[bool, int]:
    return prior.state != "shipped", prior.job
