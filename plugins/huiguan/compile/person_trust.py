"""What speaks for a person or an organization: who met or checked them, and what they agreed to."""

from huiguan.compile.phrase import phrase
from huiguan.compile.trust import Fact
from huiguan.compile.view import View
from huiguan.model.member import Member, Verification, VerificationLevel


def verified(verification: Verification | None, v: View) -> Fact:
    """Who vouches for them; the club's stamp only where somebody met or checked them."""
    if verification is None or verification.level is VerificationLevel.SELF:
        return Fact(fact=v.t("verified.self"), proof=v.t("verified.self_proof"), icon="shield-check-outline")
    proof = phrase(v.edition.words, _by(verification, v), verification.on.isoformat() if verification.on else "")
    stamp = v.edition.words.get(f"site.verified.stamp.{verification.level}") or ""
    return Fact(fact=v.t(f"verified.{verification.level}"), proof=proof, icon="shield-check-outline", stamp=stamp)


def _by(verification: Verification, v: View) -> str:
    if verification.by is None:
        return ""
    group = v.find("group", verification.by) if isinstance(verification.by, str) else None
    return group.name_of_record if group else v.who(verification.by).name


def person_trust(member: Member, v: View) -> list[Fact]:
    """The trust row of a member's page."""
    facts = [verified(member.verification, v)]
    if member.consent is not None:
        until = v.t("member.consent_until", on=member.consent.expires) if member.consent.expires else v.t("member.consent_open")
        facts.append(Fact(fact=v.t("member.consent"), proof=until, icon="file-sign"))
    contact = member.contact.email
    if contact:
        return [*facts, Fact(fact=v.t("member.contact"), proof=contact, icon="chat-outline")]
    return [*facts, Fact(fact=v.t("member.contact_via_club"), proof=v.t("member.contact_private"), icon="lock-outline")]
