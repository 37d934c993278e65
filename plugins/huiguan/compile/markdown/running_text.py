"""Running text between two tags, as comrak escaped it: comments vanish, bare addresses and mentions become links."""

import re
from html import escape

from huiguan.compile.markdown.address import OUTSIDE
from huiguan.compile.markdown.article import RenderOptions
from huiguan.model.markdown_text import MENTION, join_lines

_OPEN, _CLOSE = "&lt;!--", "--&gt;"
# An address ends at the first character that is not ASCII: in Chinese no blank follows it.
_BARE = re.compile(
    r"(?<![A-Za-z0-9_/@.+-])(?:[Hh]ttps?://[A-Za-z0-9]|www\.[A-Za-z0-9])(?:[A-Za-z0-9._~:/?#\[\]@!$'()*+,;=%-]|&amp;)*+"
)
_TRAILING = ".,:;!?'*_~"


def running_html(text: str, options: RenderOptions, *, inside_link: bool) -> str:
    """The text finished; inside a link no further link is made."""
    if _OPEN in text:
        text = without_comments(text)
    text = join_lines(text)
    if not inside_link and ("://" in text or "www." in text):
        text = _with_links(text, options)
    elif "@" in text:
        text = _with_mentions(text, options, inside_link=inside_link)
    return text


def without_comments(text: str) -> str:
    """The escaped text without HTML comments; one that never ends stays visible."""
    parts = []
    done = 0
    while (start := text.find(_OPEN, done)) >= 0:
        end = _end_of_comment(text, start + len(_OPEN))
        if end < 0:
            break
        parts.append(text[done:start])
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _end_of_comment(text: str, start: int) -> int:
    for short in ("&gt;", "-&gt;"):  # `<!-->` and `<!--->` are whole comments
        if text.startswith(short, start):
            return start + len(short)
    end = text.find(_CLOSE, start)
    return end if end < 0 else end + len(_CLOSE)


def _with_links(text: str, options: RenderOptions) -> str:
    parts = []
    done = 0
    for found in _BARE.finditer(text):
        url = _trimmed(found[0])
        parts += [_with_mentions(text[done : found.start()], options, inside_link=False), _anchor(url)]
        done = found.start() + len(url)
    parts.append(_with_mentions(text[done:], options, inside_link=False))
    return "".join(parts)


def _trimmed(url: str) -> str:
    """The address without the punctuation of the sentence around it; a closing bracket stays if it was opened."""
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end:
        mark = url[end - 1]
        if mark == ")" and surplus > 0:
            surplus -= 1
        elif mark not in _TRAILING or url.endswith("&amp;", 0, end):
            break
        end -= 1
    return url[:end]


def _anchor(url: str) -> str:
    address = url if "://" in url[:8] else f"http://{url}"
    return f'<a href="{address}"{OUTSIDE}>{url}</a>'


def _with_mentions(text: str, options: RenderOptions, *, inside_link: bool) -> str:
    def shown(found: re.Match[str]) -> str:
        answer = options.mention(found[1])
        if answer is None:
            return found[0]
        label, url = answer
        if url is None or inside_link:
            return escape(label)
        return f'<a class="hg-mention" href="{escape(url)}">{escape(label)}</a>'

    return MENTION.sub(shown, text) if "@" in text else text
