"""The host's own configuration file: what is wrong in its YAML, and a preview that goes on while it is."""

import io
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click import ClickException

from huiguan.engines.report import one_text
from huiguan.problem import HuiguanError, Problem
from huiguan.read.text import read_text
from huiguan.read.yaml_text import syntax_problem
from huiguan.wording import Words


def refuse_broken(file: Path | None) -> None:
    """Tells why the host could not read its configuration, before it does so in words of its own.

    Raises:
        HuiguanError: The file cannot be read, or is no YAML.
    """
    problem = _problem_of(file) if file else None
    if problem:
        raise HuiguanError(problem)


def _problem_of(file: Path) -> Problem | None:
    text = read_text(file, file=file.name)
    if text.content is None:
        return text.problems[0]
    return syntax_problem(text.content, file=file.name)


class PatientLoading:
    """Loads a preview's configuration; one that is broken is told, and the last good one stands."""

    def __init__(self, load: Callable[..., Any], file: Path, words: Words, log: logging.Logger) -> None:
        self._load, self._file, self._words, self._log = load, file, words, log
        self._last: tuple[bytes, Any] | None = None

    def __call__(self, **given: Any) -> Any:  # noqa: ANN401 - the host's own
        """The configuration.

        Raises:
            Exception: The first one is broken, in whichever way the host says so.
        """
        try:
            refuse_broken(self._file)
            typed = self._file.read_bytes()
            config = self._load(**given)
        except Exception as error:
            if self._last is None:
                raise
            self._log.error(self._sentence(error))
            return self._last_good(given, *self._last)
        self._last = typed, config
        return config

    def _last_good(self, given: dict[str, Any], typed: bytes, config: Any) -> Any:  # noqa: ANN401 - the host's own
        """What the file held, loaded anew; as it was loaded then where what is broken lies beside it, as a base to inherit."""
        try:
            return self._load(**{**given, "config_file": _Remembered(typed, self._file)})
        except Exception:  # noqa: BLE001 - a hook may raise anything
            return config

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, HuiguanError):
            return one_text(error.problem, self._words)
        if isinstance(error, ClickException):
            return error.message
        return str(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"


class _Remembered(io.BytesIO):
    """What stood in a file, under the file's name, since other files are looked for beside it."""

    def __init__(self, content: bytes, file: Path) -> None:
        super().__init__(content)
        self.name = str(file)
