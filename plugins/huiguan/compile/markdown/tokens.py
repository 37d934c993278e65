"""comrak's HTML in tokens: texts and tags in turn, and simple blocks whole."""

import re

# comrak escapes < and > in text and in attributes, so that a tag is whatever stands between them. Most blocks hold one line of
# words: such a block is one token, and so are several in a row, unless typed HTML follows bare.
_WORDS, _END = r"[^<>\n]*+(?:</?(?:strong|em|del)>[^<>\n]*+)*+", r"\n(?![^<])"
_LINES = rf"(?:<p>(?!\[!){_WORDS}</p>{_END}|<li>{_WORDS}</li>{_END})+"  # `[!提示]` may turn out to be a title
_LINE = rf"<t[dh][^<>]*>{_WORDS}</t[dh]>{_END}|<h\d>{_WORDS}</h\d>{_END}"
_TOKEN = re.compile(rf"({_LINES}|{_LINE}|<[^<>]*>)")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def attributes(tag: str) -> dict[str, str]:
    """The attributes that have a value, as comrak escaped them."""
    return dict(_ATTRIBUTE.findall(tag))


class Tokens:
    """The tokens of one text, and the place that a pass over them has reached.

    A text stands at both ends of `all`, and it may be empty. `at` is the place of a text, `at + 1` that of the tag behind it.
    """

    def __init__(self, html: str) -> None:
        self.all: list[str] = _TOKEN.split(html)
        self.at = 0

    @property
    def next_tag(self) -> str:
        """The tag behind the one that is being read."""
        return self.all[self.at + 3]

    def are_next(self, text: str, tag: str) -> bool:
        """Whether that text and that tag follow the tag that is being read."""
        return self.all[self.at + 2 : self.at + 4] == [text, tag]

    def skip_to(self, tag: str) -> None:
        """Passes over everything up to the next such tag, which counts as read."""
        self.at = self.all.index(tag, self.at + 1) - 1

    def blank_next_text(self) -> None:
        """Empties the text behind the tag that is being read."""
        self.all[self.at + 2] = ""
