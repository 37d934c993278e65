"""What the file system's refusal means to whoever builds."""

import errno
from pathlib import Path

from huiguan.problem import Place, Problem

_FULL = {errno.ENOSPC, errno.EDQUOT}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


def failure_of(error: OSError, where: Path) -> Problem:
    """The problem behind an error at `where`: disk full, not allowed, or whatever the system says."""
    code = "DISK-FULL" if error.errno in _FULL else "OUTPUT-DENIED" if error.errno in _DENIED else "OUTPUT-FAILED"
    named = error.filename if isinstance(error.filename, str) else str(where)
    return Problem(code=code, place=Place(file=named), found=error.strerror or str(error))
