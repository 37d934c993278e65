"""Members named in a text by `@id`."""

import re

from huiguan.model.markdown_text.blocks import scan
from huiguan.model.markdown_text.findings import Mention

# Right after a Han character is fine (问@lin-yue吧); an e-mail address, a path or a package name is no mention.
MENTION = re.compile(r"(?<![\w.+/@-])@((?>[a-z0-9]+(?:-[a-z0-9]+)*))(?![A-Za-z0-9_/@]|\.[A-Za-z0-9])", re.ASCII)


def mentions(text: str) -> tuple[Mention, ...]:
    """The mentions outside code and comments, in their order."""
    if "@" not in text:
        return ()
    found = scan(text)
    places = [
        (mention[1], *found.place(mention.start()))
        for start, end in found.runs
        for mention in MENTION.finditer(found.prose, start, end)
    ]
    return tuple(Mention(id=name, line=line, column=column) for name, line, column in places)
