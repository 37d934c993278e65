"""One build in a process of its own, measured from outside: `python -m bench.build_once FOLDER` prints the figures as JSON.

It stays small and builds nothing itself, so that the peak of memory is that of the build and of nothing else.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

COMMAND = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site")


def main() -> int:
    """Builds the folder, in which nothing was built before, and prints what that took; a failed build's words go to stderr."""
    folder = Path(sys.argv[1])
    started = time.perf_counter()
    done = subprocess.run(COMMAND, cwd=folder, env=_environment(), capture_output=True, text=True, check=False)
    wall = time.perf_counter() - started
    if done.returncode:
        sys.stderr.write(done.stderr or done.stdout)
        return done.returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    print(
        json.dumps(
            {
                "wall": wall,
                "cpu": used.ru_utime + used.ru_stime,
                # The largest single process; Linux counts in KiB.
                "peak_mib": used.ru_maxrss / 1024,
                "files": len(files),
                "mib": sum(path.stat().st_size for path in files) / 1024 / 1024,
            }
        )
    )
    return 0


def _environment() -> dict[str, str]:
    # Installed packages have their compiled code: ours, which lies in the working tree, may keep its own as well.
    unset = ("HUIGUAN_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name == "HUIGUAN_JOBS" or not name.startswith(unset)}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1795219200"}


if __name__ == "__main__":
    sys.exit(main())
