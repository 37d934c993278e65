"""What search knows, for a club that runs a search server of its own: the documents and the settings of one of three."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from huiguan.compile.dates import Dates
from huiguan.compile.output import File, Page
from huiguan.compile.search.build import documents_of
from huiguan.compile.search.export_meilisearch import meilisearch_files
from huiguan.compile.search.export_opensearch import opensearch_files
from huiguan.compile.search.export_record import Record, record_of
from huiguan.compile.search.export_typesense import typesense_files
from huiguan.compile.search.phrases import Group, groups_of
from huiguan.compile.search.written import WrittenPage


class Format(StrEnum):
    """The search servers that are written for."""

    OPENSEARCH = "opensearch"
    MEILISEARCH = "meilisearch"
    TYPESENSE = "typesense"


_FILES: Mapping[Format, Callable[[Sequence[Record], Sequence[Group]], Iterator[File]]] = {
    Format.OPENSEARCH: opensearch_files,
    Format.MEILISEARCH: meilisearch_files,
    Format.TYPESENSE: typesense_files,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What there is to write: the records in the order of the site's own index, and the club's synonyms."""

    records: tuple[Record, ...]
    groups: tuple[Group, ...]

    def files(self, form: Format) -> Iterator[File]:
        """The files for one server."""
        return _FILES[form](self.records, self.groups)


def export_of(dates: Dates, pages: Mapping[str, Page], written: tuple[WrittenPage, ...]) -> Export:
    """The export of a gated club, of what goes into the site's own index: see `compile_search`."""
    press = dates.press
    documents = documents_of(dates, pages, written)
    return Export(
        records=tuple(record_of(document, press.addresses, press.words) for document in documents),
        groups=tuple(groups_of(press.club.vocabularies, press.club.synonyms)),
    )
