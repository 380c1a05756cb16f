"""The moves between states: what money depends on."""

from __future__ import annotations

import pytest

from shipshell.jobs.states import JOB_MOVES, ROW_MOVES, JobStatus, RowState, job_sources


def test_every_state_has_its_moves() -> None:
    assert set(ROW_MOVES) == set(RowState)
    assert set(JOB_MOVES) == set(JobStatus)


def test_a_row_is_only_sent_from_pending() -> None:
    assert [state for state, nexts in ROW_MOVES.items() if RowState.SENDING in nexts] == [RowState.PENDING]


def test_a_row_under_way_has_an_outcome_or_a_doubt() -> None:
    assert RowState.SKIPPED not in ROW_MOVES[RowState.SENDING]
    assert RowState.IN_DOUBT in ROW_MOVES[RowState.SENDING]


def test_every_state_can_be_reached() -> None:
    reached, ahead = set(), [RowState.PENDING]
    while ahead:
        state = ahead.pop()
        if state not in reached:
            reached.add(state)
            ahead += ROW_MOVES[state]
    assert reached == set(RowState)


@pytest.mark.parametrize("status", [JobStatus.COMPLETE, JobStatus.CANCELLED])
def test_a_settled_job_stays_so(status: JobStatus) -> None:
    assert not JOB_MOVES[status]


def test_job_sources() -> None:
    assert set(job_sources(JobStatus.COMPLETE)) == {JobStatus.EXECUTING, JobStatus.COMPLETE_WITH_WARNINGS}
    assert set(job_sources(JobStatus.CANCELLED)) == {JobStatus.HALTED}
