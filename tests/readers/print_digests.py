"""Prints the digest of every calendar of two clubs, then what was asked of the clock while one of them was compiled.

Run in a process of its own, since the seed of hashes and the zone of the machine are set before Python begins.
"""

import datetime as dt
import hashlib
import json
import sys
import time
from types import BuiltinFunctionType, FrameType
from typing import Any

from huiguan.model.event import Event
from readers.clubs import demo_feeds, feeds_of
from readers.corpus import CHANGES, CORPUS

_CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"}
_KEEPERS = (dt.datetime, dt.date, time)


def main() -> None:
    """Compiles the calendars under the eyes of a profiler, which sees each call of a clock."""
    asked: list[str] = []

    def watch(frame: FrameType, kind: str, called: Any) -> None:  # noqa: ANN401 - as sys.setprofile gives it
        # dateutil takes today for what a date lacks; the dates in our rules lack nothing.
        if "dateutil" in frame.f_code.co_filename:
            return
        if kind == "c_call" and isinstance(called, BuiltinFunctionType) and called.__name__ in _CLOCKS:
            asked.extend([f"{called.__qualname__} in {frame.f_code.co_filename}"] if called.__self__ in _KEEPERS else [])

    odd = feeds_of([Event.model_validate(event) for event in CORPUS])
    few = [Event.model_validate(event) for event in CHANGES]
    sys.setprofile(watch)  # for few events: a watched program is ten times as slow
    feeds_of(few)
    dt.datetime.now(dt.UTC)  # the watch is awake: this one must be seen
    sys.setprofile(None)
    feeds = {**{f"odd/{name}": feed for name, feed in odd.items()}, **{f"demo/{name}": f for name, f in demo_feeds().items()}}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in feeds.items()}
    json.dump({"digests": digests, "asked": asked}, sys.stdout)


if __name__ == "__main__":
    main()
