"""Which records an edition has, and what may be said of the others."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from huiguan.gate.contact import private_addresses, without_private_address
from huiguan.gate.fields import visible_fields
from huiguan.gate.files import with_visible_files
from huiguan.model.club import Club, Hidden
from huiguan.model.context import BuildContext
from huiguan.model.kind import GROUP, MEMBER, ORGANIZATION, TIER
from huiguan.model.member import Member
from huiguan.model.organization import Organization
from huiguan.model.record import Credit, Knowledge, Record
from huiguan.model.reference import DROP, KEEP, Reference, rewritten
from huiguan.model.visibility import FieldVisibility, Status, Teaser, Visibility

Key = tuple[str, str]


def gate(club: Club, context: BuildContext) -> Club:
    """The club that `context.edition` may know on `context.today`.

    Records that it may not see are gone, or stand among `teasers` with what they allow; fields that it may not see are empty;
    a reference to a person who may not appear becomes a credit with their nickname, any other reference to what is gone is
    dropped. A club that went through the gate of a higher edition gives the same as the whole club.
    """
    released = [_released(record, context) for record in club]
    shown = [record for record in released if _is_shown(record, context)]
    keys = {record.key for record in shown}
    teasers = {**club.teasers, **_teasers(released, keys, context.edition)}
    strangers = {**club.strangers, **{member.id: _credit(member) for member in club.members if member.key not in keys}}
    absent = {**club.absent, **_absent(released, keys)}
    rewrite = _rewriter(keys | teasers.keys(), strangers)
    private = private_addresses(released, keys, context.edition)
    gated = [rewritten(without_private_address(_visible(record, context), private), rewrite) for record in shown]
    # What a reviewer let stand quotes personal data.
    settings = club.settings.model_copy(update={"waivers": ()})
    return club.with_records(
        gated, settings=settings, teasers=teasers, strangers=strangers, absent=absent, edition=context.edition
    )


def _released(record: Record, context: BuildContext) -> Record:
    """The record, public when its day has come."""
    if isinstance(record, Knowledge) and record.public_after and context.today >= record.public_after:
        return record.model_copy(update={"visibility": Visibility.PUBLIC})
    return record


def _is_shown(record: Record, context: BuildContext) -> bool:
    if not record.status.is_built or not context.edition.may_see(record.visibility):
        return False
    if isinstance(record, (Member, Organization)) and not record.may_appear(context.edition, context.today):
        return False
    # Only a text keeps a page with a notice when it is taken back.
    return isinstance(record, Knowledge) or record.status != Status.RETRACTED


def _teasers(records: list[Record], shown: Collection[Key], edition: Visibility) -> dict[Key, Hidden]:
    hidden = (record for record in records if record.key not in shown)
    return {record.key: teaser for record in hidden if (teaser := _teaser(record, edition))}


def _teaser(record: Record, edition: Visibility) -> Hidden | None:
    if not isinstance(record, Knowledge) or edition.may_see(record.visibility):
        return None
    allowed = record.teaser_below
    if allowed is Teaser.NONE or record.status is not Status.PUBLISHED:
        return None
    summary = record.summary if allowed is Teaser.SUMMARY else None
    return Hidden(kind=record.key[0], id=record.id, title=record.title, summary=summary, visibility=record.visibility)


def _credit(member: Member) -> Credit:
    """What may stand in place of someone who may not appear: a nickname that is for everyone, or nobody's name."""
    return Credit(name=member.nickname if member.visibility_of("nickname") is FieldVisibility.PUBLIC else None)


def _absent(records: list[Record], shown: Collection[Key]) -> dict[str, str]:
    """The kinds of the organizations and groups that are hidden, by id: a mention of one must not show its id."""
    kinds = {ORGANIZATION.name, GROUP.name}
    return {record.id: record.key[0] for record in records if record.key[0] in kinds and record.key not in shown}


def _rewriter(known: Collection[Key], strangers: Mapping[str, Credit]) -> Callable[[Reference], Any]:
    def rewrite(reference: Reference) -> Any:  # noqa: ANN401 - a reference may become another type of value
        if any((kind, reference.id) in known for kind in reference.kinds):
            return KEEP
        if MEMBER.name in reference.kinds and reference.id in strangers:
            return strangers[reference.id]
        # A member must have a tier, yet is there without the tier that an edition does not know.
        return None if reference.kinds == (TIER.name,) else DROP

    return rewrite


def _visible(record: Record, context: BuildContext) -> Record:
    return with_visible_files(visible_fields(record, context.edition, context.today), record, context.edition)
