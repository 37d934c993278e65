"""The independent readers: each is handed whole calendars and lists their dates."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from readers.expectation import FROM, TO, Listed, in_window

HERE = Path(__file__).parent
READERS_BIN = HERE.parents[1] / ".venv-readers" / "bin"
FAMILIES = {"Python": {"icalendar", "ical"}, "JavaScript": {"ical.js", "node-ical"}}

Answers = Mapping[str, list[Listed] | str]
"""By calendar: its dates in the window, sorted, or the words with which the reader refuses it."""


def readings(language: str, feeds: Mapping[str, bytes]) -> Mapping[str, Answers]:
    """What the families written in that language list of these calendars; each is asked once for all of them."""
    asked = {name: content.decode() for name, content in feeds.items()}
    question = json.dumps({"from": str(FROM), "to": str(TO), "feeds": asked})
    if language == "JavaScript":
        return _asked([node(), "read_feeds.mjs"], question)
    mine: Answers = {name: _with_icalendar(content) for name, content in feeds.items()}
    return {"icalendar": mine, **_asked([str(READERS_BIN / "python"), "read_feeds_ical.py"], question)}


def node() -> str:
    """The program that runs JavaScript; the test is skipped where it is missing or too old."""
    program = shutil.which("node")
    if program and _major(program) >= 20:
        return program
    pytest.skip("no Node.js 20 here: install it with npm, then run tests/readers/install.sh")


def _major(program: str) -> int:
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return int(version.removeprefix("v").partition(".")[0])


def _asked(command: list[str], question: str) -> dict[str, Answers]:
    environment = {**os.environ, "TZ": "UTC", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(command, cwd=HERE, env=environment, input=question.encode(), capture_output=True, check=False)
    except FileNotFoundError:
        pytest.fail(f"{command[0]} is missing: sh tests/readers/install.sh")
    assert done.returncode == 0, f"{command}: is it installed (sh tests/readers/install.sh)?\n{done.stderr.decode()}"
    return {reader: {name: _answer(given) for name, given in read.items()} for reader, read in json.loads(done.stdout).items()}


def _answer(given: object) -> list[Listed] | str:
    if isinstance(given, list):
        return in_window([(str(uid), start, end, str(title), cancelled) for uid, start, end, title, cancelled in given])
    return str(given)


def _with_icalendar(content: bytes) -> list[Listed]:
    calendar = icalendar.Calendar.from_ical(content)
    found = recurring_ical_events.of(calendar).between(FROM, TO + timedelta(days=1))
    return in_window([_listed(component) for component in found])


def _listed(component: icalendar.Event) -> Listed:
    start, end = (_shown(component.decoded(name)) for name in ("DTSTART", "DTEND"))
    return (str(component["UID"]), start, end, str(component["SUMMARY"]), component.get("STATUS") == "CANCELLED")


def _shown(moment: datetime | date) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else moment.isoformat()


def disagreements(expected: Mapping[str, list[Listed]], answers: Mapping[str, Answers]) -> Mapping[str, Mapping[str, list[str]]]:
    """By reader and calendar, in words, where a reader lists something else; calendars that are read right are left out."""
    found: dict[str, dict[str, list[str]]] = {}
    for reader, read in answers.items():
        for name, dates in read.items():
            wrong = list(differences(expected[name], dates, reader))
            if wrong:
                found.setdefault(reader, {})[name] = wrong
    return found


def differences(expected: list[Listed], found: list[Listed] | str, reader: str = "") -> Iterator[str]:
    """In words, what a reader lists and should not, and the other way round."""
    if isinstance(found, str):
        yield f"refused: {found}"
        return
    allowed = [_with_limits(entry, reader) for entry in expected]
    yield from (f"missing {entry}" for entry in allowed if entry not in found)
    yield from (f"too many {entry}" for entry in found if entry not in allowed)
    if not set(allowed) ^ set(found) and len(allowed) != len(found):
        yield f"{len(found)} dates instead of {len(allowed)}: some twice"


def _with_limits(entry: Listed, reader: str) -> Listed:
    """The date as that reader shows it at best, where it is known to err for every writer."""
    if reader != "node-ical":
        return entry
    uid, start, end, title, cancelled = entry
    # node-ical 0.26 unescapes line breaks before backslashes: of an escaped backslash and n it makes a backslash and a break.
    return (uid, start, end, re.sub(r"\\[nN]", "\\\\\n", title), cancelled)
