"""Drives a host's own build and preview from our command, without the host's command line.

Nothing here is imported before a host is chosen: ProperDocs replaces MkDocs' modules by its own, which must come first.
"""

import importlib
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click import ClickException

from huiguan.emit import write_file
from huiguan.engines.club_build import work_folder
from huiguan.engines.settings_file import PatientLoading, refuse_broken
from huiguan.problem import HuiguanError, Place, Problem
from huiguan.wording import Words

ENGINES = ("mkdocs", "properdocs")
THEME = "huiguan"
CONFIG_FILES: Mapping[str, tuple[str, ...]] = {
    "mkdocs": ("mkdocs.yml", "mkdocs.yaml"),
    "properdocs": ("properdocs.yml", "properdocs.yaml", "mkdocs.yml", "mkdocs.yaml"),
}


# What was asked for would destroy what is not the build's.
REFUSALS = frozenset({"SITE-NOT-A-SITE", "SITE-FOREIGN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HostOrder:
    """What the host is to do; `options` are set over those of the plugin in the configuration."""

    engine: str
    root: Path
    site_name: str
    site_dir: Path | None = None
    options: Mapping[str, str]


class HostFailure(Exception):  # noqa: N818 - it is the host's, not an error of ours
    """The host stopped for a reason of its own; the message is the host's, `status` what the command ends with."""

    def __init__(self, message: str, *, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def build_site(order: HostOrder) -> tuple[Any, Path]:
    """Builds the site; returns our plugin as the host ran it, and the site's folder.

    Raises:
        HostFailure: The host, or a record, stopped the build.
        HuiguanError: The host is not installed, or its configuration is broken or does not name our plugin.
    """
    _choose(order.engine)
    build = importlib.import_module(f"{order.engine}.commands.build").build
    with _failures():
        config = _config(order)
        site = Path(config.site_dir)
        try:
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        finally:
            config.plugins.on_shutdown()
    return config.plugins["huiguan"], site


def site_config(order: HostOrder) -> Any:  # noqa: ANN401 - a class of the chosen host
    """The configuration that the site would be built with; nothing is built.

    Raises:
        HostFailure: The host does not take its configuration.
        HuiguanError: The host is not installed, or its configuration is broken or does not name our plugin.
    """
    _choose(order.engine)
    with _failures():
        return _config(order)


def serve_site(order: HostOrder, address: str, words: Words) -> None:
    """Serves a preview that rebuilds when a file is saved, until it is interrupted; it outlives a broken configuration.

    Raises:
        HostFailure: The host stopped for a reason of its own.
        HuiguanError: The host is not installed, or its configuration is broken or does not name our plugin.
    """
    _choose(order.engine)
    host: Any = importlib.import_module(f"{order.engine}.commands.serve")
    with _failures():
        _config(order)
        file = _config_file(order) or _bare_config_file(order)
        # HOST(mkdocs<=1.6): its preview loads the configuration by this name, and answers no request after an exception there.
        host.load_config = PatientLoading(host.load_config, file, words, logging.getLogger(f"{order.engine}.plugins.huiguan"))
        try:
            host.serve(config_file=str(file), dev_addr=address, open_in_browser=False, **_theme_for(file, order.engine))
        except OSError as error:
            raise HostFailure(f"{address}: {error.strerror or error}") from error


@contextmanager
def _failures() -> Iterator[None]:
    """Turns what the host says when it stops into our own exception; both hosts speak through click's."""
    try:
        yield
    except ClickException as error:
        # The reason of such a stop has been logged.
        is_said = any(words in error.message for words in ("BuildError", "configuration error"))
        raise HostFailure("" if is_said else error.message, status=2 if _is_refusal(error) else 1) from error


def _is_refusal(error: BaseException) -> bool:
    """Whether it was for our own refusal that the host stopped."""
    before = error.__cause__ or error.__context__
    if isinstance(before, HuiguanError):
        return before.problem.code in REFUSALS
    return before is not None and _is_refusal(before)


def is_nowhere(order: HostOrder) -> bool:
    """Whether there is neither a club nor a host's configuration: then nothing is built, and nothing is left behind."""
    return _config_file(order) is None and not (order.root / "club.yml").is_file()


def _choose(engine: str) -> None:
    try:
        importlib.import_module("properdocs.replacement" if engine == "properdocs" else engine)
    except ImportError as error:
        raise HuiguanError(Problem(code="ENGINE-MISSING", place=Place(file=engine), found=engine)) from error


def _config_file(order: HostOrder) -> Path | None:
    candidates = (order.root / name for name in CONFIG_FILES[order.engine])
    return next((path for path in candidates if path.is_file()), None)


def _config(order: HostOrder) -> Any:  # noqa: ANN401 - a class of the chosen host
    base = importlib.import_module(f"{order.engine}.config")
    file = _config_file(order)
    refuse_broken(file)
    given: dict[str, Any] = {"site_dir": str(order.site_dir)} if order.site_dir else {}
    if file:
        config = base.load_config(config_file=str(file), **given, **_theme_for(file, order.engine))
    else:
        config = _bare_config(order, given)
    plugin = config.plugins.get("huiguan")
    if plugin is None:
        raise HuiguanError(Problem(code="PLUGIN-MISSING", place=Place(file=file.name if file else ""), found="huiguan"))
    for name, value in order.options.items():
        plugin.config[name] = value
    return config


def _theme_for(file: Path, engine: str) -> dict[str, Any]:
    """Our theme, for a configuration that names none.

    HOST(properdocs<=1.6): it stops there before any plugin is asked, unless the theme of MkDocs is installed.
    """
    load = importlib.import_module(f"{engine}.utils.yaml").yaml_load
    try:
        with file.open("rb") as stream:
            settings = load(stream)
    except ClickException:  # the host says better what is wrong in its file
        return {}
    is_open = isinstance(settings, dict) and not settings.get("theme")
    return {"theme": {"name": THEME}} if is_open else {}


def _bare_config(order: HostOrder, given: Mapping[str, str]) -> Any:  # noqa: ANN401 - a class of the chosen host
    """The configuration of a club without one: its name, its hand-written pages, our plugin."""
    defaults = importlib.import_module(f"{order.engine}.config.defaults")
    kind = getattr(defaults, "MkDocsConfig", None) or defaults.ProperDocsConfig
    config = kind(config_file_path=str(order.root / "mkdocs.yml"))
    config.load_dict({**_bare_settings(order), "site_dir": str(order.root / "site")})
    config.load_dict(dict(given))
    errors, _ = config.validate()
    if errors:
        raise HostFailure("; ".join(f"{name}: {error}" for name, error in errors))
    return config


def _bare_config_file(order: HostOrder) -> Path:
    """The same as a file, since a preview loads its configuration anew each time."""
    file = work_folder(order.root) / "mkdocs.yml"
    # JSON is YAML, whatever stands in the name of a folder.
    write_file(file, json.dumps(_bare_settings(order), ensure_ascii=False, indent=1).encode())
    return file


def _bare_settings(order: HostOrder) -> dict[str, Any]:
    docs = order.root / "docs"
    if not docs.is_dir():
        docs = work_folder(order.root) / "docs"
        docs.mkdir(parents=True, exist_ok=True)
    plugins = [{"huiguan": {"root": str(order.root)}}]
    return {"site_name": order.site_name, "docs_dir": str(docs), "theme": {"name": THEME}, "plugins": plugins}


def quiet(level: int = logging.WARNING) -> None:
    """Lets the hosts' loggers speak from `level` up, and our plugin's always."""
    for name in ENGINES:
        logging.getLogger(name).setLevel(level)
    for name in ENGINES:
        logging.getLogger(f"{name}.plugins.huiguan").setLevel(logging.INFO)
