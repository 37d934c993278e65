"""One club build for a host: asks for the outcome, keeps the last good one, writes the compiled tree."""

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from huiguan.emit import Written, write_tree
from huiguan.engines.today import epoch_or_none, today_for
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, Outcome, build, outputs_of, read
from huiguan.problem import HuiguanError, Place, Problem
from huiguan.read.record import ClubFolder
from huiguan.wording import Words, words_of

WORK_FOLDER = ".huiguan"
LANGUAGES = ("zh-Hans", "en")
# The secret part of the calendars' address in an edition that is not public.
TOKEN_VARIABLE = "HUIGUAN_CALENDAR_TOKEN"  # noqa: S105 - a name, not the secret
EDITION_VARIABLE = "HUIGUAN_EDITION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person at the host asked for; None leaves it to the club or the circumstances."""

    root: Path
    edition: Visibility | None = None
    today: date | None = None
    language: str | None = None
    site_url: str | None = None
    use_directory_urls: bool = True
    written: frozenset[str] = frozenset()

    def with_pages_of(self, docs: Path) -> "Wish":
        """The wish with the hand-written pages of a folder."""
        pages = docs.rglob("*.md") if docs.is_dir() else ()
        return replace(self, written=frozenset(page.relative_to(docs).as_posix() for page in pages))


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
        written=wish.written,
        token=os.environ.get(TOKEN_VARIABLE) or None,
    )
    epoch = epoch_or_none()
    return replace(order, epoch=epoch) if epoch else order


def words_for(wish: Wish, folder: ClubFolder) -> Words:
    """The words in which problems are told: the language asked for, else the club's, else simplified Chinese."""
    typed = folder.settings.value.get("language") if folder.settings else None
    named = wish.language or (typed if isinstance(typed, str) else "zh-Hans")
    return words_of(named if named in LANGUAGES else "zh-Hans")


def build_club(wish: Wish) -> tuple[Outcome, Order, Words]:
    """Reads, checks and compiles the club of a wish, in memory."""
    folder = read(wish.root)
    order = order_for(wish, folder)
    return build(folder, order), order, words_for(wish, folder)


def write_compiled(outcome: Outcome, folder: Path) -> Written:
    """Writes the compiled tree of a good outcome."""
    if outcome.compilation is None:
        raise ValueError("nothing to write: the club has errors")
    return write_tree(outputs_of(outcome.compilation.compiled), folder)


def compiled_folder(root: Path, edition: Visibility) -> Path:
    """Where the compiled tree of an edition lies, out of sight and out of Git."""
    return root / WORK_FOLDER / edition.value
