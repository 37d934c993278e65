"""Laws of the gate over random clubs in which every text is a word that stands nowhere else."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiguan.compile.address import Addresses
from huiguan.compile.site import compile_club
from huiguan.gate import gate
from huiguan.model.club import Club
from huiguan.model.visibility import Visibility
from huiguan.pipeline import outputs_of
from laws.planted_club import PlantedClub, context_of, planted_club, texts_of
from laws.planting import words_in

pytestmark = pytest.mark.slow

SEEDS = st.integers(0, 2**32)
# One folder serves all clubs of a test: the names of their files never meet.
SHARED_FOLDER = (HealthCheck.function_scoped_fixture,)


@settings(max_examples=20, deadline=None, suppress_health_check=SHARED_FOLDER)
@given(seed=SEEDS)
def test_what_an_edition_may_not_know_stands_in_no_byte_of_it(tmp_path: Path, seed: int) -> None:
    """No word of a hidden record, field, file or person is in any page, feed or file of an edition, nor in a path."""
    planted = planted_club(seed, tmp_path / str(seed))
    for edition in Visibility:
        forbidden = planted.forbidden(edition)
        found = [(path, forbidden[word]) for path, word in words_of(planted, edition) if word in forbidden]
        assert found == []


@settings(max_examples=10, deadline=None, suppress_health_check=SHARED_FOLDER)
@given(seed=SEEDS)
def test_no_field_of_the_gated_club_holds_what_the_edition_may_not_know(tmp_path: Path, seed: int) -> None:
    """A later stage cannot leak what it never received."""
    planted = planted_club(seed, tmp_path / str(seed))
    for edition in Visibility:
        forbidden = planted.forbidden(edition)
        texts = texts_of(gate(planted.club, context_of(edition)))
        assert [
            (record.key, forbidden[word]) for record, text in texts for word in words_in(text.encode()) if word in forbidden
        ] == []


@settings(max_examples=10, deadline=None, suppress_health_check=SHARED_FOLDER)
@given(seed=SEEDS)
def test_a_gated_club_goes_through_the_gate_unchanged(tmp_path: Path, seed: int) -> None:
    """The gate takes nothing away twice, and a higher edition's club gives the same lower edition as the whole one."""
    club = planted_club(seed, tmp_path / str(seed)).club
    gated = {edition: gate(club, context_of(edition)) for edition in Visibility}
    for higher in Visibility:
        for lower in Visibility:
            if higher.may_see(lower):
                assert gate(gated[higher], context_of(lower)) == gated[lower]


@settings(max_examples=10, deadline=None, suppress_health_check=SHARED_FOLDER)
@given(seed=SEEDS)
def test_the_gate_adds_nothing_and_a_higher_edition_has_all_that_a_lower_one_has(tmp_path: Path, seed: int) -> None:
    """Records and texts of an edition are among the next one's, but for the nicknames that stood in for people."""
    planted = planted_club(seed, tmp_path / str(seed))
    gated = [*(gate(planted.club, context_of(edition)) for edition in Visibility), planted.club]
    nicknames = {entry.word for entry, _ in planted.planted if entry.path == ("nickname",)}
    for lower, higher in pairwise(gated):
        assert set(lower.records) <= set(higher.records)
        assert words_of_fields(lower) - nicknames <= words_of_fields(higher)


def test_the_planted_words_of_every_kind_come_out_somewhere(tmp_path: Path) -> None:
    """The laws above are not empty: what may be said is said, of records of every kind, and some of it in one edition only."""
    said: dict[Visibility, set[tuple[str, str]]] = {edition: set() for edition in Visibility}
    for seed in range(6):
        planted = planted_club(seed, tmp_path / str(seed))
        whose = {entry.word: (entry.key[0], str(entry.path[0])) for entry, _ in planted.planted}
        for edition in Visibility:
            said[edition] |= {whose[word] for _, word in words_of(planted, edition)}
    kinds = {"case", "whitepaper", "template", "event", "member", "organization", "group", "tier"}
    assert {kind for kind, _ in said[Visibility.PUBLIC]} == kinds
    fields = {("member", "bio"), ("case", "attachments"), ("whitepaper", "chapters"), ("group", "entry"), ("event", "online")}
    assert fields <= said[Visibility.CORE]
    assert ("member", "contact") in said[Visibility.MEMBERS] - said[Visibility.PUBLIC]


def words_of_fields(club: Club) -> set[str]:
    """The planted words in all fields."""
    return {word for _, text in texts_of(club) for word in words_in(text.encode())}


def words_of(planted: PlantedClub, edition: Visibility) -> Iterator[tuple[str, str]]:
    """Each (path, word) that stands in an edition; a path's own words count as standing in it."""
    context = context_of(edition)
    club = gate(planted.club, context)
    compilation = compile_club(club, context, Addresses(club.settings.url))
    for path, content in outputs_of(compilation):
        yield from ((path, word) for word in {*words_in(path.encode()), *words_in(content)})


@pytest.mark.parametrize("edition", list(Visibility))
def test_the_order_of_reading_does_not_matter(tmp_path: Path, edition: Visibility) -> None:
    """The same records in another order give the same bytes."""
    club = planted_club(1, tmp_path).club
    turned = replace(club, records=dict(reversed(club.records.items())))
    assert bytes_of(club, edition) == bytes_of(Club.of(turned.settings, turned.vocabularies, list(turned)), edition)


def bytes_of(club: Club, edition: Visibility) -> dict[str, bytes]:
    """All outputs by their path."""
    context = context_of(edition)
    gated = gate(club, context)
    return dict(outputs_of(compile_club(gated, context, Addresses(gated.settings.url))))
