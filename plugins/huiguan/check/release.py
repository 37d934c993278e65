"""What subscribers would not learn: events that vanish without a word, and changes that their phones would not take over."""

from collections.abc import Iterator
from datetime import date

from huiguan.model.field import later
from huiguan.model.kind import EVENT
from huiguan.model.published import Published, PublishedDate, PublishedEntry
from huiguan.problem import Place, Problem, Severity
from huiguan.read.tree import SETTINGS_FILE

CANCELLED = "cancelled"
HORIZON = "12m"  # how far ahead the dates of a series are recorded


def compare(before: Published, now: Published, today: date) -> list[Problem]:
    """What the last release announced for `today` or later and this one takes back in silence, as warnings sorted by place.

    Nothing where the two are records of different editions.
    """
    if before.edition is not now.edition:
        return []
    if moved := _moved(before, now):
        return [moved]
    renamed = {old.event_id: new for old, new in _renamed(before, now, today)}
    found = [
        _problem("RELEASE-EVENT-RENAMED", new, found=new.event_id, wanted=old, field="uid", old=old)
        for old, new in renamed.items()
    ]
    rest = (old for old in before.entries.values() if old.event_id not in renamed)
    found += [problem for old in rest for problem in _compared(old, now.entries.get(old.uid), today)]
    return sorted(found, key=lambda problem: problem.sort_key)


def _moved(before: Published, now: Published) -> Problem | None:
    """What to say where every identity ends on another domain: each event would be gone, and each be new."""
    old, new = ({entry.domain for entry in one.entries.values()} for one in (before, now))
    if len(old) != 1 or len(new) != 1 or old == new:
        return None
    (was,), (is_,) = old, new
    place = Place(file=SETTINGS_FILE)
    return Problem(code="RELEASE-DOMAIN", place=place, severity=Severity.WARNING, field="uid_domain", found=is_, wanted=(was,))


def _renamed(before: Published, now: Published, today: date) -> Iterator[tuple[PublishedEntry, PublishedEntry]]:
    """The one event that vanished from a time, with the one new one that comes at it: most likely its file was renamed."""
    fresh = _only_in(now, before, today)
    for start, vanished in _only_in(before, now, today).items():
        match vanished, fresh.get(start):
            case [old], [new]:
                yield old, new


def _only_in(one: Published, other: Published, today: date) -> dict[PublishedDate, list[PublishedEntry]]:
    """The events that only one of two records has, by the first of their dates ahead."""
    found: dict[PublishedDate, list[PublishedEntry]] = {}
    for entry in one.entries.values():
        if entry.uid not in other.entries and not entry.is_extra and (ahead := _ahead(entry, today)):
            found.setdefault(ahead[0], []).append(entry)
    return found


def _ahead(entry: PublishedEntry, today: date) -> list[PublishedDate]:
    return [one for one in entry.dates if one.day >= today and one.status != CANCELLED]


def _compared(old: PublishedEntry, new: PublishedEntry | None, today: date) -> Iterator[Problem]:
    ahead = _ahead(old, today)
    if new is None:
        if ahead:
            yield _gone(old, ahead)
        return
    known = {one.original: one for one in new.dates}
    missing = [one for one in ahead if one.original not in known and one.day < later(today, HORIZON)]
    if missing:
        yield _dates_gone(new, missing)
    changed = [(one, known[one.original]) for one in old.dates if _is_changed(one, known.get(one.original), today)]
    if changed and new.sequence <= old.sequence:
        yield _unnoticed(old, new, changed)
    elif new.sequence < old.sequence:
        yield _problem("RELEASE-SEQUENCE-FELL", new, found=str(new.sequence), wanted=str(old.sequence), field="sequence")


def _is_changed(old: PublishedDate, new: PublishedDate | None, today: date) -> bool:
    if new is None or max(old.day, new.day) < today:
        return False
    return (old.start, old.status) != (new.start, new.status)


def _gone(old: PublishedEntry, ahead: list[PublishedDate]) -> Problem:
    code = "RELEASE-EXTRA-GONE" if old.is_extra else "RELEASE-EVENT-GONE"
    return _problem(code, old, found=old.event_id, day=ahead[0].day.isoformat())


def _dates_gone(new: PublishedEntry, missing: list[PublishedDate]) -> Problem:
    """One problem for all dates of an entry; the first of them stands for the others in the example."""
    days = [one.day.isoformat() for one in missing]
    if not missing[0].original:
        return _problem("RELEASE-EVENT-GONE", new, found=new.event_id, day=days[0])
    first, count = missing[0].original, str(len(days))
    return _problem("RELEASE-DATE-GONE", new, found=new.event_id, day=days[0], original=first, count=count)


def _unnoticed(old: PublishedEntry, new: PublishedEntry, changed: list[tuple[PublishedDate, PublishedDate]]) -> Problem:
    was, is_ = changed[0]
    with_status = was.status != is_.status
    told = {"was": _told(was, with_status=with_status), "now": _told(is_, with_status=with_status)}
    values = {"day": was.day.isoformat(), **told, "sequence": str(new.sequence)}
    return _problem("RELEASE-SEQUENCE", new, found=new.event_id, wanted=str(old.sequence + 1), field="sequence", **values)


def _told(one: PublishedDate, *, with_status: bool) -> str:
    """The start as people write it, and the status where that is what changed."""
    return one.start.replace("T", " ")[:16] + (f" {one.status}" if with_status else "")


def _problem(code: str, entry: PublishedEntry, *, found: str, wanted: str = "", field: str = "", **details: str) -> Problem:
    # A file that is gone is called as it most likely was.
    file = entry.file or f"{EVENT.folder}/{entry.event_id}.yml"
    return Problem(
        code=code,
        place=Place(file=file),
        severity=Severity.WARNING,
        field=field,
        found=found,
        wanted=(wanted,) if wanted else (),
        details=(("event", entry.event_id), *details.items()),
    )
