"""Problems for people: each with its place, what is wrong, what would be right."""

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
    yield f"{words(f'cli.severity.{problem.severity}')} {where}{field} [{problem.code}]"
    yield f"  {message.says}"
    if message.remedy:
        yield from (f"  {line}" for line in message.remedy.splitlines())


def one_text(problem: Problem, words: Words) -> str:
    """One problem as one text with line breaks, for a logger."""
    return "\n".join(lines_of(problem, words))
