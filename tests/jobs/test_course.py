"""How a run halts, and which rows wait to be tried again."""

from __future__ import annotations

from shipshell.jobs.course import PATIENCE_SECONDS, Course


def test_the_first_reason_stands() -> None:
    course = Course()
    course.halt("", 1)
    assert not course.halting
    course.halt("UPS says no", 3)
    course.halt("stopped by request")
    assert (course.halting, course.reason, course.error_row) == (True, "UPS says no", 3)


def test_a_row_is_tried_again_when_its_time_has_come_and_given_once() -> None:
    course = Course()
    assert course.try_again(3, now=100.0, delay=2.0)
    assert (course.take_ripe(101.9), course.next_retry_in(101.5)) == (None, 0.5)
    assert course.take_ripe(102.0) == 3
    assert course.take_ripe(200.0) is None
    assert course.next_retry_in(200.0) is None
    assert course.retrying
    course.through(3)
    assert not course.retrying


def test_rows_ripen_each_at_its_own_time_the_first_in_the_source_first() -> None:
    course = Course()
    course.try_again(5, now=0.0, delay=1.0)
    course.try_again(4, now=0.0, delay=9.0)
    course.try_again(3, now=0.0, delay=1.0)
    assert [course.take_ripe(2.0), course.take_ripe(2.0), course.take_ripe(2.0)] == [3, 5, None]
    assert course.next_retry_in(2.0) == 7.0
    assert course.next_retry_in(20.0) == 0.0


def test_tries_are_counted_row_by_row() -> None:
    course = Course()
    for _ in range(3):
        course.try_again(1, now=0.0, delay=1.0)
    course.try_again(2, now=0.0, delay=1.0)
    assert (course.tries(1), course.tries(2), course.tries(3)) == (3, 1, 0)
    course.through(1)
    assert course.tries(1) == 0


def test_patience_runs_from_the_first_try_and_ends_before_a_wait_that_would_outlast_it() -> None:
    course = Course()
    assert course.try_again(1, now=10.0, delay=PATIENCE_SECONDS)
    assert not course.try_again(1, now=11.0, delay=PATIENCE_SECONDS)
    assert not course.retrying
    assert not course.try_again(2, now=0.0, delay=PATIENCE_SECONDS + 1)
