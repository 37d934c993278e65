"""Lines between Han characters: a line break in the source is no space in Chinese."""

import re

# Full-width punctuation carries its own gap: nothing follows it but the next character.
_MARKS = "、。〈-】〔-〛！（），．：；？［］｛｝～"
# Ideographs with their extensions, kana, bopomofo, full-width forms.
_WIDE = "\u2e80-\u2fdf\u3000-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
# Signs that Chinese and Western texts share: they join only beside a wide character.
_SHARED = "“”‘’…—·"

# The line break stands first, so that nothing is tried at any other character.
JOIN = re.compile(
    rf"\n(?:(?<=[{_MARKS}]\n)|(?=[{_MARKS}])|(?<=[{_WIDE}]\n)(?=[{_WIDE}{_SHARED}])|(?<=[{_SHARED}]\n)(?=[{_WIDE}]))"
)
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def join_lines(text: str) -> str:
    """The text without the line breaks that stand between Han or full-width characters; others stay."""
    return JOIN.sub("", text) if "\n" in text else text


def joins(left: str, right: str) -> bool:
    """Whether a line break between these two characters vanishes."""
    return JOIN.search(f"{left}\n{right}") is not None


def without_han_spaces(text: str) -> str:
    """The text without single spaces between Han or full-width characters: what folded lines leave there."""
    return JOIN.sub("", text.replace(" ", "\n")).replace("\n", " ") if "\n" not in text else _by_lines(text)


def _by_lines(text: str) -> str:
    """The same for a text with paragraphs: their line ends stay."""
    return "\n".join(without_han_spaces(line) for line in text.split("\n"))
