"""A finished page of ours as one of MkDocs': its article and contents list are made already."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from huiguan.compile.output import File as MadeFile
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


class _ReadyFile(File):
    """A file whose bytes may be there already; hundreds lie in one folder, which is looked at when it is missing only."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' signature
        """Writes the bytes, or copies the file."""
        if isinstance(self._content, bytes):
            with suppress(FileNotFoundError):
                Path(self.abs_dest_path).write_bytes(self._content)
                return
        super().copy_file(dirty)


def add_page(page: Page, source: str, files: Files, config: MkDocsConfig) -> None:
    """Puts a page of ours among MkDocs' files; `source` is the file of the club that it was made from.

    Only the pages that list a kind may be found by a nav that nobody wrote: a nav of all pages makes a build quadratic.
    """
    file = _file(page.path, source, config)
    if not page.path.endswith("index.md") or page.layout != "hub":
        file.inclusion = InclusionLevel.NOT_IN_NAV
    FinishedPage(page, file, config)
    _append(file, files)


def add_file(made: MadeFile, source: str, files: Files, config: MkDocsConfig) -> None:
    """Puts a file of ours among MkDocs' files: what was made goes from memory to the site, what lies in the club is copied.

    `source` is the file of the club that one was made from.
    """
    source = str(made.copied_from or source)
    file = _ReadyFile.generated(config, made.path, abs_src_path=source, inclusion=InclusionLevel.INCLUDED)
    # HOST(mkdocs<=1.6): its own setter would take the source away, which other plugins look at.
    file._content = made.content  # noqa: SLF001
    _append(file, files)


def _file(path: str, source: str, config: MkDocsConfig) -> File:
    # Never `content=`: some plugins crash where a file has no source.
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
