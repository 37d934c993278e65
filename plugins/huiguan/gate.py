"""Who may see what, decided once: a club and an edition give the club that this edition may know.

Whatever is not in the result cannot be on a page, in a feed, in a count or in the search index, because no later stage
receives it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from huiguan.model.case import Case
from huiguan.model.club import Club, Hidden
from huiguan.model.context import BuildContext
from huiguan.model.event import Event, Online
from huiguan.model.group import Group
from huiguan.model.member import Member
from huiguan.model.organization import Organization
from huiguan.model.record import Credit, Knowledge, Origin, Record, Related
from huiguan.model.reference import DROP, KEEP, Reference, rewritten
from huiguan.model.template import Template
from huiguan.model.visibility import Status, Teaser, Visibility
from huiguan.model.whitepaper import Whitepaper


def gate(club: Club, context: BuildContext) -> Club:
    """The club that `context.edition` may know on `context.today`.

    Records that it may not see are gone, or stand among `teasers` with what they allow; fields that it may not see are empty;
    a reference to a person who may not appear becomes a credit with their nickname, any other reference to what is gone is
    dropped.
    """
    released = [_released(record, context) for record in club]
    shown = [record for record in released if _is_shown(record, context)]
    keys = {record.key for record in shown}
    teasers = {record.key: teaser for record in released if (teaser := _teaser(record, keys, context.edition))}
    strangers = {member.id: _credit(member) for member in club.members if member.key not in keys}
    rewrite = _rewriter(keys, teasers, strangers)
    gated = [rewritten(_without_hidden_fields(record, context.edition), rewrite) for record in shown]
    return club.with_records(gated, teasers=teasers, strangers=strangers, edition=context.edition)


def _released(record: Record, context: BuildContext) -> Record:
    """The record, public when its day has come."""
    if isinstance(record, Knowledge) and record.public_after and context.today >= record.public_after:
        return record.model_copy(update={"visibility": Visibility.PUBLIC})
    return record


def _is_shown(record: Record, context: BuildContext) -> bool:
    if not record.status.is_built or not context.edition.may_see(record.visibility):
        return False
    if isinstance(record, (Member, Organization)):
        return record.may_appear(context.edition, context.today)
    return True


def _teaser(record: Record, shown: set[tuple[str, str]], edition: Visibility) -> Hidden | None:
    if not isinstance(record, Knowledge) or record.key in shown or edition.may_see(record.visibility):
        return None
    allowed = record.teaser_below
    if allowed is Teaser.NONE or record.status is not Status.PUBLISHED:
        return None
    summary = record.summary if allowed is Teaser.SUMMARY else None
    return Hidden(kind=record.key[0], id=record.id, title=record.title, summary=summary, visibility=record.visibility)


def _credit(member: Member) -> Credit:
    """What may stand in place of someone who may not appear: the nickname, or nobody's name."""
    return Credit(name=member.nickname)


def _rewriter(
    shown: set[tuple[str, str]], teasers: Mapping[tuple[str, str], Hidden], strangers: Mapping[str, Credit]
) -> Callable[[Reference], Any]:
    def rewrite(reference: Reference) -> Any:  # noqa: ANN401 - a reference may become another type of value
        if any((kind, reference.id) in shown or (kind, reference.id) in teasers for kind in reference.kinds):
            return KEEP
        if "member" in reference.kinds and reference.id in strangers:
            return strangers[reference.id]
        return DROP

    return rewrite


def _without_hidden_fields(record: Record, edition: Visibility) -> Record:
    if isinstance(record, Member):
        return _member(record, edition)
    if isinstance(record, Event):
        return _event(record, edition)
    if isinstance(record, Group) and record.entry and not edition.may_see(record.entry.visibility):
        return record.model_copy(update={"entry": None, "origin": _with_files(record.origin, ())})
    if isinstance(record, Knowledge):
        return _retracted(record) if record.status is Status.RETRACTED else _knowledge(record, edition)
    return record


def _member(member: Member, edition: Visibility) -> Member:
    hidden = {name for name in Member.model_fields if not member.visibility_of(name).seen_by(edition)}
    hidden -= Member.not_in_file | {"name", "status", "visibility", "consent"}
    empty = {name: Member.model_fields[name].get_default(call_default_factory=True) for name in hidden}
    required = {name: None for name in hidden if Member.model_fields[name].is_required()}
    return member.model_copy(update={**empty, **required, "privacy": {}})


def _event(event: Event, edition: Visibility) -> Event:
    """The event without the addresses that the edition may not know."""
    occurrences = {
        day: entry.model_copy(update={"online": _online(entry.online, edition)}) if entry.online else entry
        for day, entry in event.occurrences.items()
    }
    return event.model_copy(update={"online": _online(event.online, edition), "occurrences": occurrences})


def _online(online: Online | None, edition: Visibility) -> Online | None:
    if online is None or edition.may_see(online.visibility):
        return online
    return online.model_copy(update={"url": None})


def _knowledge(record: Knowledge, edition: Visibility) -> Knowledge:
    attachments = tuple(entry for entry in record.attachments if edition.may_see(entry.visibility))
    update: dict[str, Any] = {"attachments": attachments}
    files = {entry.file for entry in attachments}
    texts: tuple[str, ...] = ()
    if isinstance(record, Template):
        files |= {entry.file for entry in record.files}
        texts = tuple(files)
    if isinstance(record, Case):
        files |= {metric.source.evidence for metric in record.metrics if metric.source and metric.source.evidence}
    if isinstance(record, Whitepaper):
        chapters = tuple(chapter for chapter in record.chapters if edition.may_see(chapter.visibility))
        update |= {"chapters": chapters, "hidden_chapters": len(record.chapters) - len(chapters)}
        texts = tuple(chapter.file for chapter in chapters)
    pictures = _pictures_in(record, texts)
    update["origin"] = _with_files(record.origin, tuple(files | pictures), texts)
    return record.model_copy(update=update)


def _pictures_in(record: Knowledge, texts: tuple[str, ...]) -> set[str]:
    """Files of the folder that no field names and that the shown texts use."""
    named = {entry.file for entry in record.attachments}
    shown = record.body + "".join(record.origin.texts[name][0] for name in texts if name in record.origin.texts)
    return {name for name in record.origin.attachments if name not in named and f"({name}" in shown}


def _retracted(record: Knowledge) -> Knowledge:
    """Title and notice alone: what was taken back is in no output."""
    kept = {"id", "origin", "title", "title_en", "title_hant", "status", "visibility", "aliases", "authors", "topics", "kind"}
    kept |= {"published", "updated", "created", "retraction", "license", "summary"}
    fields = {name: info for name, info in type(record).model_fields.items() if name not in kept}
    empty = {name: info.get_default(call_default_factory=True) for name, info in fields.items() if not info.is_required()}
    tuples = {name: () for name, info in fields.items() if info.is_required()}
    return record.model_copy(
        update={**empty, **tuples, "body": "", "summary": "", "origin": _with_files(record.origin, ()), "related": Related()}
    )


def _with_files(origin: Origin, files: tuple[str, ...], texts: tuple[str, ...] = ()) -> Origin:
    """The origin with only these of its files and texts."""
    return Origin(
        file=origin.file,
        places=origin.places,
        folder=origin.folder,
        body_line=origin.body_line,
        attachments={name: path for name, path in origin.attachments.items() if name in files},
        texts={name: text for name, text in origin.texts.items() if name in texts},
    )
