"""Values that a template may print but not look into: what it asks about one is answered, and remembered."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, Self

from markupsafe import Markup, escape

# Private characters hold a value's name; behind it stands what a filter that changes text would change.
_NAME = "\ue000{}\ue001"
_TAIL = "<Ab>  &\"'ß"
_ESCAPED_TAIL = str(escape(_TAIL))
_PRINTED = re.compile(f"\ue000([^\ue001]*)\ue001({re.escape(_ESCAPED_TAIL)}|{re.escape(_TAIL)})?")


class LookedIntoError(Exception):
    """A template does more with a sealed value than to print it and to compare it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked about the value of that name, and the answer."""

    name: str
    compare: Callable[[Any, Any], bool]
    other: object
    answer: bool

    def is_answered_alike(self, values: Mapping[str, str]) -> bool:
        """Whether other values answer as the first ones did."""
        return self.compare(values[self.name], self.other) is self.answer


class Sealed(str):  # noqa: PLW1641 - its hash is refused
    """Prints as a mark, and answers for the value that it stands for."""

    __slots__ = ("_asked", "_name", "_value")

    _asked: set[Question]
    _name: str
    _value: str

    def __new__(cls, printed: str, *, name: str, value: str, asked: set[Question]) -> Self:
        """What is `printed` in the place of the value; what is asked about it is added to `asked`."""
        made = super().__new__(cls, printed)
        made._asked, made._name, made._value = asked, name, value
        return made

    def _ask(self, compare: Callable[[Any, Any], bool], other: object) -> bool:
        answer = compare(self._value, other)
        self._asked.add(Question(name=self._name, compare=compare, other=other, answer=answer))
        return answer

    def __eq__(self, other: object) -> bool:
        return self._ask(operator.eq, other)

    def __ne__(self, other: object) -> bool:
        return not self._ask(operator.eq, other)

    def __bool__(self) -> bool:
        return not self._ask(operator.eq, "")

    def __contains__(self, other: object) -> bool:
        return self._ask(operator.contains, other)

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - of any attribute
        return super().__getattribute__(name) if name.startswith("_") else self._refuse()

    def _refuse(self, *_: object) -> NoReturn:
        raise LookedIntoError(self._name)

    __hash__ = __len__ = __iter__ = __getitem__ = _refuse
    __add__ = __mod__ = __mul__ = __format__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse


class _SealedHtml(Sealed):
    """A sealed value that is HTML already, so that nothing escapes it again."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def sealed(name: str, value: str, asked: set[Question]) -> Sealed:
    """A seal over a value; what is asked about it is added to `asked`."""
    if isinstance(value, Markup):
        return _SealedHtml(_NAME.format(name) + _ESCAPED_TAIL, name=name, value=value, asked=asked)
    return Sealed(_NAME.format(name) + _TAIL, name=name, value=value, asked=asked)


def mark(name: str) -> str:
    """The bare mark of a value that passes through addresses and contents lists, where nothing else may stand."""
    return _NAME.format(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A text with gaps: `texts` stand before, between and behind `gaps`, each the name of a value and whether it is escaped."""

    texts: tuple[str, ...]
    gaps: tuple[tuple[str, bool], ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with the values in its gaps."""
        parts = [self.texts[0]]
        for (name, is_escaped), text in zip(self.gaps, self.texts[1:], strict=True):
            parts += (escape(values[name]) if is_escaped else values[name], text)
        return "".join(parts)


def frame_of(text: str, *, bare: frozenset[str]) -> Frame:
    """The frame that a text with printed marks is; `bare` names those that are printed without more.

    Raises:
        LookedIntoError: A sealed value was changed before it was printed.
    """
    # Split by a pattern with two groups: text, name, tail, text, …, text.
    texts, names, tails = (_PRINTED.split(text)[start::3] for start in range(3))
    for name, tail in zip(names, tails, strict=True):
        if (tail is None) is not (name in bare):
            raise LookedIntoError(name)
    return Frame(texts=tuple(texts), gaps=tuple((name, tail == _ESCAPED_TAIL) for name, tail in zip(names, tails, strict=True)))
