"""Pages of groups."""

from collections.abc import Iterator

from huiguan.compile.dates import Dates
from huiguan.compile.output import File, Page
from huiguan.compile.press import Press


def compile_groups(press: Press, dates: Dates, feeds: frozenset[str]) -> Iterator[Page | File]:
    """A page for each group; `feeds` are the paths of the calendars that exist."""
    for group in press.club.groups:
        path = press.addresses.source(*group.key)
        v = press.view(path)
        ahead = [date for date in dates.ahead() if group.id in date.groups]
        feed = next((name for name in sorted(feeds) if name.endswith(f"/group/{group.id}.ics")), "")
        yield press.page(
            "group.html",
            path,
            title=group.name,
            description=group.mission,
            layout="plain",
            record=group,
            parent=v.find("group", group.parent) if group.parent else None,
            ics=v.way(feed) if feed else "",
            dates=ahead[:6],
            members=press.neighbours.naming(group, "member", "groups"),
        )
