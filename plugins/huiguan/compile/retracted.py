"""The page of a text that was taken back: its title and why, and nothing that it said."""

from huiguan.compile.output import Page
from huiguan.compile.press import Press
from huiguan.model.kind import KIND_OF
from huiguan.model.record import Knowledge


def retracted_page(record: Knowledge, press: Press) -> Page:
    """The notice at the address of a retracted record."""
    return press.page(
        "retracted.html",
        press.addresses.source(*record.key),
        title=record.title,
        description=press.words("site.retracted.title"),
        layout="plain",
        record=record,
        indexed=False,
        section=KIND_OF[record.key[0]].section,
    )
