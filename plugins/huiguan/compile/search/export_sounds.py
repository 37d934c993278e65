"""Pinyin for servers that know none: how the words of a page sound, as words of letters."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from huiguan.compile.search.fold import fold
from huiguan.compile.search.lexicon import readings
from huiguan.compile.search.terms import HAN

# Longer runs are sentences, which nobody types by their sounds.
LONGEST = 4
_RUN = re.compile(f"[{HAN}]{{2,}}")


def sounds_of(texts: Iterable[str]) -> list[str]:
    """The sounds of each two neighbouring Han characters, and of short runs as a whole: `tuihuo`, `shenqiuci`, each once.

    Of several readings of a character the usual one counts.
    """
    return list(dict.fromkeys(sound for text in texts for run in _RUN.findall(fold(text)) for sound in _of_run(run)))


def _of_run(run: str) -> Iterator[str]:
    syllables = [found[0] if (found := readings().get(char)) else "" for char in run]
    if len(run) <= LONGEST and all(syllables):
        yield "".join(syllables)
    yield from (first + second for first, second in pairwise(syllables) if first and second)
