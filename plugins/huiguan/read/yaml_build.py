"""Builds nested dicts and lists from libyaml's events and refuses what a record has no use for.

Nothing here recurses, and the depth is checked at each opening bracket while events are still pulled one by one: hence a
hundred thousand brackets cost no more than the first few dozen. (PyYAML's own loader ends the whole process on them.)
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import yaml

from huiguan.model.markdown_text import without_han_spaces
from huiguan.problem import FieldPath, Problem, field_name
from huiguan.read.record import Value
from huiguan.read.yaml_slips import Slips
from huiguan.read.yaml_source import YamlSource, quoted, shortened

MAX_DEPTH = 32
_MOST_PROBLEMS = 20
_EMPTY_WORDS = frozenset({"~", "null", "Null", "NULL"})

# libyaml's event: `start_mark` and `end_mark` with line and column from 0, and what its class adds. PyYAML's stubs give
# the marks no type, and a protocol would be looked up at run time for nothing.
Event = Any


class _EnoughError(Exception):
    """The rest of the text is not worth reading."""


class _Level:
    """One open mapping or list.

    `keyed`: a key was read and its value comes next; `key` is None when that key was refused. What is read below a
    refused key is not `kept`: it goes into a container that nobody holds, and leaves no places.
    """

    __slots__ = ("bracket", "container", "is_mapping", "kept", "key", "keyed", "path")

    def __init__(self, container: dict[str, Value] | list[Value], path: FieldPath, *, kept: bool) -> None:
        self.container = container
        self.is_mapping = type(container) is dict
        self.path = path
        self.kept = kept
        self.key: str | None = None
        self.keyed = False
        self.bracket: tuple[int, int] | None = None  # where it opens, from 0, if it is written with brackets

    def next_path(self) -> FieldPath:
        """The path of the value that comes next."""
        return (*self.path, len(self.container) if self.key is None else self.key)

    def keeps_next(self) -> bool:
        """Whether the value that comes next has a place in the record."""
        return self.kept and not (self.keyed and self.key is None)


class YamlBuilder:
    """Turns the events of one document into `value`, `keys` and `values` (see `Places`) and `problems`.

    `last_line` is where the last event began, from 0: the cause of a syntax error never lies above it.
    """

    def __init__(self, source: YamlSource, next_event: Callable[[], Event]) -> None:
        self.value: Value = None
        self.keys: dict[FieldPath, tuple[int, int]] = {}
        self.values: dict[FieldPath, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.last_line = 0
        self._source = source
        self._first_line = source.first_line
        self._slips = Slips(source)
        self._next_event = next_event
        self._level: _Level | None = None
        self._outer_levels: list[_Level | None] = []
        self._doubtful = False
        self._documents = 0

    def build(self) -> None:
        """Reads to the end of the text; a text of doubtful shape leaves `value` None.

        Raises:
            yaml.MarkedYAMLError: The text is no YAML.
        """
        try:
            while self._take(self._next_event()):
                pass
        except _EnoughError:
            self._doubtful = True
        if self._doubtful:
            self.value, self.keys, self.values = None, {}, {}

    @property
    def open_bracket(self) -> tuple[int, int] | None:
        """Line and column (from 0) of the innermost bracket that is not closed yet."""
        return self._level.bracket if self._level else None

    def _take(self, event: Event) -> bool:
        """Takes in one event; False after the last."""
        kind = type(event)
        if kind is yaml.StreamEndEvent:
            return False
        self.last_line = event.start_mark.line
        if kind is yaml.ScalarEvent:
            self._take_scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._level = self._outer_levels.pop()
        elif kind is yaml.AliasEvent:
            self._take_alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._open_document(event)
        return True

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
        if outer is not None and outer.is_mapping and not outer.keyed:
            self._refuse_key(event)
        path = outer.next_path() if outer else ()
        kept = outer.keeps_next() if outer else True
        self._put(container, event)
        self._outer_levels.append(outer)
        self._level = _Level(container, path, kept=kept)
        if event.flow_style:
            self._level.bracket = (event.start_mark.line, event.start_mark.column)

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
        if level is not None and level.is_mapping and not level.keyed:
            self._take_key(level, event, is_plain=plain)
        else:
            self._put(_unfolded(self._plain_value(event) if plain else event.value, event), event)

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
                self._doubtful |= slip.code != "YAML-HASH-CUT"
                self._report(replace(slip, field=self._field()))
        return None if text in _EMPTY_WORDS else text

    def _take_key(self, level: _Level, event: Event, *, is_plain: bool) -> None:
        key: str = event.value
        level.keyed, level.key = True, key
        if is_plain and not key.isidentifier():  # most are, and an identifier has neither colon nor blank in it
            self._look_at_key(event, key)
        if not level.kept:
            return
        path = _below(level.path, key)
        first = self.keys.get(path)
        if first is None:
            self.keys[path] = self._spot(event)
            return
        level.key = None
        details = (("first_line", str(first[0])),)
        self._refuse("YAML-DUPLICATE-KEY", event, found=shortened(key), field=field_name(path), details=details)

    def _look_at_key(self, event: Event, key: str) -> None:
        if key == "<<":
            self._refuse("YAML-MERGE-KEY", event, found=key)
            self._doubtful = True
            return
        slip = self._slips.in_key(event)
        if slip:
            self._doubtful = True
            self._report(slip)

    def _take_alias(self, event: Event) -> None:
        self._doubtful = True
        name = f"*{event.anchor}"
        wanted = quoted(self._source.rest(event.start_mark.line, event.start_mark.column).rstrip())
        self._refuse("YAML-ALIAS", event, found=shortened(name), wanted=(shortened(wanted),), field=self._field())
        level = self._level
        if level is not None and level.is_mapping and not level.keyed:
            level.keyed = True
        else:
            self._put(None, event)

    def _refuse_extras(self, event: Event) -> None:
        """Reports the tag or the anchor that stands before a value."""
        self._doubtful = True
        rest = self._source.rest(event.start_mark.line, event.start_mark.column).rstrip()
        code = "YAML-TAG" if event.tag is not None else "YAML-ANCHOR"
        found = rest.split(" ")[0]
        self._refuse(code, event, found=shortened(found), wanted=(shortened(quoted(rest)),), field=self._field())

    def _put(self, value: Value, event: Event) -> None:
        """Puts `value` where the next one belongs."""
        level = self._level
        if level is None:
            self.value = value
            return
        container, key = level.container, level.key
        if isinstance(container, list):
            if level.kept:
                self.values[_below(level.path, len(container))] = self._spot(event)
            container.append(value)
            return
        level.keyed, level.key = False, None
        if key is not None:
            container[key] = value
            if level.kept:
                self.values[_below(level.path, key)] = self._spot(event)

    def _spot(self, event: Event) -> tuple[int, int]:
        mark = event.start_mark
        return _shared_spot(self._first_line + mark.line, mark.column + 1)

    def _field(self) -> str:
        """The field whose value comes next, as people write it."""
        level = self._level
        if level is None or (level.is_mapping and not level.keyed) or not level.keeps_next():
            return ""
        return field_name(level.next_path())

    def _refuse(self, code: str, event: Event, **values: Any) -> None:  # noqa: ANN401 - the fields of Problem
        place = self._source.place(event.start_mark.line, event.start_mark.column)
        self._report(Problem(code=code, place=place, **values))

    def _report(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= _MOST_PROBLEMS:
            raise _EnoughError


# The paths of a kind are the same in each of its records, and so are most spots: shared, they take a third of the memory.
@lru_cache(maxsize=2**16)
def _below(path: FieldPath, part: str | int) -> FieldPath:
    return (*path, part)


@lru_cache(maxsize=2**16)
def _shared_spot(line: int, column: int) -> tuple[int, int]:
    return (line, column)


def _unfolded(text: str | None, event: Event) -> str | None:
    """A text that was written over several lines, without the spaces that YAML puts between Han characters there.

    A text after `|` keeps its lines, and one on a single line has only spaces that were typed.
    """
    if text is None or event.style == "|" or event.start_mark.line == event.end_mark.line:
        return text
    return without_han_spaces(text)
