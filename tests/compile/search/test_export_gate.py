"""An export is made of the gated club: what an edition may not know stands in no file of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from huiguan.compile.address import Addresses
from huiguan.compile.search.export import Format, export_of
from huiguan.compile.site import compile_club
from huiguan.gate import gate
from huiguan.model.visibility import Visibility
from laws.planted_club import PlantedClub, context_of, planted_club
from laws.planting import words_in


def words_of(planted: PlantedClub, edition: Visibility) -> Iterator[tuple[str, str]]:
    """Each (file, planted word) of the exports of an edition, in all formats."""
    context = context_of(edition)
    club = gate(planted.club, context)
    compilation = compile_club(club, context, Addresses(club.settings.url), found=None)
    found = export_of(compilation.blocks.dates, compilation.compiled.pages_by_path, ())
    for form in Format:
        for file in found.files(form):
            yield from ((f"{form}/{file.path}", word) for word in words_in(file.read()))


@pytest.mark.parametrize("seed", range(4))
def test_no_byte_of_an_export_holds_what_its_edition_may_not_know(tmp_path: Path, seed: int) -> None:
    """Neither a record nor a synonym nor an id has a word of what is hidden."""
    planted = planted_club(seed, tmp_path)
    for edition in Visibility:
        forbidden = planted.forbidden(edition)
        assert [(file, forbidden[word]) for file, word in words_of(planted, edition) if word in forbidden] == []


def test_what_only_members_may_know_stands_in_their_export(tmp_path: Path) -> None:
    """The test above is not empty: every format holds words that the public edition may not know."""
    planted = planted_club(1, tmp_path)
    hidden = planted.forbidden(Visibility.PUBLIC)
    files = {file for file, word in words_of(planted, Visibility.MEMBERS) if word in hidden}
    assert {"opensearch/bulk-001.ndjson", "meilisearch/documents-001.ndjson", "typesense/documents-001.jsonl"} <= files
