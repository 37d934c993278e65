"""The whole compilation: one gated club becomes pages, calendars and files."""

from collections.abc import Iterator
from dataclasses import dataclass

from huiguan.compile.address import Addresses
from huiguan.compile.block import Blocks
from huiguan.compile.case import compile_cases
from huiguan.compile.dates import Dates
from huiguan.compile.event import compile_events
from huiguan.compile.feeds_page import compile_feeds
from huiguan.compile.group import compile_groups
from huiguan.compile.home import compile_home
from huiguan.compile.ical import Calendars
from huiguan.compile.ical.published import published_by, published_bytes
from huiguan.compile.listing import compile_lists
from huiguan.compile.member import compile_members
from huiguan.compile.month import compile_months
from huiguan.compile.organization import compile_organizations
from huiguan.compile.output import Compiled, File, Page
from huiguan.compile.press import Press
from huiguan.compile.redirect import compile_redirects
from huiguan.compile.search.build import compile_search
from huiguan.compile.search.written import WrittenPage
from huiguan.compile.search_page import compile_search_page
from huiguan.compile.sitemap import robots
from huiguan.compile.teaser import compile_teasers
from huiguan.compile.template import compile_templates
from huiguan.compile.whitepaper import compile_whitepapers
from huiguan.model.club import Club
from huiguan.model.context import BuildContext
from huiguan.model.published import FILE, Published
from huiguan.model.visibility import Visibility

CLUB_FILES = "assets/club"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compilation:
    """The outputs, the blocks for the markers of hand-written pages, and what is now published of the events to come.

    `search` are the files of the search index, apart from the others since they are many and small.
    """

    compiled: Compiled
    search: tuple[File, ...]
    blocks: Blocks
    press: Press
    published: Published


def compile_club(
    club: Club,
    context: BuildContext,
    addresses: Addresses,
    *,
    written: frozenset[str] = frozenset(),
    found: tuple[WrittenPage, ...] | None = (),
    token: str | None = None,
) -> Compilation:
    """All outputs of one gated club.

    `written` are the source paths of the hand-written pages: none of them is made. `found` are those that search may find, None
    where there is no search. `token` hides the calendars of an edition that is not public.
    """
    press = Press(club, context, addresses, written=written)
    calendars = Calendars(club, context, address=addresses, token=token)
    dates = Dates(press, calendars)
    blocks = Blocks(press, dates)
    published = published_by(calendars, context)
    record = File(path=f"{calendars.folder}/{FILE}", content=published_bytes(published))
    outputs = [output for output in _outputs(press, dates, blocks, calendars) if output.path not in written]
    searched = compile_search_page(press) if found is not None else ()
    compiled = Compiled.of([*outputs, *searched, record])
    pages = {page.path: page for page in compiled.pages}
    search = tuple(compile_search(dates, pages, found)) if found is not None else ()
    return Compilation(compiled=compiled, search=search, blocks=blocks, press=press, published=published)


def _outputs(press: Press, dates: Dates, blocks: Blocks, calendars: Calendars) -> Iterator[Page | File]:
    feeds = [File(path=path, content=content) for path, content in calendars.files()]
    yield from feeds
    yield compile_home(press, blocks)
    yield from compile_lists(press, dates)
    yield from compile_cases(press)
    yield from compile_whitepapers(press)
    yield from compile_templates(press)
    yield from compile_events(press, dates)
    yield from compile_months(press, dates)
    yield from compile_feeds(press, dates, [feed.path for feed in feeds])
    yield from compile_members(press, dates)
    yield from compile_organizations(press)
    yield from compile_groups(press, dates)
    yield from compile_teasers(press)
    yield from compile_redirects(press)
    for name, picture in sorted(press.club.files.items()):
        yield File(path=f"{CLUB_FILES}/{name}", copied_from=picture)
    is_public = press.context.edition is Visibility.PUBLIC
    yield File(path="robots.txt", content=robots(press.addresses.site_url, is_public=is_public))
