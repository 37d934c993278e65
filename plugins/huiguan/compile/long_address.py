"""Long addresses as readers see them: a line may break after a slash, so that no word is cut in the middle."""

import re

from markupsafe import Markup

_SLASH = re.compile(r"(?<![:/])/(?=.)")
# Of a hand-written page, what a parser has escaped already.
_SHOWN = re.compile(r'(?:<code>|<p class="hg-copy hg-copy--url">)https?://[^<\s]+(?=</)')


def breaking(address: str) -> Markup:
    """The address as HTML."""
    return Markup("/<wbr>").join(_SLASH.split(address))


def with_breaking_addresses(html: str) -> str:
    """The HTML of a page, its addresses that stand as code or to be copied set the same way."""
    return _SHOWN.sub(lambda shown: _SLASH.sub("/<wbr>", shown[0]), html) if "://" in html else html
