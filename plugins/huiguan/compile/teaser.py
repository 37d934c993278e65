"""Pages for what an edition may only know to be there."""

from collections.abc import Iterator

from huiguan.compile.json_ld import section_json_ld
from huiguan.compile.output import Page
from huiguan.compile.press import Press
from huiguan.model.kind import KIND_OF


def compile_teasers(press: Press) -> Iterator[Page]:
    """A page at the address of each hidden record: its title, its summary if it allows that, and the way in."""
    for key, teaser in sorted(press.club.teasers.items()):
        path = press.addresses.source(*key)
        v = press.view(path)
        yield press.page(
            "teaser.html",
            path,
            title=teaser.title,
            description=teaser.summary or v.t(f"teaser.title.{teaser.visibility}"),
            layout="plain",
            json_ld=section_json_ld(teaser.title, v, below=teaser.kind),
            section=KIND_OF[teaser.kind].section,
            teaser=teaser,
            join=join_address(press, path),
        )


def join_address(press: Press, at: str) -> str:
    """Where one learns how to join, seen from a page: an address, or a page of `docs/`; empty where the club names none."""
    join = press.club.settings.contact.join
    if not join:
        return ""
    return join if "://" in join else press.addresses.relative(join, at)
