"""Where each key and value of a YAML text stands: read when somebody asks, since few records have a problem to be placed."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from huiguan.problem import FieldPath, Spot, Spots


@dataclass(frozen=True, slots=True)
class YamlSpots:
    """The spots of a text that `YamlBuilder` took in, so that it is neither deep nor broken."""

    text: str
    first_line: int

    def __call__(self) -> Spots:
        """Reads the text once more."""
        return _found(self.text, self.first_line)


@lru_cache(maxsize=64)  # a record's problems come in a row; those between records go back and forth
def _found(text: str, first_line: int) -> Spots:
    loader = yaml.CSafeLoader(text)
    try:
        root = loader.get_single_node()
    finally:
        loader.dispose()
    return _Finder(first_line).spots(root)


class _Finder:
    """One walk over libyaml's nodes. PyYAML's stubs give them no type."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._keys: dict[FieldPath, Spot] = {}
        self._values: dict[FieldPath, Spot] = {}

    def spots(self, root: Any) -> Spots:  # noqa: ANN401
        if root is not None:
            self._walk(root, ())
        return Spots(keys=self._keys, values=self._values)

    def _walk(self, node: Any, path: FieldPath) -> None:  # noqa: ANN401
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self._take((*path, index), item)
        elif isinstance(node, yaml.MappingNode):
            for key, item in node.value:
                below = (*path, key.value)
                if below not in self._keys:  # the second of two equal keys is refused, with all below it
                    self._keys[below] = self._spot(key)
                    self._take(below, item)

    def _take(self, path: FieldPath, node: Any) -> None:  # noqa: ANN401
        self._values[path] = self._spot(node)
        self._walk(node, path)

    def _spot(self, node: Any) -> Spot:  # noqa: ANN401
        return (self._first_line + node.start_mark.line, node.start_mark.column + 1)
