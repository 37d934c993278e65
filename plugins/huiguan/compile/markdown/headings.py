"""Headings of a text: their levels, ids and places in the output, settled when the whole text is known."""

import re
from dataclasses import dataclass
from html import unescape

from huiguan.compile.markdown.article import Heading, RenderOptions, Section
from huiguan.model.markdown_text import heading_ids, heading_slug

_FOOTNOTE = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_LOWEST = 6


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A heading under way; `opens` and `closes` are places in the output."""

    level: int
    opens: int
    closes: int
    is_top: bool
    text: str = ""
    made: Heading | None = None


class Headings:
    """The headings of one text in their order."""

    def __init__(self, out: list[str], options: RenderOptions) -> None:
        self._out = out
        self._options = options
        self._drafts: list[_Draft] = []
        self._ids: dict[int, str] = {}

    def open(self, level: int, *, is_top: bool) -> None:
        """Begins a heading; `is_top` tells one of the text's own from one inside a quote or list."""
        self._drafts.append(_Draft(level=level, opens=len(self._out), closes=0, is_top=is_top))
        self._out.append("")

    def close(self) -> None:
        """Ends the heading."""
        self._drafts[-1].closes = len(self._out)
        self._out.append("")

    def add(self, level: int, html: str, *, is_top: bool) -> None:
        """A whole heading and the line break behind it."""
        self.open(level, is_top=is_top)
        self._out.append(html)
        self.close()
        self._out.append("\n")

    def settle(self) -> dict[str, str]:
        """Writes the headings' tags and returns the anchors: what may be written after `#`, mapped to the id."""
        if not self._drafts:
            return {}
        for draft in self._drafts:
            draft.text = " ".join(unescape(_TAG.sub("", self._content(draft))).split())
        listed = [draft for draft in self._drafts if draft.is_top and draft.text]
        texts = [draft.text for draft in listed]
        ids = heading_ids(texts, section_ids=self._options.section_ids, prefix=self._options.id_prefix)
        self._ids = dict(zip((draft.opens for draft in listed), ids, strict=True))
        self._shift()
        for draft in self._drafts:
            self._write(draft)
        anchors = {found: found for found in ids}
        for text, found in zip(texts, ids, strict=True):
            anchors.setdefault(heading_slug(text), found)
        return anchors

    def listed(self) -> tuple[Heading, ...]:
        """The headings for the contents list."""
        return tuple(self._heading(draft) for draft in self._drafts if draft.opens in self._ids)

    def sections(self, end: int) -> tuple[Section, ...]:
        """The output cut at the headings of the first level; `end` is where the footnotes begin."""
        first = self._options.first_level
        cuts = [draft for draft in self._drafts if draft.opens in self._ids and draft.level == first]
        starts = [draft.opens for draft in cuts] + [end]
        lead = "".join(self._out[: starts[0]]).strip()
        parts = [Section(heading=None, html=lead)] if lead else []
        for draft, until in zip(cuts, starts[1:], strict=True):
            content = "".join(self._out[draft.closes + 1 : until]).strip()
            parts.append(Section(heading=self._heading(draft), html=content))
        return tuple(parts)

    def _shift(self) -> None:
        levels = [draft.level for draft in self._drafts if draft.opens in self._ids] or [self._drafts[0].level]
        first = self._options.first_level
        for draft in self._drafts:
            draft.level = min(max(draft.level + first - min(levels), first), _LOWEST)

    def _write(self, draft: _Draft) -> None:
        if not draft.text:
            self._out[draft.opens] = self._out[draft.closes] = ""
            return
        found = self._ids.get(draft.opens)
        self._out[draft.opens] = f'<h{draft.level} id="{found}">' if found else f"<h{draft.level}>"
        self._out[draft.closes] = f"</h{draft.level}>"

    def _heading(self, draft: _Draft) -> Heading:
        if draft.made is None:
            html = self._content(draft).strip()
            draft.made = Heading(level=draft.level, id=self._ids[draft.opens], text=draft.text, html=html)
        return draft.made

    def _content(self, draft: _Draft) -> str:
        html = "".join(self._out[draft.opens + 1 : draft.closes])
        return _FOOTNOTE.sub("", html) if "<" in html else html
