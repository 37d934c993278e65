"""Pages of members."""

from collections.abc import Iterator
from dataclasses import dataclass

from huiguan.compile.dates import Dates, TicketDate
from huiguan.compile.feeds_page import feed_links
from huiguan.compile.json_ld import member_json_ld
from huiguan.compile.output import File, Page
from huiguan.compile.person_trust import person_trust
from huiguan.compile.press import Press
from huiguan.compile.related import rows_for
from huiguan.compile.view import View
from huiguan.model.case import Case
from huiguan.model.member import Member
from huiguan.model.record import Record

MOST_PAST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a member has in a group or an organization, of which the edition has a page."""

    record: Record
    role: str = ""
    title: str = ""


def compile_member(member: Member, press: Press, dates: Dates) -> Iterator[Page | File]:
    """The page of a member."""
    path = press.addresses.source(*member.key)
    v = press.view(path)
    naming = press.neighbours.naming
    speaks, spoke = _speaking(member, dates)
    feed = dates.calendars.path("person", member.id)
    yield press.page(
        "member.html",
        path,
        title=v.who(member.id).name,
        description=member.headline or member.bio or v.t("member.says", name=v.who(member.id).name),
        layout="plain",
        record=member,
        meta={"og_type": "profile", **({"alternates": feed_links(v, feed)} if feed else {})},
        json_ld=member_json_ld(member, v),
        organizations=_organizations(member, v),
        groups=_groups(member, v),
        tier=v.find("tier", member.tier) if member.tier else None,
        trust=person_trust(member, v),
        facts=_facts(member, v),
        cases=sorted(naming(member, "case", "authors"), key=_newest, reverse=True),
        texts=rows_for([*naming(member, "whitepaper", "authors"), *naming(member, "template", "authors")], v),
        helped=rows_for(
            [*naming(member, "case", "contributions", "review"), *naming(member, "whitepaper", "contributions", "review")], v
        ),
        dates=speaks,
        past=spoke[:MOST_PAST],
    )


def _newest(record: Record) -> str:
    return str(record.shown_date or "") if isinstance(record, Case) else ""


def _speaking(member: Member, dates: Dates) -> tuple[list[TicketDate], list[TicketDate]]:
    """The dates at which they speak or host: those ahead in order, those past newest first."""
    own = dates.with_person(member.id)
    ahead = [date for date in own if not date.is_past]
    past = [date for date in reversed(own) if date.is_past]
    return ahead, past


def _organizations(member: Member, v: View) -> list[Place]:
    found = [(entry, v.find("organization", str(entry.organization))) for entry in member.organizations if not entry.to]
    return [Place(record=record, title=entry.title or "") for entry, record in found if record]


def _groups(member: Member, v: View) -> list[Place]:
    found = [(entry, v.find("group", str(entry.group))) for entry in member.groups if not entry.to]
    return [Place(record=record, role=entry.role) for entry, record in found if record]


def _facts(member: Member, v: View) -> list[tuple[str, str]]:
    facts = (
        ("persona", v.label("personas", member.persona) if member.persona else ""),
        ("platform", v.labels("platforms", member.platforms)),
        ("industry", v.labels("industries", member.industries)),
        ("model", v.labels("models", member.models)),
        ("stage", v.label("stages", member.stage) if member.stage else ""),
        ("skills", v.listing(member.skills)),
        ("languages", v.labels("languages", member.languages)),
        ("speaks_on", v.listing(member.speaker.topics) if member.speaker and member.speaker.available else ""),
        ("mentor", v.t("yes") if member.mentor else ""),
    )
    return [(v.t(f"fact.{name}"), value) for name, value in facts if value]
