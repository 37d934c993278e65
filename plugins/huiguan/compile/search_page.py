"""The page /search/: a form that its script answers, and a list of all there is to browse, which reads without scripts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from huiguan.compile.listing import newest_first
from huiguan.compile.output import Page
from huiguan.compile.press import Press
from huiguan.compile.search.document import PAGE, SEARCH
from huiguan.compile.search.written import WrittenPage, title_of_written
from huiguan.compile.view import View
from huiguan.model.event import DatePrecision, Event
from huiguan.model.kind import KINDS, Kind
from huiguan.model.member import Member
from huiguan.model.record import Knowledge, Record

WRITTEN = "search.md"  # a hand-written page with the same address
MOST = 60  # entries of a group; the page must stay light on a phone

_Values = Callable[[Record], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record or page as the list shows it; `day` is empty where none stands on it, `path` its source path."""

    title: str
    day: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Records that share a kind, a platform, a topic or a year; or the hand-written pages.

    `entries` are the newest of them, `total` counts all, and `rest` says where the others stand.
    """

    label: str
    entries: tuple[Entry, ...]
    total: int
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The groups of one way to browse; `name` is `kind`, `platform`, `topic` or `year`."""

    name: str
    groups: tuple[Group, ...]


def compile_search_page(press: Press, written: tuple[WrittenPage, ...]) -> Iterator[Page]:
    """The page of search where the club wrote none; search engines leave it out, since all it says stands elsewhere.

    `written` are the hand-written pages that search may find.
    """
    if press.has_page(SEARCH) or press.has_page(WRITTEN):
        return
    v = press.view(SEARCH)
    yield press.page(
        "search.html",
        SEARCH,
        title=v.t("search.title"),
        description=v.t("search.says"),
        layout="hub",
        indexed=False,
        meta={"parts": "search"},
        here=v.way(SEARCH),
        shelves=[shelf for shelf in _shelves(press, written, v) if shelf.groups],
    )


def _shelves(press: Press, written: tuple[WrittenPage, ...], v: View) -> Iterator[Shelf]:
    of_kind = {kind: newest_first(press.club.all(kind.name)) for kind in KINDS if kind.has_pages}
    kinds = [_group(v.t(f"kinds.{kind.name}"), _by_day(records), v) for kind, records in of_kind.items() if records]
    yield Shelf(name="kind", groups=(*kinds, *_pages(written, v)))
    records = _by_day(record for found in of_kind.values() for record in found)
    yield Shelf(name="platform", groups=_most_first(records, _platforms, "platforms", v))
    yield Shelf(name="topic", groups=_most_first(records, _topics, "topics", v))
    years = _sorted_into(records, lambda record: (_day(record)[:4],) if _day(record) else ())
    yield Shelf(name="year", groups=tuple(_group(year, years[year], v) for year in sorted(years, reverse=True)))


def _pages(written: tuple[WrittenPage, ...], v: View) -> Iterator[Group]:
    """The hand-written pages, all of them: no list has the others."""
    name = v.edition.club.settings.called(v.edition.words.language)
    entries = tuple(Entry(title=title_of_written(page, name), day="", path=page.path) for page in written)
    if entries:
        yield Group(label=v.t(f"kinds.{PAGE}"), entries=entries, total=len(entries))


def _most_first(
    records: list[Record], values: Callable[[Record], tuple[str, ...]], vocabulary: str, v: View
) -> tuple[Group, ...]:
    """A group for each term, the largest first."""
    found = _sorted_into(records, values)
    ordered = sorted(found, key=lambda term: (-len(found[term]), term))
    return tuple(_group(v.label(vocabulary, term), found[term], v) for term in ordered)


def _sorted_into(records: list[Record], values: _Values) -> dict[str, list[Record]]:
    """The records by each of their values."""
    found: dict[str, list[Record]] = {}
    for record in records:
        for value in dict.fromkeys(values(record)):
            found.setdefault(value, []).append(record)
    return found


def _platforms(record: Record) -> tuple[str, ...]:
    return record.platforms if isinstance(record, Knowledge) else ()


def _topics(record: Record) -> tuple[str, ...]:
    return record.topics if isinstance(record, Knowledge | Event) else ()


def _day(record: Record) -> str:
    """The day that stands on a record, or its first day, as far as it is known; empty where it has none."""
    if isinstance(record, Event):
        shown = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7}.get(record.date_precision, 4)
        return record.start_day.isoformat()[:shown]
    return record.shown_date.isoformat() if isinstance(record, Knowledge) and record.shown_date else ""


def _by_day(records: Iterable[Record]) -> list[Record]:
    """The newest first, those of one day and those without one in the order in which they came."""
    return sorted(records, key=_day, reverse=True)


def _group(label: str, records: list[Record], v: View) -> Group:
    kinds = [kind for kind in KINDS if any(record.kind_of_record is kind for record in records)]
    lists = v.edition.words.listing([_list_link(kind, v) for kind in kinds])
    return Group(
        label=label,
        entries=tuple(_entry(record, v) for record in records[:MOST]),
        total=len(records),
        rest=Markup(v.t("search.most", count=MOST, total=len(records), lists=lists)),  # noqa: S704 - words and links of ours
    )


def _list_link(kind: Kind, v: View) -> str:
    return Markup('<a href="{}">{}</a>').format(v.way(f"{kind.section}/index.md"), v.t(f"kinds.{kind.name}"))


def _entry(record: Record, v: View) -> Entry:
    title = v.who(record.id).name if isinstance(record, Member) else record.name_of_record
    return Entry(title=title, day=_day(record), path=v.edition.addresses.page_of(record))
