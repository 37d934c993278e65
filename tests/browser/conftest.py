"""Two sites, each built once through the real command: the demo club, and a club whose every word means harm."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.hostile_club import FILES
from chromium import Tab, served
from engines.little_club import built_club, write

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

    from built_once import Once

NOON = "2026-11-21T12:00:00+08:00"  # on the day that both are built for


@pytest.fixture(scope="session")
def hostile(once: "Once") -> Path:
    """The hostile club's public site."""
    return once("hostile", lambda folder: built_club(write(folder, FILES)))


@pytest.fixture(scope="session")
def addresses(demo: Path, hostile: Path) -> Iterator[Mapping[str, str]]:
    """Where the two sites are served."""
    with served(demo) as demo_address, served(hostile) as hostile_address:
        yield {"demo": demo_address, "hostile": hostile_address}


@pytest.fixture
def tab(browser: "Chrome", addresses: Mapping[str, str]) -> Iterator[Tab]:
    """A tab on the demo club, on the day of its build."""
    tab = Tab(browser, addresses["demo"], now=NOON)
    yield tab
    tab.close()


@pytest.fixture
def hostile_tab(browser: "Chrome", addresses: Mapping[str, str]) -> Iterator[Tab]:
    """A tab on the hostile club, on the day of its build."""
    tab = Tab(browser, addresses["hostile"], now=NOON)
    yield tab
    tab.close()
