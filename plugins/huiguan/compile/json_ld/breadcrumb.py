"""The way from the home page to a page."""

from collections.abc import Iterator

from huiguan.compile.json_ld.write import Node, json_ld_of
from huiguan.compile.view import View
from huiguan.model.kind import KIND_OF
from huiguan.model.record import Record

HOME = "index.md"


def breadcrumb(v: View, *steps: tuple[str, str]) -> Node:
    """The list of steps from the home page; each is a name and a source path."""
    home = (v.edition.club.settings.called(v.edition.words.language), HOME)
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": v.absolute(path)}
        for position, (name, path) in enumerate((home, *steps), start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def section(kind: str, v: View) -> tuple[str, str]:
    """The step to the list of a kind."""
    return v.t(f"kinds.{kind}"), f"{KIND_OF[kind].section}/index.md"


def trail(record: Record, v: View, *further: tuple[str, str]) -> Node:
    """The way to a record's page, and from there to a page below it."""
    kind, _ = record.key
    called = v.who(record.id).name if kind == "member" else record.name_of_record
    return breadcrumb(v, section(kind, v), (called, v.edition.addresses.page_of(record)), *further)


def section_json_ld(title: str, v: View, *, below: str = "") -> str:
    """What a page says that is no record of its own: the way to it, over the list of the kind `below` if it has one."""
    return json_ld_of(v.edition, _nodes(title, v, below))


def _nodes(title: str, v: View, below: str) -> Iterator[Node]:
    yield breadcrumb(v, *([section(below, v)] if below else []), (title, v.at))
