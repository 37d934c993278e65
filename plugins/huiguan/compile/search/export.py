"""What search knows, for a club that runs a search server of its own: the documents and the settings of one of three."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from huiguan.compile.output import File
from huiguan.compile.search.build import documents_of
from huiguan.compile.search.export_meilisearch import meilisearch_files
from huiguan.compile.search.export_opensearch import opensearch_files
from huiguan.compile.search.export_record import Record, record_of
from huiguan.compile.search.export_typesense import typesense_files
from huiguan.compile.search.phrases import Group, groups_of
from huiguan.compile.search.written import WrittenPage
from huiguan.compile.site import Compilation


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


def export_of(compilation: Compilation, written: tuple[WrittenPage, ...]) -> Export:
    """The export of a compiled club, thus of what its edition may know; `written` are its hand-written pages."""
    press = compilation.press
    pages = {page.path: page for page in compilation.compiled.pages}
    documents = documents_of(compilation.blocks.dates, pages, written)
    return Export(
        records=tuple(record_of(document, press.addresses, press.words) for document in documents),
        groups=tuple(groups_of(press.club.vocabularies, press.club.synonyms)),
    )
