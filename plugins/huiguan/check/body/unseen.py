"""Characters that nobody sees: they turn text around, split words for the search, or hide what is written."""

import re
import unicodedata
from collections.abc import Iterator

from huiguan.check.body.finding import Finding

_UNSEEN = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # a flag that is spelt out
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def find_unseen_characters(content: str) -> Iterator[Finding]:
    """The first unseen character of each line; one pasted paragraph may hold hundreds."""
    if not _UNSEEN.search(content):
        return
    for number, line in enumerate(content.split("\n"), start=1):
        for unseen in _UNSEEN.finditer(line):
            if len(unseen[0]) > 1 or _joins_emoji(line, unseen.start()):
                continue
            name = f"U+{ord(unseen[0]):04X}"
            yield Finding(code="BODY-CONTROL-CHARACTER", line=number, column=unseen.start() + 1, found=name)
            break


def _joins_emoji(line: str, at: int) -> bool:
    """A zero-width joiner between two pictures makes one of them (a family, a profession)."""
    if line[at] != "\u200d" or not 0 < at < len(line) - 1:
        return False
    before, after = unicodedata.category(line[at - 1]), unicodedata.category(line[at + 1])
    return before in {"So", "Sk", "Mn"} and after in {"So", "Sm"}
