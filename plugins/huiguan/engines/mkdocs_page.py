"""A finished page of ours as one of MkDocs': its article and contents list are made already."""

from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from huiguan.compile.output import Heading, Page


class FinishedPage(HostPage):
    """One page whose HTML the core has made; MkDocs only frames it."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        # HOST(mkdocs-material<=9.8): nav, contents list and search print titles as HTML.
        super().__init__(escape(page.title), file, config)
        self._finished = page

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """Takes the metadata from the page; there is no source to parse."""
        self.markdown = ""
        self.meta = {**self._finished.front_matter(), "title": escape(self._finished.title)}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' signature
        """Takes the finished article and its contents list."""
        self.content = self._finished.article
        self.toc = TableOfContents(_nested(self._finished.contents))


def add_page(page: Page, source: str, files: Files, config: MkDocsConfig) -> None:
    """Puts a page of ours among MkDocs' files; `source` is its file in the compiled tree.

    Only the pages that list a kind may be found by a nav that nobody wrote: a nav of all pages makes a build quadratic.
    """
    file = _file(page.path, source, config)
    if not page.path.endswith("index.md") or page.layout != "hub":
        file.inclusion = InclusionLevel.NOT_IN_NAV
    FinishedPage(page, file, config)
    _append(file, files)


def add_file(path: str, source: str, files: Files, config: MkDocsConfig) -> None:
    """Puts a file of ours among MkDocs' files, to be copied as it is."""
    _append(_file(path, source, config), files)


def _file(path: str, source: str, config: MkDocsConfig) -> File:
    # Never `content=`: with it some plugins crash, and the file always counts as modified.
    return File.generated(config, path, abs_src_path=source, inclusion=InclusionLevel.INCLUDED)


def _append(file: File, files: Files) -> None:
    known = files.get_file_from_path(file.src_uri)
    if known is not None:
        files.remove(known)
    files.append(file)


def _nested(headings: tuple[Heading, ...]) -> list[Any]:
    """The headings as a tree: each below the last one of a higher level."""
    top: list[Any] = []
    open_: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.text), heading.id, heading.level)
        while open_ and open_[-1].level >= heading.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    return top
