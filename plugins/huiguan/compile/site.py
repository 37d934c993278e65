"""The whole compilation: one gated club becomes pages, calendars and files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from huiguan.compile.address import Addresses
from huiguan.compile.block import Blocks
from huiguan.compile.case import compile_case
from huiguan.compile.dates import Dates
from huiguan.compile.event import compile_event
from huiguan.compile.feeds_page import compile_feeds
from huiguan.compile.group import compile_group
from huiguan.compile.home import compile_home
from huiguan.compile.ical import Calendars
from huiguan.compile.ical.published import published_by, published_bytes
from huiguan.compile.listing import compile_lists
from huiguan.compile.member import compile_member
from huiguan.compile.month import compile_months
from huiguan.compile.organization import compile_organization
from huiguan.compile.output import Compiled, File, Page
from huiguan.compile.press import Press
from huiguan.compile.redirect import compile_redirects
from huiguan.compile.search.build import compile_search
from huiguan.compile.search.written import WrittenPage
from huiguan.compile.search_page import compile_search_page
from huiguan.compile.sitemap import robots
from huiguan.compile.teaser import compile_teasers
from huiguan.compile.template import compile_template
from huiguan.compile.whitepaper import compile_whitepaper
from huiguan.model.club import Club
from huiguan.model.context import BuildContext
from huiguan.model.published import FILE, Published
from huiguan.model.visibility import Visibility
from huiguan.workers import ALONE, Task, Workers

CLUB_FILES = "assets/club"


@dataclass(frozen=True, kw_only=True)
class Compilation:
    """The outputs, the blocks for the markers of hand-written pages, and what is now published of the events to come.

    `found` are the hand-written pages that search may find, None where there is no search.
    """

    compiled: Compiled
    blocks: Blocks
    press: Press
    published: Published
    found: tuple[WrittenPage, ...] | None

    @cached_property
    def search(self) -> tuple[File, ...]:
        """The files of the search index, many and small; made when they are asked for, which a host may do beside its own work.

        Raises:
            HuiguanError: The index does not find the titles of its own documents.
        """
        if self.found is None:
            return ()
        return tuple(compile_search(self.blocks.dates, self.compiled.pages_by_path, self.found))


def compile_club(
    club: Club,
    context: BuildContext,
    addresses: Addresses,
    *,
    written: frozenset[str] = frozenset(),
    found: tuple[WrittenPage, ...] | None = (),
    token: str | None = None,
    workers: Workers = ALONE,
) -> Compilation:
    """All outputs of one gated club.

    `written` are the source paths of the hand-written pages: none of them is made. `found` are those that search may find, None
    where there is no search. `token` hides the calendars of an edition that is not public. `workers` draw the pages.
    """
    press = Press(club, context, addresses, written=written)
    calendars = Calendars(club, context, address=addresses, token=token)
    dates = Dates(press, calendars)
    blocks = Blocks(press, dates)
    published = published_by(calendars, context)
    record = File(path=f"{calendars.folder}/{FILE}", content=published_bytes(published))
    feeds = [File(path=path, content=content) for path, content in calendars.files()]
    made = workers.do([partial(_drawn, piece) for piece in _pieces(press, dates, blocks, feeds)])
    outputs = [output for output in (*feeds, *chain.from_iterable(made), *_files(press)) if output.path not in written]
    searched = compile_search_page(press, found) if found is not None else ()
    compiled = Compiled.of([*outputs, *searched, record])
    return Compilation(compiled=compiled, blocks=blocks, press=press, published=published, found=found)


def _pieces(press: Press, dates: Dates, blocks: Blocks, feeds: Iterable[File]) -> Iterator[Task[Iterable[Page | File]]]:
    """What is to be drawn, in pieces that know nothing of each other."""
    club = press.club
    yield lambda: [compile_home(press, blocks)]
    yield partial(compile_lists, press, dates)
    yield partial(compile_months, press, dates)
    yield partial(compile_feeds, press, dates, [feed.path for feed in feeds])
    yield partial(compile_teasers, press)
    yield partial(compile_redirects, press)
    yield from (partial(compile_case, case, press) for case in club.cases)
    yield from (partial(compile_whitepaper, paper, press) for paper in club.whitepapers)
    yield from (partial(compile_template, template, press) for template in club.templates)
    yield from (partial(compile_event, event, press, dates) for event in club.events)
    yield from (partial(compile_member, member, press, dates) for member in club.members)
    yield from (partial(compile_organization, organization, press) for organization in club.organizations)
    yield from (partial(compile_group, group, press, dates) for group in club.groups)


def _drawn(piece: Task[Iterable[Page | File]]) -> list[Page | File]:
    return list(piece())


def _files(press: Press) -> Iterator[File]:
    """What is not drawn."""
    for name, picture in sorted(press.club.files.items()):
        yield File(path=f"{CLUB_FILES}/{name}", copied_from=picture)
    is_public = press.context.edition is Visibility.PUBLIC
    yield File(path="robots.txt", content=robots(press.addresses.site_url, is_public=is_public))
