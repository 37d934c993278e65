"""A Markdown text as search takes it: its words under its headings, marks taken off.

It is quick rather than exact, since nothing but a line of a result is made of it; pages are made by `compile/markdown`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from operator import itemgetter

from huiguan.model.markdown_text import join_lines

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\s*?\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCED = re.compile(r"^[ \t]*(`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n(.*?)(?:^[ \t]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_HASHES = re.compile(r"^[ \t]*#+[ \t]*", re.MULTILINE)
_UNDERLINE = re.compile(r"\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
# What stands over the line is no item, quotation, row or indented code.
_UNDERLINED = re.compile(r"^ {0,3}(?!(?:[-*+]|\d{1,9}[.)])[ \t]|[>#|`~])(\S.*)\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"\n {0,3}#{1,6}[ \t]+(\S.*)")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\((?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:[ \t]+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]+\S.*$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)
_LINE_MARK = re.compile(r"\n[ \t]*(?:[-*+][ \t]+(?:\[[ xX]\][ \t])?|\d{1,3}[.)][ \t]+|\|[ \t:|-]+$)+", re.MULTILINE)
_ALERT = re.compile(r"\[![^\[\]\n]{1,20}\]|\[\^[^\[\]\s]+\]:?|^[!?]{3}\+?[ \t]+\w+|\{[:#. ][^{}\n]*\}", re.MULTILINE)
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|[*`~]+")
_LOW_LINES = re.compile(r"(?<!\w)_+|(?<!_)_+(?!\w)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WORD = re.compile(r"[^\W_]*")
_OWN_ID = re.compile(r"\{:?[ \t]*#([\w-]+)(?![\w-])[^{}]*\}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What stands under one heading, as one line; the lead has an empty heading. `own_id` is one typed as `{#id}`."""

    heading: str = ""
    text: str = ""
    own_id: str = ""


def passages(markdown: str) -> Iterator[Passage]:
    """The lead of a text and what stands under each of its headings, in their order."""
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", markdown))
    if _UNDERLINE.search(text):
        text = _UNDERLINED.sub(r"# \1", text)  # in code too, where the hashes go again
    if "```" in text or "~~~" in text:
        text = _FENCED.sub(_code, text)
    lead, *rest = _HEADING.split(f"\n{text}")
    yield Passage(text=plain(lead))
    for heading, below in zip(rest[::2], rest[1::2], strict=True):
        title = _without_closing(heading)
        typed = _OWN_ID.search(title)
        own_id = typed[1] if typed else ""
        yield Passage(heading=plain(title[: typed.start()] if typed else title), text=plain(below), own_id=own_id)


def _without_closing(heading: str) -> str:
    """A heading without the hashes that may close it; those of C# belong to it."""
    bare = heading.rstrip().rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else heading.rstrip()


def _code(match: re.Match[str]) -> str:
    """What stands between two fences, as text: a comment in it is no heading."""
    return _HASHES.sub("", match[2])


def plain(markdown: str) -> str:
    """The words of a piece of Markdown in one line."""
    if _WORD.fullmatch(markdown):  # as most headings are
        return markdown
    if "[" in markdown or "{" in markdown or "<" in markdown or "!" in markdown:
        markdown = _TAG.sub(" ", _LINK.sub(itemgetter(1), _ALERT.sub("", _DEFINITION.sub("", markdown))))
    if ">" in markdown:
        markdown = _QUOTED.sub("", markdown)
    # An item of a list begins a paragraph of its own, whose first word does not go on from the last one before.
    text = _LINE_MARK.sub("\n\n", f"\n{markdown}")
    text = _MARKS.sub(r"\1", text) if "\\" in text else text.replace("*", "").replace("`", "").replace("~", "")
    if "_" in text:
        text = _LOW_LINES.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    text = join_lines("\n".join(map(str.strip, text.split("\n"))))
    return " ".join(text.replace("|", " ").split())
