"""Pages of groups."""

from collections.abc import Iterator

from huiguan.compile.dates import Dates
from huiguan.compile.feeds_page import feed_links
from huiguan.compile.json_ld import group_json_ld
from huiguan.compile.output import File, Page
from huiguan.compile.press import Press
from huiguan.model.group import Group


def compile_group(group: Group, press: Press, dates: Dates) -> Iterator[Page | File]:
    """The page of a group."""
    path = press.addresses.source(*group.key)
    v = press.view(path)
    ahead = [date for date in dates.for_group(group.id) if not date.is_past]
    feed = dates.calendars.path("group", group.id)
    yield press.page(
        "group.html",
        path,
        title=group.name,
        description=group.mission,
        layout="plain",
        record=group,
        json_ld=group_json_ld(group, v),
        parent=v.find("group", group.parent) if group.parent else None,
        ics=v.way(feed) if feed else "",
        meta={"alternates": feed_links(v, feed)} if feed else None,
        dates=ahead[:6],
        members=press.neighbours.naming(group, "member", "groups"),
    )
