"""Several values that were typed as one text: `抖音、快手` where a list of two was meant."""

import re
from collections.abc import Callable

# Signs that part the items of a row, where each item is a word or two; a comma may also stand inside a number.
_ROW = re.compile(r"\s*(?:[、，；;]|,(?!\d))\s*")
_SIGNS = re.compile(r"\s*[、，,;；/|]\s*")


def several_in(typed: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The values in a text, if there are at least two and each of them is known; else none."""
    parts = tuple(part for part in _SIGNS.split(typed.strip()) if part)
    return parts if len(parts) > 1 and all(map(is_known, parts)) else ()


def row_in(typed: str) -> tuple[str, ...]:
    """The words in a text that is a row of them; none where it is one word."""
    parts = tuple(part for part in _ROW.split(typed.strip()) if part)
    return parts if len(parts) > 1 else ()


def as_list(parts: tuple[str, ...]) -> str:
    """The values as they are typed in a list; a comma inside one would part it."""
    items = (f'"{part}"' if "," in part else part for part in parts)
    return f"[{', '.join(items)}]"
