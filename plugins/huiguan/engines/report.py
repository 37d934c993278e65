"""Problems for people: each with its place, what is wrong, what would be right."""

import unicodedata
from collections.abc import Iterable, Iterator

from huiguan.problem import Problem, Severity
from huiguan.wording import Words


def tally(problems: Iterable[Problem], words: Words) -> str:
    """How many errors and warnings, in one sentence."""
    found = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    return words("cli.tally", errors=errors, warnings=len(found) - errors) if found else words("cli.clean")


def lines_of(problem: Problem, words: Words) -> Iterator[str]:
    """One problem as lines of plain text: place, sentence, remedy."""
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column}"
    field = f" {problem.field}" if problem.field else ""
    message = words.message(problem)
    yield shown(f"{words(f'cli.severity.{problem.severity}')} {where}{field} [{problem.code}]")
    for part in (message.says, message.remedy):
        yield from (f"  {shown(line)}" for line in part.splitlines())


def shown(text: str) -> str:
    """The text with everything written out that a terminal would obey or turn round instead of showing it."""
    return "".join(part if part.isprintable() or unicodedata.category(part) == "Zs" else ascii(part)[1:-1] for part in text)


def one_text(problem: Problem, words: Words) -> str:
    """One problem as one text with line breaks, for a logger."""
    return "\n".join(lines_of(problem, words))
