"""What the command shows: problems in colour, the host's words, and one sentence for whatever stops it."""

import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress

from click import ClickException
from rich.console import Console
from rich.text import Text

from huiguan.engines.club_build import Wish, edition_of
from huiguan.engines.host import ENGINES, HostFailure, quiet
from huiguan.engines.report import lines_of, shown
from huiguan.model.kind import KINDS
from huiguan.problem import HuiguanError, Place, Problem, Severity
from huiguan.wording import Words, words_of

# Whoever reports a fault of ours can have it shown in full.
DEBUG_VARIABLE = "HUIGUAN_DEBUG"
OUT = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
ERR = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


def show(problems: Sequence[Problem], words: Words) -> None:
    """Prints each problem with its remedy, errors in red."""
    for problem in problems:
        head, *rest = lines_of(problem, words)
        OUT.print(Text(head, style="bold red" if problem.severity is Severity.ERROR else "yellow"))
        for line in rest:
            OUT.print(Text(line))
        OUT.print()


def counted(read: Mapping[str, int], words: Words) -> str:
    """How many records of each kind, in one row."""
    found = ((kind.name, read.get(kind.name)) for kind in KINDS)
    parts = [words("cli.count", kind=words(f"site.kind.{name}"), count=count) for name, count in found if count]
    return words.listing(parts) or words("cli.no_records")


def at_work(text: str) -> AbstractContextManager[object]:
    """Shows a line while something is being done, below what is said meanwhile.

    It stands still: to move it takes a thread, and a process with threads has no workers.
    """
    from rich.live import Live

    return Live(Text(text), console=ERR, auto_refresh=False, transient=True)


def say_why(failure: HostFailure, engine: str, words: Words) -> int:
    """Says why the host stopped, unless it has said so itself; the status of the command."""
    if str(failure):
        why = "\n".join(shown(line) for line in str(failure).split("\n"))
        ERR.print(words("cli.engine_failed", engine=engine, why=why), style="red")
    return failure.status


def guarded(work: Callable[[], int], wish: Wish) -> None:
    """Runs a command and ends the process; what stops it is one sentence, never a traceback."""
    words = words_of(wish.language or "zh-Hans")
    try:
        status = _status_of(work, wish, words)
    except OSError as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        _say_beside(error, words)
        status = 1
    sys.exit(status)


def _status_of(work: Callable[[], int], wish: Wish, words: Words) -> int:
    """What the command ends with.

    Raises:
        OSError: Standard output takes nothing any more, so that it cannot be told there.
    """
    try:
        edition_of(wish)
        return work()
    except HuiguanError as error:
        show([error.problem], words)
    except KeyboardInterrupt:
        ERR.print(words("cli.interrupted"))
        return 130
    except ClickException:
        raise
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        show([_fault(error)], words)
    return 1


def _say_beside(error: OSError, words: Words) -> None:
    """Says on the other stream that what was to be said could not be written."""
    # What is left in the stream would be written, and fail once more, when the process ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    found = error.strerror or type(error).__name__
    for line in lines_of(Problem(code="OUTPUT-FAILED", place=Place(file="stdout"), found=found), words):
        with suppress(OSError):
            ERR.print(Text(line))


def _fault(error: Exception) -> Problem:
    """What nobody foresaw, as a problem: a file that cannot be had, or a mistake of ours."""
    if isinstance(error, OSError):
        place = Place(file=str(error.filename or ""))
        return Problem(code="FILE-UNREADABLE", place=place, found=error.strerror or type(error).__name__)
    return Problem(code="INTERNAL", place=Place(file="huiguan"), found=f"{type(error).__name__}: {error}")


class _Handler(logging.Handler):
    """Shows what the host and our plugin log, in the colours of the report."""

    def emit(self, record: logging.LogRecord) -> None:
        style = {logging.ERROR: "red", logging.WARNING: "yellow"}.get(record.levelno, "")
        ERR.print(Text(record.getMessage(), style=style))


def listen(level: int = logging.WARNING) -> None:
    """Shows what the hosts log from `level` up."""
    quiet(level)
    for name in ENGINES:
        logger = logging.getLogger(name)
        logger.handlers = [_Handler()]
        logger.propagate = False
