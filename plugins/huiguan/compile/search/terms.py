"""Terms of a text: pairs of neighbouring Han characters, and words of letters and digits; the twin is `search/text.js`."""

import re
from collections import Counter
from operator import add

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LONGEST_WORD = 40
_NOT_HAN = re.compile(f"[^{HAN}]+")
_HAN = re.compile(f"[{HAN}]+")
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(rf"[{HAN}]|(?:(?![{HAN}])[^\W_])+")
_LONG_ENDING = re.compile(r"(?:x|ch|sh|ss)es$")
_NO_PLURAL = re.compile(r"(?:ss|[^k]us|is)$")  # status, but not skus


def pairs(folded: str) -> dict[str, int]:
    """How often each two Han characters stand side by side in a folded text."""
    runs = _NOT_HAN.sub(" ", folded)
    counts = Counter(map(add, runs, runs[1:]))
    return {pair: count for pair, count in counts.items() if " " not in pair}


def characters(folded: str) -> dict[str, int]:
    """How often each Han character stands in a folded text."""
    return Counter(_NOT_HAN.sub("", folded))


def words(folded: str) -> dict[str, int]:
    """How often each word of letters or digits stands in a folded text, plurals as singulars."""
    found = _WORD.findall(_HAN.sub(" ", folded))
    return Counter([stem(word) if word[-1] == "s" else word for word in found if len(word) <= LONGEST_WORD]) if found else {}


def tokens(folded: str) -> tuple[str, ...]:
    """The Han characters and words of a folded text in their order."""
    return tuple(stem(token) for token in _TOKEN.findall(folded))


def terms_of(found: tuple[str, ...]) -> tuple[str, ...]:
    """What to look up for these tokens: pairs of neighbours, words, and a Han character that stands alone."""
    looked_up = []
    for index, token in enumerate(found):
        if not is_han(token):
            looked_up.append(token)
            continue
        follows = index + 1 < len(found) and is_han(found[index + 1])
        if follows:
            looked_up.append(token + found[index + 1])
        elif not (index and is_han(found[index - 1])):
            looked_up.append(token)
    return tuple(dict.fromkeys(looked_up))


def is_han(token: str) -> bool:
    """Whether a token is a Han character."""
    return _HAN.match(token) is not None


def stem(word: str) -> str:
    """An English plural as its singular: returns, boxes, companies; other words stay."""
    if len(word) < 4 or not word.endswith("s") or not word.isascii():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word
    if _LONG_ENDING.search(word):
        return word[:-2]
    return word if _NO_PLURAL.search(word) else word[:-1]
