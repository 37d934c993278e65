"""The page of an organization."""

from pathlib import Path

import pytest

from builders import an_organization
from sites import a_site

CONSENT = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_public]}'


@pytest.mark.parametrize(("typed", "shown"), [("10-49", "10–49 人"), ("8", "8 人"), ("一家店，三个仓", "一家店，三个仓")])
def test_its_size_is_a_number_of_people(tmp_path: Path, typed: str, shown: str) -> None:
    """A band has the dash of a range; words stay as they were written."""
    site = a_site(tmp_path, {"members/organizations/shop.yml": an_organization(consent=CONSENT, size=typed)})
    assert f"规模{shown}" in site.text("organizations/shop.md")
