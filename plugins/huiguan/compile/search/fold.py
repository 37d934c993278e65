"""The form in which two spellings of one text are equal; its twin is `fold` in `search/text.js`.

Full-width and compatibility forms (NFKC), accents, case, traditional characters and pinyin typed after a character fall away.
Both are held to one table of strings: `tests/search/folded.yml`.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

# What cannot be seen: soft hyphens, zero-width and direction marks, variation selectors (those of Han characters too).
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]")
# 數(shù)字: at least one letter with a tone, else 客单价(aov) would lose its name.
_PINYIN = re.compile(r"(?<=[\u3400-\u9fff])\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]*\)")
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
# Only what may join its neighbours needs them to be folded: marks that combine, parts of Korean syllables, half-width kana. These
# scripts have none of it.
_JOINING = re.compile(
    "[^\\x00-\u02ff\u0370-\u0482\u2000-\u20cf\u2100-\u2cee\u2e00-\u3029\u3030-\u3098\u309b-\u3130\u3190-\ua66e\uac00-\ud7ff\uf900-\ufb1d"
    "\ufe10-\ufe1f\ufe30-\uff9d\uffe0-\uffff\U0001f000-\U0003ffff]"
)


def fold(text: str) -> str:
    """The text in its folded form; its length may differ."""
    if text.isascii():
        return text.lower()
    if _JOINING.search(text):
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    plain = text.translate(_FOLDED)
    if "(" in plain:
        plain = _PINYIN.sub("", plain)
    return _ACCENTED.sub(_unaccented, plain) if _ACCENTED.search(plain) else plain


def _unaccented(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", match[0])))


class _Folded(dict[int, str]):
    """The folded form of each character that was asked for."""

    def __missing__(self, number: int) -> str:
        char = chr(number)
        plain = "" if _UNSEEN.match(char) else unicodedata.normalize("NFKC", char).lower().replace("ς", "σ")
        self[number] = "".join(simplified().get(ord(part), part) for part in plain)
        return self[number]


@cache
def simplified() -> dict[int, str]:
    """Each traditional character, as a number, and its simplified one."""
    table = files("huiguan.compile.search.tables").joinpath("simplified.txt").read_text(encoding="utf-8")
    traditional, plain = table.split("\n")[:2]
    return dict(zip(map(ord, traditional), plain, strict=True))


_FOLDED = _Folded()
