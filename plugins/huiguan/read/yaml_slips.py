"""Slips that YAML reads without complaint, otherwise than meant: a title lost as a comment, a key that is none."""

import re
from collections.abc import Callable
from typing import Any

from huiguan.problem import Problem, Severity
from huiguan.read.yaml_source import YamlSource, quoted, shortened

# `# 说明` behind a value is a comment; `#618` was meant as text.
_HASH = re.compile(r"[ \t]+(?P<text>#[^\s#].*)$")
_GLUED_HASH = re.compile(r"#[^\s#]")
# `title：抖音` and `title:抖音`; an address such as https://… or mailto:… is neither.
_SCHEMES = ("mailto:", "tel:", "sms:", "urn:", "geo:", "data:")
_LOOSE_KEY = re.compile(r"(?P<key>(?!(?:mailto|tel|sms|urn|geo|data):)[a-z][a-z_]*)(?:：|:(?=[^ \t/]))[ \t]*(?P<value>.*)")
# These begin with the end of the line before, since one sign is looked for faster than a beginning.
_LOOSE_LINE = re.compile(r"\n *(?=[a-z][a-z_]*(?:：|:[^ \t\n/]))")
_WIDE_COLON = re.compile(r"(?P<key>[^\s:：,'\"\[\]{}#|>&*!%@`]{1,40})：[ \t]*(?P<value>.*)")
_TIGHT_COLON = re.compile(r"(?P<key>[^\W\d][\w-]{0,39}):(?=[^ \t/])(?!\S+:\s)(?P<value>.*)")
# What begins an item on a typewriter or in a word processor.
_ITEM_SIGNS = frozenset("-•·●○▪◦‣")
_MORE_PIECES = re.compile(r"(?:,(?![^,}]*:(?:\s|$))[^,}]*)*")
_ODD_ITEM = re.compile(r"\n *(?:-[^\s-]|[•·●○▪◦‣])")
# Blanks that are no space to YAML, and what shows as nothing at all.
_ODD_BLANK = re.compile("[\u00a0\u00ad\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff]")

Event = Any


class Slips:
    """Looks at the text around libyaml's events; each method returns a problem without its field, or None."""

    def __init__(self, source: YamlSource) -> None:
        self._source = source
        text = source.text
        line_of = _line_counter(text)
        self._hash_lines = {
            line_of(found.start())
            for found in _GLUED_HASH.finditer(text)
            if text[found.start() - 1 : found.start()] in {" ", "\t"}
        }
        after_line_end = f"\n{text}"
        line_of = _line_counter(text)
        self._loose_lines = {
            line_of(found.start()): found.end() - found.start() - 1
            for found in _LOOSE_LINE.finditer(after_line_end)
            if not after_line_end.startswith(_SCHEMES, found.end())
        }
        self.any = bool(self._hash_lines or self._loose_lines or _ODD_ITEM.search(after_line_end))

    def lost_value(self, event: Event) -> Problem | None:
        """A key or item whose whole value became a comment: `title: #618 复盘`."""
        lost = self.rest_of_line(event)
        if not lost:
            return None
        place = self._source.place(event.start_mark.line, self._hash_column(event))
        return Problem(code="YAML-HASH-COMMENT", place=place, found=shortened(lost), wanted=(shortened(quoted(lost)),))

    def rest_of_line(self, event: Event) -> str | None:
        """The comment without a space after its # that follows the event on its line."""
        mark = event.end_mark
        if mark.line not in self._hash_lines:
            return None
        found = _HASH.match(self._source.line(mark.line), mark.column)
        return found["text"].rstrip() if found else None

    def in_plain_value(self, event: Event) -> Problem | None:
        """A value that a ` #` cuts short, or that has swallowed the next line because that line's colon is none."""
        joined = self._swallowed_line(event) or self._joined_items(event)
        if joined is not None:
            return joined
        cut = self.rest_of_line(event)
        if cut is None:
            return None
        whole = f"{event.value} {cut}"
        return Problem(
            code="YAML-HASH-CUT",
            severity=Severity.WARNING,
            place=self._source.place(event.end_mark.line, self._hash_column(event)),
            found=shortened(cut),
            wanted=(shortened(quoted(whole)),),
        )

    def in_lone_text(self, event: Event) -> Problem | None:
        """A text without any key: most likely its colons are no colons to YAML."""
        for number in range(event.start_mark.line, event.end_mark.line + 1):
            line = self._source.line(number)
            problem = self.loose_line(number) if line.strip() else None
            if problem:
                return problem
        return None

    def loose_line(self, number: int) -> Problem | None:
        """A line that would be an entry if its first colon were one; wider than the slips that YAML accepts."""
        line = self._source.line(number)
        bare = line.lstrip(" -")
        found = _WIDE_COLON.match(bare) or _TIGHT_COLON.match(bare)
        if found is None or bare.lower().startswith(_SCHEMES):
            return None
        return self.loose_colon(found, number, len(line) - len(bare))

    def in_key(self, event: Event) -> Problem | None:
        """A key with a blank that only looks like a space, or with a colon in it that did not count as one."""
        key: str = event.value
        if key.isascii() and ":" not in key:
            return None
        line, column = event.start_mark.line, event.start_mark.column
        found = _LOOSE_KEY.match(key) or _WIDE_COLON.match(key)
        if found:
            return self.loose_colon(found, line, column)
        blank = _ODD_BLANK.search(key)
        return self._odd_blank(line, column + blank.start(), blank.group()) if blank else None

    def loose_colon(self, found: re.Match[str], line: int, column: int) -> Problem:
        """The problem of a full-width colon, or of one without a space behind it; `column` is where the key begins."""
        wide = found.group(0)[len(found["key"])] == "："
        value = found["value"]
        blank = _ODD_BLANK.match(value)
        spot = column + len(found["key"])
        if blank and not wide:
            return self._odd_blank(line, spot + 1, blank.group())
        return Problem(
            code="YAML-FULLWIDTH-COLON" if wide else "YAML-COLON-SPACE",
            place=self._source.place(line, spot),
            found=shortened(found.group(0)),
            wanted=(shortened(f"{found['key']}: {_ODD_BLANK.sub(' ', value).strip()}"),),
        )

    def _odd_blank(self, line: int, column: int, blank: str) -> Problem:
        place = self._source.place(line, column)
        return Problem(code="YAML-ODD-BLANK", place=place, found=f"U+{ord(blank):04X}")

    def _swallowed_line(self, event: Event) -> Problem | None:
        """The first line of the value that looks like a key of its own."""
        first, last = event.start_mark, event.end_mark
        for number in range(first.line, last.line + 1 if self._loose_lines else first.line):
            column = self._loose_lines.get(number)
            if column is None or (number == first.line and column != first.column):
                continue
            loose = _LOOSE_KEY.match(self._source.line(number), column)
            if loose:
                return self.loose_colon(loose, number, column)
        return None

    def _joined_items(self, event: Event) -> Problem | None:
        """Items whose dashes have no space behind them, and which are therefore one text over several lines."""
        first, last = event.start_mark, event.end_mark
        sign = event.value[:1]
        if first.line == last.line or sign not in _ITEM_SIGNS:
            return None
        lines = [self._source.line(number).strip() for number in range(first.line, last.line + 1)]
        if not all(line.startswith(sign) for line in lines if line):
            return None
        line = lines[0]
        if sign != "-":
            return self.bullet(first.line, first.column, line)
        place = self._source.place(first.line, first.column)
        wanted = f"- {line[1:]}"
        return Problem(code="YAML-DASH-SPACE", place=place, found=shortened(line), wanted=(shortened(wanted),))

    def bullet(self, line: int, column: int, item: str) -> Problem:
        """The problem of a list item behind a sign that other programs use for it."""
        place = self._source.place(line, column)
        return Problem(code="YAML-BULLET", place=place, found=shortened(item), wanted=(shortened(f"- {item[1:].strip()}"),))

    def cut_value(self, first: Event, last: Event) -> Problem:
        """A value between braces that its own comma cuts in two; `first` is its key, `last` the piece that passes for one."""
        line, column = first.start_mark.line, first.start_mark.column
        pieces = self._source.rest(line, column)
        end = last.end_mark.column - column
        more = _MORE_PIECES.match(pieces, end)
        whole = pieces[: more.end() if more else end]
        key, _, value = whole.partition(":")
        wanted = shortened(f"{key}: {quoted(value.strip())}")
        place = self._source.place(line, column)
        return Problem(code="YAML-COMMA-IN-VALUE", place=place, found=shortened(whole), wanted=(wanted,))

    def _hash_column(self, event: Event) -> int:
        return self._source.line(event.end_mark.line).index("#", event.end_mark.column)


def _line_counter(text: str) -> Callable[[int], int]:
    """A function from an offset to its line (from 0), for offsets that only grow: it counts each stretch once."""
    offset = line = 0

    def line_of(position: int) -> int:
        nonlocal offset, line
        line += text.count("\n", offset, position)
        offset = position
        return line

    return line_of
