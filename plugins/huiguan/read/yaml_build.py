"""Builds nested dicts and lists from libyaml's events and refuses what a record has no use for.

Nothing here recurses, and the depth is checked at each opening bracket while events are still pulled one by one: hence a
hundred thousand brackets cost no more than the first few dozen. (PyYAML's own loader ends the whole process on them.)
"""

import re
from collections.abc import Callable
from dataclasses import replace
from sys import intern
from typing import Any

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from huiguan.model.markdown_text import without_han_spaces
from huiguan.problem import FieldPath, Problem, field_name
from huiguan.read.record import Value
from huiguan.read.yaml_slips import Slips
from huiguan.read.yaml_source import YamlSource, quoted, shortened

MAX_DEPTH = 32
_MOST_PROBLEMS = 20
_IS_NAME = re.compile(r"[a-z_]+")
_EMPTY_WORDS = frozenset({"~", "null", "Null", "NULL"})

# libyaml's event: `start_mark` and `end_mark` with line and column from 0, and what its class adds. PyYAML's stubs give
# the marks no type, and a protocol would be looked up at run time for nothing.
Event = Any


class _EnoughError(Exception):
    """The rest of the text is not worth reading."""


class _Level:
    """One open mapping or list; `part` is the key or number under which it stands in the one around it.

    A mapping `awaits_key` or has read one, so that its value comes next; `key` is None when that key was refused. What is read
    below a refused key is not `kept`: it goes into a container that nobody holds. `keys` are the events of all its keys.
    """

    __slots__ = ("awaits_key", "bracket", "container", "is_mapping", "kept", "key", "keys", "part")

    def __init__(self, container: dict[str, Value] | list[Value], outer: "_Level | None") -> None:
        self.container = container
        self.is_mapping = type(container) is dict
        self.part = outer.next_part() if outer else ""
        self.kept = outer is None or outer.keeps_next()
        self.key: str | None = None
        self.awaits_key = self.is_mapping
        self.keys: dict[str, Event] = {}
        self.bracket: tuple[int, int] | None = None  # where it opens, from 0, if it is written with brackets

    def next_part(self) -> str | int:
        """The key or number of the value that comes next."""
        return len(self.container) if self.key is None else self.key

    def keeps_next(self) -> bool:
        """Whether the value that comes next has a place in the record."""
        return self.kept and (self.key is not None or not self.is_mapping)


class YamlBuilder:
    """Turns the events of one document into `value` and `problems`; where its shape is `doubtful`, the value is None."""

    def __init__(self, source: YamlSource, next_event: Callable[[], Event]) -> None:
        self.value: Value = None
        self.problems: list[Problem] = []
        self.doubtful = False
        self._source = source
        self._slips = Slips(source)
        self._next_event = next_event
        self._last_event: Event = None
        self._level: _Level | None = None
        self._outer_levels: list[_Level | None] = []
        self._documents = 0

    def build(self) -> None:
        """Reads to the end of the text.

        Raises:
            yaml.MarkedYAMLError: The text is no YAML.
        """
        try:
            while type(event := self._next_event()) is not StreamEndEvent:
                self._last_event = event
                if type(event) is ScalarEvent:
                    self._take_scalar(event)
                else:
                    self._take_mark(event)
        except _EnoughError:
            self.doubtful = True
        if self.doubtful:
            self.value = None

    @property
    def last_line(self) -> int:
        """Where the last event began, from 0: the cause of a syntax error never lies above it."""
        return self._last_event.start_mark.line if self._last_event else 0

    @property
    def open_bracket(self) -> tuple[int, int] | None:
        """Line and column (from 0) of the innermost bracket that is not closed yet."""
        return self._level.bracket if self._level else None

    def _take_mark(self, event: Event) -> None:
        """Takes in what is no text."""
        kind = type(event)
        if kind is MappingStartEvent:
            self._open(event, {})
        elif kind is SequenceStartEvent:
            self._open(event, [])
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._level = self._outer_levels.pop()
        elif kind is AliasEvent:
            self._take_alias(event)
        elif kind is DocumentStartEvent:
            self._open_document(event)

    def _open_document(self, event: Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse("YAML-SEVERAL-DOCUMENTS", event)
            raise _EnoughError

    def _open(self, event: Event, container: dict[str, Value] | list[Value]) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_extras(event)
        if len(self._outer_levels) >= MAX_DEPTH:
            self._refuse("YAML-TOO-DEEP", event, wanted=(str(MAX_DEPTH),))
            raise _EnoughError
        outer = self._level
        if outer is not None and outer.awaits_key:
            self._refuse_key(event)
        level = _Level(container, outer)
        self._put(container)
        self._outer_levels.append(outer)
        self._level = level
        if event.flow_style:
            level.bracket = (event.start_mark.line, event.start_mark.column)

    def _refuse_key(self, event: Event) -> None:
        """Reports brackets in the place of a key, as in `{{会员昵称}}`."""
        line = self._source.line(event.start_mark.line)
        start = len(line[: event.start_mark.column].rstrip("[{ "))
        whole = line[start:].strip()
        self._refuse("YAML-KEY-NOT-TEXT", event, found=shortened(whole), wanted=(shortened(quoted(whole)),))
        raise _EnoughError

    def _take_scalar(self, event: Event) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_extras(event)
        level = self._level
        plain = event.implicit[0]  # neither in quotes nor a text after | or >
        if level is not None and level.awaits_key:
            self._take_key(level, event, is_plain=plain)
            return
        if plain and level is not None and level.key and level.bracket and event.value == "" and self._is_cut_off(level, event):
            level.key = None  # what it holds is nothing, and the key was never one
        value = self._plain_value(event) if plain else event.value
        self._put(_unfolded(value, event) if value and " " in value else value)

    def _is_cut_off(self, level: _Level, event: Event) -> bool:
        """Whether the key is the rest of the value before it, as `200` is in `{amount: 1,200}`; the first such rest is told."""
        *_, before, key = ("", *level.keys)
        piece, kept = level.keys[key], level.container
        between = self._source.line(piece.end_mark.line)[piece.end_mark.column : event.start_mark.column]
        if ":" in between or not before or _IS_NAME.fullmatch(key) or not isinstance(kept, dict):
            return False
        first = level.keys[before]
        if first.start_mark.line != event.start_mark.line:
            return False
        if isinstance(kept.get(before), str):
            self._report(self._slips.cut_value(first, piece))
            return True
        return before not in kept

    def _plain_value(self, event: Event) -> str | None:
        text: str = event.value
        if text == "":
            lost = self._slips.lost_value(event)
            if lost:
                self._report(replace(lost, field=self._field()))
                # What was meant; the error stops the build, but nobody is told on top that the field is missing.
                return self._slips.rest_of_line(event)
            return None
        if self._slips.any or not self._level:
            slip = self._slips.in_plain_value(event) if self._level else self._slips.in_lone_text(event)
            if slip:
                self.doubtful |= slip.code != "YAML-HASH-CUT"
                self._report(replace(slip, field=self._field()))
        return None if text in _EMPTY_WORDS else text

    def _take_key(self, level: _Level, event: Event, *, is_plain: bool) -> None:
        key: str = intern(event.value)  # the keys of a kind are the same in each of its records
        level.awaits_key, level.key = False, key
        if is_plain and not key.isidentifier():  # most are, and an identifier has neither colon nor blank in it
            self._look_at_key(event, key)
        first: Event = level.keys.setdefault(key, event)
        if first is event or not level.kept:
            return
        level.key = None
        details = (("first_line", str(self._source.first_line + first.start_mark.line)),)
        field = field_name((*self._path(), key))
        self._refuse("YAML-DUPLICATE-KEY", event, found=shortened(key), field=field, details=details)

    def _look_at_key(self, event: Event, key: str) -> None:
        if key == "<<":
            self._refuse("YAML-MERGE-KEY", event, found=key)
            self.doubtful = True
            return
        slip = self._slips.in_key(event)
        if slip:
            self.doubtful = True
            self._report(slip)

    def _take_alias(self, event: Event) -> None:
        self.doubtful = True
        level = self._level
        if level is None or level.awaits_key or level.key != "<<":  # the key has been refused with what it takes
            name = f"*{event.anchor}"
            wanted = quoted(self._source.rest(event.start_mark.line, event.start_mark.column).rstrip())
            self._refuse("YAML-ALIAS", event, found=shortened(name), wanted=(shortened(wanted),), field=self._field())
        if level is not None and level.awaits_key:
            level.awaits_key = False
        else:
            self._put(None)

    def _refuse_extras(self, event: Event) -> None:
        """Reports the tag or the anchor that stands before a value."""
        self.doubtful = True
        rest = self._source.rest(event.start_mark.line, event.start_mark.column).rstrip()
        code = "YAML-TAG" if event.tag is not None else "YAML-ANCHOR"
        found = rest.split(" ")[0]
        self._refuse(code, event, found=shortened(found), wanted=(shortened(quoted(rest)),), field=self._field())

    def _put(self, value: Value) -> None:
        """Puts `value` where the next one belongs."""
        level = self._level
        if level is None:
            self.value = value
        elif level.is_mapping:
            if level.key is not None:
                level.container[level.key] = value  # type: ignore[call-overload]  # a dict where it is a mapping
            level.awaits_key, level.key = True, None
        else:
            level.container.append(value)  # type: ignore[union-attr]

    def _path(self) -> FieldPath:
        """The path of the mapping or list that is open."""
        return tuple(level.part for level in (*self._outer_levels, self._level)[2:] if level)

    def _field(self) -> str:
        """The field whose value comes next, as people write it."""
        level = self._level
        if level is None or level.awaits_key or not level.keeps_next():
            return ""
        return field_name((*self._path(), level.next_part()))

    def _refuse(self, code: str, event: Event, **values: Any) -> None:  # noqa: ANN401 - the fields of Problem
        place = self._source.place(event.start_mark.line, event.start_mark.column)
        self._report(Problem(code=code, place=place, **values))

    def _report(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= _MOST_PROBLEMS:
            raise _EnoughError


def _unfolded(text: str, event: Event) -> str:
    """A text that was written over several lines, without the spaces that YAML puts between Han characters there.

    A text after `|` keeps its lines, and one on a single line has only spaces that were typed.
    """
    if event.style == "|" or event.start_mark.line == event.end_mark.line:
        return text
    return without_han_spaces(text)
