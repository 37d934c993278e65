"""How a preview shows that something must be mended: a page with every problem, and a line on all others."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as HostPage

from huiguan.compile.problem_page import PATH, problem_page
from huiguan.emit import write_file
from huiguan.engines.mkdocs_page import add_page
from huiguan.problem import Problem, Severity
from huiguan.wording import Words

HOME = "index.md"


def errors_in(problems: Sequence[Problem]) -> int:
    """How many of the problems stop a build."""
    return sum(problem.severity is Severity.ERROR for problem in problems)


def add_problem_page(
    problems: Sequence[Problem], words: Words, folder: Path, files: Files, config: MkDocsConfig, *, as_home: bool
) -> None:
    """Adds the page of problems; `as_home` puts it in the place of the home too, while there is no club to show."""
    page = problem_page(problems, words)
    source = folder / page.path
    write_file(source, page.as_markdown().encode())
    add_page(page, str(source), files, config)
    if as_home:
        home = files.get_file_from_path("README.md")
        if home is not None:
            files.remove(home)
        add_page(replace(page, path=HOME), str(source), files, config)


def banner(problems: Sequence[Problem], words: Words, page: HostPage, files: Files) -> str:
    """The line above a page that leads to the problems; empty where there are none, and on their own page."""
    target = files.get_file_from_path(PATH)
    errors = errors_in(problems)
    if not errors or target is None or page.file.abs_src_path == target.abs_src_path:
        return ""
    way = target.url_relative_to(page.file)
    says = words("site.problems.banner", count=errors)
    return f'<div class="hg-note hg-note--seal"><div><p><a href="{way}">{says}</a></p></div></div>\n'
