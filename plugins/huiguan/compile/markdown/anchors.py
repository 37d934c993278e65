"""Links and pictures: each address is vetted, and one that leads nowhere leaves its words behind."""

from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from huiguan.compile.markdown.address import OUTSIDE, is_web, resolved, safe_href
from huiguan.compile.markdown.article import RenderOptions
from huiguan.model.markdown_text import heading_slug


@dataclass(slots=True, kw_only=True)
class _Local:
    """A link to an anchor on the same page, settled when all headings are known."""

    anchor: str
    title: str
    opens: int
    closes: int = 0  # 0 while the link is open, and for good if it has no words


class Anchors:
    """The links of one text. Links never stand inside links."""

    def __init__(self, out: list[str], options: RenderOptions) -> None:
        self._out = out
        self._options = options
        self._open: list[tuple[int, str, _Local | None]] = []
        self._locals: list[_Local] = []

    @property
    def is_inside(self) -> bool:
        """Whether the pass stands inside a link."""
        return bool(self._open)

    def open(self, written: str, title: str | None) -> None:
        """Begins a link to the address as comrak wrote it."""
        spoken = f' title="{title}"' if title else ""
        if self._open:
            self._push("", "")
        elif written.startswith("#"):
            local = _Local(anchor=unquote(unescape(written[1:])), title=spoken, opens=len(self._out))
            self._locals.append(local)
            self._push("", "", local)
        else:
            href = safe_href(written, self._options.link)
            self._push(f"<a {href}{spoken}>" if href else "", "</a>" if href else "")

    def close(self) -> None:
        """Ends the link; one without any words is taken back."""
        opens, closing, local = self._open.pop()
        if len(self._out) == opens + 1:
            self._out[opens] = closing = ""
        elif local:
            local.closes = len(self._out)
        self._out.append(closing)

    def image(self, written: str, alt: str, title: str | None) -> None:
        """Writes a picture of the site; one from another host becomes a link or its words, and is never requested."""
        if is_web(written):
            words = alt or escape(unescape(written))
            self._out.append(words if self._open else f'<a href="{written}"{OUTSIDE}>{words}</a>')
            return
        found = resolved(unquote(unescape(written)), self._options.link)
        if found is None:
            self._out.append(alt)
            return
        spoken = f' title="{title}"' if title else ""
        self._out.append(f'<img src="{escape(found)}" alt="{alt}"{spoken} loading="lazy" decoding="async">')

    def settle(self, anchors: dict[str, str]) -> None:
        """Writes the links to anchors of the same page; `anchors` maps what may be typed to ids."""
        for local in self._locals:
            if not local.closes:
                continue
            found = anchors.get(local.anchor) or anchors.get(heading_slug(local.anchor))
            href = f"#{found}" if found else self._options.link(f"#{local.anchor}") if local.anchor else None
            if href:
                self._out[local.opens] = f'<a href="{escape(href)}"{local.title}>'
                self._out[local.closes] = "</a>"

    def _push(self, opening: str, closing: str, local: _Local | None = None) -> None:
        self._open.append((len(self._out), closing, local))
        self._out.append(opening)
