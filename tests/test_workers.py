"""Work shared out to processes: the same results whoever does it, and no process is left behind.

pytest-xdist runs tests in a process with threads, which makes no workers: what needs them runs in a process of its own.
"""

import operator
import os
import signal
import subprocess
import sys
from functools import partial

import pytest

from huiguan.workers import FEWEST_PIECES, Later, Workers

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="workers are made on Linux alone")

# `ME` is the first process. `together` has a piece wait there until another process has begun with one.
BEGIN = """
import os, pickle, signal, sys, tempfile, time
from functools import partial
from huiguan.workers import Later, Workers, can_fork

ME, READING, WRITING = os.getpid(), *os.pipe()
BEGUN = []

def together():
    if not BEGUN:
        BEGUN.append(os.read(READING, 1) if os.getpid() == ME else os.write(WRITING, b"."))

def results(pieces, piece, workers=3):
    return Workers(count=workers).do([partial(piece, number) for number in range(pieces)])
"""
END = """
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody left")
"""


def told(script: str) -> list[str]:
    """The lines that a script says in a process of its own, where every warning is an error and no worker may be left."""
    done = run(BEGIN + script + END)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines.pop() == "nobody left"
    return lines


def run(script: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, start_new_session=True)


@pytest.mark.parametrize("count", [1, 2, 3, 99])
@pytest.mark.parametrize("pieces", [0, 1, FEWEST_PIECES, 5 * FEWEST_PIECES])
def test_results_come_in_the_order_of_the_pieces(count: int, pieces: int) -> None:
    """However many work on them."""
    made = Workers(count=count).do([partial(operator.mul, number, number) for number in range(pieces)])
    assert made == [number * number for number in range(pieces)]


@needs_linux
def test_pieces_are_shared_out_and_each_is_done_once() -> None:
    """More of them than a pipe holds: every one is done, none twice, and not by one process alone."""
    script = """
done = tempfile.TemporaryFile(buffering=0)
def piece(number):
    together()
    os.write(done.fileno(), b".")
    return number * number, os.getpid()
found = results(30_000, piece)
print([square for square, _ in found] == [number * number for number in range(30_000)])
print({process for _, process in found} != {ME})
print(os.fstat(done.fileno()).st_size)
done.close()
"""
    assert told(script) == ["True", "True", "30000"]


@needs_linux
def test_few_pieces_are_done_here() -> None:
    """To make a process would take longer."""
    script = "print({process == ME for process in results(31, lambda number: os.getpid())})"
    assert told(script) == ["{True}"]


@needs_linux
def test_a_thread_keeps_workers_away() -> None:
    """It might hold a lock that a copy of the process would wait for without end."""
    script = """
from threading import Event, Thread
end = Event()
thread = Thread(target=end.wait)
thread.start()
print(can_fork(), {process == ME for process in results(64, lambda number: os.getpid())})
print(type(Workers(count=3).beside(os.getpid)) is Later)
end.set()
thread.join()
print(can_fork())
"""
    assert told(script) == ["False {True}", "True", "True"]


@needs_linux
@pytest.mark.parametrize(
    "grief",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os._exit(3)",
        "sys.exit(3)",
        "raise MemoryError",
        "return number * number, lambda: None",
        "return number * number, Odd(1, 2)",
    ],
    ids=["killed", "gone", "ended", "error", "result that cannot be written", "result that cannot be read"],
)
def test_what_a_worker_does_not_bring_to_its_end_is_done_here(grief: str) -> None:
    """Whatever becomes of the workers, all results are there."""
    script = f"""
class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(one)
def piece(number):
    together()
    if os.getpid() != ME and number > 2:
        {grief}
    return number * number, None
print([square for square, _ in results(64, piece)] == [number * number for number in range(64)])
"""
    assert told(script) == ["True"]


@needs_linux
@pytest.mark.parametrize(
    "piece",
    ["if number == 20:", "if os.getpid() != ME:\n        time.sleep(600)\n    else:"],
    ids=["in one piece", "in this process"],
)
def test_an_error_in_a_piece_is_raised_here(piece: str) -> None:
    """With its own type, though no other process could have handed it over; workers that are still busy are ended."""
    script = f"""
class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(f"{{one}} and {{two}}")
def piece(number):
    together()
    {piece}
        raise Odd("this", "that")
try:
    results(64, piece)
except Odd as error:
    print(error)
"""
    assert told(script) == ["this and that"]


@needs_linux
def test_ctrl_c_ends_the_workers() -> None:
    """It reaches all of them: they say nothing, and are gone before the first process goes on."""
    script = """
def piece(number):
    if os.getpid() == ME:
        os.write(WRITING, b".")
    else:
        os.read(READING, 1)
        os.killpg(0, signal.SIGINT)
    time.sleep(600)
try:
    results(64, piece, workers=2)
except KeyboardInterrupt:
    print("interrupted")
"""
    assert told(script) == ["interrupted"]


@needs_linux
@pytest.mark.parametrize(
    "lack",
    [
        "def refuse():\n    raise BlockingIOError(11, 'Resource temporarily unavailable')\nos.fork = refuse",
        "tempfile.tempdir = '/no'",
    ],
    ids=["no process to be had", "no room for a file"],
)
def test_without_room_for_a_worker_all_is_done_here(lack: str) -> None:
    """A machine that lets no more processes be made still builds."""
    script = f"""
{lack}
print({{process == ME for process in results(64, lambda number: os.getpid())}})
print(Workers(count=3).beside(os.getpid).result() == ME)
"""
    assert told(script) == ["{True}", "True"]


@needs_linux
def test_where_ended_processes_are_forgotten_at_once_results_are_read_all_the_same() -> None:
    """Whoever starts a build may have it so: then nobody can ask how a process ended."""
    script = """
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
def piece(number):
    together()
    return number * number, os.getpid()
found = results(64, piece)
print([square for square, _ in found] == [number * number for number in range(64)], {process for _, process in found} != {ME})
"""
    assert told(script) == ["True True"]


@needs_linux
def test_work_beside_goes_on_meanwhile_and_hands_back_its_result() -> None:
    """It has begun before anybody asks."""
    script = """
work = Workers(count=2).beside(lambda: (together(), os.getpid()))
os.read(READING, 1)
print(work.result()[1] != ME)
"""
    assert told(script) == ["True"]


@needs_linux
def test_an_error_in_work_beside_is_raised_where_the_result_is_asked_for() -> None:
    """With its own type."""
    script = """
work = Workers(count=2).beside(lambda: {}["nothing"])
try:
    work.result()
except KeyError as error:
    print(error)
"""
    assert told(script) == ["'nothing'"]


@needs_linux
def test_work_beside_can_be_stopped() -> None:
    """Wherever it is; a second time, or after its result, nothing happens."""
    script = """
work = Workers(count=2).beside(lambda: (together(), time.sleep(600)))
os.read(READING, 1)
work.stop()
work.stop()
done = Workers(count=2).beside(os.getpid)
print(done.result() != ME)
done.stop()
"""
    assert told(script) == ["True"]


@needs_linux
def test_work_beside_ends_along_with_a_process_that_is_killed() -> None:
    """The output of a killed process stays open for as long as one that it began lives: here that would be ten minutes."""
    script = """
work = Workers(count=2).beside(lambda: (together(), time.sleep(600)))
os.read(READING, 1)
os.kill(ME, signal.SIGKILL)
"""
    assert run(BEGIN + script).returncode == -signal.SIGKILL


def test_work_for_which_there_is_nobody_is_done_when_it_is_asked_for() -> None:
    """Not before, and here."""
    done: list[int] = []
    work = Workers(count=1).beside(lambda: done.append(os.getpid()))
    assert isinstance(work, Later)
    assert done == []
    work.result()
    assert done == [os.getpid()]
