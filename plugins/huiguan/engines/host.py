"""Drives a host's own build and preview from our command, without the host's command line.

Nothing here is imported before a host is chosen: ProperDocs replaces MkDocs' modules by its own, which must come first.
"""

import importlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huiguan.problem import HuiguanError, Place, Problem

ENGINES = ("mkdocs", "properdocs")
CONFIG_FILES: Mapping[str, tuple[str, ...]] = {
    "mkdocs": ("mkdocs.yml", "mkdocs.yaml"),
    "properdocs": ("properdocs.yml", "properdocs.yaml", "mkdocs.yml", "mkdocs.yaml"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HostOrder:
    """What the host is to do; `options` are set over those of the plugin in the configuration."""

    engine: str
    root: Path
    site_name: str
    site_dir: Path | None = None
    options: Mapping[str, str]


class HostFailure(Exception):
    """The host stopped for a reason of its own; the message is the host's."""


def build_site(order: HostOrder) -> tuple[Any, Path]:
    """Builds the site; returns our plugin as the host ran it, and the site's folder.

    Raises:
        HostFailure: The host, or a record, stopped the build.
        HuiguanError: The host is not installed.
    """
    _choose(order.engine)
    build = importlib.import_module(f"{order.engine}.commands.build").build
    failures = importlib.import_module(f"{order.engine}.exceptions")
    config = _config(order, failures)
    site = Path(config.site_dir)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except failures.Abort as error:
        raise HostFailure("") from error
    except failures.BuildError as error:
        raise HostFailure(str(error)) from error
    finally:
        config.plugins.on_shutdown()
    return config.plugins["huiguan"], site


def serve_site(order: HostOrder, address: str) -> None:
    """Serves a preview that rebuilds when a file is saved, until it is interrupted.

    Raises:
        HostFailure: The host stopped for a reason of its own.
        HuiguanError: The host is not installed.
    """
    _choose(order.engine)
    serve = importlib.import_module(f"{order.engine}.commands.serve").serve
    failures = importlib.import_module(f"{order.engine}.exceptions")
    file = _config_file(order)
    if file is None:
        file = order.root / ".huiguan" / "mkdocs.yml"
        file.parent.mkdir(exist_ok=True)
        (order.root / "docs").mkdir(exist_ok=True)
        content = f"site_name: {order.site_name!r}\ndocs_dir: ../docs\nplugins:\n  - huiguan:\n      root: {str(order.root)!r}\n"
        file.write_text(content, encoding="utf-8")
    try:
        serve(config_file=str(file), dev_addr=address, open_in_browser=False)
    except failures.Abort as error:
        raise HostFailure("") from error
    except failures.BuildError as error:
        raise HostFailure(str(error)) from error


def _choose(engine: str) -> None:
    try:
        importlib.import_module("properdocs.replacement" if engine == "properdocs" else engine)
    except ImportError as error:
        raise HuiguanError(Problem(code="ENGINE-MISSING", place=Place(file=engine), found=engine)) from error


def _config_file(order: HostOrder) -> Path | None:
    candidates = (order.root / name for name in CONFIG_FILES[order.engine])
    return next((path for path in candidates if path.is_file()), None)


def _config(order: HostOrder, failures: Any) -> Any:  # noqa: ANN401 - modules and classes of the chosen host
    base = importlib.import_module(f"{order.engine}.config")
    file = _config_file(order)
    given = {"site_dir": str(order.site_dir)} if order.site_dir else {}
    try:
        config = base.load_config(config_file=str(file), **given) if file else _bare_config(order, given)
    except failures.ConfigurationError as error:
        raise HostFailure(str(error)) from error
    except failures.Abort as error:
        raise HostFailure("") from error
    plugin = config.plugins.get("huiguan")
    if plugin is None:
        raise HostFailure(f"{file}: plugins: huiguan?")
    for name, value in order.options.items():
        plugin.config[name] = value
    return config


def _bare_config(order: HostOrder, given: Mapping[str, str]) -> Any:  # noqa: ANN401 - classes of the chosen host
    """The configuration of a club without one: its name, its hand-written pages, our plugin."""
    defaults = importlib.import_module(f"{order.engine}.config.defaults")
    kind = getattr(defaults, "MkDocsConfig", None) or defaults.ProperDocsConfig
    config = kind(config_file_path=str(order.root / "mkdocs.yml"))
    docs = order.root / "docs"
    if not docs.is_dir():
        docs = order.root / ".huiguan" / "docs"
        docs.mkdir(parents=True, exist_ok=True)
    config.load_dict({"site_name": order.site_name, "docs_dir": str(docs), "site_dir": str(order.root / "site"), "plugins": ["huiguan"], **given})
    errors, _ = config.validate()
    if errors:
        raise HostFailure("; ".join(f"{name}: {error}" for name, error in errors))
    return config


def quiet(level: int = logging.WARNING) -> None:
    """Lets the hosts' loggers speak from `level` up, and our plugin's always."""
    for name in ENGINES:
        logging.getLogger(name).setLevel(level)
    for name in ENGINES:
        logging.getLogger(f"{name}.plugins.huiguan").setLevel(logging.INFO)
