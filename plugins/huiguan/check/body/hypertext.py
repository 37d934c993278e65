"""Typed HTML, and addresses that a page must not lead to or ask for."""

import re
from collections.abc import Iterator

from huiguan.check.body.finding import Finding, shortened
from huiguan.model.markdown_text import Link, Tag, is_elsewhere, links, raw_html, scheme_of
from huiguan.problem import Severity

# Tags that run, load, ask for data or draw over the page.
_ACTIVE_NAMES = (
    "applet audio base button dialog embed fencedframe form frame frameset iframe input link math meta noscript object"
    " option param plaintext portal script select slot source style svg template textarea title track video xmp"
)
_HARMLESS_NAMES = (
    "a abbr acronym address area article aside b bdi bdo big blink blockquote body br caption center cite code col"
    " colgroup data dd del details dfn dir div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 head"
    " header hgroup hr html i img ins kbd label legend li main map mark marquee menu meter nav nobr ol optgroup output p"
    " picture pre progress q rp rt ruby s samp search section small span strike strong sub summary sup table tbody td"
    " tfoot th thead time tr tt u ul var wbr"
)
_ACTIVE = frozenset(_ACTIVE_NAMES.split())
_HARMLESS = frozenset(_HARMLESS_NAMES.split())
_HANDLER = re.compile(r"[\s/\"']on[a-z]+\s*=|(?:javascript|vbscript)\s*:|\bdata\s*:\s*text", re.IGNORECASE)
_MARKDOWN_WAY = {
    **dict.fromkeys(("b", "strong", "big"), "**…**"),
    **dict.fromkeys(("i", "em", "mark", "u"), "*…*"),
    **dict.fromkeys(("s", "del", "strike"), "~~…~~"),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "var"), "`…`"),
    **dict.fromkeys(("table", "thead", "tbody", "tr", "td", "th"), "| … | … |"),
    **dict.fromkeys(("ul", "li"), "- …"),
    **dict.fromkeys(("h1", "h2"), "## …"),
    **dict.fromkeys(("h3", "h4", "h5", "h6"), "### …"),
    "a": "[…](…)",
    "img": "![…](…)",
    "ol": "1. …",
    "blockquote": "> …",
    "hr": "---",
    "br": "…\\",
    "pre": "```",
    "sup": "[^1]",
}


def find_tags(content: str) -> Iterator[Finding]:
    """HTML as typed: an error where it would run or ask for data, a warning where Markdown has a way of its own."""
    opened: set[str] = set()
    for tag in raw_html(content):
        severity = _weight_of(tag)
        is_second_half = tag.typed.startswith("</") and tag.name in opened
        if severity is None or is_second_half:
            continue
        opened.add(tag.name)
        wanted = _MARKDOWN_WAY.get(tag.name) if severity is Severity.WARNING else None
        yield Finding(
            code="BODY-COMMENT-OPEN" if tag.typed.startswith("<!--") else "BODY-RAW-HTML",
            line=tag.line,
            column=tag.column,
            found=tag.typed,
            severity=severity,
            wanted=(wanted,) if wanted else (),
        )


def _weight_of(tag: Tag) -> Severity | None:
    """None for what is no HTML at all: `<SKU>` is a placeholder and comes out as typed.

    A comment that never ends swallows the rest of the text: no Markdown works behind it.
    """
    if tag.typed.startswith("<!--"):
        return Severity.ERROR
    if tag.name in _ACTIVE or _HANDLER.search(tag.typed):
        return Severity.ERROR
    return Severity.WARNING if tag.name in _HARMLESS or tag.name in {"!", "?"} else None


_OPEN_WAYS = ("http://", "https://", "mailto:", "tel:")
_DANGEROUS = frozenset({"javascript", "vbscript", "data", "file", "blob", "filesystem", "view-source", "jar", "intent"})


def find_targets(content: str) -> Iterator[Finding]:
    """Links that the page shows without a link, and pictures on other hosts."""
    for link in links(content):
        if link.target[:8].lower().startswith(_OPEN_WAYS):
            if link.is_image:
                yield _at(link, "BODY-IMAGE-REMOTE", Severity.ERROR)
        elif is_elsewhere(link.target):
            severity = Severity.ERROR if scheme_of(link.target) in _DANGEROUS else Severity.WARNING
            yield _at(link, "BODY-LINK-SCHEME", severity)


def _at(link: Link, code: str, severity: Severity) -> Finding:
    return Finding(code=code, line=link.line, column=link.column, found=shortened(link.typed), severity=severity)
