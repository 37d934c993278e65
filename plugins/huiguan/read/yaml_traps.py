"""The mistakes that make one line of YAML unreadable, each by its own look.

`sure_trap` finds what is wrong on any line; `likely_trap` what is allowed in itself, but often the cause of trouble further
down. Both look at one line and know nothing of libyaml.
"""

import re

from huiguan.problem import Problem
from huiguan.read.yaml_slips import Slips
from huiguan.read.yaml_source import Entry, YamlSource, quoted, shortened

_WIDE_INDENT = re.compile("[ \t]*([\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff])")
_TAB_INDENT = re.compile(" *\t")
_BLOCK_MARK_WITH_TEXT = re.compile(r"[|>](?![-+0-9]{0,2}[ \t]*(?:#.*)?$)")
_COLON_WITHIN = re.compile(r":(?:[ \t]|$)")
_HASH = re.compile(r"[\s\[{,](#[^\s#].*)$")
_WIDE_COMMA = re.compile(r"[，、][ ]*[^\s,，、:：{}\[\]]+:(?=\s)")
_ITEM_REST = re.compile(r"[^,\]}]*")
_CLOSERS = {"[": "]", "{": "}"}


class Traps:
    """Looks for mistakes on single lines of one text; lines and columns from 0."""

    def __init__(self, source: YamlSource) -> None:
        self._source = source
        self._slips = Slips(source)

    def sure_trap(self, number: int) -> Problem | None:
        """The mistake on this line that YAML cannot read in any place."""
        entry = self._source.entry(number)
        return (
            self._wide_indent(number)
            or self._wide_colon(number, entry)
            or self._special_start(number, entry)
            or self._block_mark(number, entry)
            or self._text_after_quote(number, entry)
            or self._text_after_bracket(number, entry)
            or self._dash_as_value(number, entry)
            or self._colon_in_value(number, entry)
            or self._tight_colon(number, entry)
        )

    def likely_trap(self, number: int) -> Problem | None:
        """What is allowed on this line, yet often makes a later line unreadable."""
        entry = self._source.entry(number)
        return (
            self._open_quote(number, entry)
            or self._open_bracket(number, entry)
            or self.tab(number)
            or self._dash_without_space(number, entry)
        )

    def tab(self, number: int) -> Problem | None:
        """A tab in the indentation, or between the colon and the value."""
        line = self._source.line(number)
        indent = _TAB_INDENT.match(line)
        if indent:
            return self.problem("YAML-TAB", number, indent.end() - 1)
        entry = self._source.entry(number)
        tab = line.find("\t", len(entry.lead), entry.column) if entry.key else -1
        return self.problem("YAML-TAB", number, tab) if tab >= 0 else None

    def hash_in_brackets(self, start: int, end: int) -> Problem | None:
        """A `#` inside brackets that has turned the closing bracket into a comment, on the lines [start, end]."""
        for number in range(start, end + 1):
            found = _HASH.search(self._source.line(number))
            if found:
                text = found.group(1).rstrip("]} \t")
                return self.problem("YAML-HASH-COMMENT", number, found.start(1), text, quoted(text))
        return None

    def wide_comma(self, start: int, end: int) -> Problem | None:
        """A full-width comma where the next key of a bracket begins, on the lines [start, end]."""
        for number in range(start, end + 1):
            found = _WIDE_COMMA.search(self._source.line(number))
            if found:
                text = found.group()
                return self.problem("YAML-FULLWIDTH-COMMA", number, found.start(), text, f", {text[1:].lstrip()}")
        return None

    def in_bracketed_item(self, number: int, column: int) -> Problem | None:
        """Text behind a quote, or a second colon, in an item between brackets; libyaml stands right on it."""
        line = self._source.line(number)
        before, sign = line[:column].rstrip(), line[column : column + 1]
        start = max(before.rfind(opener) for opener in "[{,") + 1
        item = (line[start:column] + _ITEM_REST.findall(line[column:])[0]).strip()
        if before.endswith(("'", '"')) and sign not in {"", "]", "}"}:
            return self.problem("YAML-QUOTE-TEXT", number, column, item, sign=before[-1])
        if sign == ":" and start > 0:
            return self.problem("YAML-COLON-IN-VALUE", number, column, item, quoted(item))
        return None

    def problem(self, code: str, number: int, column: int, found: str = "", wanted: str = "", **details: str) -> Problem:
        """The problem `code` at this spot."""
        return Problem(
            code=code,
            place=self._source.place(number, column),
            found=shortened(found),
            wanted=(shortened(wanted),) if wanted else (),
            details=tuple(details.items()),
        )

    def special(self, number: int, column: int) -> Problem:
        """A value that begins with a sign of YAML's own."""
        value = Entry(lead="", key=None, value=self._source.rest(number, column).rstrip(), column=column).plain_value
        if value.startswith("* ") and not self._source.line(number)[:column].strip():
            return self._slips.bullet(number, column, value)
        return self.problem("YAML-SPECIAL-START", number, column, value, quoted(value), sign=value[:1])

    # What stands before the value

    def _wide_indent(self, number: int) -> Problem | None:
        line = self._source.line(number)
        found = _WIDE_INDENT.match(line)
        if found is None or not re.match(r"[\s\u200b\ufeff]*(?:- |[^\s:：]+[:：])", line):
            return None
        return self.problem("YAML-ODD-BLANK", number, found.start(1), f"U+{ord(found.group(1)):04X}")

    def _wide_colon(self, number: int, entry: Entry) -> Problem | None:
        if entry.key is not None and "：" not in entry.key:
            return None
        problem = self._slips.loose_line(number)
        return problem if problem and problem.code == "YAML-FULLWIDTH-COLON" else None

    def _tight_colon(self, number: int, entry: Entry) -> Problem | None:
        return self._slips.loose_line(number) if entry.key is None else None

    # The value

    def _special_start(self, number: int, entry: Entry) -> Problem | None:
        value = entry.value
        if value.startswith(("@", "`", "%", "*", "&", "!", ",", "]", "}", "? ")):
            return self.special(number, entry.column)
        return None

    def _block_mark(self, number: int, entry: Entry) -> Problem | None:
        if not _BLOCK_MARK_WITH_TEXT.match(entry.value):
            return None
        value = entry.plain_value
        return self.problem("YAML-BLOCK-MARK", number, entry.column, value, quoted(value), sign=value[:1])

    def _text_after_quote(self, number: int, entry: Entry) -> Problem | None:
        if not entry.value.startswith(("'", '"')):
            return None
        end = _quote_end(entry.value)
        if end is None or not _is_text(entry.value[end:]) or (entry.key is None and entry.value[end] == ":"):
            return None
        value = entry.plain_value
        return self.problem("YAML-QUOTE-TEXT", number, entry.column, value, quoted(_bare(value)), sign=value[0])

    def _text_after_bracket(self, number: int, entry: Entry) -> Problem | None:
        end = _bracket_end(entry.value) if entry.value.startswith(("[", "{")) else None
        if end is None or not _is_text(entry.value[end:]):
            return None
        value = entry.plain_value
        return self.problem("YAML-BRACKET-TEXT", number, entry.column, value, quoted(value), sign=value[0])

    def _dash_as_value(self, number: int, entry: Entry) -> Problem | None:
        if entry.key is None or not (entry.value == "-" or entry.value.startswith("- ")):
            return None
        return self.problem("YAML-DASH", number, entry.column, entry.value, quoted(entry.plain_value))

    def _colon_in_value(self, number: int, entry: Entry) -> Problem | None:
        value = entry.plain_value
        if entry.key is None or value[:1] in {"'", '"', "[", "{", "|", ">", "#", ""}:
            return None
        inner = _COLON_WITHIN.search(value)
        if inner is None:
            return None
        column = entry.column + inner.start()
        return self.problem("YAML-COLON-IN-VALUE", number, column, value, f"{entry.key}: {quoted(value)}")

    # What reaches beyond the line

    def _open_quote(self, number: int, entry: Entry) -> Problem | None:
        if not entry.value.startswith(("'", '"')) or _quote_end(entry.value) is not None:
            return None
        return self.open_quote(number, entry.column)

    def open_quote(self, number: int, column: int) -> Problem:
        """The quote at this spot is never closed."""
        value = self._source.rest(number, column).rstrip()
        return self.problem("YAML-QUOTE-OPEN", number, column, value, value + value[:1], sign=value[:1])

    def _open_bracket(self, number: int, entry: Entry) -> Problem | None:
        if not entry.value.startswith(("[", "{")) or _bracket_end(entry.value) is not None:
            return None
        return self.open_bracket(number, entry.column)

    def open_bracket(self, number: int, column: int) -> Problem:
        """The bracket at this spot is not closed, or by another one."""
        value = self._source.rest(number, column).rstrip()
        sign = value[:1]
        return self.problem("YAML-BRACKET-OPEN", number, column, value, sign=sign, closer=_CLOSERS.get(sign, ""))

    def _dash_without_space(self, number: int, entry: Entry) -> Problem | None:
        line = self._source.line(number).rstrip()
        found = re.match(r" *-([^\s-].*)", line) if entry.key is None else None
        if found is None:
            return None
        return self.problem("YAML-DASH-SPACE", number, found.start(1) - 1, line.strip(), f"- {found.group(1)}")


def _quote_end(value: str) -> int | None:
    """Where the quoted text that `value` begins with ends, or None when it goes on."""
    sign, position = value[0], 1
    while position < len(value):
        character = value[position]
        if character == "\\" and sign == '"':
            position += 1
        elif character == sign:
            if not (sign == "'" and value[position + 1 : position + 2] == "'"):
                return position + 1
            position += 1
        position += 1
    return None


def _bracket_end(value: str) -> int | None:
    """Where the bracket that `value` begins with is closed, or None when it is not closed on this line."""
    depth, position = 0, 0
    while position < len(value):
        character = value[position]
        if character in "'\"" and value[position - 1] in "[{,: ":
            length = _quote_end(value[position:])
            if length is None:
                return None
            position += length
            continue
        depth += (character in "[{") - (character in "]}")
        position += 1
        if depth == 0:
            return position
    return None


def _is_text(rest: str) -> bool:
    """Whether what follows a closed quote or bracket is more than blanks and a comment."""
    return bool(rest.strip()) and not re.match(r"[ \t]+#", rest)


def _bare(value: str) -> str:
    """`"双11"复盘` without the quotes around its beginning; `'it's'` without those around the whole."""
    return value[1:-1] if value.endswith(value[0]) else value.replace(value[0], "", 2)
