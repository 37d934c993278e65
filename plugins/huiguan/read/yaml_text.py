"""Parses YAML in one pass over libyaml's events: everything stays the text that was typed; its place is found when asked for.

PyYAML's own types are not for people who run a shop: `20:30` would be 1230, `NO` false, and the last of two equal keys
would win. The type of a field decides, later, in `model/`. What YAML can do beyond keys, lists and text is refused here.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from huiguan.problem import Places, Problem
from huiguan.read.record import Value
from huiguan.read.text import MAX_BYTES, control_character, too_large, with_line_feeds
from huiguan.read.yaml_build import Event, YamlBuilder
from huiguan.read.yaml_cause import find_cause
from huiguan.read.yaml_slips import Slips
from huiguan.read.yaml_source import YamlSource, shortened
from huiguan.read.yaml_spots import YamlSpots

# libyaml takes U+2028 and U+2029 for line ends, so that its line numbers would not be those of the reader's editor.
_UNREADABLE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BYTES_PER_CHARACTER = 4
_BEFORE_ROOT = frozenset({yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent})


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlText:
    """What a YAML text holds; `value` is None when it is empty, or when a problem leaves its shape in doubt."""

    value: Value
    places: Places
    problems: tuple[Problem, ...] = ()


def parse_yaml(text: str, *, file: str, first_line: int = 1) -> YamlText:
    """Parses `text`, whose first line is line `first_line` of `file`; bad input gives problems, never an exception."""
    source = YamlSource(text=with_line_feeds(text), file=file, first_line=first_line)
    refusal = _refusal(source)
    if refusal:
        return _refused(source, refusal)
    loader = yaml.CSafeLoader(source.text)
    builder = YamlBuilder(source, loader.get_event)
    try:
        builder.build()
    except yaml.MarkedYAMLError as error:
        cause = find_cause(source, error, floor=builder.last_line, bracket=builder.open_bracket)
        # The slip that libyaml stumbled over may have been seen already, as a part of what it read before.
        seen = any((problem.code, problem.place) == (cause.code, cause.place) for problem in builder.problems)
        return _refused(source, *builder.problems, *(() if seen else (cause,)))
    finally:
        loader.dispose()
    places = Places(file) if builder.doubtful else Places(file, YamlSpots(source.text, first_line))
    return YamlText(value=builder.value, places=places, problems=tuple(builder.problems))


def syntax_problem(text: str, *, file: str) -> Problem | None:
    """Why a text is no YAML with keys; None where it is, whatever it uses of what YAML can do.

    It is for files that others read: what `parse_yaml` refuses beyond that is theirs to allow.
    """
    source = YamlSource(text=with_line_feeds(text), file=file, first_line=1)
    refusal = _refusal(source)
    if refusal:
        return refusal
    loader: Any = yaml.CSafeLoader(source.text)  # the stubs give its events no marks
    root: Event = None
    line = 0
    try:
        while type(event := loader.get_event()) is not yaml.StreamEndEvent:
            line = event.start_mark.line
            if root is None and type(event) not in _BEFORE_ROOT:
                root = event
    except yaml.MarkedYAMLError as error:
        return find_cause(source, error, floor=line, bracket=None)
    finally:
        loader.dispose()
    return _without_keys(source, root)


def _without_keys(source: YamlSource, root: Event) -> Problem | None:
    """The problem of a text that is a list or a word; comments alone are nothing yet."""
    if root is None or type(root) is yaml.MappingStartEvent:
        return None
    is_text = type(root) is yaml.ScalarEvent
    slip = Slips(source).in_lone_text(root) if is_text else None
    found = shortened(root.value) if is_text else "- …"
    return slip or Problem(code="YAML-NOT-MAPPING", place=source.place(root.start_mark.line, root.start_mark.column), found=found)


def _refusal(source: YamlSource) -> Problem | None:
    """What speaks against showing the text to libyaml at all."""
    text = source.text
    if len(text) * _BYTES_PER_CHARACTER > MAX_BYTES and len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return too_large(source.file)
    return control_character(text, file=source.file, first_line=source.first_line, pattern=_UNREADABLE)


def _refused(source: YamlSource, *problems: Problem) -> YamlText:
    return YamlText(value=None, places=Places(file=source.file), problems=problems)
