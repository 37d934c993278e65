"""Keeps compiled templates beside the package, as Python keeps its own modules: compiling them took a twentieth of a build.

Never in the club's folder: what lies there may come from a contribution, and compiled code is run unseen.
"""

import os
import sys
import sysconfig
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

import huiguan

_PACKAGE = Path(huiguan.__file__).parent
_FOLDER = _PACKAGE / "__pycache__" / "templates"
# A club's own templates are few and change: they are compiled each time.
_INSTALLED = (f"{_PACKAGE}{os.sep}", f"{sysconfig.get_path('purelib')}{os.sep}")


class TemplateCode(BytecodeCache):
    """Compiled templates of installed packages; what cannot be read is compiled, what cannot be written is let be."""

    def __init__(self, environment: Environment, folder: Path = _FOLDER, installed: tuple[str, ...] = _INSTALLED) -> None:
        self._folder = folder
        self._installed = installed
        # Jinja itself tells an older source and another Python apart, but neither another Jinja nor other settings.
        generator = environment.code_generator_class.__qualname__
        options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
        settings = (*options, sorted(environment.extensions), generator)
        self._compiled_by = f"{version('jinja2')} {sys.implementation.cache_tag} {settings}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of the compiled file; empty for a template that is not kept."""
        if not filename or not filename.startswith(self._installed):
            return ""
        return sha256(f"{name}|{filename}|{self._compiled_by}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes the compiled template from its file."""
        try:
            bucket.bytecode_from_string((self._folder / bucket.key).read_bytes())
        except Exception:  # noqa: BLE001 - a file that is not there, is half written, or holds no code
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Writes the compiled template in one step, unless Python itself is told to keep no compiled code."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        file = self._folder / bucket.key
        partial = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(bucket.bytecode_to_string())
            partial.replace(file)
