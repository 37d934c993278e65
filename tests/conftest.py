"""Lets all tests import `builders`: with import mode importlib, pytest puts no folder on the path. One browser for all."""

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


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Chrome]":
    """Chromium, started once."""
    from chromium import BINARY, DRIVER, started

    if not (BINARY.exists() and DRIVER.exists()):
        pytest.skip("Chromium is not installed: make browser")
    driver = started(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()
