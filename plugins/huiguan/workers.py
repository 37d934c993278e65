"""Work shared out to processes: the same results in the same order, however many work on it.

A worker is a fork: it knows all that this process knows, and hands back its results through a file without a name. What else it
changes is lost, so that work changes nothing that others see. Where a worker comes to grief, its work is done here.
"""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Generic, NoReturn, Self, TypeVar

if TYPE_CHECKING:
    from ctypes import CDLL

T = TypeVar("T")
Task = Callable[[], T]

# Fewer pieces are done sooner than a process is made and its results are read.
FEWEST_PIECES = 32
# A pipe holds 64 KiB on Linux, and at the least 4 KiB.
_BYTES, _MOST_BATCHES = 4, 1000
# Of Linux: a process sets the signal that it gets when its parent ends.
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """So many processes, this one among them."""

    count: int

    def do(self, pieces: Sequence[Task[T]]) -> list[T]:
        """The result of each piece, in their order; by this process alone where there are few. Results are pickled."""
        count = min(self.count, len(pieces))
        if count < 2 or len(pieces) < FEWEST_PIECES or not can_fork():
            return [piece() for piece in pieces]
        with _Queue(len(pieces)) as queue:
            share = partial(_share, pieces, queue)
            others: list[Beside[dict[int, T]] | Later[dict[int, T]]] = []
            try:
                others += (self.beside(share) for _ in range(count - 1))
                done = share()
                for other in others:
                    done.update(other.result())
            finally:
                for other in others:
                    other.stop()
        # What a worker took and did not bring to its end is done here.
        return [done[number] if number in done else piece() for number, piece in enumerate(pieces)]

    def beside(self, task: Task[T]) -> "Beside[T] | Later[T]":
        """A piece of work that goes on while this process does something else; where there is nobody for it, it is done later."""
        if self.count < 2 or not can_fork():
            return Later(task)
        try:
            return Beside(task)
        except OSError:  # as many processes as this user may have, or no room for a file
            return Later(task)


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

    def stop(self) -> None:
        """Does nothing: it is not at work."""


class Beside(Generic[T]):
    """A piece of work in a process of its own, begun at once; it ends along with this process."""

    def __init__(self, task: Task[T]) -> None:
        """Begins the work.

        Raises:
            OSError: There is no room for another process or its file.
        """
        self._task = task
        self._outcome: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed where the result is read, or the work is stopped
        try:
            self._process = _fork(partial(_hand_back, task, self._outcome))
        except OSError:
            self._outcome.close()
            raise

    def result(self) -> T:
        """What came of it, waited for; once.

        Whatever kept the worker from its end (no memory, no room for the file, an error in the task) is met again here.
        """
        self._wait()
        with self._outcome as outcome, suppress(Exception):  # nothing in it, half a result, or one that cannot be read
            outcome.seek(0)
            found: T = pickle.load(outcome)  # noqa: S301 - written by our own fork into a file that nobody else can open
            return found
        return self._task()

    def stop(self) -> None:
        """Ends the work wherever it is; where its result has been had, nothing happens."""
        if self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
        self._wait()
        self._outcome.close()

    def _wait(self) -> None:
        if self._process:
            with suppress(ChildProcessError):  # whoever started us may have it that processes end without being waited for
                os.waitpid(self._process, 0)
            self._process = 0


def _fork(work: Task[object]) -> int:
    """The number of a process that does this and nothing else; no signal comes between its beginning and its first step."""
    _system()  # loaded before and once: in each worker it would take longer than the fork
    parent, mask = os.getpid(), signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        process = os.fork()
        if not process:
            _live(work, parent, mask)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return process


def _live(work: Task[object], parent: int, mask: set[signal.Signals | int]) -> NoReturn:
    """The life of a worker: nothing of the process that it copies may run to its own end here."""
    try:
        # Ctrl-C reaches all of them at once; the first process ends the others.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        _end_with(parent)
        work()
    finally:
        os._exit(0)


def _end_with(parent: int) -> None:
    """Has the system end this process when its parent ends, even by force: else it would go on writing to a site of nobody's."""
    if system := _system():
        system.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


@cache
def _system() -> "CDLL | None":
    """What the system does on request though Python has no name for it; None in a Python that cannot ask."""
    try:
        from ctypes import CDLL

        return CDLL(None)
    except (ImportError, OSError):
        return None


def _hand_back(task: Task[object], outcome: IO[bytes]) -> None:
    pickle.dump(task(), outcome, protocol=pickle.HIGHEST_PROTOCOL)
    outcome.flush()


def can_fork() -> bool:
    """Whether this process can be copied safely: Linux, and no thread that might hold a lock at that moment."""
    return sys.platform == "linux" and threading.active_count() == 1


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)
