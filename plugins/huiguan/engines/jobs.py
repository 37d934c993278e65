"""How many processes share a build."""

import os
import re

from huiguan.problem import HuiguanError, Place, Problem
from huiguan.workers import Workers, processors

JOBS_VARIABLE = "HUIGUAN_JOBS"
_AT_MOST = 8  # more wait for the one that frames the pages
_NUMBER = re.compile("[1-9][0-9]?")


def workers_for_build() -> Workers:
    """As many as HUIGUAN_JOBS says, else as this machine has processors.

    Raises:
        HuiguanError: The variable holds no such number.
    """
    typed = os.environ.get(JOBS_VARIABLE, "").strip()
    if not typed:
        return Workers(count=min(processors(), _AT_MOST))
    if not _NUMBER.fullmatch(typed):
        raise HuiguanError(Problem(code="JOBS-UNKNOWN", place=Place(file=JOBS_VARIABLE), found=typed, wanted=("1", "2")))
    return Workers(count=int(typed))
