"""A preview in a process of its own, as somebody who writes has it open beside the editor."""

import contextlib
import http.client
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from engines.little_club import environment, wait_until


class Preview:
    """A running preview: what it serves, and what it said in the terminal."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.process, self.address = process, address
        self.said = ""
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def page(self, path: str = "") -> tuple[int, str]:
        """The status and the text of one page; a rebuild under way is waited for."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=60) as answer:  # noqa: S310 - our own address
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""

    def wait_for(self, words: str, path: str = "") -> str:
        """The page once it holds the words."""
        wait_until(lambda: words in self.page(path)[1] or self.process.poll() is not None)
        assert self.process.poll() is None, self.said
        return self.page(path)[1]

    def rest(self) -> None:
        """Waits until no rebuild is due: the host looks for changes twice a second, and compares dates of files."""
        time.sleep(1.2)

    def interrupt(self) -> int:
        """Presses Ctrl-C and returns the status of the command."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(timeout=60)
        self._reader.join(timeout=10)
        return status


@contextlib.contextmanager
def preview(*command: str, at: Path, **values: str) -> Iterator[Preview]:
    """Runs a command that serves; `{address}` in it is a free address of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    asked = [part.format(address=host) for part in command]
    process = subprocess.Popen(
        asked,
        cwd=at,
        env=environment(PYTHONUNBUFFERED="1", **values),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Preview(process, f"http://{host}/")
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
