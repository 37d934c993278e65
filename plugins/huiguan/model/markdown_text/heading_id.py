"""The id of a heading: stable for known sections, otherwise what GitHub makes of its text, so that links work in both.

An id of ASCII letters only takes `h-` in front: `__config` or `main` would answer in place of a part of the page.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_DROPPED = re.compile(r"[^\w\- ]+")


def heading_slug(text: str) -> str:
    """The heading as GitHub writes it in an address: `3. 算账 (含税)` is `3-算账-含税`."""
    plain = unicodedata.normalize("NFC", text).strip().lower()
    return _DROPPED.sub("", plain).replace(" ", "-")


def heading_ids(texts: Iterable[str], *, section_ids: Mapping[str, str], prefix: str = "") -> tuple[str, ...]:
    """The ids of the headings of one text, in their order, each once: the second 算账 is `算账-2`.

    `section_ids` maps the heading of a known section to its id (`教训` to `lessons`).
    """
    used: set[str] = set()
    counts: dict[str, int] = {}
    ids = []
    for text in texts:
        name = unicodedata.normalize("NFC", text).strip()
        found = _unused(prefix + (section_ids.get(name) or _safe(heading_slug(name))), used, counts)
        used.add(found)
        ids.append(found)
    return tuple(ids)


def heading_anchors(texts: Iterable[str], *, section_ids: Mapping[str, str], prefix: str = "") -> dict[str, str]:
    """What may be written after `#` to reach a heading of the text, mapped to its id: the slug, or the id itself."""
    texts = tuple(texts)
    ids = heading_ids(texts, section_ids=section_ids, prefix=prefix)
    anchors = {found: found for found in ids}
    for text, found in zip(texts, ids, strict=True):
        anchors.setdefault(heading_slug(text), found)
    return anchors


def _safe(slug: str) -> str:
    return f"h-{slug}" if slug.isascii() else slug


def _unused(name: str, used: set[str], counts: dict[str, int]) -> str:
    found = name
    while found in used:
        counts[name] = counts.get(name, 1) + 1
        found = f"{name}-{counts[name]}"
    return found
