"""How a person is shown: a name, a page where there is one, and an avatar of one character."""

import hashlib
from dataclasses import dataclass

from huiguan.model.club import Club
from huiguan.model.member import Member
from huiguan.model.record import Credit

SHADES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A person as shown; `member` is their record where the edition has one, `url` an address of their own otherwise."""

    name: str
    initial: str
    shade: int
    member: Member | None = None
    url: str | None = None


def who(reference: str | Credit, club: Club, language: str, someone: str) -> Who:
    """The person that a reference means; `someone` stands where there is no name that may be shown."""
    if isinstance(reference, Credit):
        return _who(reference.name or someone, reference.name or someone, url=reference.url)
    member = club.find(("member",), reference)
    if isinstance(member, Member):
        return _who(member.names.get(language, member.name), member.id, member=member)
    stranger = club.strangers.get(reference)
    name = (stranger.name if stranger else None) or someone
    return _who(name, name)


def _who(name: str, seed: str, *, member: Member | None = None, url: str | None = None) -> Who:
    # A stable hash: Python's own changes with every run.
    shade = hashlib.blake2b(seed.encode(), digest_size=1).digest()[0] % SHADES + 1
    return Who(name=name, initial=name[:1], shade=shade, member=member, url=url)
