"""The command `huiguan`, also as `python -m huiguan`."""

import io
import sys

from huiguan.engines.collector import collect_seldom

INTERRUPTED = 130


def main() -> None:
    """Runs the command; what it imports is most of what a short one makes, and all of it stays."""
    try:
        collect_seldom()
        _write_out_what_cannot_be_shown()
        from huiguan.engines.cli import main as command

        command()
    except KeyboardInterrupt:  # while it was still being imported
        sys.exit(INTERRUPTED)


def _write_out_what_cannot_be_shown() -> None:
    """Lets a terminal without Chinese have each character by its number: a report hard to read is better than none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
