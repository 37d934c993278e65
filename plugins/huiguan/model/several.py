"""Several values that were typed as one text: `抖音、快手` where a list of two was meant."""

import re
from collections.abc import Callable

_SIGNS = re.compile(r"\s*[、，,;；/|]\s*")


def several_in(typed: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The values in a text, if there are at least two and each of them is known; else none."""
    parts = tuple(part for part in _SIGNS.split(typed.strip()) if part)
    return parts if len(parts) > 1 and all(map(is_known, parts)) else ()


def as_list(parts: tuple[str, ...]) -> str:
    """The values as they are typed in a list."""
    return f"[{', '.join(parts)}]"
