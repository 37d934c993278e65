"""The page that shows what stands in the way of a build, for whoever is just writing."""

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader

from huiguan.compile.output import Page
from huiguan.problem import Problem, Severity
from huiguan.wording import Words

PATH = "problems.md"
MOST = 100


def problem_page(problems: Sequence[Problem], words: Words) -> Page:
    """A page with every problem, errors first, by file; it needs no club, since there may be none."""
    ordered = sorted(problems, key=lambda problem: (problem.severity is not Severity.ERROR, problem.sort_key))
    shown = [(problem, words.message(problem)) for problem in ordered[:MOST]]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    environment = Environment(loader=PackageLoader("huiguan.compile"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    article = environment.get_template("problems.html").render(
        words=words, shown=shown, errors=errors, warnings=len(problems) - errors, more=len(problems) - len(shown)
    )
    title = words("site.problems.title", count=errors)
    return Page(path=PATH, title=title, description=title, article=article.strip(), layout="plain", indexed=False)
