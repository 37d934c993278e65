"""One club build for a host: asks for the outcome, keeps the last good one, writes the compiled tree."""

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from huiguan.check import Checked
from huiguan.compile.output import Compiled
from huiguan.emit import Written, write_tree
from huiguan.engines.last_release import last_release
from huiguan.engines.today import epoch_or_none, today_for
from huiguan.engines.written_pages import problems_of, read_written_pages
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, Outcome, build, check, read
from huiguan.problem import HuiguanError, Place, Problem, Severity
from huiguan.read.record import ClubFolder
from huiguan.wording import Words, words_of

WORK_FOLDER = ".huiguan"
LANGUAGES = ("zh-Hans", "en")
# The secret part of the calendars' address in an edition that is not public.
TOKEN_VARIABLE = "HUIGUAN_CALENDAR_TOKEN"  # noqa: S105 - a name, not the secret
EDITION_VARIABLE = "HUIGUAN_EDITION"
# What a preview was asked for, since it loads its configuration anew at each change.
TODAY_VARIABLE = "HUIGUAN_TODAY"
LANGUAGE_VARIABLE = "HUIGUAN_LANGUAGE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person at the host asked for; None leaves it to the club or the circumstances.

    `last_site` is the folder of the last good site, in which the record of the last release is looked for.
    """

    root: Path
    edition: Visibility | None = None
    today: date | None = None
    language: str | None = None
    site_url: str | None = None
    use_directory_urls: bool = True
    docs: Path | None = None
    last_site: Path | None = None

    @property
    def docs_folder(self) -> Path:
        """Where the hand-written pages lie."""
        return self.docs or self.root / "docs"


def edition_of(wish: Wish) -> Visibility:
    """The edition asked for, else that of HUIGUAN_EDITION, else public.

    Raises:
        HuiguanError: The variable names no edition.
    """
    if wish.edition is not None:
        return wish.edition
    named = os.environ.get(EDITION_VARIABLE, "").strip() or Visibility.PUBLIC.value
    try:
        return Visibility(named)
    except ValueError:
        wanted = tuple(edition.value for edition in Visibility)
        place = Place(file=EDITION_VARIABLE)
        raise HuiguanError(Problem(code="EDITION-UNKNOWN", place=place, found=named, wanted=wanted)) from None


def order_for(wish: Wish, folder: ClubFolder) -> Order:
    """The wish with nothing left open."""
    order = Order(
        today=today_for(folder, wish.today),
        edition=edition_of(wish),
        language=wish.language if wish.language in LANGUAGES else None,
        site_url=wish.site_url,
        use_directory_urls=wish.use_directory_urls,
        token=os.environ.get(TOKEN_VARIABLE) or None,
        last_release=last_release(wish.last_site),
    )
    epoch = epoch_or_none()
    return replace(order, epoch=epoch) if epoch else order


def words_for(wish: Wish, folder: ClubFolder) -> Words:
    """The words in which problems are told: the language asked for, else the club's, else simplified Chinese."""
    typed = folder.settings.value.get("language") if folder.settings else None
    named = wish.language or (typed if isinstance(typed, str) else "zh-Hans")
    return words_of(named if named in LANGUAGES else "zh-Hans")


def check_wish(wish: Wish, folder: ClubFolder) -> tuple[Checked, tuple[Problem, ...]]:
    """What the rules say of a club's records, and every problem in them and in the hand-written pages."""
    order = order_for(wish, folder)
    checked = check(folder, order)
    pages = read_written_pages(wish.docs_folder, wish.root)
    return checked, (*checked.problems, *problems_of(pages, checked.club, order.edition, order.today))


def build_club(wish: Wish) -> tuple[Outcome, Order, Words]:
    """Reads, checks and compiles the club of a wish, in memory; without a compilation where anything must be mended."""
    folder = read(wish.root)
    pages = read_written_pages(wish.docs_folder, wish.root)
    order = replace(order_for(wish, folder), written=pages.paths)
    outcome = build(folder, order)
    found = problems_of(pages, outcome.checked.club, order.edition, order.today)
    stopped = any(problem.severity is Severity.ERROR for problem in found)
    compilation = None if stopped else outcome.compilation
    return (
        replace(outcome, problems=(*outcome.problems, *found), compilation=compilation),
        order,
        words_for(wish, folder),
    )


def write_made(compiled: Compiled, folder: Path) -> Written:
    """Writes the files that were made, for a host that copies files from disk.

    Finished pages go to the host in memory, and files of the club are copied from where they are.
    """
    return write_tree(((file.path, file.content) for file in compiled.files if file.content is not None), folder)


def work_folder(root: Path) -> Path:
    """Where builds keep what they need, out of sight and out of Git.

    Raises:
        HuiguanError: A link stands there: a contribution may hold one, and it would lead our writing anywhere.
    """
    return _no_link(root / WORK_FOLDER)


def compiled_folder(root: Path, edition: Visibility) -> Path:
    """Where the compiled tree of an edition lies.

    Raises:
        HuiguanError: A link stands there.
    """
    return _no_link(work_folder(root) / edition.value)


def _no_link(folder: Path) -> Path:
    if folder.is_symlink():
        raise HuiguanError(Problem(code="FILE-SYMLINK", place=Place(file=folder.name), found=folder.name))
    return folder
