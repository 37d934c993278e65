"""What a compilation yields: pages for the theme's frame, and files as they are."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

# A tab; the first character of a fence; the last blank of a line of blanks.
_REWRITTEN = re.compile(r"\t|^ *(?P<mark>[`~])(?=(?P=mark){2})|^ +$", re.MULTILINE)
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One entry of a page's contents list; `level` 2 to 6."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: a finished HTML article and what the frame around it needs.

    `path` is the page's source path in the compiled tree (`cases/x.md`); `source` is the file of the club that it was made
    from, relative to the root, or empty. `meta` holds computed strings for the theme. `found_by` are words that search finds it
    by and its record does not say.
    """

    path: str
    title: str
    description: str
    article: str
    contents: tuple[Heading, ...] = ()
    layout: str = "article"
    source: str = ""
    changed: date | None = None
    indexed: bool = True
    meta: Mapping[str, str] = field(default_factory=dict)
    found_by: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The page's address relative to the site's root, as with MkDocs' directory URLs: `cases/x/`."""
        return address_of(self.path)

    def front_matter(self) -> dict[str, str]:
        """All that the theme may read of the page, as strings."""
        values = {"title": self.title, "description": self.description, "layout": self.layout, **self.meta}
        if not self.indexed:
            values["robots"] = "noindex"
        return values

    def as_markdown(self) -> str:
        """The page as a file of the compiled tree: front matter (JSON strings, which YAML reads as they are) and one block."""
        lines = [f"{key}: {_quoted(value)}" for key, value in self.front_matter().items()]
        return "\n".join(["---", *lines, "---", "", f'<div class="hg-article">\n{shielded(self.article)}\n</div>', ""])


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file as it is: bytes that were made, or the place on disk of one to copy."""

    path: str
    content: bytes | None = None
    copied_from: Path | None = None

    def read(self) -> bytes:
        """The file's bytes."""
        if self.content is not None:
            return self.content
        return self.copied_from.read_bytes() if self.copied_from else b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A whole compilation, pages and files each sorted by path."""

    pages: tuple[Page, ...]
    files: tuple[File, ...]

    @classmethod
    def of(cls, outputs: Iterable[Page | File]) -> "Compiled":
        """The outputs, sorted.

        Raises:
            ValueError: Two outputs have one path: a mistake of ours, since ids are unique.
        """
        found = sorted(outputs, key=lambda output: output.path)
        for earlier, later in pairwise(found):
            if earlier.path == later.path:
                raise ValueError(f"two outputs at {later.path}")
        return cls(
            pages=tuple(output for output in found if isinstance(output, Page)),
            files=tuple(output for output in found if isinstance(output, File)),
        )

    @property
    def pages_by_path(self) -> dict[str, Page]:
        """The pages by their source path."""
        return {page.path: page for page in self.pages}


def shielded(article: str) -> str:
    """The same HTML in a form that a Markdown engine passes on as it is.

    Python-Markdown widens tabs and empties blank lines even in `<pre>`, and its fences reach into raw HTML.
    """
    return _REWRITTEN.sub(lambda match: f"{match[0][:-1]}&#{ord(match[0][-1])};", article)


def _quoted(value: str) -> str:
    """A YAML string; JSON's is one, but for the few characters that YAML wants escaped."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def address_of(path: str) -> str:
    """The address of a source path, with directory URLs: `cases/index.md` is `cases/`, `cases/x.md` is `cases/x/`."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("index") if stem.endswith("/index") else f"{stem}/"
