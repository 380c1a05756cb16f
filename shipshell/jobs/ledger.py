"""The ledger: the only writer of the job store. Every move is named, guarded by the state before it, and logged."""

from __future__ import annotations

from shipshell.jobs.attempt_moves import AttemptMoves
from shipshell.jobs.job_moves import JobMoves
from shipshell.jobs.late_moves import LateMoves
from shipshell.jobs.lost_moves import LostMoves
from shipshell.jobs.row_moves import RowMoves
from shipshell.jobs.void_moves import VoidMoves


class Ledger(JobMoves, AttemptMoves, LateMoves, LostMoves, VoidMoves, RowMoves):
    """Writes one job store on behalf of one owner: see `Moves` for what it is made with."""
