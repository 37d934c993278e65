"""Tunes Python's garbage collector to a build: a process that makes much, keeps nearly all of it, and ends."""

import gc

# Young objects before they are looked through, how many such looks before the next age, and the next.
_SELDOM, _USUAL = (20_000, 50, 1_000), gc.get_threshold()


def collect_seldom() -> None:
    """Has the collector look at young objects alone: going through all records again and again took a fifth of a build.

    Not for a process that lives on: cycles of old objects stay until it ends.
    """
    gc.set_threshold(*_SELDOM)


def collect_as_usual() -> None:
    """Has the collector work as Python sets it, in a process that lives on."""
    gc.set_threshold(*_USUAL)


def end_quickly() -> None:
    """Has the process end without going through everything once more, to free what ends with it anyway: another fifteenth."""
    gc.freeze()
