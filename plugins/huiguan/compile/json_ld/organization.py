"""Organizations: the club itself, those that it knows, and its groups."""

from collections.abc import Iterator

from huiguan.compile.edition import Edition
from huiguan.compile.json_ld.breadcrumb import HOME, trail
from huiguan.compile.json_ld.write import Node, json_ld_of
from huiguan.compile.view import View
from huiguan.model.group import Group
from huiguan.model.organization import Organization
from huiguan.model.record import Record


def club_reference(edition: Edition) -> Node:
    """The club, in one line: as publisher, as organizer, as what people belong to."""
    url = edition.addresses.absolute(HOME)
    return {
        "@type": "Organization",
        "@id": f"{url}#club",
        "name": edition.club.settings.called(edition.words.language),
        "url": url,
    }


def reference_to(record: Record, v: View) -> Node:
    """An organization or group with a page, in one line."""
    return {"@type": "Organization", "name": record.name_of_record, "url": v.absolute(record)}


def home_json_ld(edition: Edition) -> str:
    """What the home page says, ours or a hand-written one: the club and its site."""
    return json_ld_of(edition, _home_nodes(edition))


def organization_json_ld(organization: Organization, v: View) -> str:
    """The page of an organization."""
    return json_ld_of(v.edition, _organization_nodes(organization, v))


def group_json_ld(group: Group, v: View) -> str:
    """The page of a group."""
    return json_ld_of(v.edition, _group_nodes(group, v))


def _home_nodes(edition: Edition) -> Iterator[Node]:
    settings, words = edition.club.settings, edition.words
    club = club_reference(edition)
    logo = settings.theme.logo
    yield {
        **club,
        "slogan": settings.motto,
        "foundingDate": str(settings.founded or ""),
        "logo": edition.addresses.absolute(f"assets/club/{logo}") if logo else None,
        "address": _in_city(settings.city),
    }
    publisher = {"@id": club["@id"]}
    site = {"@id": f"{club['url']}#site", "url": club["url"], "name": club["name"]}
    yield {"@type": "WebSite", **site, "inLanguage": words.language, "publisher": publisher}


def _organization_nodes(organization: Organization, v: View) -> Iterator[Node]:
    url = v.absolute(organization)
    yield {
        "@type": "Organization",
        "@id": f"{url}#organization",
        "name": organization.name,
        "url": url,
        "description": organization.about,
        "foundingDate": str(organization.founded or ""),
        "address": _in_city(organization.city),
        "sameAs": list(organization.links.values()),
        "member": _people_of(organization, "organizations", v),
    }
    yield trail(organization, v)


def _group_nodes(group: Group, v: View) -> Iterator[Node]:
    url = v.absolute(group)
    parent = v.find("group", group.parent) if group.parent else None
    yield {
        "@type": "Organization",
        "@id": f"{url}#group",
        "name": group.name,
        "url": url,
        "description": group.mission,
        "address": _in_city(group.city),
        "dissolutionDate": group.ended.isoformat() if group.ended else None,
        "parentOrganization": reference_to(parent, v) if parent else club_reference(v.edition),
        "member": _people_of(group, "groups", v),
    }
    yield trail(group, v)


def _people_of(record: Record, field: str, v: View) -> list[Node]:
    """The members whom the page shows: the gate has left those who agreed to it."""
    shown = v.edition.neighbours.naming(record, "member", field)
    return [{"@type": "Person", "name": v.who(member.id).name, "url": v.absolute(member)} for member in shown]


def _in_city(city: str | None) -> Node:
    return {"@type": "PostalAddress", "addressLocality": city}
