"""The directory as documents: members, organizations, groups, tiers."""

from huiguan.compile.facet import Value
from huiguan.compile.search.document import Document, Section, joined, present
from huiguan.compile.search.labels import names_of, plain, term_values
from huiguan.compile.view import View
from huiguan.model.group import Group
from huiguan.model.member import Member
from huiguan.model.organization import Organization
from huiguan.model.tier import Tier


def document_of_member(member: Member, v: View) -> Document:
    """A person, found by names, place, shop, skills and what they speak about."""
    belongings = [found.name_of_record for entry in member.organizations if (found := v.find("organization", entry.organization))]
    groups = [found.name_of_record for role in member.groups if (found := v.find("group", role.group))]
    persona = v.label("personas", member.persona)
    return Document(
        path=v.edition.addresses.source(*member.key),
        kind="member",
        title=member.names.get(v.edition.words.language, member.name),
        summary=member.headline or member.bio or "",
        where=v.tags(persona, member.city),
        names=present(member.name, member.nickname, *member.names.values()),
        words=present(persona, member.city, *belongings, *groups, *_labels(member, v), *member.skills, *member.speaker.topics),
        sections=(
            Section(text=member.bio or ""),
            Section(text=joined([*member.can_offer, *member.looking_for, *(entry.title for entry in member.organizations)])),
        ),
        values=_place_values(member, v),
    )


def document_of_organization(organization: Organization, v: View) -> Document:
    """A firm, found by names, place and services."""
    kind = v.label("organization_kinds", organization.kind)
    services = [v.label("services", entry) for entry in organization.services]
    return Document(
        path=v.edition.addresses.source(*organization.key),
        kind="organization",
        title=organization.name_of_record,
        summary=" ".join((organization.about or "").split())[:160],
        where=v.tags(kind, organization.city),
        names=present(*organization.names.values()),
        words=present(kind, organization.city, *services, *_labels(organization, v), *organization.roles),
        sections=(Section(text=joined([organization.about, *(entry.name for entry in organization.certificates)])),),
        values=_place_values(organization, v),
    )


def _place_values(record: Member | Organization, v: View) -> tuple[Value, ...]:
    platforms = term_values("platform", "platforms", record.platforms, v)
    return (*plain("city", [record.city]), *platforms, *term_values("industry", "industries", record.industries, v))


def _labels(record: Member | Organization, v: View) -> list[str]:
    return [value.label for value in _place_values(record, v) if value.facet != "city"]


def document_of_group(group: Group, v: View) -> Document:
    """A group, found by its names, place and leads."""
    kind = v.label("group_kinds", group.kind)
    leads = names_of(tuple(lead.person for lead in group.leads), v)
    return Document(
        path=v.edition.addresses.source(*group.key),
        kind="group",
        title=group.name_of_record,
        summary=" ".join(group.mission.split())[:160],
        where=v.tags(kind, group.city),
        names=present(*group.names.values()),
        words=present(kind, group.city, *leads),
        sections=(Section(text=joined([group.mission, group.rules])),),
        values=plain("city", [group.city]),
    )


def document_of_tier(tier: Tier, v: View) -> Document:
    """A tier, which is a place on the page of tiers; found by its fee too."""
    texts = [tier.audience, *tier.admission.criteria, *(benefit.text for benefit in tier.benefits), tier.demotion]
    return Document(
        path=v.edition.addresses.page_of(tier),
        kind="tier",
        title=tier.name_of_record,
        summary=" ".join(tier.audience.split())[:160],
        names=present(*tier.names.values()),
        words=present(v.t("tiers.title"), _fee(tier, v)),
        sections=(Section(text=joined(texts)),),
    )


def _fee(tier: Tier, v: View) -> str:
    if tier.fee is None:
        return ""
    amount = v.money(tier.fee.amount, tier.fee.currency) if tier.fee.amount else v.t("free")
    return joined([v.t("tiers.fee"), amount, tier.fee.per, tier.fee.note])
