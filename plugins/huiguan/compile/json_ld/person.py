"""People: those whom a page names, and the page of a member."""

from collections.abc import Iterable, Iterator

from huiguan.compile.json_ld.breadcrumb import trail
from huiguan.compile.json_ld.organization import club_reference, reference_to
from huiguan.compile.json_ld.write import NOTHING, Node, json_ld_of
from huiguan.compile.view import View
from huiguan.model.member import Member
from huiguan.model.record import Credit, PersonRef
from huiguan.model.visibility import Visibility


def person(reference: PersonRef | None, v: View) -> Node:
    """A person as the page names them.

    Nothing of a member without consent to the directory, not even the nickname that the page shows, and nothing of nobody.
    """
    if reference is None:
        return NOTHING
    who = v.who(reference)
    if who.member is not None:
        return {"@type": "Person", "name": who.name, "url": v.absolute(who.member)}
    if not isinstance(reference, Credit) or reference.name is None or reference.name in v.edition.nicknames:
        return NOTHING
    return {"@type": "Person", "name": reference.name, "url": reference.url}


def people(references: Iterable[PersonRef], v: View) -> list[Node]:
    """Several people, in their order."""
    return [person(reference, v) for reference in references]


def member_json_ld(member: Member, v: View) -> str:
    """The page of a member; nothing without consent to the public directory, whatever the gate has let through."""
    return json_ld_of(v.edition, _nodes(member, v))


def _nodes(member: Member, v: View) -> Iterator[Node]:
    if not member.may_appear(Visibility.PUBLIC, v.edition.context.today):
        return
    url = v.absolute(member)
    yield {"@type": "ProfilePage", "@id": url, "url": url, "mainEntity": _person(member, v)}
    yield trail(member, v)


def _person(member: Member, v: View) -> Node:
    name = v.who(member.id).name
    works = [(entry, v.find("organization", entry.organization)) for entry in member.organizations if not entry.to]
    groups = [v.find("group", entry.group) for entry in member.groups if not entry.to]
    url = v.absolute(member)
    return {
        "@type": "Person",
        "@id": f"{url}#person",
        "name": name,
        "alternateName": [other for other in dict.fromkeys(member.names.values()) if other != name],
        "url": url,
        "description": member.bio or member.headline,
        "jobTitle": [entry.title for entry, record in works if record and entry.title],
        "worksFor": [reference_to(record, v) for _, record in works if record],
        "memberOf": [club_reference(v.edition), *(reference_to(record, v) for record in groups if record)],
        "homeLocation": {"@type": "City", "name": member.city},
        "knowsAbout": list(member.skills),
        "knowsLanguage": [v.label("languages", language) for language in member.languages],
        "sameAs": list(member.links.values()),
    }
