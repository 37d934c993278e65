"""A subscriber with vdirsyncer and khal: the calendar comes over HTTP, is cut into entries, kept on disk and listed."""

import http.server
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from readers.expectation import FROM, TO, Listed, in_window
from readers.families import READERS_BIN

_VDIRSYNCER = """[general]
status_path = "{folder}/status"
[pair club]
a = "far"
b = "near"
collections = null
[storage far]
type = "http"
url = "{url}"
[storage near]
type = "filesystem"
path = "{folder}/entries"
fileext = ".ics"
"""
_KHAL = """[calendars]
[[club]]
path = {folder}/entries
readonly = True
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
"""
_FIELDS = ("start-long", "end-long", "title", "status")


@contextmanager
def calendar_served(content: bytes) -> Iterator[str]:
    """The address of the calendar on a local port, of the type that a real server gives it."""

    class Handler(http.server.BaseHTTPRequestHandler):
        body: ClassVar[bytes] = content

        def do_GET(self) -> None:
            """Sends the calendar."""
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(self.body)))
            self.end_headers()
            self.wfile.write(self.body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/all.ics"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def subscribed(url: str, folder: Path) -> list[Listed]:
    """The dates in the window that a subscriber sees, sorted; `folder` keeps what belongs to the subscriber."""
    synchronise(url, folder)
    (folder / "khal.conf").write_text(_KHAL.format(folder=folder), encoding="utf-8")
    fields = [part for field in _FIELDS for part in ("--json", field)]
    shown = _run(folder, "khal", "-c", "khal.conf", "list", *fields, FROM.isoformat(), TO.isoformat())
    # A line for each day, so what lasts over several days comes several times.
    listed = {_listed(entry) for line in shown.splitlines() for entry in json.loads(line)}
    return in_window(sorted(listed))


def synchronise(url: str, folder: Path) -> None:
    """Has vdirsyncer lay down the calendar; a second time only what changed is written."""
    if not (folder / "entries").exists():
        for name in ("status", "entries"):
            (folder / name).mkdir()
        (folder / "vdirsyncer.conf").write_text(_VDIRSYNCER.format(folder=folder, url=url), encoding="utf-8")
        _run(folder, "vdirsyncer", "-c", "vdirsyncer.conf", "discover")
    _run(folder, "vdirsyncer", "-c", "vdirsyncer.conf", "sync")


def entries(folder: Path) -> list[Path]:
    """The entries that a subscriber has, one file each."""
    return sorted((folder / "entries").glob("*.ics"))


def _run(folder: Path, program: str, *arguments: str) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    command = [str(READERS_BIN / program), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _listed(entry: dict[str, str]) -> Listed:
    """A date as khal shows it; without its uid, since vdirsyncer gives what comes over HTTP names of its own."""
    start, end = entry["start-long"], entry["end-long"]
    if len(end) == len("2026-06-01"):  # khal shows the last day of whole days, not the one after
        end = (date.fromisoformat(end) + timedelta(days=1)).isoformat()
    return ("", start, end, entry["title"], entry["status"].strip() == "CANCELLED")
