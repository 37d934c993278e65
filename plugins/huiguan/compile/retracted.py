"""The page of a text that was taken back: its title and why, and nothing that it said."""

from huiguan.compile.json_ld import retracted_json_ld
from huiguan.compile.output import Page
from huiguan.compile.press import Press
from huiguan.model.kind import KIND_OF
from huiguan.model.record import Knowledge


def retracted_page(record: Knowledge, press: Press) -> Page:
    """The notice at the address of a retracted record."""
    path = press.addresses.source(*record.key)
    return press.page(
        "retracted.html",
        path,
        title=record.title,
        description=press.words("site.retracted.title"),
        layout="plain",
        record=record,
        indexed=False,
        json_ld=retracted_json_ld(record, press.view(path)),
        section=KIND_OF[record.key[0]].section,
        why=getattr(record, "retraction", None),
    )
