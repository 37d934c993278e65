"""The list of lessons, numbered in the club's own figures."""

import re

_LIST = re.compile(r"<(/?)([ou]l)(?: start=\"\d+\")?>")


def number_lessons(html: str) -> str:
    """A section's HTML with its first list, ordered or not, as `<ol class="hg-lessons">`; without a list as it is."""
    depth = 0
    opening: re.Match[str] | None = None
    for tag in _LIST.finditer(html):
        opening = opening or tag
        depth += -1 if tag[1] else 1
        if depth == 0:
            inside = html[opening.end() : tag.start()]
            return f'{html[: opening.start()]}<ol class="hg-lessons">{inside}</ol>{html[tag.end() :]}'
    return html
