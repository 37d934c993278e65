"""Rules of lists whose words members choose freely: each word is an item of its own.

What a speaker talks about is no such list: a topic may be a whole sentence.
"""

from collections.abc import Iterator
from typing import Any

from huiguan.model.member import Member
from huiguan.model.record import Knowledge, Record
from huiguan.model.several import as_list, row_in
from huiguan.model.whitepaper import Whitepaper
from huiguan.problem import FieldPath, Problem, Severity


def check_free_words(record: Record) -> Iterator[Problem]:
    """A hint for each item that is a row of words: no reader would find it by one of them."""
    for path, items in _lists_of(record):
        for index, item in enumerate(items):
            parts = row_in(item)
            if parts:
                at = (*path, index)
                written = (("written", as_list(parts)),)
                yield record.origin.places.problem("SEVERAL-IN-ONE", at, found=item, details=written, severity=Severity.WARNING)


def _lists_of(record: Record) -> Iterator[tuple[FieldPath, tuple[Any, ...]]]:
    if isinstance(record, Knowledge):
        yield ("tags",), record.tags
    if isinstance(record, Whitepaper):
        yield ("keywords",), record.keywords
    if isinstance(record, Member):
        yield ("skills",), record.skills
