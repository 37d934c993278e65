"""Lets all tests import `builders`: with import mode importlib, pytest puts no folder on the path. One browser and one demo."""

import fcntl
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

sys.path.insert(0, str(Path(__file__).parent))

# The same examples at every run, and none fails because a machine was busy: HYPOTHESIS_PROFILE=wide looks further.
settings.register_profile("house", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("wide", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that build whole sites or need the browser come first: quick ones keep both workers busy to the end."""
    long = {item.path for item in items if item.get_closest_marker("browser") or item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


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
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo club's public site, built through the real command once for all workers; nobody changes it."""
    from engines.demo_club import demo_club
    from engines.little_club import built_club

    of_all = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_all = of_all.parent
    with (of_all / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        site = of_all / "demo" / "site"
        return site if site.exists() else built_club(demo_club(of_all / "demo"))
