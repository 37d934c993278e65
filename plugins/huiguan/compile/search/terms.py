"""Terms of a text: pairs of neighbouring Han characters, and words of letters and digits; the twin is `search/text.js`."""

import re

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LONGEST_WORD = 40
_HAN = re.compile(f"[{HAN}]")
_PAIR = re.compile(f"(?=([{HAN}][{HAN}]))")  # takes nothing, so that the next one begins at the next character
_WORD = re.compile(rf"[^\W_{HAN}]+")
_TOKEN = re.compile(rf"{_HAN.pattern}|{_WORD.pattern}")
_LONG_ENDING = re.compile(r"(?:x|ch|sh|ss)es$")
_NO_PLURAL = re.compile(r"(?:ss|[^k]us|is)$")  # status, but not skus


def pairs(folded: str) -> list[str]:
    """Each two Han characters that stand side by side in a folded text, as often as they do."""
    return _PAIR.findall(folded)


def characters(folded: str) -> list[str]:
    """Each Han character of a folded text, as often as it stands there."""
    return _HAN.findall(folded)


def words(folded: str) -> list[str]:
    """Each word of letters or digits in a folded text, as often as it stands there, plurals as singulars."""
    return [stem(word) if word[-1] == "s" else word for word in _WORD.findall(folded) if len(word) <= LONGEST_WORD]


def tokens(folded: str) -> tuple[str, ...]:
    """The Han characters and words of a folded text in their order."""
    return tuple([stem(token) if token[-1] == "s" else token for token in _TOKEN.findall(folded)])


def terms_of(found: tuple[str, ...]) -> tuple[str, ...]:
    """What to look up for these tokens: pairs of neighbours, words, and a Han character that stands alone."""
    han = [*map(is_han, found), False]  # the last one stands before the first one too
    looked_up = []
    for index, token in enumerate(found):
        if han[index] and han[index + 1]:
            looked_up.append(token + found[index + 1])
        elif not (han[index] and han[index - 1]):
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
