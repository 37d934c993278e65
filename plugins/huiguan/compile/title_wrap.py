"""Where lines break on a poster: our own rule, since an SVG has none.

Widths are in ems of a Chinese sans: a Han character is 1, an emoji a little more, a Latin letter about a half. They err on
the wide side, so that what fits here fits in whichever font of the stack a phone has.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

ELLIPSIS = "…"
# What may begin no line, what may end none, and after what a line breaks best.
_NO_START = frozenset("，。、：；？！）】》」』〉〕｝”’％‰℃·～…—,.:;?!)]}%")
_NO_END = frozenset("（【《「『〈〔｛“‘([{")
_CLAUSE_END = frozenset("，：？、！；。")
_JOINER = "\u200d"
_EMOJI = 1.25
_NARROW = frozenset("ijlftrI1.,:;'|!()[]{}-/ ·")
_WIDE = frozenset("mwMW%@&—")
_SPACES = re.compile(r"\s+")
_THIN = 0.36
_NEVER = float("inf")
_Lines = tuple[float, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One size of type: `size` and `leading` in pixels, how wide a line is in ems, how many lines there may be."""

    size: int
    leading: int
    width: float
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """Lines set in one size. Joined they are the text (runs of blanks as one), or its beginning and an ellipsis."""

    setting: Setting
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """What no line breaks: a Han character, a Latin word, an emoji with all that is joined to it; `torn` from a longer one."""

    text: str
    width: float
    torn: bool = False


def fitted(text: str, settings: Sequence[Setting]) -> Wrapped:
    """The text in the first setting that holds it whole; cut in the last one where none does."""
    for setting in settings:
        lines = wrapped(text, setting.width, setting.lines)
        if lines is not None:
            return Wrapped(setting=setting, lines=lines)
    last = settings[-1]
    return Wrapped(setting=last, lines=cut(text, last.width, last.lines))


def wrapped(text: str, width: float, most: int) -> tuple[str, ...] | None:
    """The text in at most `most` lines of `width` ems, broken where it reads best; None where it does not fit."""
    return _broken(_units(_plain(text), width), width, most)


def cut(text: str, width: float, most: int) -> tuple[str, ...]:
    """The text in at most `most` lines, its end given up for an ellipsis where it is too long; no line for no text."""
    units = _units(_plain(text), width)
    whole = _broken(units, width, most) if units else ()
    if whole is not None:
        return whole
    mark = _Unit(text=ELLIPSIS, width=1)
    widths = accumulate(unit.width for unit in units)
    fits, too_many = 0, 1 + sum(1 for used in widths if used <= width * most)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if _broken([*units[:middle], mark], width, most) is None:
            too_many = middle
        else:
            fits = middle
    return _broken([*units[:fits], mark], width, most) or (ELLIPSIS,)


def width_of(text: str) -> float:
    """How wide a text is in ems, without the blanks at its end."""
    return sum(_cluster_width(cluster) for cluster in _clusters(text.rstrip(" ")))


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


def _clusters(text: str) -> Iterator[str]:
    """What a reader takes for one character: a base with its marks, a flag, emoji joined to one."""
    cluster = ""
    for character in text:
        if cluster and not _continues(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _continues(cluster: str, character: str) -> bool:
    if character == _JOINER or cluster.endswith(_JOINER) or unicodedata.category(character).startswith("M"):
        return True
    code = ord(character)
    if 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:  # skin tones, tags of flags
        return True
    return _is_flag_half(character) and len(cluster) == 1 and _is_flag_half(cluster)


def _is_flag_half(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def _cluster_width(cluster: str) -> float:
    if _is_emoji(cluster):
        return _EMOJI
    first = cluster[0]
    if _is_square(first):
        return 1
    if first in _NARROW:
        return _THIN
    if first in _WIDE:
        return 0.95
    return 0.72 if first.isupper() else 0.6


def _is_emoji(cluster: str) -> bool:
    return 0x1F000 <= ord(cluster[0]) < 0x20000 or (len(cluster) > 1 and (_JOINER in cluster or "\ufe0f" in cluster))


def _is_square(character: str) -> bool:
    """Whether it takes the room of a Han character in a Chinese font; so do quotes, dashes and circled numbers, but no Greek."""
    width = unicodedata.east_asian_width(character)
    return width in {"W", "F"} or (width == "A" and not character.isalpha())


def _units(text: str, width: float) -> list[_Unit]:
    """The text in parts that stay whole; a part wider than a line is torn into its characters."""
    units: list[_Unit] = []
    word = ""
    for cluster in _clusters(text):
        if _is_letter(cluster):
            word += cluster
            continue
        units += _unit(word, width)
        units += _unit(cluster, width)
        word = ""
    return [*units, *_unit(word, width)]


def _is_letter(cluster: str) -> bool:
    """Whether it stands in a word that no line breaks: no blank, no Han character, no emoji, no opening bracket."""
    return cluster != " " and cluster[0] not in _NO_END and not _is_emoji(cluster) and not _is_square(cluster[0])


def _unit(text: str, width: float) -> list[_Unit]:
    if not text:
        return []
    own = sum(_cluster_width(cluster) for cluster in _clusters(text))
    if own <= width - 1:  # room for the comma that must stand behind it
        return [_Unit(text=text, width=own)]
    return [_Unit(text=cluster, width=_cluster_width(cluster), torn=True) for cluster in _clusters(text)]


def _broken(units: Sequence[_Unit], width: float, most: int) -> tuple[str, ...] | None:
    """The best lines, or None where there are not enough of them."""
    if units and most and sum(unit.width for unit in units) <= width:  # no break is better than none
        return ("".join(unit.text for unit in units),)
    text = _Text.of(units)
    cost, ends = _best(text, 0, width, most, {})
    if cost == _NEVER or not ends:
        return None
    starts = (0, *ends[:-1])
    return tuple("".join(unit.text for unit in units[start:end]) for start, end in zip(starts, ends, strict=True))


def _best(text: "_Text", start: int, width: float, left: int, known: dict[tuple[int, int], _Lines]) -> _Lines:
    """The cost and the ends of the best lines from unit `start` on, `left` of them at the most; `known` are found already."""
    if start == len(text.units):
        return 0.0, ()
    if text.sums[-1] - text.sums[start] > (width + _THIN) * left:
        return _NEVER, ()
    if (start, left) not in known:
        further = ((end, free / width, _best(text, end, width, left - 1, known)) for end, free in _ends(text, start, width))
        found = [_with(text, start, end, free, rest) for end, free, rest in further]
        known[start, left] = min(found, default=(_NEVER, ()))
    return known[start, left]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The units, and for each place between them how wide all before it are, what a break costs there, how many clauses ended."""

    units: Sequence[_Unit]
    sums: Sequence[float]
    penalties: Sequence[float]
    clauses: Sequence[int]

    @classmethod
    def of(cls, units: Sequence[_Unit]) -> "_Text":
        """The text of these units."""
        inner = [_penalty(before, after) for before, after in pairwise(units)]
        penalties = [_NEVER, *inner, 0.0]
        clauses = list(accumulate(int(penalty == 0) for penalty in penalties))
        return cls(
            units=units, sums=list(accumulate((unit.width for unit in units), initial=0.0)), penalties=penalties, clauses=clauses
        )


def _ends(text: _Text, start: int, width: float) -> Iterator[tuple[int, float]]:
    """Where a line that begins with unit `start` may end, and what it leaves free; a blank at its end hangs over."""
    for end in range(start + 1, len(text.units) + 1):
        used = text.sums[end] - text.sums[start] - (_THIN if text.units[end - 1].text == " " else 0)
        if used > width:
            return
        yield end, width - used


def _with(text: _Text, start: int, end: int, free: float, rest: _Lines) -> _Lines:
    """The lines `rest` with one before them, from `start` to `end`, that leaves `free` of its width."""
    cost, ends = rest
    if end == len(text.units):
        orphan = 0.4 if start and free > 0.8 else 0.0
        return 0.3 * free**2 + orphan, (end,)
    penalty = text.penalties[end]
    runs_over = penalty > 0 and text.clauses[end - 1] > text.clauses[start]  # the end of a clause and the start of the next
    return cost + free**2 + penalty + (0.5 if runs_over else 0), (end, *ends)


def _penalty(before: _Unit, after: _Unit) -> float:
    """What a break between two units costs: nothing between clauses, little at a blank; what is torn goes last."""
    closes, opens = after.text[0] in _NO_START, before.text[-1] in _NO_END
    if after.text == " " or closes or opens:
        # Only in a row of them, which no line may hold: 「！！！！」.
        in_row = (closes and before.text[-1] in _NO_START) or (opens and after.text[0] in _NO_END)
        return 50 if in_row else _NEVER
    if before.torn and after.torn:
        return 2
    if before.text[-1] in _CLAUSE_END or after.text[0] in _NO_END:
        return 0
    return 0.35 if before.text == " " else 0.6
