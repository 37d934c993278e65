"""Who and what a corpus of a given size holds: how many of each kind, and their ids."""

from dataclasses import dataclass
from random import Random

# Shares of all entries; cases take the rest.
SHARES = {"event": 0.15, "member": 0.15, "organization": 0.035, "group": 0.015, "template": 0.04, "whitepaper": 0.01}
CASE = "case"
# One event in three is a series.
SERIES_EVERY = 3
# One member in sixteen did not agree to appear: checks look for their names in every text.
ABSENT_EVERY = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The numbers of a corpus by kind."""

    counts: dict[str, int]

    def two_members(self, random: Random) -> tuple[str, str]:
        """The ids of two different members who may appear."""
        first = self.id_near("member", random.random())
        number = next(number for number in range(3) if id_of("member", number) != first)
        second = self.id_near("member", random.random())
        return first, id_of("member", number) if second == first else second

    def id_near(self, kind: str, drawn: float) -> str:
        """The id at a drawn place, 0 to 1, among those of a kind; for a member, one that may appear."""
        number = min(int(drawn * self.counts[kind]), self.counts[kind] - 1)
        if kind == "member" and is_absent(number):
            number -= 1
        return id_of(kind, number)


def cast_of(count: int) -> Cast:
    """How many of each kind are among `count` entries, at least one of each.

    Raises:
        ValueError: Fewer than 20 entries cannot hold every kind.
    """
    if count < 20:
        raise ValueError("a corpus has at least 20 entries")
    counts = {kind: max(1, round(count * share)) for kind, share in SHARES.items()}
    counts[CASE] = count - sum(counts.values())
    return Cast(counts=counts)


def id_of(kind: str, number: int) -> str:
    """The id of one entry."""
    return f"{kind}-{number:05}"


def is_absent(number: int) -> bool:
    """Whether that member did not agree to appear."""
    return number % ABSENT_EVERY == ABSENT_EVERY - 1


def is_series(number: int) -> bool:
    """Whether that event is a series."""
    return number % SERIES_EVERY == SERIES_EVERY - 1
