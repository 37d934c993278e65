"""The way through the house, one line a stage: read, check, gate, compile."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from huiguan.check import Checked, check_club
from huiguan.check.release import compare
from huiguan.compile.address import Addresses
from huiguan.compile.search.written import WrittenPage
from huiguan.compile.site import Compilation, compile_club
from huiguan.gate import gate
from huiguan.model.context import BuildContext
from huiguan.model.kind import EVENT, OVERLAY
from huiguan.model.visibility import Visibility
from huiguan.problem import Place, Problem, Severity
from huiguan.read.git_dates import read_git_dates
from huiguan.read.published import LastRelease, read_published
from huiguan.read.record import ClubFolder
from huiguan.read.tree import read_club
from huiguan.workers import ALONE, Workers

FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a build is asked for.

    `today` is a day in the club's zone. `written` are the source paths of hand-written pages, `found` those that search may find
    (None: there is no search), `site_url` an address that stands in for the club's own (a preview). `epoch` is the time of an
    event of which nothing else is known. `last_release` is the record of what was published last. `workers` share the work.
    """

    today: date
    edition: Visibility = Visibility.PUBLIC
    language: str | None = None
    site_url: str | None = None
    use_directory_urls: bool = True
    written: frozenset[str] = frozenset()
    found: tuple[WrittenPage, ...] | None = ()
    token: str | None = None
    last_release: LastRelease | None = None
    epoch: datetime = field(default=datetime.combine(FIRST_DAY, time(), tzinfo=UTC))
    workers: Workers = ALONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: all problems, and the compilation unless one of them is an error."""

    checked: Checked
    problems: tuple[Problem, ...]
    compilation: Compilation | None = None


def read(root: Path, workers: Workers = ALONE) -> ClubFolder:
    """The club's folder as text with places."""
    return read_club(root, workers=workers)


def check(folder: ClubFolder, order: Order) -> Checked:
    """The club that the folder means, and every problem in it."""
    return check_club(folder, edition=order.edition, today=order.today, workers=order.workers)


def build(folder: ClubFolder, order: Order) -> Outcome:
    """Pages, calendars and files of one edition, in memory."""
    return build_checked(check(folder, order), folder.root, order)


def build_checked(checked: Checked, root: Path, order: Order) -> Outcome:
    """The same of a club that is checked already, for a caller that lets go of what was typed."""
    if checked.club is None:
        return Outcome(checked=checked, problems=checked.problems)
    settings = checked.club.settings
    changed, hints = _changes(root)
    context = BuildContext(
        today=order.today,
        edition=order.edition,
        language=order.language or settings.language,
        changed=changed,
        epoch=order.epoch,
    )
    club = gate(checked.club, context)
    addresses = Addresses(order.site_url or settings.url, use_directory_urls=order.use_directory_urls)
    compilation = compile_club(
        club, context, addresses, written=order.written, found=order.found, token=order.token, workers=order.workers
    )
    hints = (*hints, *_taken_back(compilation, order))
    return Outcome(checked=checked, problems=(*checked.problems, *hints), compilation=compilation)


def outputs_of(compilation: Compilation) -> Iterator[tuple[str, bytes]]:
    """A compilation as (path, bytes), as it stands in the compiled tree."""
    for page in compilation.compiled.pages:
        yield page.path, page.as_markdown().encode()
    for file in (*compilation.compiled.files, *compilation.search):
        yield file.path, file.read()


def _taken_back(compilation: Compilation, order: Order) -> list[Problem]:
    """What was announced at the last release and changes or vanishes now in a way that subscribers would not learn of."""
    if order.last_release is None:
        return []
    before, hints = read_published(order.last_release)
    return compare(before, compilation.published, order.today) if before else hints


def _changes(root: Path) -> tuple[Mapping[str, datetime], Iterable[Problem]]:
    """When each event file last changed in Git, and a hint where the history does not go back far enough to say."""
    dates = read_git_dates(root, [EVENT.folder, OVERLAY.folder])
    if dates.shallow:
        return {}, [Problem(code="GIT-SHALLOW", place=Place(file=EVENT.folder), severity=Severity.WARNING)]
    return dates.changed, []
