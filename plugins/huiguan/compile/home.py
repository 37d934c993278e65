"""The home of a club that has not written one: its name, what comes next, what is new."""

from huiguan.compile.block import Blocks
from huiguan.compile.json_ld import home_json_ld
from huiguan.compile.output import Page
from huiguan.compile.press import Press

MARKERS = ("counts", "events limit=3", "cases limit=3")


def compile_home(press: Press, blocks: Blocks) -> Page:
    """A home page from the club's settings and blocks."""
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
    )
