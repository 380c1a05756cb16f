"""Asking a carrier about many things: each once, several at a time, with progress meanwhile."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping

READS_AT_ONCE = 8
_LONG_SECONDS = 30.0
_REPORT_SECONDS = 0.5

_Question = TypeVar("_Question")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Work:
    """What is done, in words: `Rating`, `Rated`, `shipments`."""

    doing: str
    done: str
    things: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far some work is: distinct things answered, of how many, and the seconds that are expected to be left."""

    work: Work
    done: int
    total: int
    seconds_left: float

    @property
    def long(self) -> bool:
        """Whether the work is worth announcing."""
        return self.seconds_left > _LONG_SECONDS


def ask_all(
    work: Work,
    questions: Mapping[str, _Question],
    ask: Callable[[_Question], _Answer],
    answers: MutableMapping[str, _Answer],
    *,
    seconds: Callable[[], float],
) -> Iterator[Progress]:
    """Put each of `questions` to `ask`, and each answer into `answers` under the same key as it comes.

    Raises:
        Exception: the first that `ask` raises. Questions not yet put are dropped, those on their way not waited for.
    """
    pool = ThreadPoolExecutor(READS_AT_ONCE, thread_name_prefix="ask")
    try:
        asked = {pool.submit(ask, question): key for key, question in questions.items()}
        yield from _collected(work, asked, answers, seconds)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _collected(
    work: Work,
    asked: Mapping[Future[_Answer], str],
    answers: MutableMapping[str, _Answer],
    seconds: Callable[[], float],
) -> Iterator[Progress]:
    left, begun = set(asked), seconds()
    reported = begun
    while left:
        done, left = wait(left, timeout=_REPORT_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            answers[asked[future]] = future.result()
        if seconds() - reported >= _REPORT_SECONDS:
            reported = seconds()
            yield _progress(work, len(asked) - len(left), len(asked), reported - begun)


def _progress(work: Work, done: int, total: int, elapsed: float) -> Progress:
    return Progress(work, done, total, elapsed / done * (total - done) if done else 0.0)
