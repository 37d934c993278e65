"""The tables of characters are those of the libraries that they come from, and what search makes of them."""

import pytest

from huiguan.compile.search.fold import simplified
from huiguan.compile.search.lexicon import readings
from huiguan.compile.search.tables import make


@pytest.mark.slow
@pytest.mark.parametrize(("name", "made"), [("simplified.txt", make.simplified), ("sounds.txt", make.sounds)])
def test_a_table_is_what_the_libraries_give(name: str, made: object) -> None:
    """Made anew it has the same bytes: `python -m huiguan.compile.search.tables.make` renews them."""
    assert callable(made)
    assert (make.FOLDER / name).read_text(encoding="utf-8") == made()


def test_no_simplified_character_is_a_traditional_one() -> None:
    """Folding twice is folding once."""
    assert {plain for plain in simplified().values() if ord(plain) in simplified()} == set()


@pytest.mark.parametrize(
    ("char", "syllables"),
    [("退", ("tui",)), ("率", ("lv", "shuai")), ("行", ("xing", "hang")), ("女", ("nv", "ru")), ("乐", ("le", "yue"))],
)
def test_a_character_has_its_readings(char: str, syllables: tuple[str, ...]) -> None:
    """Without tones, ü as v, the usual one first, two at most."""
    assert set(readings()[char]) == set(syllables)


def test_every_syllable_can_be_typed() -> None:
    """Letters of the keyboard, with a vowel."""
    syllables = {syllable for found in readings().values() for syllable in found}
    assert len(syllables) > 390
    assert all(syllable.isascii() and syllable.isalpha() and set(syllable) & set("aeiouv") for syllable in syllables)
