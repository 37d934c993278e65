"""Makes the two tables of this folder from OpenCC and pypinyin: `python -m huiguan.compile.search.tables.make`.

They are committed, so that a build needs neither library; a test holds them against their sources.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
HAN = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x323B0)]
MOST_READINGS = 2  # further ones are of poems and names of rivers


def simplified() -> str:
    """Two lines: traditional characters, and under each its simplified one (OpenCC's t2s, character by character)."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    # Twice, since 薴 is simplified to 苧, which is itself the traditional form of 苎.
    pairs = [(char, other) for char in map(chr, HAN) if (other := convert(convert(char))) != char and len(other) == 1]
    return "".join(char for char, _ in pairs) + "\n" + "".join(other for _, other in pairs) + "\n"


def sounds() -> str:
    """A line a syllable, without tones, ü as v: the characters read so first, then after a blank those read so as well."""
    usual: dict[str, list[str]] = {}
    rarer: dict[str, list[str]] = {}
    traditional = set(simplified().split("\n")[0])
    for char in map(chr, HAN):
        if char in traditional or not _is_common(char):
            continue
        first, *others = _readings(char) or [""]
        usual.setdefault(first, []).append(char)
        for reading in others:
            rarer.setdefault(reading, []).append(char)
    # 嗯 and 哼 have syllables without a vowel, which would part every word typed in letters.
    syllables = sorted(name for name in usual.keys() | rarer.keys() if set(name) & set("aeiouv"))
    return "".join(f"{name} {''.join(usual.get(name, []))} {''.join(rarer.get(name, []))}".rstrip() + "\n" for name in syllables)


def _is_common(char: str) -> bool:
    try:
        return len(char.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def _readings(char: str) -> list[str]:
    from pypinyin import Style, pinyin

    found = pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=False, errors="ignore")
    plain = (reading.replace("ü", "v") for reading in (found[0] if found else []))
    return [name for name in dict.fromkeys(plain) if name.isascii() and name.isalpha()][:MOST_READINGS]


if __name__ == "__main__":
    (FOLDER / "simplified.txt").write_text(simplified(), encoding="utf-8")
    (FOLDER / "sounds.txt").write_text(sounds(), encoding="utf-8")
