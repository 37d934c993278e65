"""Lets a host build beside the site, and puts what it built in the site's place once it is through without an error."""

import os
import tempfile
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from huiguan.emit import NextSite


def is_preview(config: MkDocsConfig) -> bool:
    """Whether the host serves the folder that it builds to, which must then stay where it is."""
    # HOST(mkdocs<=1.6): `serve --clean` calls itself a build; its folder is a temporary one, named after the host.
    site = Path(config.site_dir)
    return site.parent == Path(tempfile.gettempdir()) and site.name.startswith(("mkdocs_", "properdocs_"))


def _is_own(config: MkDocsConfig) -> bool:
    """Whether the site lies where the configuration itself has it, in its own folder; not where only a command line named it."""
    if not config.config_file_path:
        return False
    file = Path(config.config_file_path)
    folder = Path(os.path.realpath(file.parent))
    own = Path(os.path.realpath(folder / _site_dir_in(file)))
    return own.is_relative_to(folder) and own == Path(os.path.realpath(config.site_dir))


def _site_dir_in(file: Path) -> str:
    """What the file says, which the host lets go of for what the command line says; `site` where there is no such file."""
    if not file.is_file():
        return "site"
    with file.open("rb") as opened:
        return str(yaml_load(opened).get("site_dir", "site"))


class SiteSwap:
    """One build's way from `begin` to `end`; whatever ends before `finished` leaves the last good site."""

    def __init__(self) -> None:
        self._next: NextSite | None = None
        self._config: MkDocsConfig | None = None
        self._site_dir = ""
        self._is_finished = False

    @property
    def site(self) -> Path:
        """Where readers find the site."""
        return Path(self._site_dir)

    def begin(self, config: MkDocsConfig) -> None:
        """Points the host at a folder beside the site.

        Raises:
            HuiguanError: No folder can be had to build in, or another build is at work.
        """
        if self._next is not None:
            return
        self._next = NextSite(Path(config.site_dir), is_own=partial(_is_own, config))
        self._config, self._site_dir, self._is_finished = config, config.site_dir, False
        config.site_dir = str(self._next.folder)

    def finished(self) -> None:
        """Notes that every page is written. An interrupted build never comes here."""
        self._is_finished = True

    def failed(self) -> None:
        """Notes that the build does not count: strict hosts say so after all pages are written."""
        self._is_finished = False

    def end(self) -> None:
        """Gives the host its folder back, with the new site in it or the last good one.

        Raises:
            HuiguanError: The site cannot be put in its place; then the last good one stays.
        """
        if self._next is None or self._config is None:
            return
        built, self._next = self._next, None
        self._config.site_dir = self._site_dir
        if self._is_finished:
            built.publish()
        else:
            built.discard()
