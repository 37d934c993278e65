"""What an entry says in words: title, place and the text that a phone shows below them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from huiguan.compile.address import Addresses
from huiguan.compile.calendar_words import zone
from huiguan.compile.content_line import clean_line
from huiguan.compile.ical.occurrences import Occurrence, OccurrenceStatus
from huiguan.compile.phrase import phrase
from huiguan.model.case import Money
from huiguan.model.club import Club
from huiguan.model.context import BuildContext
from huiguan.model.event import Access, Event
from huiguan.model.member import Member
from huiguan.model.occurrence import AgendaItem
from huiguan.model.record import Credit, PersonRef
from huiguan.model.venue import Venue
from huiguan.model.vocabulary import Vocabularies
from huiguan.wording import Words, words_of

Names = Callable[[PersonRef], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What every entry takes from around the event: whose it is, in what words, at which addresses, changed when.

    `domain` ends every UID; `zone` is the club's; `changed` maps a file to the aware UTC time of its last change, and `epoch`
    stands where nothing is known.
    """

    domain: str
    club_name: str
    zone: str
    language: str
    words: Words
    vocabularies: Vocabularies
    names: Names
    address: Addresses
    changed: Mapping[str, datetime]
    epoch: datetime

    @classmethod
    def of(cls, club: Club, context: BuildContext, *, address: Addresses, names: Names | None = None) -> "Publisher":
        """The club as it publishes in this build; `names` writes a person, without it by the name in the directory."""
        return cls(
            domain=club.settings.uid_domain,
            club_name=club.settings.called(context.language),
            zone=club.settings.timezone,
            language=context.language,
            words=words_of(context.language),
            vocabularies=club.vocabularies,
            names=names or names_of(club, context.language),
            address=address,
            changed=context.changed,
            epoch=context.epoch,
        )


def names_of(club: Club, language: str) -> Names:
    """The names that this edition may write, somebody of the club where it may write none."""
    nobody = words_of(language)("calendar.entry.nobody")

    def name(person: PersonRef) -> str:
        if isinstance(person, Credit):
            return person.name or nobody
        member = club.find(("member",), person)
        return member.names.get(language, member.name) if isinstance(member, Member) else nobody

    return name


def title_of(occurrence: Occurrence, publisher: Publisher) -> str:
    """The title; Google hides cancelled entries and Apple shows them like the others, so the title says it too."""
    if occurrence.status in {OccurrenceStatus.CANCELLED, OccurrenceStatus.POSTPONED}:
        return publisher.words(f"calendar.entry.{occurrence.status}_title", title=occurrence.title)
    return occurrence.title


def location_of(occurrence: Occurrence, publisher: Publisher) -> str | None:
    """Where it is: the venue's name and address on two lines, or the platform; None where nothing is said."""
    if occurrence.venue:
        address = _address(occurrence.venue)
        return "\n".join(clean_line(part) for part in (occurrence.venue.name, address) if part)
    if occurrence.online:
        return occurrence.online.platform or publisher.words("calendar.entry.online_place")
    return None


def description_of(event: Event, occurrence: Occurrence, publisher: Publisher) -> str:
    """The whole text, plain, with the address of the event's page as its last line."""
    if not occurrence.happens:
        return brief_of(event, occurrence, publisher)
    page = publisher.address.absolute(publisher.address.page_of(event))
    blocks = (
        _news(occurrence, publisher),
        [occurrence.summary],
        list(_people(occurrence, publisher)),
        _agenda(occurrence.agenda, publisher),
        list(_place(occurrence, publisher.words)),
        list(_terms(event, occurrence, publisher)),
        [page],
    )
    return "\n\n".join("\n".join(block) for block in blocks if block)


def brief_of(event: Event, occurrence: Occurrence, publisher: Publisher) -> str:
    """The summary and the address of the event's page, below what has changed."""
    page = publisher.address.absolute(publisher.address.page_of(event))
    news = "\n".join(_news(occurrence, publisher))
    return "\n\n".join(block for block in (news, occurrence.summary, page) if block)


def _news(occurrence: Occurrence, publisher: Publisher) -> list[str]:
    """What is no longer as it was announced."""
    lines, words = [], publisher.words
    if occurrence.status is not OccurrenceStatus.SCHEDULED:
        was = occurrence.moved_from or occurrence.start
        values = {"was": _when(was, occurrence, publisher), "now": _when(occurrence.start, occurrence, publisher)}
        lines.append(words(f"calendar.entry.{occurrence.status}", **values))
        if occurrence.reason:
            lines.append(words("calendar.entry.reason", reason=occurrence.reason))
    return lines


def _when(moment: datetime, occurrence: Occurrence, publisher: Publisher) -> str:
    return _wall_time(moment.date() if occurrence.all_day else moment, occurrence, publisher)


def _wall_time(moment: datetime | date, occurrence: Occurrence, publisher: Publisher) -> str:
    """A day, or a wall time of the event: with its zone where the club's clocks, and most readers' phones, show another."""
    if not isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d}"
    there = f" {zone(occurrence.start, publisher.words)}" if occurrence.is_elsewhere(publisher.zone) else ""
    return f"{moment:%Y-%m-%d %H:%M}{there}"


def _people(occurrence: Occurrence, publisher: Publisher) -> Iterator[str]:
    words = publisher.words
    if occurrence.speakers:
        yield words("calendar.entry.speakers", names=_names(occurrence.speakers, publisher))
    if occurrence.moderator:
        yield words("calendar.entry.moderator", who=publisher.names(occurrence.moderator))


def _names(people: tuple[PersonRef, ...], publisher: Publisher) -> str:
    return publisher.words.listing([publisher.names(person) for person in people])


def _agenda(items: tuple[AgendaItem, ...], publisher: Publisher) -> list[str]:
    if not items:
        return []
    lines = [publisher.words("calendar.entry.agenda")]
    for item in items:
        name = "agenda_item_speakers" if item.speakers else "agenda_item"
        values = {"at": item.at, "title": item.title, "names": _names(item.speakers, publisher)}
        lines.append(publisher.words(f"calendar.entry.{name}", **values))
    return lines


def _place(occurrence: Occurrence, words: Words) -> Iterator[str]:
    venue, online = occurrence.venue, occurrence.online
    if venue:
        place = " ".join(part for part in (venue.name, _address(venue)) if part)
        if venue.is_hidden:
            place = phrase(words, place, words("calendar.entry.place_hidden"))
        yield words("calendar.entry.place", place=place)
        if venue.transport:
            yield words("calendar.entry.transport", transport=venue.transport)
    if online:
        where = " ".join(part for part in (online.platform, str(online.url) if online.url else None) if part)
        yield words("calendar.entry.online", where=where or words("calendar.entry.online_place"))


def _address(venue: Venue) -> str:
    """City, district and address, without saying twice what the address begins with."""
    address = venue.address or ""
    region = "".join(part for part in (venue.city, venue.district) if part and part not in address)
    return region + address


def _terms(event: Event, occurrence: Occurrence, publisher: Publisher) -> Iterator[str]:
    words = publisher.words
    if event.prepare:
        yield words("calendar.entry.prepare", things=words.listing(event.prepare))
    if event.access is not Access.PUBLIC:
        yield words(f"calendar.entry.access_{event.access}")
    yield from _registration(occurrence, publisher)
    if occurrence.capacity:
        yield words("calendar.entry.capacity", count=occurrence.capacity)
    if occurrence.price:
        yield _price(occurrence.price, words)


def _registration(occurrence: Occurrence, publisher: Publisher) -> Iterator[str]:
    registration, words = occurrence.registration, publisher.words
    if registration.url:
        yield words("calendar.entry.registration", url=registration.url)
    elif registration.required:
        yield words("calendar.entry.registration_required")
    if registration.deadline:
        yield words("calendar.entry.deadline", when=_wall_time(registration.deadline, occurrence, publisher))


def _price(price: Money, words: Words) -> str:
    if price.amount == 0:
        return words("calendar.entry.free")
    amount = f"{price.amount:.2f}".removesuffix(".00")
    return words(
        "calendar.entry.price", amount=amount, currency=words.get(f"calendar.currency.{price.currency}") or price.currency
    )
