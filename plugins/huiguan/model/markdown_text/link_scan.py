"""Links and images as they are used in a text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from huiguan.model.markdown_text.blocks import scan
from huiguan.model.markdown_text.findings import Link, Scan
from huiguan.model.markdown_text.target import decoded

_TOKEN = re.compile(r"\\.|!?\[|\]|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>")
_ANGLED = re.compile(r"<((?:\\.|[^<>\n\\])*)>")
_TAIL = re.compile(r"""(?:\s++(?:"(?:\\.|[^"\\])*+"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\)))?+\s*+\)""", re.DOTALL)
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\]){0,999})\]")
_BLANKS = re.compile(r"\s*+")
_PLAIN = re.compile(r"[^\s\\()]*+")
_MAX_LABEL = 1000
_MAX_PARENTHESES = 32  # as in CommonMark's reference renderer


@lru_cache(maxsize=8)  # several rules ask for the links of one text in a row
def links(text: str) -> tuple[Link, ...]:
    """The links and images of a text in the order of their end; code and comments are left out."""
    found = scan(text)
    return tuple(link for start, end in found.runs for link in _links_of(found, start, end))


def _links_of(found: Scan, start: int, end: int) -> Iterator[Link]:
    run = found.prose[start:end]
    if "[" not in run and "<" not in run:
        return
    openers: list[tuple[int, bool]] = []
    pos = 0
    while token := _TOKEN.search(run, pos):
        pos = token.end()
        mark = token[0]
        if mark[0] == "<":
            yield _link(found, start + token.start(), mark[1:-1], is_image=False)
        elif mark.endswith("[") and mark[0] != "\\":
            openers.append((token.start(), mark[0] == "!"))
        elif mark == "]" and openers:
            opener, is_image = openers.pop()
            target = _target_after(found, run, opener, pos)
            if target:
                typed, pos = target
                yield _link(found, start + opener, typed, is_image=is_image)


def _link(found: Scan, offset: int, typed: str, *, is_image: bool) -> Link:
    line, column = found.place(offset)
    return Link(target=decoded(typed), typed=typed, line=line, column=column, is_image=is_image)


def _target_after(found: Scan, run: str, opener: int, pos: int) -> tuple[str, int] | None:
    """The target of the bracket that closes before `pos`, and where the link ends; None when it is no link."""
    if run.startswith("(", pos):
        inline = _inline_target(run, pos + 1)
        if inline:
            return inline
    if not found.definitions:
        return None
    label = _LABEL.match(run, pos)
    name = label[1] if label and label[1] else run[opener : min(pos, opener + _MAX_LABEL)].lstrip("!")[1:-1]
    typed = found.definitions.get(" ".join(name.split()).casefold())
    return None if typed is None else (typed, label.end() if label else pos)


def _inline_target(run: str, pos: int) -> tuple[str, int] | None:
    pos = _BLANKS.match(run, pos).end()  # type: ignore[union-attr]  # matches the empty string too
    if angled := _ANGLED.match(run, pos):
        typed, end = angled[1], angled.end()
    else:
        end = _end_of_bare_target(run, pos)
        typed = run[pos:end]
    tail = _TAIL.match(run, end)
    return (typed, tail.end()) if tail else None


def _end_of_bare_target(run: str, pos: int) -> int:
    depth = 0
    while (pos := _PLAIN.match(run, pos).end()) < len(run) and not run[pos].isspace():  # type: ignore[union-attr]
        if run[pos] == "\\":
            pos += 1
        elif run[pos] == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                break
        elif run[pos] == ")":
            depth -= 1
            if depth < 0:
                break
        pos += 1
    return min(pos, len(run))
