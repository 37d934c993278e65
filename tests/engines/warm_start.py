"""Commands in processes that begin with everything imported: each is a copy of one that waits, made at a tenth of the cost.

Such a copy is a process of its own, with its own folder, environment, signals and status. Only what Python itself reads as it
starts (the seed of hashes, the zone, the language) asks for a fresh one.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

# Nothing that a test starts takes this long: a command that hangs is ended.
LONGEST = 120
OF_THE_HOST = ("mkdocs.commands.build", "mkdocs.commands.serve", "mkdocs.config.defaults", "mkdocs.contrib.search")


def run_warm(module: str, arguments: Sequence[str], at: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Does what `python -m module …` does in that folder and environment, without input."""
    with NamedTemporaryFile() as out, NamedTemporaryFile() as err:
        places = {"at": str(at), "environment": dict(environment), "out": out.name, "err": err.name}
        waiting = _waiting()
        assert waiting.stdin
        assert waiting.stdout
        print(json.dumps({"module": module, "arguments": arguments, **places}), file=waiting.stdin, flush=True)
        status = int(waiting.stdout.readline())
        texts = [file.read().decode().replace("\r\n", "\n") for file in (out, err)]
    return subprocess.CompletedProcess([module, *arguments], status, *texts)


@cache
def _waiting() -> "subprocess.Popen[str]":
    waiting = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(waiting.communicate)  # the end of its input is the end of it
    return waiting


def _wait() -> None:
    """Copies itself for each line that comes in, and answers with the status of the copy."""
    _import_all()
    gc.freeze()  # no copy looks through what all have, neither while it works nor at its end
    for line in sys.stdin:
        asked = json.loads(line)
        copy = os.fork()
        if not copy:
            _become(asked)
            runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)
            return
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])}\n")
        sys.stdout.flush()


def _import_all() -> None:
    import huiguan

    ours = (module.name for module in pkgutil.walk_packages(huiguan.__path__, "huiguan."))
    for name in (*ours, *OF_THE_HOST):
        if not name.endswith(".__main__"):
            importlib.import_module(name)


def _become(asked: Mapping[str, object]) -> None:
    """Makes this copy the process that was asked for, up to its first line."""
    signal.alarm(LONGEST)
    for number, path, flags in ((0, os.devnull, os.O_RDONLY), (1, asked["out"], os.O_WRONLY), (2, asked["err"], os.O_WRONLY)):
        file = os.open(str(path), flags)
        os.dup2(file, number)
        os.close(file)
    os.chdir(str(asked["at"]))
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[arg-type]
    sys.argv[1:] = asked["arguments"]  # type: ignore[assignment]
    sys.path[0] = os.getcwd()  # noqa: PTH109 - as Python itself puts it there


if __name__ == "__main__":
    _wait()
