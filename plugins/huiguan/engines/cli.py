"""The command `huiguan`: check, build, preview, compile."""

import logging
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from huiguan.emit import write_tree
from huiguan.engines.cli_options import (
    address_option,
    edition_option,
    host_order,
    language_option,
    published_option,
    refuse_sources,
    root_option,
    today_option,
    wish_of,
)
from huiguan.engines.club_build import (
    EDITION_VARIABLE,
    LANGUAGE_VARIABLE,
    TODAY_VARIABLE,
    Wish,
    build_club,
    check_wish,
    words_for,
)
from huiguan.engines.collector import collect_as_usual
from huiguan.engines.compiled_tree import whole_tree
from huiguan.engines.export import export
from huiguan.engines.host import ENGINES, HostFailure, build_site, is_nowhere, serve_site
from huiguan.engines.jobs import workers_for_build
from huiguan.engines.last_release import PUBLISHED_VARIABLE
from huiguan.engines.report import tally
from huiguan.engines.terminal import ERR, OUT, at_work, counted, guarded, listen, say_why, show
from huiguan.pipeline import read
from huiguan.problem import Problem, Severity
from huiguan.read.tree import read_settings
from huiguan.wording import Words


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="huiguan", prog_name="huiguan")
def main() -> None:
    """Turn a club's folder into a site, calendars and a member directory.

    \b
    Examples:
      huiguan check                      every problem of the club in this folder
      huiguan build                      the public site, to site/
      huiguan build --edition members    the members' site
      huiguan serve                      a preview that follows what you save
    """  # noqa: D301 - \b keeps click from joining the lines


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@root_option
@edition_option
@today_option
@language_option
def check(paths: tuple[Path, ...], root: Path | None, edition: str | None, today: date | None, language: str | None) -> None:
    """List every problem of the records, all at once.

    With PATHS only the problems in those files or folders are shown. Exit status 0: clean, or suggestions only;
    1: something must be mended; 2: the command was not understood.

    \b
    Examples:
      huiguan check
      huiguan check content/cases/my-case/index.md
      huiguan check --language en --edition members
    """  # noqa: D301
    wish = wish_of(root, edition, today, language)
    guarded(lambda: _check(wish, paths), wish)


def _check(wish: Wish, paths: tuple[Path, ...]) -> int:
    folder = read(wish.root, workers_for_build())
    words = words_for(wish, folder)
    checked, found = check_wish(wish, folder)
    problems = _within(found, paths, wish.root, words)
    show(problems, words)
    OUT.print(words("cli.checked", records=counted(checked.read, words)))
    OUT.print(tally(problems, words))
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


@main.command()
@root_option
@edition_option
@today_option
@language_option
@published_option
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Where the site goes. Default: site/.")
@click.option("--engine", type=click.Choice(ENGINES), default="mkdocs", show_default=True, help="Which generator frames it.")
def build(  # noqa: PLR0917 - the options of a command
    root: Path | None,
    edition: str | None,
    today: date | None,
    language: str | None,
    published: Path | None,
    site_dir: Path | None,
    engine: str,
) -> None:
    """Check the club and build its site.

    If something must be mended, nothing is built and the last good site stays.

    \b
    Examples:
      huiguan build
      huiguan build --edition members --site-dir /srv/members
      huiguan build --today 2026-11-21 --engine properdocs
      huiguan build --published last.json
    """  # noqa: D301
    wish = wish_of(root, edition, today, language)
    if published:  # by the environment, since the host makes its wish itself
        os.environ[PUBLISHED_VARIABLE] = str(published)
    guarded(lambda: _build(wish, site_dir, engine), wish)


def _build(wish: Wish, site_dir: Path | None, engine: str) -> int:
    started = time.monotonic()
    folder = read_settings(wish.root)
    words = words_for(wish, folder)
    if site_dir:
        refuse_sources(site_dir, wish.root, words)
    listen()
    order = host_order(wish, folder, engine, site_dir)
    if is_nowhere(order):
        show(folder.problems, words)
        return 1
    try:
        with at_work(words("cli.building")):
            plugin, site = build_site(order)
    except HostFailure as failure:
        return say_why(failure, engine, words)
    compiled = plugin.outcome.compilation.compiled
    seconds = f"{time.monotonic() - started:.1f}"
    OUT.print(words("cli.checked", records=counted(plugin.outcome.checked.read, words)))
    OUT.print(words("cli.built", pages=len(compiled.pages), files=len(compiled.files), seconds=seconds))
    OUT.print(words("cli.open_it", url=(site / "index.html").as_uri()))
    return 0


@main.command()
@root_option
@edition_option
@today_option
@language_option
@address_option
@click.option("--engine", type=click.Choice(ENGINES), default="mkdocs", show_default=True, help="Which generator frames it.")
def serve(  # noqa: PLR0917 - the options of a command
    root: Path | None, edition: str | None, today: date | None, language: str | None, address: str, engine: str
) -> None:
    """Preview the site; it follows every file you save.

    A mistake in a record shows here and on the page; the preview goes on with the last good state.

    \b
    Example:
      huiguan serve --address 0.0.0.0:8000
    """  # noqa: D301
    wish = wish_of(root, edition, today, language)
    guarded(lambda: _serve(wish, address, engine), wish)


def _serve(wish: Wish, address: str, engine: str) -> int:
    collect_as_usual()
    folder = read_settings(wish.root)
    words = words_for(wish, folder)
    listen(logging.INFO)
    # The preview loads its configuration anew at each change, so that what was asked for here goes by the environment.
    asked = {
        EDITION_VARIABLE: wish.edition.value if wish.edition else None,
        TODAY_VARIABLE: wish.today.isoformat() if wish.today else None,
        LANGUAGE_VARIABLE: wish.language,
    }
    os.environ.update({name: value for name, value in asked.items() if value})
    order = host_order(wish, folder, engine, None)
    if is_nowhere(order):
        show(folder.problems, words)
        return 1
    try:
        serve_site(order, address, words)
    except HostFailure as failure:
        return say_why(failure, engine, words)
    return 0


@main.command()
@root_option
@edition_option
@today_option
@language_option
@click.option(
    "--out", "out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder for the compiled tree."
)
def compile(  # noqa: A001 - the command's name, and its options
    root: Path | None, edition: str | None, today: date | None, language: str | None, out: Path
) -> None:
    """Write the finished pages and files as a plain tree, for other generators.

    \b
    Example:
      huiguan compile --out build/docs && zensical build
    """  # noqa: D301
    wish = wish_of(root, edition, today, language)
    guarded(lambda: _compile(wish, out), wish)


def _compile(wish: Wish, out: Path) -> int:
    outcome, _, words = build_club(replace(wish, last_site=out))
    refuse_sources(out, wish.root, words)
    show(outcome.problems, words)
    if outcome.compilation is None:
        ERR.print(words("cli.stopped"))
        return 1
    written = write_tree(whole_tree(outcome.compilation, wish.docs_folder), out)
    sums = {"changed": written.changed, "unchanged": written.unchanged, "removed": written.removed}
    OUT.print(words("cli.compiled", **sums))
    OUT.print(words("cli.where", folder=out))
    return 0


main.add_command(export)


def _within(problems: Sequence[Problem], paths: tuple[Path, ...], root: Path, words: Words) -> list[Problem]:
    """The problems in the files or folders named.

    Raises:
        click.UsageError: A path lies outside the club.
    """
    if not paths:
        return list(problems)
    names = []
    for path in paths:
        if not path.resolve().is_relative_to(root):
            raise click.UsageError(words("cli.not_in_club", path=path))
        names.append(path.resolve().relative_to(root).as_posix())
    return [
        problem
        for problem in problems
        if any(name in {".", problem.place.file} or problem.place.file.startswith(f"{name}/") for name in names)
    ]
