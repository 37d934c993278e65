"""One club build for a host: asks for the outcome, says where its work lies."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from huiguan.check import Checked
from huiguan.engines.jobs import workers_for_build
from huiguan.engines.last_release import last_release
from huiguan.engines.today import epoch_or_none, today_for
from huiguan.engines.written_pages import problems_of, read_written_pages
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, Outcome, build_checked, check, read
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


def _always(_path: str) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person at the host asked for; None leaves it to the club or the circumstances.

    `last_site` is the folder of the last good site, in which the record of the last release is looked for. `has_search` tells
    whether a search index is made, `is_built` whether the host makes a page of a path in `docs`.
    """

    root: Path
    edition: Visibility | None = None
    today: date | None = None
    language: str | None = None
    site_url: str | None = None
    use_directory_urls: bool = True
    docs: Path | None = None
    last_site: Path | None = None
    has_search: bool = True
    is_built: Callable[[str], bool] = _always

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
        workers=workers_for_build(),
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
    folder = read(wish.root, workers_for_build())
    pages = read_written_pages(wish.docs_folder, wish.root)
    searched = pages.searched(wish.is_built) if wish.has_search else None
    order = replace(order_for(wish, folder), written=pages.paths, found=searched)
    words, checked = words_for(wish, folder), check(folder, order)
    # What was typed has become records: a tenth of a build's memory, which the pages need.
    del folder
    outcome = build_checked(checked, wish.root, order)
    found = problems_of(pages, outcome.checked.club, order.edition, order.today)
    stopped = any(problem.severity is Severity.ERROR for problem in found)
    compilation = None if stopped else outcome.compilation
    return replace(outcome, problems=(*outcome.problems, *found), compilation=compilation), order, words


def work_folder(root: Path) -> Path:
    """Where builds keep what they need, out of sight and out of Git.

    Raises:
        HuiguanError: A link stands there: a contribution may hold one, and it would lead our writing anywhere.
    """
    folder = root / WORK_FOLDER
    if folder.is_symlink():
        raise HuiguanError(Problem(code="FILE-SYMLINK", place=Place(file=folder.name), found=folder.name))
    return folder
