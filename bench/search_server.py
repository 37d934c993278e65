"""A host for a built site, which compresses as hosts do and notes what it sent."""

import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

DRIVERS = Path(__file__).with_name("search_drivers.mjs")
# Our own pages beside the site: an empty one to ask from, and the drivers.
BLANK, DRIVERS_PATH = "bench/blank.html", "bench/drivers.js"
_BLANK_PAGE = b'<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title>'
# What hosts compress; bytes without a known type go as they are.
_COMPRESSED = {"text/html", "text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml"}
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: its path from the root, and the bytes of its body on the wire."""

    path: str
    size: int


@dataclass
class Host:
    """A site on a local port; `sent` holds what was asked for since it was last emptied."""

    folder: Path
    server: http.server.ThreadingHTTPServer = field(init=False)
    sent: list[Sent] = field(default_factory=list)

    @cached_property
    def address(self) -> str:
        """Where the site is served, with a slash at its end."""
        return f"http://127.0.0.1:{self.server.server_port}/"


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """The site in a folder, served as long as it is used."""
    host = Host(folder=folder)
    handler = type("Handler", (_Handler,), {"host": host})
    host.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=host.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield host
    host.server.shutdown()
    host.server.server_close()
    thread.join()


class _Handler(http.server.BaseHTTPRequestHandler):
    host: Host
    protocol_version = "HTTP/1.1"
    # Without it the kernel waits for more before it sends the body, some 40 ms.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        found = _file_at(self.host.folder, path)
        if found is None:
            self.send_error(404)
            return
        kind, content, is_compressed = found
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if is_compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.host.sent.append(Sent(path, len(content)))
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def _file_at(folder: Path, path: str) -> tuple[str, bytes, bool] | None:
    if path == BLANK:
        return "text/html", _BLANK_PAGE, False
    file = DRIVERS if path == DRIVERS_PATH else folder / path
    if file.is_dir():
        file = file / "index.html"
    return _content(file) if file.is_file() else None


@lru_cache(maxsize=4000)
def _content(file: Path) -> tuple[str, bytes, bool]:
    """A file's type, and its bytes as they are sent, and whether they are compressed."""
    kind = (
        "text/javascript" if file.suffix in {".js", ".mjs"} else mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    )
    content = file.read_bytes()
    if kind not in _COMPRESSED:
        return kind, content, False
    return kind, gzip.compress(content, _LEVEL, mtime=0), True
