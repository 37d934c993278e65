"""Rules of former addresses: each is a path, and leads to one page alone."""

import posixpath
from collections.abc import Iterable, Iterator

from huiguan.model.former_address import former_path, page_at, path_within
from huiguan.model.kind import KINDS
from huiguan.model.record import Record
from huiguan.model.whitepaper import Whitepaper
from huiguan.problem import Problem, field_name

# What the site itself puts below its root: calendars, data, the theme's files, and pages that no record has.
_OWN_FOLDERS = frozenset({"calendar", "api", "assets", "search", "subscribe"})
_OWN_FILES = frozenset({"robots.txt", "sitemap.xml", "feed.xml", "404", "manifest.json"})


def check_alias_forms(record: Record) -> Iterator[Problem]:
    """A problem for each former address that is no path on this site."""
    for index, alias in enumerate(record.aliases):
        if former_path(alias) is None:
            near = path_within(alias)
            yield _problem("ALIAS-FORMAT", record, index, wanted=(near,) if near and former_path(near) else ())


def check_alias_places(records: Iterable[Record]) -> Iterator[Problem]:
    """A problem for each former address at which there is a page, a file or another redirect; drafts have none of these."""
    built = [record for record in records if record.status.is_built]
    taken = dict(_places_of_site())
    for record in built:
        taken |= dict.fromkeys(_places_of(record), record.origin.file)
    for record in built:
        for place, index in _named_by(record).items():
            holder = taken.get(place) or (f"/{place}" if place.partition("/")[0] in _OWN_FOLDERS else None)
            if holder is None:
                taken[place] = record.origin.file
            else:
                yield _problem("ALIAS-TAKEN", record, index, details=(("holder", holder),))


def _named_by(record: Record) -> dict[str, int]:
    """The addresses that a record once had, and which of its aliases names each first: two spellings of one are one."""
    named: dict[str, int] = {}
    for index, alias in enumerate(record.aliases):
        path = former_path(alias)
        if path is not None:
            named.setdefault(page_at(path), index)
    return named


def _places_of_site() -> Iterator[tuple[str, str]]:
    yield "", "/"
    for kind in KINDS:
        if kind.has_pages:
            yield kind.section, f"/{kind.section}/"
    yield from ((name, f"/{name}") for name in _OWN_FILES)


def _places_of(record: Record) -> Iterator[str]:
    """Where the record has its page, its chapters and its files."""
    if not record.kind_of_record.has_pages:
        return
    section = record.kind_of_record.section
    yield f"{section}/{record.id}".casefold()
    if isinstance(record, Whitepaper):
        yield from (page_at(f"{section}/{record.id}/{posixpath.splitext(chapter.file)[0]}") for chapter in record.chapters)
    yield from (f"{section}/{record.id}/{name}".casefold() for name in record.origin.attachments)


def _problem(
    code: str, record: Record, index: int, *, wanted: tuple[str, ...] = (), details: tuple[tuple[str, str], ...] = ()
) -> Problem:
    path = ("aliases", index)
    return Problem(
        code=code,
        place=record.origin.places.of_value(path),
        field=field_name(path),
        found=record.aliases[index],
        wanted=wanted,
        details=details,
    )
