"""The same club gives the same calendars, byte for byte, wherever and whenever it is built."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
CIRCUMSTANCES = (
    ("0", "UTC", "C.UTF-8", ()),
    ("4242", "America/New_York", "C", ("-O",)),
)


def _builds() -> list[dict[str, Any]]:
    """What a build prints under each of the circumstances; they run side by side."""
    running = [_started(*around) for around in CIRCUMSTANCES]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    return [json.loads(out) for out, _ in said]


def _started(seed: str, zone: str, language: str, flags: tuple[str, ...]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(HERE.parent)}
    command = [sys.executable, *flags, str(HERE / "print_digests.py")]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_neither_hash_seed_nor_zone_nor_language_nor_clock_matters() -> None:
    """Every calendar of two clubs is the same, under `python -O` too, and the day comes in from outside.

    Of all calls to a clock only the one is seen that proves the watch to be awake.
    """
    first, second = _builds()
    assert len(first["digests"]) > 100
    assert first["digests"] == second["digests"]
    for asked in (first["asked"], second["asked"]):
        assert [Path(call.split(" in ")[1]).name for call in asked] == ["print_digests.py"], asked
