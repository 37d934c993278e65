"""Lets all tests import `builders`: with import mode importlib, pytest puts no folder on the path.

One browser for each worker, and sites that all of them look at.
"""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

    from built_once import Once

sys.path.insert(0, str(Path(__file__).parent))

# The same examples at every run, and none fails because a machine was busy: HYPOTHESIS_PROFILE=wide looks further.
settings.register_profile("house", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("wide", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that build whole sites come first, then those with a browser, for which there are sites by then.

    Quick ones keep all workers busy to the end.
    """
    slow, browser = ({item.path for item in items if item.get_closest_marker(name)} for name in ("slow", "browser"))
    items.sort(key=lambda item: (item.path not in slow | browser, item.path in browser))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Chrome]":
    """Chromium, started once."""
    from chromium import BINARY, DRIVER, started

    if not (BINARY.exists() and DRIVER.exists()):
        pytest.skip("Chromium is not installed: make browser")
    driver = started(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> "Once":
    """Has a site built once for all workers."""
    from built_once import built_once

    own = tmp_path_factory.getbasetemp()
    return partial(built_once, own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def demo(once: "Once") -> Path:
    """The demo club's public site, built by the installed command and several processes in one corner of the world."""
    from engines.demo_club import demo_club
    from engines.little_club import built_club

    here = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "HUIGUAN_JOBS": "3"}
    return once("demo", lambda folder: built_club(demo_club(folder), **here))


@pytest.fixture(scope="session")
def odd_demo(once: "Once") -> Path:
    """Its core edition with a page of odd headings, in a folder whose name has blanks."""
    from engines.demo_club import odd_demo_club, strictly_built

    return once("odd demo", lambda folder: strictly_built(odd_demo_club(folder), HUIGUAN_EDITION="core"))


@pytest.fixture(scope="session")
def odd_demo_flat(once: "Once") -> Path:
    """The same without a folder for each page."""
    from engines.demo_club import FLAT, odd_demo_club, strictly_built

    return once("flat", lambda folder: strictly_built(odd_demo_club(folder, more=FLAT), HUIGUAN_EDITION="core"))
