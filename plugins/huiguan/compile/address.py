"""Addresses: where each record's page stands, and the relative way from one page to another."""

import posixpath
from urllib.parse import quote

from huiguan.compile.output import address_of
from huiguan.model.kind import KIND_OF
from huiguan.model.record import Record
from huiguan.model.whitepaper import Whitepaper


class Addresses:
    """Addresses on one site, relative to its root, with or without a folder for each page."""

    def __init__(self, site_url: str, *, use_directory_urls: bool = True) -> None:
        self.site_url = site_url if site_url.endswith("/") else site_url + "/"
        self.use_directory_urls = use_directory_urls
        self._known: dict[str, str] = {}

    def source(self, kind: str, record_id: str) -> str:
        """The source path of a record's page in the compiled tree."""
        section = KIND_OF[kind].section
        if kind == "tier":
            return f"{section}/index.md"
        return f"{section}/{record_id}/index.md" if kind == "whitepaper" else f"{section}/{record_id}.md"

    def of(self, path: str) -> str:
        """The address of a source path, relative to the site's root; other files keep theirs, percent-encoded."""
        try:
            return self._known[path]
        except KeyError:
            return self._known.setdefault(path, self._address(path))

    def _address(self, path: str) -> str:
        if not path.endswith(".md"):
            return quote(path)
        if self.use_directory_urls:
            return quote(address_of(path))
        return quote(path.removesuffix(".md") + ".html")

    def folder(self, kind: str, record_id: str) -> str:
        """Where the files of a record lie in the compiled tree, without a slash at the end."""
        return f"{KIND_OF[kind].section}/{record_id}"

    def file(self, kind: str, record_id: str, name: str) -> str:
        """Where a file of a record lies in the compiled tree; hosts take every `.md` for a page, so that one is given as text."""
        return f"{self.folder(kind, record_id)}/{name}" + (".txt" if name.lower().endswith(".md") else "")

    def relative(self, target: str, at: str) -> str:
        """The way from the page with source path `at` to `target`, a file, or a source path that may end in `#anchor`."""
        path, anchor = split_anchor(target)
        if path == at and anchor:
            return anchor
        return way_between(self.of(at).rpartition("/")[0], self.of(path)) + anchor

    def absolute(self, path: str) -> str:
        """The full address of a file, or of a source path that may end in `#anchor`."""
        page, anchor = split_anchor(path)
        return self.site_url + self.of(page) + anchor

    def page_of(self, record: Record) -> str:
        """The source path of a record's page, at the record's own place on it where it shares one."""
        kind, record_id = record.key
        path = self.source(kind, record_id)
        return f"{path}#{record_id}" if kind == "tier" else path

    def chapter(self, record: Whitepaper, file: str) -> str:
        """The source path of one chapter of a white paper."""
        return f"{self.folder(*record.key)}/{posixpath.splitext(file)[0]}.md"


def split_anchor(target: str) -> tuple[str, str]:
    """A source path and its `#anchor`, which may be empty; in the name of any other file `#` is a character like others."""
    page, mark, anchor = target.partition(".md#")
    return (f"{page}.md", f"#{anchor}") if mark else (target, "")


def way_between(here: str, there: str) -> str:
    """The way from the folder `here` to the address `there`, a slash at its end kept; `.` for that folder itself."""
    to, start = there.split("/"), here.split("/") if here else []
    shared = 0
    while shared < min(len(to) - 1, len(start)) and to[shared] == start[shared]:
        shared += 1
    return "../" * (len(start) - shared) + "/".join(to[shared:]) or "."
