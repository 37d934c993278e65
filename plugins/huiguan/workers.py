"""Work shared out to processes: the same results in the same order, however many work on it.

A worker is a fork: it knows all that this process knows, and hands back its results through a file without a name. What else it
changes is lost, so that work changes nothing that others see. Where a worker comes to grief, its work is done here.
"""

import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryFile
from typing import IO, Generic, Self, TypeVar

S = TypeVar("S")
T = TypeVar("T")
Task = Callable[[], T]

# Fewer pieces are done sooner than a process is made and its results are read.
FEWEST_PIECES = 32
# A pipe holds 64 KiB on Linux, and at the least 4 KiB.
_BYTES, _MOST_BATCHES = 4, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """So many processes, this one among them."""

    count: int

    def do(self, pieces: Sequence[Task[T]], *, fewest: int = FEWEST_PIECES) -> list[T]:
        """The result of each piece, in their order; by this process alone where there are fewer. Results are pickled."""
        if self.count < 2 or len(pieces) < fewest or not can_fork():
            return [piece() for piece in pieces]
        with _Queue(len(pieces)) as queue:
            share = partial(_share, pieces, queue)
            others = [Beside(share) for _ in range(self.count - 1)]
            done = share()
            for other in others:
                done.update(other.result())
        # What a worker took and did not bring to its end is done here.
        return [done[number] if number in done else piece() for number, piece in enumerate(pieces)]

    def parts(self, things: Sequence[S], *, fewest: int) -> list[Sequence[S]]:
        """The things in as many parts as there are workers, in their order; in fewer where each would get less than that."""
        count = max(1, min(self.count, len(things) // fewest))
        size = -(-len(things) // count)
        return [things[start : start + size] for start in range(0, len(things), size)]

    def beside(self, task: Task[T]) -> "Beside[T] | Later[T]":
        """A piece of work that goes on while this process does something else; where there is nobody for it, it is done later."""
        return Beside(task) if self.count > 1 and can_fork() else Later(task)


ALONE = Workers(count=1)


class _Queue:
    """The numbers of pieces that nobody has taken yet, handed out a few at a time: who is quick takes more.

    A pipe that is full before the workers are made: reading takes from it for all of them.
    """

    def __init__(self, pieces: int) -> None:
        self._pieces = pieces
        self._batch = -(-pieces // _MOST_BATCHES)
        self._reading, writing = os.pipe()
        starts = range(0, pieces, self._batch)
        os.write(writing, b"".join(start.to_bytes(_BYTES) for start in starts))
        os.close(writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._reading)

    def __iter__(self) -> Iterator[int]:
        while taken := os.read(self._reading, _BYTES):
            start = int.from_bytes(taken)
            yield from range(start, min(start + self._batch, self._pieces))


def _share(pieces: Sequence[Task[T]], queue: _Queue) -> dict[int, T]:
    """What one worker comes to do, by the numbers of the pieces."""
    return {number: pieces[number]() for number in queue}


@dataclass(frozen=True, slots=True)
class Later(Generic[T]):
    """A piece of work that is done when its result is asked for."""

    task: Task[T]

    def result(self) -> T:
        """What came of it."""
        return self.task()


class Beside(Generic[T]):
    """A piece of work in a process of its own, begun at once."""

    def __init__(self, task: Task[T]) -> None:
        self._task = task
        self._outcome: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed where the result is read
        self._process = os.fork()
        if not self._process:
            _work(task, self._outcome)

    def result(self) -> T:
        """What came of it, waited for; once.

        Whatever kept the worker from its end (no memory, no room for the file, an error in the task) is met again here.
        """
        _, status = os.waitpid(self._process, 0)
        with self._outcome as outcome:
            if status:
                return self._task()
            outcome.seek(0)
            found: T = pickle.load(outcome)  # noqa: S301 - written by our own fork into a file that nobody else can open
            return found


def _work(task: Task[object], outcome: IO[bytes]) -> None:
    """Does a task in a worker, and ends it: nothing of the process that it copies may run to its own end here."""
    status = 1
    try:
        pickle.dump(task(), outcome, protocol=pickle.HIGHEST_PROTOCOL)
        outcome.flush()
        status = 0
    finally:
        os._exit(status)


def can_fork() -> bool:
    """Whether this process can be copied safely: Linux, and no thread that might hold a lock at that moment."""
    return sys.platform == "linux" and threading.active_count() == 1


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)
