"""Tunes Python's garbage collector to a build: a process that makes much, keeps nearly all of it, and ends."""

import gc

# Young objects before they are looked through (Python's own: 700), how many such looks before the next age, and the next.
_YOUNG, _MIDDLE, _OLD = 20_000, 50, 1_000


def collect_seldom() -> None:
    """Has the collector look at young objects alone: going through all records again and again took a fifth of a build.

    Not for a process that lives on: cycles of old objects stay until it ends.
    """
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def end_quickly() -> None:
    """Has the process end without going through everything once more, to free what ends with it anyway: another fifteenth."""
    gc.freeze()
