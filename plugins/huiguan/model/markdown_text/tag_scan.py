"""HTML that was typed into a text."""

import re

from huiguan.model.markdown_text.blocks import scan
from huiguan.model.markdown_text.findings import Tag

# A tag need not be closed: browsers mend what is torn. `<https://…>`, `<a@b.example>` and the target
# in `[x](<a b.md>)` are no tags.
_TAG = re.compile(
    r"""(?<!\\)(?<!\]\()<(?:/?([A-Za-z][A-Za-z0-9-]*+)(?=[\s/>]|\Z)(?:[^<>"']|"[^"]*+"|'[^']*+')*+>?|(![A-Za-z\[-]|\?)[^<>]*+>?)"""
)
_SHOWN = 120


def raw_html(text: str) -> tuple[Tag, ...]:
    """The tags typed outside code; closed comments are left out, since they vanish."""
    if "<" not in text:
        return ()
    found = scan(text)
    tags = []
    for start, end in found.runs:
        for tag in _TAG.finditer(found.prose, start, end):
            line, column = found.place(tag.start())
            name = tag[1].lower() if tag[1] else tag[2][0]
            tags.append(Tag(name=name, typed=_shortened(tag[0]), line=line, column=column))
    return tuple(tags)


def _shortened(typed: str) -> str:
    one_line = " ".join(typed.split())
    return one_line if len(one_line) <= _SHOWN else one_line[: _SHOWN - 1] + "…"
