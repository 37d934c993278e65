"""Several values that were typed as one text: `抖音、快手` where a list of two was meant."""

import json
import re
from collections.abc import Callable

# Signs that part the items of a row, where each item is a word or two; a comma may also stand inside a number.
_ROW = re.compile(r"\s*(?:[、，；;]|,(?!\d))\s*")
# What stands in brackets is one word with what is before it, and the name of a work is one.
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)|《[^《》]*》|「[^「」]*」|“[^“”]*”")
# What YAML would not read as the word that it is, in a list in brackets.
_QUOTED = re.compile(r"[,\[\]{}\"]|:(?:\s|$)|\s#|^[-?:#&*!|>'%@`]")
_SIGNS = re.compile(r"\s*[、，,;；/|]\s*")


def several_in(typed: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The values in a text, if there are at least two and each of them is known; else none."""
    parts = tuple(part for part in _SIGNS.split(typed.strip()) if part)
    return parts if len(parts) > 1 and all(map(is_known, parts)) else ()


def row_in(typed: str) -> tuple[str, ...]:
    """The words in a text that is a row of them; none where it is one word."""
    whole = typed.strip()
    hidden = _BRACKETED.sub(lambda found: "x" * len(found[0]), whole)
    bounds = [0, *(bound for sign in _ROW.finditer(hidden) for bound in sign.span()), len(whole)]
    parts = tuple(whole[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True) if start < end)
    return parts if len(parts) > 1 else ()


def as_list(parts: tuple[str, ...]) -> str:
    """The values as they are typed in a list; a comma inside one would part it."""
    items = (json.dumps(part, ensure_ascii=False) if _QUOTED.search(part) else part for part in parts)
    return f"[{', '.join(items)}]"
