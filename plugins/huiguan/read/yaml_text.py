"""Parses YAML in one pass over libyaml's events: everything stays the text that was typed; its place is found when asked for.

PyYAML's own types are not for people who run a shop: `20:30` would be 1230, `NO` false, and the last of two equal keys
would win. The type of a field decides, later, in `model/`. What YAML can do beyond keys, lists and text is refused here.
"""

import re
from dataclasses import dataclass

import yaml

from huiguan.problem import Places, Problem
from huiguan.read.record import Value
from huiguan.read.text import MAX_BYTES, control_character, too_large, with_line_feeds
from huiguan.read.yaml_build import YamlBuilder
from huiguan.read.yaml_cause import find_cause
from huiguan.read.yaml_source import YamlSource
from huiguan.read.yaml_spots import YamlSpots

# libyaml takes U+2028 and U+2029 for line ends, so that its line numbers would not be those of the reader's editor.
_UNREADABLE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BYTES_PER_CHARACTER = 4


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


def _refusal(source: YamlSource) -> Problem | None:
    """What speaks against showing the text to libyaml at all."""
    text = source.text
    if len(text) * _BYTES_PER_CHARACTER > MAX_BYTES and len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return too_large(source.file)
    return control_character(text, file=source.file, first_line=source.first_line, pattern=_UNREADABLE)


def _refused(source: YamlSource, *problems: Problem) -> YamlText:
    return YamlText(value=None, places=Places(file=source.file), problems=problems)
