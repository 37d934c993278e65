"""The home of a club that has not written one: its name, the way into its rooms, what comes next, what is new."""

from huiguan.compile.block import Blocks
from huiguan.compile.json_ld import home_json_ld
from huiguan.compile.output import Page
from huiguan.compile.press import Press
from huiguan.model.club import Club
from huiguan.model.kind import CASE, EVENT, KINDS, MEMBER, TEMPLATE, WHITEPAPER, Kind

# What readers come for stands first; the rest follows as kinds are listed everywhere.
_FIRST = (CASE, EVENT, MEMBER, WHITEPAPER, TEMPLATE)
_ORDER: tuple[Kind, ...] = (*_FIRST, *(kind for kind in KINDS if kind not in _FIRST))
MARKERS = ("counts", "events limit=3", "cases limit=3")


def rooms_of(club: Club) -> tuple[Kind, ...]:
    """The kinds of which a club has something to show, in the order in which readers look for them."""
    teased = {kind for kind, _ in club.teasers}
    return tuple(kind for kind in _ORDER if kind.has_pages and (club.all(kind.name) or kind.name in teased))


def compile_home(press: Press, blocks: Blocks) -> Page:
    """A home page from the club's settings and blocks.

    An empty club shows where its first cases and events will stand; another leads to no list that is empty.
    """
    settings = press.club.settings
    name = settings.called(press.words.language)
    counts, events, cases = (press.safe(blocks.fill(f"<!-- huiguan:{marker} -->", "index.md")) for marker in MARKERS)
    return press.page(
        "home.html",
        "index.md",
        title=name,
        description=settings.motto or name,
        layout="hub",
        json_ld=home_json_ld(press),
        name=name,
        motto=settings.motto or "",
        city=settings.city or "",
        counts=counts,
        events=events,
        cases=cases,
        rooms=[kind.name for kind in rooms_of(press.club)] or [CASE.name, EVENT.name],
        sections={kind.name: f"{kind.section}/index.md" for kind in KINDS},
    )
