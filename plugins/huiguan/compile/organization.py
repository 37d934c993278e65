"""Pages of organizations."""

import re
from collections.abc import Iterator

from huiguan.compile.json_ld import organization_json_ld
from huiguan.compile.output import File, Page
from huiguan.compile.person_trust import verified
from huiguan.compile.press import Press
from huiguan.compile.related import rows_for
from huiguan.compile.trust import Fact
from huiguan.compile.view import View
from huiguan.model.organization import Organization

_BAND = re.compile(r"\d+(?:-\d+)?")


def compile_organization(organization: Organization, press: Press) -> Iterator[Page | File]:
    """The page of an organization."""
    path = press.addresses.source(*organization.key)
    v = press.view(path)
    naming = press.neighbours.naming
    yield press.page(
        "organization.html",
        path,
        title=organization.name,
        description=organization.about or v.tags(organization.name, v.label("organization_kinds", organization.kind)),
        layout="plain",
        record=organization,
        json_ld=organization_json_ld(organization, v),
        trust=_trust(organization, v),
        facts=_facts(organization, v),
        people=naming(organization, "member", "organizations"),
        cases=naming(organization, "case"),
        texts=rows_for([*naming(organization, "whitepaper"), *naming(organization, "event")], v),
    )


def _trust(organization: Organization, v: View) -> list[Fact]:
    facts = [verified(organization.verification, v)]
    today = v.edition.context.today
    for certificate in organization.certificates:
        if certificate.valid_until and certificate.valid_until < today:
            proof = v.t("organization.certificate_expired", on=certificate.valid_until)
            facts.append(Fact(fact=certificate.name, proof=proof, icon="shield-check-outline", tone="ochre"))
        else:
            proof = v.t("organization.certificate_until", on=certificate.valid_until) if certificate.valid_until else ""
            facts.append(Fact(fact=certificate.name, proof=proof, icon="shield-check-outline"))
    return facts


def _facts(organization: Organization, v: View) -> list[tuple[str, str]]:
    contacts = [
        v.who(person).name for person in organization.contacts if v.find("member", str(person)) or not isinstance(person, str)
    ]
    facts = (
        ("industry", v.labels("industries", organization.industries)),
        ("platform", v.labels("platforms", organization.platforms)),
        ("service", v.labels("services", organization.services)),
        ("size", _size(organization.size or "", v)),
        ("minimum_order", organization.minimum_order or ""),
        ("lead_time", organization.lead_time or ""),
        ("contact", v.listing(contacts)),
    )
    return [(v.t(f"fact.{name}"), value) for name, value in facts if value]


def _size(typed: str, v: View) -> str:
    """How many people work there; whatever else than a number or a band of two was written stays as it is."""
    return v.t("case.people", count=typed.replace("-", "–")) if _BAND.fullmatch(typed) else typed
